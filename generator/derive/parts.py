"""Values below the whole: by area, and by group of people. What is suppressed or missing stays a word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from generator.derive.direction import direction
from generator.derive.targets import Verdict, judge
from generator.derive.values import EVERYONE, measure
from generator.model import Indicator, Observation, Release, Target
from generator.periods import Period

AGAINST = {"improved": "better", "declined": "worse", "no change": "same", "not known": ""}
"""How a part stands to the whole, by what the direction would be from the whole's value to the part's."""

Targets = Mapping[tuple[str, str, Period], Target]
"""Targets by indicator, area and period."""


@dataclass(frozen=True, slots=True)
class Part:
    """One area or group of people of an indicator. `series` runs by period, `targets` with it, None where it has none.

    `verdict` judges its value of the group's period against a target of its own, if it has one. `against` is better,
    worse or same than the whole in that period, "" where the two can't be held together.
    """

    id: str
    name: str
    series: tuple[Observation, ...]
    targets: tuple[Target | None, ...]
    now: Observation | None
    verdict: Verdict
    against: str


@dataclass(frozen=True, slots=True)
class PartGroup:
    """The parts of one kind ("ward", "age"), all for one `period`: the last that any of them reports.

    `whole` is everyone, everywhere, for that period; None where it has no row.
    """

    kind: str
    period: Period
    whole: Observation | None
    parts: tuple[Part, ...]

    @property
    def suppressed(self) -> int:
        """How many parts have a figure that is not published, because it counts very few people."""
        return sum(1 for part in self.parts if part.now is not None and part.now.value_status == "suppressed")


@dataclass(frozen=True, slots=True)
class Parts:
    """All groups of one indicator."""

    areas: tuple[PartGroup, ...] = ()
    breakdowns: tuple[PartGroup, ...] = ()


NO_PARTS = Parts()


@dataclass(frozen=True, eq=False)
class PartsInRelease:
    """The groups of all indicators of a release, worked out when they are asked for: a check never does."""

    release: Release

    @cached_property
    def of_indicators(self) -> Mapping[str, Parts]:
        return parts_of(self.release)


@dataclass(frozen=True, slots=True)
class _Label:
    id: str
    name: str
    kind: str


def parts_of(release: Release) -> Mapping[str, Parts]:
    """The groups of every indicator that has values below the whole, by the indicator's id."""
    whole = next((area.area for area in release.areas if area.kind == "whole"), "")
    areas = [_Label(area.area, area.name, area.kind) for area in release.areas if area.area != whole]
    breakdowns = [_Label(each.breakdown, each.name, each.kind) for each in release.breakdowns]
    breakdowns = [label for label in breakdowns if label.id != EVERYONE]
    targets = {(each.indicator, each.area, each.period): each for each in release.targets if each.kind == "target"}
    rows: dict[str, list[Observation]] = {}
    for each in release.observations:
        rows.setdefault(each.indicator, []).append(each)
    found = {}
    for indicator in release.indicators:
        own = rows.get(indicator.indicator, [])
        totals = {each.period: each for each in own if (each.area, each.breakdown) == (whole, EVERYONE)}
        by_area = _series((each.area, each) for each in own if each.breakdown == EVERYONE)
        by_group = _series((each.breakdown, each) for each in own if each.area == whole)
        parts = Parts(
            _groups(indicator, areas, by_area, totals, targets),
            _groups(indicator, breakdowns, by_group, totals, {}),
        )
        if parts != NO_PARTS:
            found[indicator.indicator] = parts
    return found


_START, _END = attrgetter("period.start"), attrgetter("period.end")


def _series(rows: Iterable[tuple[str, Observation]]) -> Mapping[str, tuple[Observation, ...]]:
    found: dict[str, list[Observation]] = {}
    for id, each in rows:
        found.setdefault(id, []).append(each)
    return {id: tuple(sorted(sorted(own, key=_START, reverse=True), key=_END)) for id, own in found.items()}


def _groups(
    indicator: Indicator,
    labels: Sequence[_Label],
    series: Mapping[str, tuple[Observation, ...]],
    totals: Mapping[Period, Observation],
    targets: Targets,
) -> tuple[PartGroup, ...]:
    """A group for each kind of part that has any row, in the order of the data."""
    groups = []
    for kind in dict.fromkeys(label.kind for label in labels if label.id in series):
        own = [label for label in labels if label.kind == kind and label.id in series]
        periods = [last for label in own if (last := _last_told(series[label.id])) is not None]
        if not periods:
            continue
        period = max(periods, key=lambda period: (period.end, period.days))
        now = {label.id: _of_period(period, series[label.id]) for label in own}
        whole = totals.get(period)
        comparable = _is_among(indicator, whole, [each for each in now.values() if each is not None])
        parts = tuple(
            _part(indicator, label, series[label.id], now[label.id], whole if comparable else None, targets)
            for label in own
        )
        groups.append(PartGroup(kind, period, whole, parts))
    return tuple(groups)


def _last_told(series: Sequence[Observation]) -> Period | None:
    told = (each.period for each in reversed(series) if each.value or each.value_status == "suppressed")
    return next(told, None)


def _of_period(period: Period, series: Sequence[Observation]) -> Observation | None:
    return next((each for each in reversed(series) if each.period == period), None)


def _part(
    indicator: Indicator,
    label: _Label,
    series: tuple[Observation, ...],
    now: Observation | None,
    whole: Observation | None,
    targets: Targets,
) -> Part:
    value = now.value if now is not None else ""
    own = {each.period: targets.get((indicator.indicator, label.id, each.period)) for each in series}
    target = own[now.period] if now is not None else None
    against = AGAINST[direction(indicator, value, whole.value)] if whole is not None else ""
    aims = tuple(own[each.period] for each in series)
    return Part(label.id, label.name, series, aims, now, judge(indicator, value, target), against)


def _is_among(indicator: Indicator, whole: Observation | None, parts: Sequence[Observation]) -> bool:
    """Whether the whole lies among its parts, as a rate does: a count is the sum of its parts and never compares."""
    if whole is None or indicator.polarity == "target":
        return False
    total = measure(indicator, whole.value)
    values = [value for each in parts if (value := measure(indicator, each.value)) is not None]
    if total is None or len(values) < 2 or indicator.is_count:
        return False
    return min(values) <= total <= max(values)
