"""Indicators that are measured or judged otherwise than before: so that no red turns green unnoticed.

Where the value that leads the page would have another status by the definition and the target before, that is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.derive.indicators import IndicatorResult
from generator.derive.targets import JUDGED, judge
from generator.derive.values import measure
from generator.model import Indicator, Release, Target
from generator.periods import Period

TERMS = ("definition", "unit_of_measure", "polarity", "value_type", "scale", "tolerance", "tolerance_kind")
"""The columns of an indicator by which it is measured and judged."""

Place = tuple[str, Period, str, str]
"""Indicator, period, area and kind: what a target is for."""


@dataclass(frozen=True, slots=True)
class TermMove:
    """One of an indicator's `TERMS`, as its column has it then and now."""

    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class TargetMove:
    """A target that was published, and what it is now; None where there is none any more."""

    before: Target
    after: Target | None


@dataclass(frozen=True, slots=True)
class Redefinition:
    """How one indicator is measured or judged otherwise in a release (its id) than in the one before.

    `status` is that of its leading value, and `as_before` what that would be by the terms and the target before; the
    two are the same where nothing turned, and where there is nothing to judge.
    """

    release: str
    period: Period
    old: Indicator
    new: Indicator
    terms: tuple[TermMove, ...]
    targets: tuple[TargetMove, ...]
    status: str = ""
    as_before: str = ""

    @property
    def turned(self) -> bool:
        """Whether the status is another only because the measure or the target is."""
        return self.status != self.as_before


def redefinitions_between(
    before: Release, after: Release, results: Mapping[str, IndicatorResult]
) -> tuple[Redefinition, ...]:
    """The indicators of both releases that are measured or judged otherwise. `results` are those of the later one."""
    old = {indicator.indicator: indicator for indicator in before.indicators}
    then, now = _targets(before), _targets(after)
    found = (
        _redefined(old[indicator.indicator], indicator, then, now, after)
        for indicator in after.indicators
        if indicator.indicator in old
    )
    return tuple(
        _judged(each, results[each.new.indicator], then) if each.new.indicator in results else each
        for each in found
        if each.terms or each.targets
    )


def _targets(release: Release) -> Mapping[Place, Target]:
    return {(each.indicator, each.period, each.area, each.kind): each for each in release.targets}


def _redefined(
    old: Indicator, new: Indicator, then: Mapping[Place, Target], now: Mapping[Place, Target], after: Release
) -> Redefinition:
    terms = tuple(
        TermMove(column, was, said) for column in TERMS if (was := _text(old, column)) != (said := _text(new, column))
    )
    return Redefinition(after.id, after.period, old, new, terms, tuple(_target_moves(new, then, now)))


def _text(indicator: Indicator, column: str) -> str:
    value = getattr(indicator, column)
    return "" if value is None else str(value)


def _target_moves(
    indicator: Indicator, then: Mapping[Place, Target], now: Mapping[Place, Target]
) -> Iterator[TargetMove]:
    """A target that went is told only where others for the same period stay, or its indicator has none any more.

    A release need not repeat the targets of long ago.
    """
    kept = {place[1] for place in now if place[0] == indicator.indicator}
    for place, was in then.items():
        if place[0] == indicator.indicator:
            target = now.get(place)
            is_gone = target is None and (place[1] in kept or not kept)
            if is_gone or (target is not None and not _same(indicator, was, target)):
                yield TargetMove(was, target)


def _same(indicator: Indicator, was: Target, now: Target) -> bool:
    """85 and 85.0 are one target."""
    said, says = (
        (each.comparison, each.text, *(measure(indicator, bound) or bound for bound in (each.lower, each.upper)))
        for each in (was, now)
    )
    return said == says


def _judged(redefinition: Redefinition, result: IndicatorResult, then: Mapping[Place, Target]) -> Redefinition:
    point = result.leading
    if point is None:
        return redefinition
    observation = point.observation
    target = then.get((observation.indicator, observation.period, observation.area, "target"), point.target)
    as_before = judge(redefinition.old, observation.value, target, point.before).status
    status = point.verdict.status
    if as_before not in JUDGED:
        as_before = status
    return replace(redefinition, status=status, as_before=as_before)


def with_more(
    earlier: Mapping[str, tuple[Redefinition, ...]], more: Sequence[Redefinition]
) -> Mapping[str, tuple[Redefinition, ...]]:
    """Every redefinition of each indicator, by its id, the oldest first: what was told once stays told."""
    found = dict(earlier)
    for each in more:
        found[each.new.indicator] = (*found.get(each.new.indicator, ()), each)
    return found
