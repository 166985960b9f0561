"""What changed between one release and the one before it, computed from the two and never typed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal

from generator.derive.lineage import DROPPED, ONWARD, past_items
from generator.derive.redefinitions import Redefinition
from generator.derive.revisions import Revision, ScoreMove, revisions_between, score_moves
from generator.derive.statuses import CLOSED, UNKNOWN, status_in
from generator.model import Link, PlanItem, PlanUpdate, Release
from generator.periods import Deadline


@dataclass(frozen=True, slots=True)
class StatusMove:
    item: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PercentMove:
    """Percentages complete, from 0 to 100, of the period before and of this one."""

    item: str
    before: Decimal
    after: Decimal


@dataclass(frozen=True, slots=True)
class DeadlineMove:
    item: str
    before: Deadline
    after: Deadline


@dataclass(frozen=True, slots=True)
class Removal:
    """An item that left the plans, and what it stood below, from its parent up."""

    item: str
    above: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndicatorMove:
    """Statuses against target of the values that an indicator led with, then and now."""

    indicator: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changes:
    """Every difference between two releases, each item in the order of the later release's plans.

    What was completed or cancelled owes no more reports, so it does not fall silent. `revised` holds items whose
    update for an earlier period now reads differently from what was published. `onward` says what items, indicators
    and other things became, or why items were dropped; what belongs to the past takes no other part.
    """

    moved: tuple[StatusMove, ...] = ()
    first_reported: tuple[StatusMove, ...] = ()
    fell_silent: tuple[StatusMove, ...] = ()
    percents: tuple[PercentMove, ...] = ()
    deadlines: tuple[DeadlineMove, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[Removal, ...] = ()
    revised: tuple[str, ...] = ()
    onward: tuple[Link, ...] = ()
    figures: tuple[Revision, ...] = ()
    scores: tuple[ScoreMove, ...] = ()
    indicators: tuple[IndicatorMove, ...] = ()
    redefined: tuple[Redefinition, ...] = ()

    def within(
        self, items: Collection[str] = (), indicators: Collection[str] = (), risks: Collection[str] = ()
    ) -> Changes:
        """The part of them that is about these items, indicators and risks, by id."""
        return Changes(
            moved=tuple(each for each in self.moved if each.item in items),
            first_reported=tuple(each for each in self.first_reported if each.item in items),
            fell_silent=tuple(each for each in self.fell_silent if each.item in items),
            percents=tuple(each for each in self.percents if each.item in items),
            deadlines=tuple(each for each in self.deadlines if each.item in items),
            added=tuple(id for id in self.added if id in items),
            removed=tuple(each for each in self.removed if {each.item, *each.above} & set(items)),
            revised=tuple(id for id in self.revised if id in items),
            onward=tuple(
                link
                for link in self.onward
                for ids in ({"plan item": items, "indicator": indicators, "risk": risks}.get(link.from_kind, ()),)
                if link.from_id in ids or link.to_id in ids
            ),
            figures=tuple(each for each in self.figures if each.after.indicator in indicators),
            scores=tuple(each for each in self.scores if each.risk in risks),
            indicators=tuple(each for each in self.indicators if each.indicator in indicators),
            redefined=tuple(each for each in self.redefined if each.new.indicator in indicators),
        )

    @property
    def total(self) -> int:
        return sum(len(getattr(self, field.name)) for field in fields(self))


def changes_between(
    before: Release,
    after: Release,
    indicators: tuple[IndicatorMove, ...] = (),
    redefined: tuple[Redefinition, ...] = (),
) -> Changes:
    """What the later release says otherwise than the earlier one; each is read for its own period.

    `indicators` are the moves of statuses and `redefined` what is measured otherwise, which are worked out before.
    """
    old_items = {item.item: item for item in before.plan_items}
    new_items = {item.item: item for item in after.plan_items}
    past = past_items(after)
    both = [item for item in new_items if item in old_items and item not in past]
    old, new = _updates(before, before), _updates(after, after)
    moves = [StatusMove(item, status_in(old.get(item)), status_in(new.get(item))) for item in both]
    moves = [move for move in moves if move.before != move.after]
    return Changes(
        moved=tuple(move for move in moves if move.before not in UNKNOWN and move.after not in UNKNOWN),
        first_reported=tuple(move for move in moves if move.before in UNKNOWN and move.after not in UNKNOWN),
        fell_silent=tuple(move for move in moves if move.before not in UNKNOWN | CLOSED and move.after in UNKNOWN),
        percents=tuple(_percent_moves(both, old, new)),
        deadlines=tuple(
            DeadlineMove(item, was, now)
            for item in both
            if (was := old_items[item].due) is not None and (now := new_items[item].due) is not None and was != now
        ),
        added=tuple(item for item in new_items if item not in old_items),
        removed=tuple(Removal(item, _above(item, old_items)) for item in old_items if item not in new_items),
        revised=tuple(_revised(both, old, _updates(after, before))),
        onward=tuple(link for link in after.links if _is_onward(link) and link not in before.links),
        figures=tuple(revisions_between(before, after)),
        scores=tuple(score_moves(before, after)),
        indicators=indicators,
        redefined=redefined,
    )


def indicator_moves(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[IndicatorMove, ...]:
    """The indicators, by id, whose status is not what it was; one that is new has not moved."""
    return tuple(
        IndicatorMove(id, before[id], status) for id, status in after.items() if id in before and before[id] != status
    )


def _above(item: str, items: Mapping[str, PlanItem]) -> tuple[str, ...]:
    found = []
    while (item := items[item].parent) and item in items:
        found.append(item)
    return tuple(found)


def _is_onward(link: Link) -> bool:
    return link.relation in (*ONWARD, DROPPED)


def _updates(release: Release, period_of: Release) -> Mapping[str, PlanUpdate]:
    """The release's updates for the other's period, by item."""
    return {update.item: update for update in release.plan_updates if update.period == period_of.period}


def _percent_moves(items: list[str], old: Mapping[str, PlanUpdate], new: Mapping[str, PlanUpdate]) -> list[PercentMove]:
    moves = []
    for item in items:
        was = old[item].percent_complete if item in old else None
        now = new[item].percent_complete if item in new else None
        if was is not None and now is not None and was != now:
            moves.append(PercentMove(item, was, now))
    return moves


def _revised(items: list[str], published: Mapping[str, PlanUpdate], now: Mapping[str, PlanUpdate]) -> list[str]:
    """Items whose published update reads otherwise in the later release. A row that is left out is no revision."""
    return [item for item in items if item in published and item in now and published[item] != now[item]]
