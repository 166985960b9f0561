"""Which unit fills in what: who leads a thing, and so signs for it; else who delivers it, or authorises it."""

from __future__ import annotations

from generator.quarter.due import Tables
from generator.quarter.reported import Cells, Report
from generator.seals import Thing, units_of_things

WITHOUT_LEAD = ("delivering", "authorising")
"""Who is asked where nobody leads. Those who are only consulted fill in nothing."""


class Units:
    """The units of a release and what each fills in."""

    def __init__(self, tables: Tables) -> None:
        self.names = {row["unit"]: row["name"] for row in tables.get("units", ())}
        self._leads = units_of_things(tables)
        posts = {row["post"]: row["unit"] for row in tables.get("posts", ())}
        self._others: dict[Thing, dict[str, set[str]]] = {}
        for row in tables.get("responsibilities", ()):
            unit = posts.get(row["holder"], "") if row["holder_kind"] == "post" else row["holder"]
            roles = self._others.setdefault((row["thing_kind"], row["thing"]), {})
            roles.setdefault(row["role"], set()).add(unit)
        plans = {row["plan"]: row["unit"] for row in tables.get("plans", ())}
        self._plans = {row["item"]: plans.get(row["plan"], "") for row in tables.get("plan_items", ())}

    def of(self, kind: str, id: str) -> tuple[str, ...]:
        """The units that fill in what is reported of a thing, in the order of units.csv; none where none is named."""
        others = self._others.get((kind, id), {})
        plan = {self._plans.get(id, "")} if kind == "plan item" else set[str]()
        for units in (self._leads.get((kind, id), ()), *(others.get(role, ()) for role in WITHOUT_LEAD), plan):
            if found := tuple(unit for unit in self.names if unit in units):
                return found
        return ()

    def of_row(self, report: Report, row: Cells) -> tuple[str, ...]:
        return self.of(report.kind, row[report.of])
