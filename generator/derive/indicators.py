"""Everything worked out for one indicator over the publisher's whole area, everyone together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from generator.derive.attention import IndicatorFacts, reasons_for_indicator
from generator.derive.clinics import clinic_days, suggestion
from generator.derive.direction import direction
from generator.derive.lineage import past_indicators
from generator.derive.parts import NO_PARTS, Parts, PartsInRelease
from generator.derive.quartiles import quartile, quartile_change
from generator.derive.targets import JUDGED, Verdict, judge
from generator.derive.values import EVERYONE, measure
from generator.derive.variation import Limits, limits
from generator.model import Benchmark, Indicator, Observation, QualityCheck, Release, Target
from generator.periods import Period, PeriodError

Row = TypeVar("Row", Observation, Target, Benchmark, QualityCheck)


@dataclass(frozen=True, slots=True)
class Point:
    """One period's value with all that is worked out from it. `before` is the value a year before, "" if not known."""

    observation: Observation
    target: Target | None
    stretch: Target | None
    verdict: Verdict
    before: str
    direction: str
    quartile: str
    quartile_change: str


@dataclass(frozen=True, slots=True)
class IndicatorResult:
    """One indicator. `points` run by period; `ahead` are targets for periods that have no value yet.

    `limits` are drawn around the values of `limited`. `reasons` are the attention rules that it meets; `suggestion`
    says why a clinic is suggested, "" if none is, or if one has looked at the last period already. `is_past` is whether
    it lives on as another: then it is counted and listed there.
    """

    indicator: Indicator
    points: tuple[Point, ...]
    ahead: tuple[Target, ...]
    benchmarks: tuple[Benchmark, ...]
    checks: tuple[QualityCheck, ...]
    limits: Limits | None
    limited: tuple[Observation, ...]
    reasons: tuple[str, ...]
    suggestion: str
    as_at: date
    in_release: PartsInRelease
    is_past: bool = False

    @property
    def parts(self) -> Parts:
        """Its values by area and by group of people."""
        return self.in_release.of_indicators.get(self.indicator.indicator, NO_PARTS)

    @property
    def latest(self) -> Point | None:
        """The last point with a value."""
        known = [point for point in self.points if point.observation.value]
        return known[-1] if known else None

    @property
    def leading(self) -> Point | None:
        """The point that pages lead with: the last one that a target judges, else the last with a value."""
        return self.judged or self.latest

    @property
    def status(self) -> str:
        """The status of the leading value; "no data" where there is none."""
        return self.leading.verdict.status if self.leading is not None else "no data"

    @property
    def stands_out(self) -> bool | None:
        """Whether the leading value is more than the usual ups and downs; None where those are not known."""
        if self.limits is None or self.leading is None or self.leading.observation not in self.limited:
            return None
        return self.limited.index(self.leading.observation) in self.limits.signals

    @property
    def judged(self) -> Point | None:
        """The last point that a target judges."""
        known = [point for point in self.points if point.verdict.status in JUDGED]
        return known[-1] if known else None


def indicator_results(release: Release) -> Mapping[str, IndicatorResult]:
    """Every indicator of the release by id, in the release's order."""
    whole = {area.area for area in release.areas if area.kind == "whole"}
    observations = _grouped(each for each in release.observations if each.area in whole and each.breakdown == EVERYONE)
    targets = _grouped(each for each in release.targets if each.area in whole)
    benchmarks = _grouped(release.benchmarks)
    checks = _grouped(release.quality_checks)
    in_release = PartsInRelease(release)
    days = clinic_days(release)
    past = past_indicators(release)
    return {
        indicator.indicator: _result(
            indicator,
            sorted(observations.get(indicator.indicator, ()), key=lambda each: _when(each.period)),
            sorted(targets.get(indicator.indicator, ()), key=lambda each: _when(each.period)),
            benchmarks.get(indicator.indicator, ()),
            (*checks.get(indicator.indicator, ()), *checks.get("", ())),
            release.as_at,
            in_release,
            days.get(indicator.indicator, ()),
            is_past=indicator.indicator in past,
        )
        for indicator in release.indicators
    }


def _grouped(rows: Iterable[Row]) -> Mapping[str, list[Row]]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.indicator, []).append(row)
    return groups


