"""The quarter at a glance: numbers that lead to just what they count, and a card for each priority."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.derive.results import ItemResult, ReleaseResult
from generator.derive.statuses import STATUSES
from generator.pages import addresses
from generator.pages.actions import actions_of
from generator.pages.lookup import Lookup, Named, item_name
from generator.pages.scorecard import Count, CountBar
from generator.words import counted, listed, sentence_case

MOST_CARDS = 12
"""With more priorities than these, a plan has one card of its own."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A number, and the list of just the things that it counts. `mark` is a status or a mark, "" for none."""

    number: int
    mark: str
    label: str
    address: str


@dataclass(frozen=True, slots=True)
class GlanceCard:
    """A priority, or a plan, with what is to be done for it. `status` is its own, "" where it has none.

    `bar` counts by status what was reported, with a list behind each number; None where nothing was: `sentence`
    then says what is planned.
    """

    subject: Named
    status: str
    bar: CountBar | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Glance:
    """The cards, and what they go by: "Priority by priority". `by_plan` is whether they are the plans."""

    name: str
    by_plan: bool
    cards: tuple[GlanceCard, ...]


def tiles(result: ReleaseResult) -> tuple[Tile, ...]:
    """What is late, what misses its target, what got better or worse, and what changed; no tile counts nothing."""
    publisher = result.release.publisher.id
    found = (
        *_late(result, addresses.actions(publisher)),
        *_indicators(result, addresses.indicators(publisher)),
        *_changed(result, addresses.quarter(publisher, result.release.id)),
    )
    return tuple(tile for tile in found if tile.number)


def glance(result: ReleaseResult, lookup: Lookup) -> Glance:
    """A card for each priority of the plan that runs; where several run, or it has too many, a card a plan."""
    actions = actions_of(result)
    running = [id for id, plan in result.plans.items() if plan.counts and not plan.has_ended]
    tops = [id for plan in running for id in result.tree.top(plan) if not result.items[id].is_past]
    if len(running) == 1 and 1 < len(tops) <= MOST_CARDS and all(id in result.tree.children for id in tops):
        kinds = {result.tree.items[id].kind for id in tops}
        name = next(iter(kinds)) if len(kinds) == 1 else "part"
        cards = tuple(_priority_card(id, actions, result, lookup) for id in tops)
    else:
        name = "plan"
        cards = tuple(_plan_card(id, actions, result, lookup) for id in running)
    return Glance(f"{sentence_case(name)} by {name}", name == "plan", cards)


def _late(result: ReleaseResult, address: str) -> Iterator[Tile]:
    """Counts just the rows of the list of actions: what stands above them is late because they are."""
    actions = actions_of(result)
    delayed = sum(item.status == "delayed" for item in actions)
    overdue = sum(item.days_overdue is not None for item in actions)
    yield Tile(delayed, "delayed", "Delayed", addresses.narrowed(address, status="delayed"))
    yield Tile(overdue, "overdue", "Overdue", addresses.narrowed(address, status="overdue"))


def _indicators(result: ReleaseResult, address: str) -> Iterator[Tile]:
    leading = [point for each in result.living.values() if (point := each.leading) is not None]
    off = sum(point.verdict.status == "off target" for point in leading)
    better = sum(point.direction == "improved" for point in leading)
    worse = sum(point.direction == "declined" for point in leading)
    yield Tile(off, "off target", "Off target", addresses.narrowed(address, status="off-target"))
    yield Tile(better, "improved", "Got better", addresses.narrowed(address, direction="improved"))
    yield Tile(worse, "declined", "Got worse", addresses.narrowed(address, direction="declined"))


def _changed(result: ReleaseResult, address: str) -> Iterator[Tile]:
    if result.changes is not None:
        yield Tile(result.changes.total, "", "Changed", f"{address}#what-changed")


def _priority_card(id: str, actions: Iterable[ItemResult], result: ReleaseResult, lookup: Lookup) -> GlanceCard:
    item = result.items[id]
    own = [each for each in actions if each.item.item != id and result.tree.root(each.item.item) == id]
    subject = Named(item_name(item.item), lookup.item_address(id))
    bar = _bar(own, result, ("priority", id))
    below = [result.items[each] for each in result.tree.below(id)]
    return GlanceCard(subject, item.status if result.asks(item) else "", bar, "" if bar else _silent(below))


def _plan_card(id: str, actions: Iterable[ItemResult], result: ReleaseResult, lookup: Lookup) -> GlanceCard:
    own = [each for each in actions if each.item.plan == id]
    bar = _bar(own, result, ("plan", id))
    below = [result.items[each] for each in result.tree.of_plan(id) if not result.items[each].is_past]
    return GlanceCard(lookup.name("plan", id), "", bar, "" if bar else _silent(below))


def _bar(own: Sequence[ItemResult], result: ReleaseResult, found_by: tuple[str, str]) -> CountBar | None:
    """The rows of the list of actions that `found_by` finds, by status; None where none is reported on."""
    every = addresses.actions(result.release.publisher.id)
    asked = [item for item in own if result.asks(item)]
    statuses = [item.status for item in asked]
    key, value = found_by
    counts = tuple(
        Count(each, statuses.count(each), addresses.narrowed(every, **{key: value, "status": addresses.anchor(each)}))
        for each in STATUSES
        if each in statuses
    )
    return CountBar(_by_kind(asked), counts) if counts else None


def _silent(below: Sequence[ItemResult]) -> str:
    """What is planned, and that no status is reported of it."""
    rated = any(item.update is not None and item.update.confidence for item in below)
    told = "no status is reported, but confidence is rated" if rated else "no status is reported"
    return f"{_by_kind(below)}; {told}." if below else ""


def _by_kind(items: Sequence[ItemResult]) -> str:
    """ "11 actions and 2 milestones"."""
    kinds = [item.item.kind for item in items]
    return sentence_case(listed([counted(kinds.count(kind), kind) for kind in dict.fromkeys(kinds)]))
