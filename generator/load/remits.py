"""The rule that a committee's remit holds something: a link that covers nothing would leave its page bare."""

from __future__ import annotations

from collections.abc import Iterator

from generator.errors import Problem
from generator.load.records import Records, problem_at
from generator.load.trees import parents_of, with_all_below

WITHIN = "within remit of"

COVERED = ("plan item", "indicator", "risk")
"""Things that stand in a remit by themselves."""

RESTS_ON = (
    "links", "units", "posts", "frameworks", "plans", "plan_items", "indicators", "responsibilities",
)  # fmt: skip
"""Nothing is said of remits where one of these could not be read."""


def _covers_something(records: Records) -> Iterator[Problem]:
    if any(table not in records for table in RESTS_ON):
        return
    for record in records["links"]:
        kind, id = record.text("from_kind"), record.text("from_id")
        if record.text("relation") == WITHIN and kind and id and not _covers(kind, id, records):
            remedy = REMEDIES.get(kind, "Start the link at a unit, a framework item, a plan, an item or a risk.")
            yield problem_at(record, "from_id", f"this {kind} brings nothing into the remit", remedy)


def _covers(kind: str, id: str, records: Records) -> bool:
    match kind:
        case "unit":
            return _unit_covers(id, records)
        case "framework item":
            return _framework_covers(id, records)
        case "plan":
            return _plan_covers(id, records)
        case _:
            return kind in COVERED


def _plan_covers(plan: str, records: Records) -> bool:
    """Its items; or it says in its note why none are there, as of a plan that was never published whole."""
    told = any(record.text("plan") == plan and record.text("note") for record in records["plans"])
    return told or any(record.text("plan") == plan for record in records["plan_items"])


def _unit_covers(unit: str, records: Records) -> bool:
    """What the unit, the units below it and their posts lead; their plans."""
    units = with_all_below([unit], parents_of(records["units"], "unit"))
    posts = {record.text("post") for record in records["posts"] if record.text("unit") in units}
    holders = {("unit", each) for each in units} | {("post", each) for each in posts}
    return any(record.text("unit") in units for record in records["plans"]) or any(
        record.text("role") == "lead"
        and record.text("thing_kind") in COVERED
        and (record.text("holder_kind"), record.text("holder")) in holders
        for record in records["responsibilities"]
    )


def _framework_covers(item: str, records: Records) -> bool:
    """What is tied to the item or to those below it."""
    items = with_all_below([item], parents_of(records["frameworks"], "item"))
    return any(record.text("framework") in items for record in records["indicators"]) or any(
        record.text("relation") in ("contributes to", "measures")
        and record.text("from_kind") in COVERED
        and record.text("to_kind") == "framework item"
        and record.text("to_id") in items
        for record in records["links"]
    )


REMEDIES = {
    "unit": "Say in responsibilities.csv what the unit, its teams or its posts lead; or delete the link.",
    "framework item": "Tie plan items or indicators to it in links.csv; or delete the link.",
    "plan": "Add the plan's items to plan_items.csv, or say in the plan's note why it has none; or delete the link.",
}

RULES = (_covers_something,)
