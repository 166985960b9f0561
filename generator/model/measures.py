"""What is measured and judged: indicators with their values and targets, assessments, clinics, sources and checks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from generator.periods import Deadline, Period


@dataclass(frozen=True, slots=True)
class Indicator:
    """A measured quantity. `tolerance` is in the unit of measure, or per cent of the target."""

    indicator: str
    reference: str
    framework: str
    designation: str
    title: str
    definition: str
    value_type: str
    scale: str
    unit_of_measure: str
    decimals: int | None
    polarity: str
    frequency: str
    accumulation: str
    numerator: str
    denominator: str
    minimum: Decimal | None
    maximum: Decimal | None
    suppress_below: int | None
    tolerance: Decimal | None
    tolerance_kind: str
    source: str
    quality_grade: str
    note: str

    @property
    def is_count(self) -> bool:
        """Whether its values count, so that those of its parts add up; rates and percentages do not."""
        return self.unit_of_measure in ("", "number")


@dataclass(frozen=True, slots=True)
class Observation:
    """One value: plain digits or a point of the scale, as text.

    It is "" where there is none, and `value_status` then says why.
    """

    indicator: str
    period: Period
    area: str
    breakdown: str
    value: str
    value_status: str
    numerator: Decimal | None
    denominator: Decimal | None
    confirmed: str
    series_break: str
    note: str


@dataclass(frozen=True, slots=True)
class Target:
    """What is aimed for in one period; bounds are written like values."""

    indicator: str
    period: Period
    area: str
    kind: str
    comparison: str
    lower: str
    upper: str
    text: str
    note: str


@dataclass(frozen=True, slots=True)
class Benchmark:
    indicator: str
    period: Period
    comparator: str
    statistic: str
    value: str
    note: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """An outside judgement of one line of a framework."""

    assessment: str
    item: str
    period: Period
    assessor: str
    score: int | None
    score_status: str
    scale: str
    strength: str
    flag: str
    judgement: str
    reference: str
    note: str


@dataclass(frozen=True, slots=True)
class Clinic:
    """A performance clinic: a meeting about something that performs poorly."""

    clinic: str
    title: str
    kind: str
    dates: tuple[date, ...]
    dates_text: str
    reason: str
    actions: str
    effect: str
    note: str


@dataclass(frozen=True, slots=True)
class DataSource:
    source: str
    theme: str
    title: str
    custodian: str
    geography: str
    refreshed: str
    note: str


@dataclass(frozen=True, slots=True)
class QualityCheck:
    check: str
    indicator: str
    subject: str
    period: Period | None
    kind: str
    by: str
    on: Deadline | None
    on_text: str
    result: str
    reservation: str
    note: str
