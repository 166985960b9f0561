"""The two council plans: their items as each release has them, and what became of one in the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from generator.example.catalogue import Row, listed
from generator.example.quarters import NEW_PLAN, Quarter, quarter

OLD, NEW = "plan-2006-09", "plan-2009-12"


@dataclass(frozen=True, slots=True)
class Item:
    """One plan item as a release has it."""

    about: Row
    kind: str
    plan: str
    parent: str
    reference: str
    due: str

    @property
    def id(self) -> str:
        return self.about["item"]

    @property
    def title(self) -> str:
        return self.about["title"]


def plans(at: Quarter) -> list[Row]:
    return [row for row in listed("plans") if not row["from"] or quarter(row["from"]) <= at]


@cache
def items(at: Quarter) -> tuple[Item, ...]:
    """Every item of the plans that the release knows: parents before children, each level in order."""
    adopted = [_heading(row) for row in listed("headings") if row["plan"] == OLD or at >= NEW_PLAN]
    actions = [item for row in listed("actions") if (item := _action(row, at)) is not None]
    known = {item.id: item for item in (*adopted, *actions)}
    milestones = [
        Item(row, "milestone", known[row["parents"]].plan, row["parents"], "", row["due"])
        for row in listed("milestones")
        if row["parents"] in known
    ]
    return (*adopted, *actions, *milestones)


def plan_items(at: Quarter) -> Iterator[Row]:
    places: dict[tuple[str, str], int] = {}
    for item in items(at):
        place = places[item.plan, item.parent] = places.get((item.plan, item.parent), 0) + 1
        yield {
            "item": item.id,
            "plan": item.plan,
            "parent": item.parent,
            "kind": item.kind,
            "order": str(place),
            "weight": item.about.get("weight", ""),
            "reference": item.reference,
            "title": item.title,
            "outcome": item.about.get("outcome", ""),
            "measure": item.about.get("measure", ""),
            "due": item.due,
            "recurrence": item.about.get("recurrence", ""),
        }


def lineage(at: Quarter) -> Iterator[Row]:
    """What became of the old plan's items, from the release of the new plan on."""
    for row in listed("lineage") if at >= NEW_PLAN else ():
        yield {
            "from_kind": "plan item",
            "from_id": row["from"],
            "relation": row["relation"],
            "to_kind": "plan" if row["relation"] == "dropped from" else "plan item",
            "to_id": row["to"],
            "note": row["note"],
        }


def objective_of(key: str, at: Quarter) -> str:
    """The objective that an indicator measures, in the plan in force."""
    known = {item.id for item in items(at)}
    wanted = key if at >= NEW_PLAN else f"{key}-2006"
    if wanted in known:
        return wanted
    if at >= NEW_PLAN:
        return next(row["to"] for row in listed("lineage") if row["from"] == f"{key}-2006")
    return next(row["from"] for row in listed("lineage") if row["to"] == key)


@cache
def children(at: Quarter) -> Mapping[str, tuple[Item, ...]]:
    found: dict[str, list[Item]] = {}
    for item in items(at):
        found.setdefault(item.parent, []).append(item)
    return {parent: tuple(own) for parent, own in found.items()}


def is_current(item: Item, at: Quarter) -> bool:
    """Whether the item belongs to the plan in force."""
    return item.plan == (NEW if at >= NEW_PLAN else OLD)


def _heading(row: Row) -> Item:
    return Item(row, row["kind"], row["plan"], row["parent"], row["reference"], "")


def _action(row: Row, at: Quarter) -> Item | None:
    """The action under its parent of the time; None before its plan is in force."""
    parents, references = row["parents"].split("; "), row["references"].split("; ")
    place = -1 if at >= NEW_PLAN else 0
    plan = OLD if parents[place].endswith("-2006") else NEW
    if plan == NEW and at < NEW_PLAN:
        return None
    return Item(row, "action", plan, parents[place], references[place], _due(row, at))


def _due(row: Row, at: Quarter) -> str:
    """The deadline as it stands after what it was moved to."""
    due = row["due"]
    for move in row["moves"].split(";") if row["moves"] else ():
        when, moved = move.split(">")
        if quarter(when) <= at:
            due = moved
    return due