def _result(
    indicator: Indicator,
    observations: Sequence[Observation],
    targets: Sequence[Target],
    benchmarks: Sequence[Benchmark],
    checks: tuple[QualityCheck, ...],
    as_at: date,
    in_release: PartsInRelease,
    clinics: tuple[date, ...],
    *,
    is_past: bool = False,
) -> IndicatorResult:
    values = {each.period: each.value for each in observations}
    aims = {(each.period, each.kind): each for each in targets}
    compared: dict[Period, list[Benchmark]] = {}
    for benchmark in benchmarks:
        compared.setdefault(benchmark.period, []).append(benchmark)
    quartiles = {
        period: quartile(indicator, value, compared[period]) if period in compared else ""
        for period, value in values.items()
    }
    breaks = [each.period for each in observations if each.series_break]
    points = tuple(_point(indicator, each, values, aims, quartiles, breaks) for each in observations)
    running = _running(points)
    series = _longest_series(indicator, observations) if _varies_freely(indicator) else ()
    bounds = _limits(indicator, series)
    return IndicatorResult(
        indicator=indicator,
        points=points,
        ahead=tuple(each for each in targets if each.period not in values),
        benchmarks=tuple(benchmarks),
        checks=checks,
        limits=bounds,
        limited=tuple(each for each, _ in series) if bounds is not None else (),
        reasons=reasons_for_indicator(
            IndicatorFacts(
                judged=tuple(point.verdict.status for point in running if point.verdict.status in JUDGED),
                reservation=any(check.reservation for check in checks if check.indicator),
            )
        ),
        suggestion=""
        if running and any(day > running[-1].observation.period.end for day in clinics)
        else suggestion([(point.verdict.status, point.direction, point.quartile) for point in running]),
        as_at=as_at,
        in_release=in_release,
        is_past=is_past,
    )


def _point(
    indicator: Indicator,
    observation: Observation,
    values: Mapping[Period, str],
    aims: Mapping[tuple[Period, str], Target],
    quartiles: Mapping[Period, str],
    breaks: Sequence[Period],
) -> Point:
    year_before = _comparable_year_before(observation, breaks)
    before = values.get(year_before, "") if year_before is not None else ""
    target = aims.get((observation.period, "target"))
    here = quartiles[observation.period]
    there = quartiles.get(year_before, "") if year_before is not None else ""
    return Point(
        observation=observation,
        target=target,
        stretch=aims.get((observation.period, "stretch")),
        verdict=judge(indicator, observation.value, target, before),
        before=before,
        direction=direction(indicator, observation.value, before, target),
        quartile=here,
        quartile_change=quartile_change(there, here),
    )


def _running(points: Sequence[Point]) -> list[Point]:
    """The last points of one kind of period that follow each other without a gap: what "running" means.

    The kind is that of the last point that a target judges, else of the last one. Quarters and years are never mixed.
    """
    judged = [point for point in points if point.verdict.status in JUDGED] or list(points)
    if not judged:
        return []
    kind = judged[-1].observation.period.kind
    same = [point for point in points if point.observation.period.kind is kind]
    start = len(same) - 1
    while start > 0 and same[start - 1].observation.period.step(1) == same[start].observation.period:
        start -= 1
    return same[start:]


def _when(period: Period) -> tuple[date, int]:
    """By the day it ends; of two that end together, the shorter first: a year follows its last quarter."""
    return period.end, period.days


def _comparable_year_before(observation: Observation, breaks: Sequence[Period]) -> Period | None:
    """The same period a year before, unless the series breaks in between: then the two can't be compared."""
    before = _year_before(observation.period)
    if before is None or any(before.end < period.end <= observation.period.end for period in breaks):
        return None
    return before


def _year_before(period: Period) -> Period | None:
    try:
        return period.year_before
    except PeriodError:
        return None


def _varies_freely(indicator: Indicator) -> bool:
    """Whether values stand by themselves: those that run through a year, or over several, follow from each other."""
    return indicator.value_type == "number" and indicator.accumulation not in ("year to date", "rolling")


def _limits(indicator: Indicator, series: Sequence[tuple[Observation, Decimal]]) -> Limits | None:
    if not series:
        return None
    a_year = series[-1][0].period.kind.in_a_year
    return limits([value for _, value in series], a_year, indicator.minimum, indicator.maximum)


def _longest_series(indicator: Indicator, observations: Iterable[Observation]) -> Sequence[tuple[Observation, Decimal]]:
    """The values since the last break of the kind of period that has most: quarters and years are never mixed."""
    series: dict[str, list[tuple[Observation, Decimal]]] = {}
    for each in observations:
        value = measure(indicator, each.value)
        if each.series_break:
            series.pop(each.period.kind, None)
        if value is not None:
            series.setdefault(each.period.kind, []).append((each, value))
    return max(series.values(), key=len, default=[])
