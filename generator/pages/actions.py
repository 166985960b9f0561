"""Every action of the plans that run, in one table to narrow and sort."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.derive.results import ItemResult, PublisherResult, ReleaseResult
from generator.pages import addresses
from generator.pages.downloads_lists import actions_file
from generator.pages.listing import ITEM_ORDER, Ask, Choice, Filter, Keys, day, filters_of, rank, word, words
from generator.pages.lookup import Lead, Lookup, item_name
from generator.pages.page import Page
from generator.pages.scorecard import PARENT_LENGTH, ItemRow, item_row
from generator.words import counted, listed, sentence_case, shortened

PRIORITY = "priority"

HEADINGS = frozenset({"section", "priority", "objective"})
"""Kinds of item that are aims: what is to be done stands below them."""


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One plan item. `part` is the name of what stands at the top above it, "" where that is itself."""

    item: ItemRow
    part: str
    leads: tuple[Lead, ...]
    keys: Keys


@dataclass(frozen=True, slots=True)
class ActionsContent:
    """`part_name` is what the things at the top of the plans are called."""

    sentence: str
    part_name: str
    filters: tuple[Filter, ...]
    rows: tuple[ActionRow, ...]


def actions_of(result: ReleaseResult) -> tuple[ItemResult, ...]:
    """What is to be done: the items of plans that run, without the aims that hold others."""
    ids = (id for plan in result.plans for id in result.tree.of_plan(plan))
    items = (result.items[id] for id in ids)
    return tuple(
        item
        for item in items
        if not item.is_past and (item.item.kind not in HEADINGS or not result.tree.children.get(item.item.item))
    )


def action_pages(result: PublisherResult, lookup: Lookup) -> tuple[Page, ...]:
    latest = result.latest
    items = actions_of(latest)
    if not items:
        return ()
    name = result.publisher.name
    rows = tuple(action_row(item, latest, lookup) for item in items)
    part_name = _part_name(latest, items)
    sentence = actions_sentence(items)
    page = Page(
        address=addresses.actions(name.id),
        title=f"{name.short_name}: every action",
        nav_title="Every action",
        description=sentence,
        template="actions.md.jinja",
        content=ActionsContent(
            sentence=sentence,
            part_name=part_name,
            filters=filters_of((row.keys for row in rows), _asked(part_name, latest)),
            rows=rows,
        ),
        kind="List",
        publisher=name.short_name,
        period=latest.release.period.name,
        files=(actions_file(items, latest, lookup),),
    )
    return (page,)


def actions_sentence(items: Iterable[ItemResult]) -> str:
    """What the plans hold, by kind, and how much of it is late."""
    every = list(items)
    kinds = [item.item.kind for item in every]
    what = listed([counted(kinds.count(kind), kind) for kind in dict.fromkeys(kinds)])
    delayed = sum(item.status == "delayed" for item in every)
    overdue = sum(item.days_overdue is not None for item in every)
    late = [f"{number} {word}" for number, word in ((delayed, "delayed"), (overdue, "overdue")) if number]
    return f"{sentence_case(what)} in the plans that run{f': {listed(late)}' if late else ''}."


def action_row(item: ItemResult, result: ReleaseResult, lookup: Lookup) -> ActionRow:
    row = item_row(item, result, lookup)
    id = item.item.item
    part = part_of(id, result)
    leads = lookup.leads("plan item", id)
    states = (*(("overdue",) if row.overdue else ()), *((item.status,) if row.asked else ()))
    return ActionRow(
        item=row,
        part=part.name if part is not None else "",
        leads=leads,
        keys=Keys(
            choices={
                "status": tuple(map(word, states)),
                "priority": (part,) if part is not None else (),
                "unit": tuple(lead.unit for lead in leads if lead.unit is not None),
                "kind": (word(item.item.kind),),
                "plan": (Choice(item.item.plan, result.plans[item.item.plan].plan.title),),
            },
            sorts={
                "what": row.name,
                "priority": part.name if part is not None else "",
                "status": rank(states[0], ITEM_ORDER) if states else "",
                "due": day(item.item.due),
                "lead": leads[0].name if leads else "",
            },
        ),
    )


def part_of(id: str, result: ReleaseResult) -> Choice | None:
    """What stands at the top above an item; None where that is the item itself."""
    root = result.tree.root(id)
    return None if root == id else top_choice(root, result)


def top_choice(root: str, result: ReleaseResult) -> Choice:
    """An item at the top of a plan as something to choose."""
    return Choice(root, shortened(item_name(result.tree.items[root]), PARENT_LENGTH))


def tops(result: ReleaseResult) -> tuple[str, ...]:
    """The ids of what stands at the top of each plan, in the order of the plans."""
    return tuple(id for plan in result.plans for id in result.tree.top(plan))


def _asked(part_name: str, result: ReleaseResult) -> tuple[Ask, ...]:
    return (
        Ask("status", "Status", words(ITEM_ORDER)),
        Ask("priority", part_name, tops(result)),
        Ask("unit", "Who leads"),
        Ask("kind", "Kind"),
        Ask("plan", "Plan", tuple(result.plans)),
    )


def _part_name(result: ReleaseResult, items: Iterable[ItemResult]) -> str:
    kinds = {result.tree.items[result.tree.root(item.item.item)].kind for item in items}
    return "Priority" if kinds == {PRIORITY} else "Part of"
