"""What a signature is over: the rows that a unit answers for, and the files of a whole release.

A release is taken here as text: its tables, each a list of rows by column. Nothing is read and nothing is written.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

Row = Mapping[str, str]
Tables = Mapping[str, Sequence[Row]]
"""The rows of each table of a release, as text."""

ANSWERING = frozenset(
    {"units", "posts", "responsibilities", "plans", "plan_items", "links", "indicators", "risks"}
)  # fmt: skip
"""The tables that say which units have to sign."""

Thing = tuple[str, str]
"""A kind of thing and its id."""

OF_A_THING: Mapping[str, tuple[str, str]] = {
    "plan_items": ("plan item", "item"),
    "plan_updates": ("plan item", "item"),
    "indicators": ("indicator", "indicator"),
    "observations": ("indicator", "indicator"),
    "targets": ("indicator", "indicator"),
    "benchmarks": ("indicator", "indicator"),
    "quality_checks": ("indicator", "indicator"),
    "risks": ("risk", "risk"),
    "risk_scores": ("risk", "risk"),
    "risk_actions": ("risk", "risk"),
    "clinics": ("clinic", "clinic"),
    "resolutions": ("resolution", "resolution"),
}
"""Tables whose rows belong to a thing that somebody answers for, with its kind and the column of its id."""

REPORTED = ("plan item", "indicator", "risk")
"""Kinds of things that are reported on quarter by quarter: who leads one signs."""

ONWARD = frozenset({"carried forward as", "merged into", "split into", "dropped from"})
"""Relations from what is no longer reported on as itself."""


@dataclass(frozen=True, slots=True)
class Signature:
    """A post's word that a unit's part of a release, or the whole of it where `unit` is "", may be published."""

    unit: str
    post: str
    date: date
    sha256: str

    @property
    def raw(self) -> dict[str, str]:
        """The same as it stands in a package."""
        unit = {"unit": self.unit} if self.unit else {}
        return {**unit, "post": self.post, "date": self.date.isoformat(), "sha256": self.sha256}


OTHER_BODIES = frozenset({"partner", "partnership"})
"""Kinds of units that are not the publisher's own: nobody there signs what it publishes."""


def units_of_things(tables: Tables) -> Mapping[Thing, frozenset[str]]:
    """The units that lead each thing, themselves or through their posts.

    An item for which nobody is named is led by whoever leads the item above it.
    """
    post_units = {row["post"]: row["unit"] for row in tables.get("posts", ())}
    leads: dict[Thing, set[str]] = {}
    for row in tables.get("responsibilities", ()):
        unit = post_units.get(row["holder"], "") if row["holder_kind"] == "post" else row["holder"]
        if row["role"] == "lead" and row["holder_kind"] in ("post", "unit") and unit:
            leads.setdefault((row["thing_kind"], row["thing"]), set()).add(unit)
    parents = {row["item"]: row["parent"] for row in tables.get("plan_items", ())}
    for item in parents:
        above, seen = item, {item}
        while ("plan item", above) not in leads and (above := parents.get(above, "")) and above not in seen:
            seen.add(above)
        if above and ("plan item", above) in leads:
            leads.setdefault(("plan item", item), leads["plan item", above])
    return {thing: frozenset(units) for thing, units in leads.items()}


def units_to_sign(tables: Tables, period_start: date) -> tuple[str, ...]:
    """The units that have something to answer for in a release whose period begins then, in the order of units.csv.

    That is an indicator, a risk, or an item of a plan that has not ended and that has not become another item. What a
    partner leads is signed with the whole.
    """
    leads, ended = units_of_things(tables), _ended(tables, period_start)
    gone = {(row["from_kind"], row["from_id"]) for row in tables.get("links", ()) if row["relation"] in ONWARD}
    live = {("plan item", row["item"]) for row in tables.get("plan_items", ()) if row["plan"] not in ended} - gone
    live |= {("indicator", row["indicator"]) for row in tables.get("indicators", ())}
    live |= {("risk", row["risk"]) for row in tables.get("risks", ())}
    signing = {unit for thing, units in leads.items() if thing in live for unit in units}
    return tuple(
        row["unit"] for row in tables.get("units", ()) if row["unit"] in signing and row["kind"] not in OTHER_BODIES
    )


def _ended(tables: Tables, period_start: date) -> frozenset[str]:
    start = period_start.isoformat()
    return frozenset(row["plan"] for row in tables.get("plans", ()) if row["end"] and row["end"] < start)


def parts_sha256(tables: Tables, units: Collection[str]) -> Mapping[str, str]:
    """For each of the units, the hash of all rows of what it leads. Their order and empty cells do not count.

    A unit that leads nothing has none.
    """
    leads = {thing: [unit for unit in leading if unit in units] for thing, leading in units_of_things(tables).items()}
    parts: dict[str, dict[str, list[dict[str, str]]]] = {}
    for name, (kind, column) in OF_A_THING.items():
        for row in tables.get(name, ()):
            _add(parts, leads.get((kind, row[column]), ()), name, row)
    for row in tables.get("responsibilities", ()):
        _add(parts, leads.get((row["thing_kind"], row["thing"]), ()), "responsibilities", row)
    return {
        unit: _sha256_of({name: sorted(map(_text, rows)) for name, rows in part.items()})
        for unit, part in parts.items()
    }


def _add(parts: dict[str, dict[str, list[dict[str, str]]]], units: Iterable[str], table: str, row: Row) -> None:
    for unit in units:
        told = {column: cell for column, cell in row.items() if cell}
        parts.setdefault(unit, {}).setdefault(table, []).append(told)


def descriptor_sha256(raw: Mapping[str, Any]) -> str:
    """The hash of what a package says of itself: without its signatures, and without the contract's own schemas."""
    said = {key: value for key, value in raw.items() if key != "signatures"}
    said["resources"] = [
        {key: value for key, value in resource.items() if key != "schema"} for resource in raw["resources"]
    ]
    return _sha256_of(said)


def whole_sha256(files: Mapping[str, str]) -> str:
    """The hash that stands for a whole release: over those of its files, by name."""
    return _sha256_of(dict(files))


def sha256(content: bytes) -> str:
    """The hash of a file."""
    return hashlib.sha256(content).hexdigest()


def _sha256_of(value: object) -> str:
    return sha256(_text(value).encode())


_text = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
