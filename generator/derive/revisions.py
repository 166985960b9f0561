"""Published figures that a later release gives otherwise: computed from the two, whatever anyone says of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.derive.values import measure
from generator.model import Indicator, Observation, Release
from generator.periods import Period

Place = tuple[str, Period, str, str]
"""Indicator, period, area and breakdown: what a figure is for."""


@dataclass(frozen=True, slots=True)
class Revision:
    """One figure that reads differently. `was_provisional` is whether it had been published as not yet final."""

    before: Observation
    after: Observation

    @property
    def was_provisional(self) -> bool:
        return self.before.value_status in ("provisional", "estimated", "projected")


@dataclass(frozen=True, slots=True)
class ScoreMove:
    """A risk whose score for the release's own period differs from that of the release before."""

    risk: str
    before: int
    after: int


def revisions_between(before: Release, after: Release) -> Sequence[Revision]:
    """The figures of the earlier release that the later one gives otherwise, or no longer, in the order of the later.

    24 and 24.0 are one figure. What is suppressed is told nowhere.
    """
    indicators = {row.indicator: row for row in after.indicators}
    # Most rows stand in both, and `load` makes one object of them: these need no comparing.
    same = {id(each) for each in before.observations} & {id(each) for each in after.observations}
    published = {
        _place(each): each
        for each in before.observations
        if id(each) not in same and each.value and each.indicator in indicators
    }
    return tuple(
        Revision(published[_place(each)], each)
        for each in after.observations
        if id(each) not in same
        and _place(each) in published
        and _differs(indicators[each.indicator], published[_place(each)], each)
    )


def _differs(indicator: Indicator, before: Observation, after: Observation) -> bool:
    if not after.value:
        return after.value_status != "suppressed"
    if indicator.value_type == "number":
        return measure(indicator, before.value) != measure(indicator, after.value)
    return before.value != after.value


def score_moves(before: Release, after: Release) -> Sequence[ScoreMove]:
    old = {each.risk: each.score for each in before.risk_scores if each.period == before.period}
    return tuple(
        ScoreMove(each.risk, was, each.score)
        for each in after.risk_scores
        if each.period == after.period
        and each.score is not None
        and (was := old.get(each.risk)) is not None
        and was != each.score
    )


def _place(each: Observation) -> Place:
    return each.indicator, each.period, each.area, each.breakdown
