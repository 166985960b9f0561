"""Figures of indicators to take away: one indicator whole, the list of all, and one area's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.derive.indicators import IndicatorResult, Point
from generator.derive.parts import Part, PartGroup
from generator.derive.results import ReleaseResult
from generator.model import Area, Indicator, Observation, Target
from generator.pages.downloads import Download, Value, csv_file
from generator.pages.lookup import Lookup
from generator.pages.measures import POLARITY_WORDS, target_text
from generator.periods import Period
from generator.words import sentence_case

NOT_REPORTED, NOT_YET, NOT_MEASURED = "not reported", "not yet", "comparison only"
"""Why a period has no value: its target is for one that has ended, or has not; or there is not even a target."""

EVERYONE_WORD = "Everyone"

_OF_A_VALUE = (
    *("Period", "Period in words", "Area", "Area code", "Group", "Value", "Value status"),
    *("Target", "Target lower bound", "Target upper bound", "Stretch target"),
    *("Status", "Missed by", "Against a year before", "Quartile"),
)


@dataclass(frozen=True, slots=True)
class _Place:
    """Whom and where a value is of."""

    area: str
    code: str
    group: str


def indicator_file(result: IndicatorResult, release: ReleaseResult, lookup: Lookup) -> Download:
    """Every value, target and comparison of one indicator: for the whole, then by area and group of people."""
    indicator = result.indicator
    comparators = tuple(dict.fromkeys((each.comparator, each.statistic) for each in result.benchmarks))
    named = tuple(f"{sentence_case(name)}: {statistic}" for name, statistic in comparators)
    given = {(each.comparator, each.statistic, each.period): each.value for each in result.benchmarks}
    about = (indicator.reference, indicator.title, indicator.unit_of_measure)

    def rows() -> Iterator[tuple[Value, ...]]:
        for period, row, note in _whole(result, _whole_place(release, lookup)):
            yield *about, *row, *(given.get((*who, period), "") for who in comparators), note
        for row, note in _parts(result, release, lookup):
            yield *about, *row, *("" for _ in comparators), note

    header = ("Indicator", "Title", "Unit", *_OF_A_VALUE, *named, "Note")
    return csv_file(indicator.indicator, "Values, targets and comparisons", header, rows())


def indicators_file(result: ReleaseResult, lookup: Lookup) -> Download:
    """A row for each indicator, as the table of all shows it."""
    header = (
        *("Id", "Indicator", "Title", "Framework", "Local agreement", "Unit", "Better is", "Period", "Period in words"),
        *("Value", "Value status", "Target", "Target lower bound", "Target upper bound"),
        *("Status", "Missed by", "Against a year before", "Quartile"),
    )
    rows = (_in_list(each, lookup) for each in result.indicators.values())
    return csv_file("indicators", "Every indicator with its latest value", header, rows)


def area_file(area: Area, result: ReleaseResult) -> Download:
    """Every figure of one area beside that of the whole."""
    header = (
        *("Indicator", "Title", "Unit", "Better is", "Period", "Period in words"),
        *("Area", "Area code", "Value", "Value status", "Value for the whole", "Compared", "Status"),
    )
    rows = (
        _in_area(each.indicator, group, part, part.now, area)
        for each in result.indicators.values()
        for group in each.parts.areas
        for part in group.parts
        if part.id == area.area and part.now is not None
    )
    return csv_file(area.area, f"Figures for {area.name}", header, rows)


def _whole(result: IndicatorResult, place: _Place) -> Iterator[tuple[Period, tuple[Value, ...], str]]:
    """A row a period that has a value, a target or a comparison."""
    indicator = result.indicator
    for point in result.points:
        yield point.observation.period, _point(indicator, point, place), point.observation.note
    ahead: dict[Period, dict[str, Target]] = {}
    for target in result.ahead:
        ahead.setdefault(target.period, {})[target.kind] = target
    known = {point.observation.period for point in result.points}
    for period in sorted({*ahead, *(each.period for each in result.benchmarks if each.period not in known)}):
        aims = ahead.get(period, {})
        note = " ".join(target.note for target in aims.values() if target.note)
        yield period, _without_value(result, period, aims, place), note


def _point(indicator: Indicator, point: Point, place: _Place) -> tuple[Value, ...]:
    return (
        *_value(point.observation, place),
        *_aims(indicator, point.target, point.stretch),
        point.verdict.status,
        point.verdict.missed_by if indicator.value_type == "number" else None,
        point.direction,
        point.quartile,
    )


def _without_value(
    result: IndicatorResult, period: Period, aims: Mapping[str, Target], place: _Place
) -> tuple[Value, ...]:
    why = NOT_MEASURED if not aims else NOT_REPORTED if period.ended_by(result.as_at) else NOT_YET
    return (
        *(period, period.label, place.area, place.code, place.group, "", why),
        *_aims(result.indicator, aims.get("target"), aims.get("stretch")),
        *("", None, "", ""),
    )


def _parts(result: IndicatorResult, release: ReleaseResult, lookup: Lookup) -> Iterator[tuple[tuple[Value, ...], str]]:
    codes = {area.area: area.gss_code for area in release.release.areas}
    for part in (part for group in result.parts.areas for part in group.parts):
        place = _Place(part.name, codes[part.id], EVERYONE_WORD)
        for each, target in zip(part.series, part.targets, strict=True):
            yield _part(result.indicator, part, each, target, place), each.note
    whole = _whole_place(release, lookup)
    for part in (part for group in result.parts.breakdowns for part in group.parts):
        place = _Place(whole.area, whole.code, part.name)
        for each in part.series:
            yield _part(result.indicator, part, each, None, place), each.note


def _part(
    indicator: Indicator, part: Part, each: Observation, target: Target | None, place: _Place
) -> tuple[Value, ...]:
    """Only the value that the page judges has a status."""
    status = part.verdict.status if each is part.now and target is not None else ""
    missed = part.verdict.missed_by if status and indicator.value_type == "number" else None
    return (*_value(each, place), *_aims(indicator, target, None), status, missed, "", "")


def _value(each: Observation, place: _Place) -> tuple[Value, ...]:
    period = each.period
    return (period, period.label, place.area, place.code, place.group, each.value, each.value_status)


def _aims(indicator: Indicator, target: Target | None, stretch: Target | None) -> tuple[Value, ...]:
    return (*_aim(indicator, target), target_text(indicator, stretch) if stretch is not None else "")


def _aim(indicator: Indicator, target: Target | None) -> tuple[str, str, str]:
    return ("", "", "") if target is None else (target_text(indicator, target), target.lower, target.upper)


def _in_list(result: IndicatorResult, lookup: Lookup) -> tuple[Value, ...]:
    """What the page leads with; where there is no value, the next target."""
    indicator, point = result.indicator, result.leading
    framework = lookup.name("framework item", indicator.framework).name if indicator.framework else ""
    about = (indicator.indicator, indicator.reference, indicator.title, framework, indicator.designation)
    measured = (indicator.unit_of_measure, _better(indicator))
    if point is not None:
        seen, target = point.observation, _aim(indicator, point.target)
        missed: Decimal | None = point.verdict.missed_by if indicator.value_type == "number" else None
        when = (seen.period, seen.period.label, seen.value, seen.value_status)
        return (*about, *measured, *when, *target, point.verdict.status, missed, point.direction, point.quartile)
    ahead = result.ahead[0] if result.ahead else None
    period = ahead.period if ahead is not None else None
    last = result.points[-1].observation.value_status if result.points else ""
    when_due = (period, period.label if period is not None else "", "", last)
    return (*about, *measured, *when_due, *_aim(indicator, ahead), "no data", None, "not known", "")


def _in_area(indicator: Indicator, group: PartGroup, part: Part, now: Observation, area: Area) -> tuple[Value, ...]:
    judged = part.verdict.status if part.verdict.status not in ("no target", "no data") else ""
    return (
        *(indicator.reference, indicator.title, indicator.unit_of_measure, _better(indicator)),
        *(group.period, group.period.label, area.name, area.gss_code, now.value, now.value_status),
        *(group.whole.value if group.whole is not None else "", part.against, judged),
    )


def _better(indicator: Indicator) -> str:
    return POLARITY_WORDS[indicator.polarity].removesuffix(" is best").removesuffix(" is better")


def _whole_place(release: ReleaseResult, lookup: Lookup) -> _Place:
    code = next((area.gss_code for area in release.release.areas if area.area == lookup.whole_id), "")
    return _Place(lookup.whole_area, code, EVERYONE_WORD)
