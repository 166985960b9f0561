"""Rules on links: what each relation ties, and what becomes of things from plan to plan."""

from __future__ import annotations

from collections.abc import Iterator

from generator.errors import Problem
from generator.load.records import Record, Records, problem_at

SUCCESSION = ("carried forward as", "merged into", "split into")
"""Relations from a thing to what it lives on as."""

ENDS = {
    "dropped from": ("plan item", "plan"),
    "within remit of": ("", "body"),
    "threatens": ("risk", ""),
}
"""The kinds of thing that a relation starts and ends at; "" for any."""

Thing = tuple[str, str]


def _ends(record: Record) -> tuple[Thing, Thing]:
    return (record.text("from_kind"), record.text("from_id")), (record.text("to_kind"), record.text("to_id"))


def _succession(records: Records) -> Iterator[Record]:
    for record in records.get("links", ()):
        if record.text("relation") in SUCCESSION and record.has("from_kind", "from_id", "to_kind", "to_id"):
            yield record


def _kinds_of_ends(records: Records) -> Iterator[Problem]:
    for record in records.get("links", ()):
        relation = record.text("relation")
        for column, kind in zip(("from_kind", "to_kind"), ENDS.get(relation, ("", "")), strict=True):
            if kind and record.has(column) and record.text(column) != kind:
                side = "starts" if column == "from_kind" else "ends"
                remedy = "Turn the tie around, or choose another relation."
                yield problem_at(record, column, f"“{relation}” {side} at a {kind}", remedy)


def _dropped_says_why(records: Records) -> Iterator[Problem]:
    for record in records.get("links", ()):
        if record.text("relation") == "dropped from" and record.has("note") and not record.text("note"):
            yield problem_at(record, "note", "it is not said why this was dropped", "Say why in a sentence.")


def _successor_of_one_kind(records: Records) -> Iterator[Problem]:
    for record in _succession(records):
        start, end = _ends(record)
        if start[0] != end[0]:
            rule = f"a {start[0]} lives on as another {start[0]}"
            yield problem_at(record, "to_kind", rule, "Correct one of the two ends, or choose another relation.")


def _one_successor(records: Records) -> Iterator[Problem]:
    """Only what is split lives on as several."""
    first: dict[Thing, Record] = {}
    for record in _succession(records):
        if record.text("relation") != "split into":
            other = first.setdefault(_ends(record)[0], record)
            if other is not record:
                rule = f"row {other.row} says already that it is {other.text('relation')} {other.text('to_id')}"
                yield problem_at(record, "to_id", rule, "Delete one of the two, or write “split into” on both.")


def _no_succession_in_a_ring(records: Records) -> Iterator[Problem]:
    onward: dict[Thing, set[Thing]] = {}
    for record in _succession(records):
        start, end = _ends(record)
        onward.setdefault(start, set()).add(end)
    for record in _succession(records):
        start, end = _ends(record)
        if start == end:
            yield problem_at(record, "to_id", "this is a tie of a thing to itself", "Write what it lives on as.")
        elif start in _reached(end, onward):
            rule = f"the ties lead from {end[1]} back to {start[1]}"
            yield problem_at(record, "to_id", rule, "Take out the tie that leads from the newer to the older.")


def _reached(start: Thing, onward: dict[Thing, set[Thing]]) -> set[Thing]:
    found: set[Thing] = set()
    ahead = [start]
    while ahead:
        more = onward.get(ahead.pop(), set()) - found
        found |= more
        ahead.extend(more)
    return found


RULES = (
    _kinds_of_ends,
    _dropped_says_why,
    _successor_of_one_kind,
    _one_successor,
    _no_succession_in_a_ring,
)
