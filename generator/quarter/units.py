"""Which unit fills in what: who leads a thing, or delivers it, or answers for it; else who has what it is part of."""

from __future__ import annotations

from collections.abc import Sequence

from generator.quarter.due import Tables
from generator.quarter.reported import Report

ROLES = ("lead", "delivering", "authorising")
"""Who is asked first. Those who are only consulted fill in nothing."""

Thing = tuple[str, str]
"""A kind of thing and its id."""


class Units:
    """The units of a release and what each fills in."""

    def __init__(self, tables: Tables) -> None:
        self.names = {row["unit"]: row["name"] for row in tables.get("units", ())}
        self._posts = {row["post"]: row["unit"] for row in tables.get("posts", ())}
        self._plans = {row["plan"]: row["unit"] for row in tables.get("plans", ())}
        self._items = {row["item"]: row for row in tables.get("plan_items", ())}
        self._holders: dict[Thing, dict[str, list[str]]] = {}
        for row in tables.get("responsibilities", ()):
            unit = row["holder"] if row["holder_kind"] == "unit" else self._posts.get(row["holder"], "")
            if unit in self.names and row["holder_kind"] != "body":
                roles = self._holders.setdefault((row["thing_kind"], row["thing"]), {})
                roles.setdefault(row["role"], []).append(unit)

    def of(self, kind: str, id: str) -> tuple[str, ...]:
        """The units that fill in what is reported of a thing, by name of their role; none where nobody is named."""
        own = self._own(kind, id)
        if own or kind != "plan item":
            return own
        seen = {id}
        item = self._items.get(id)
        while item is not None and item["parent"] and item["parent"] not in seen:
            seen.add(item["parent"])
            if above := self._own(kind, item["parent"]):
                return above
            item = self._items.get(item["parent"])
        plan = self._plans.get(self._items[id]["plan"], "") if id in self._items else ""
        return (plan,) if plan in self.names else ()

    def of_row(self, report: Report, row: dict[str, str]) -> tuple[str, ...]:
        return self.of(report.kind, row[report.of])

    def _own(self, kind: str, id: str) -> tuple[str, ...]:
        roles = self._holders.get((kind, id), {})
        found: Sequence[str] = next((roles[role] for role in ROLES if role in roles), ())
        return tuple(dict.fromkeys(found))
