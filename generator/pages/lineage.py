"""What became of a plan item, and what it carries on from earlier plans."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.derive.results import ItemResult, ReleaseResult
from generator.model import Link
from generator.pages import addresses
from generator.pages.lookup import Lookup, Named, item_name
from generator.pages.page import Page
from generator.pages.relations import BACKWARD
from generator.pages.reports import Report, report_of
from generator.words import sentence_case


@dataclass(frozen=True, slots=True)
class Ancestor:
    """An earlier item that this one carries on, with what was reported of it."""

    how: str
    named: str
    plan: Named
    note: str
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True)
class MovedContent:
    what: str
    now: Named
    note: str


HOW = {"merged into": "This was merged into", "carried forward as": "This was carried forward as"}


def moved_page(item: ItemResult, result: ReleaseResult, lookup: Lookup, now: str) -> Page:
    """What stands at the address of an item that lives on as the item `now`: readers are sent on."""
    plan_item = item.item
    (link,) = result.lineage.onward["plan item", plan_item.item]
    told, note = how_moved(link, now)
    address = addresses.item(result.release.publisher.id, plan_item.item)
    kind, publisher = sentence_case(plan_item.kind), result.release.publisher.short_name
    return moved_on(address, plan_item.title, kind, publisher, told, lookup.gone(now), note)


def how_moved(link: Link, now: str) -> tuple[str, str]:
    """How a thing lives on as `now`, in words that its name follows, and the note on it."""
    return HOW.get(link.relation, "This lives on as") if link.to_id == now else "This lives on as", link.note


def moved_on(address: str, title: str, kind: str, publisher: str, told: str, now: Named, note: str = "") -> Page:
    """A page that sends readers on from `address` to `now`."""
    return Page(
        address=address,
        title=title,
        description=f"{title}: carried on under another name.",
        template="moved.md.jinja",
        content=MovedContent(told, now, note),
        kind=kind,
        publisher=publisher,
        searchable=False,
        moved_to=now.address,
    )


def became(id: str, result: ReleaseResult, lookup: Lookup) -> tuple[Named, ...]:
    """Each thing that the item lives on as, and why it was dropped: the name, its address, and the note."""
    onward = tuple(
        Named(f"{sentence_case(link.relation)} {named.name}", named.address, link.note)
        for link in result.lineage.onward.get(("plan item", id), ())
        for named in (lookup.name(link.to_kind, link.to_id),)
    )
    if id not in result.lineage.dropped:
        return onward
    plan = lookup.name("plan", result.tree.items[id].plan).name
    return (*onward, Named(f"Dropped from {plan}", "", result.lineage.dropped[id]))


Past = Mapping[str, tuple[ItemResult, Lookup]]
"""Every item that was ever published as its last release has it, and the names of that release."""


def ancestors(id: str, result: ReleaseResult, past: Past) -> tuple[Ancestor, ...]:
    """The items that this one carries on, and theirs: the nearest first."""
    found: list[Ancestor] = []
    queue = list(result.lineage.back.get(("plan item", id), ()))
    seen = {id}
    while queue:
        link = queue.pop(0)
        if link.from_kind != "plan item" or link.from_id in seen or link.from_id not in past:
            continue
        seen.add(link.from_id)
        earlier, lookup = past[link.from_id]
        found.append(
            Ancestor(
                how=BACKWARD[link.relation],
                named=item_name(earlier.item),
                plan=lookup.name("plan", earlier.item.plan),
                note=link.note,
                reports=tuple(report_of(point) for point in reversed(earlier.history)),
            )
        )
        queue += result.lineage.back.get(("plan item", link.from_id), ())
    return tuple(found)
