"""Rows of the model with everything left empty but what a test is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from generator.contract import tables
from generator.load.convert import Value
from generator.load.records import Access, Record, Refused, Source
from generator.model import (
    Area,
    Benchmark,
    Budget,
    Citation,
    Indicator,
    Link,
    Observation,
    PlanItem,
    PlanUpdate,
    PublisherName,
    QualityCheck,
    Release,
    Risk,
    RiskScore,
    Target,
)
from generator.periods import Deadline, Period, parse_date

Q1, Q2, Q3 = "2024/25 Q1", "2024/25 Q2", "2024/25 Q3"


def row_read(table: str, values: Mapping[str, Value], *, withheld: bool = False) -> Record:
    """A row of a release's file as it was read; a column that is not given was refused."""
    source, missing = Source(tables()[table], f"{table}.csv"), Refused("", "", "")
    return Record(source, 2, tuple(values.get(name, missing) for name in source.table.header), Access(withheld))


def day(text: str) -> date | None:
    return parse_date(text) if text else None


def deadline(text: str) -> Deadline | None:
    return Deadline.parse(text) if text else None


def number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def plan_item(item: str, parent: str = "", weight: str = "", due: str = "", order: int = 1) -> PlanItem:
    return PlanItem(
        item=item,
        plan="plan",
        parent=parent,
        kind="action",
        order=order,
        weight=number(weight),
        reference="",
        reference_status="",
        title=item,
        outcome="",
        measure="",
        due=deadline(due),
        due_text="",
        recurrence="",
        equality="",
        risks="",
        evidence="",
        note="",
    )


def plan_update(
    item: str, status: str = "on target", percent: str = "", why: str = "", period: str = Q2, progress: str = ""
) -> PlanUpdate:
    return PlanUpdate(
        item=item,
        period=Period.parse(period),
        status=status,
        status_as_reported="",
        percent_complete=number(percent),
        percent_status=why or ("" if percent else "not reported"),
        confidence="",
        progress=progress,
        issues="",
        note="",
    )


def release(period: str, items: Iterable[PlanItem] = (), updates: Iterable[PlanUpdate] = ()) -> Release:
    judged = Period.parse(period)
    return Release(
        id=period.lower().replace("/", "-").replace(" ", "-"),
        publisher=PublisherName("smallshire", "Smallshire District Council", "Smallshire", ""),
        version="1.0.0",
        title=period,
        description="",
        period=judged,
        as_at=judged.end,
        released=judged.end,
        licence=Citation("Open", ""),
        contributors=(),
        citations=(),
        plan_items=tuple(items),
        plan_updates=tuple(updates),
    )


SCALE = "Poor; Fair; Good; Excellent"
"""The scale of the tests' ordinal indicators, from worst to best."""


def indicator(
    polarity: str = "higher",
    tolerance: str = "",
    kind: str = "number",
    unit: str = "",
    decimals: int | None = None,
    id: str = "indicator",
) -> Indicator:
    """An indicator. `tolerance` is such as "2" (in the unit of measure) or "5%" (of the target)."""
    return Indicator(
        indicator=id,
        reference="",
        framework="",
        designation="",
        title=id,
        definition="",
        value_type=kind,
        scale=SCALE if kind == "ordinal" else "",
        unit_of_measure=unit,
        decimals=decimals,
        polarity=polarity,
        frequency="",
        accumulation="",
        numerator="",
        denominator="",
        minimum=None,
        maximum=None,
        suppress_below=None,
        tolerance=number(tolerance.removesuffix("%")),
        tolerance_kind="relative" if tolerance.endswith("%") else "absolute" if tolerance else "",
        source="",
        quality_grade="",
        note="",
    )


def observation(
    period: str, value: str, area: str = "whole", breakdown: str = "all", id: str = "indicator"
) -> Observation:
    status = "final" if value else "not reported"
    return Observation(id, Period.parse(period), area, breakdown, value, status, None, None, "", "", "")


def target(
    comparison: str,
    lower: str = "",
    upper: str = "",
    period: str = "2024/25 FY",
    kind: str = "target",
    text: str = "",
    area: str = "whole",
    id: str = "indicator",
) -> Target:
    return Target(id, Period.parse(period), area, kind, comparison, lower, upper, text, "")


def benchmark(statistic: str, value: str, period: str = "2024/25 FY", comparator: str = "Shires") -> Benchmark:
    return Benchmark("indicator", Period.parse(period), comparator, statistic, value, "")


def quality_check(id: str, about: str = "", reservation: str = "") -> QualityCheck:
    return QualityCheck(id, about, id, None, "check", "", None, "", "", reservation, "")


def measured(
    indicators: Iterable[Indicator] = (),
    observations: Iterable[Observation] = (),
    targets: Iterable[Target] = (),
    benchmarks: Iterable[Benchmark] = (),
    checks: Iterable[QualityCheck] = (),
) -> Release:
    """A release with indicators, over an area that is whole and a ward in it."""
    return replace(
        release("2024/25 Q4"),
        areas=(Area("whole", "Smallshire", "whole", "", "", ""), Area("ward", "Mill Ward", "ward", "", "whole", "")),
        indicators=tuple(indicators),
        observations=tuple(observations),
        targets=tuple(targets),
        benchmarks=tuple(benchmarks),
        quality_checks=tuple(checks),
    )


def risk(id: str, order: int = 1, steps: int | None = None) -> Risk:
    return Risk(id, order, "", id, "", "", steps, "", "", "")


def risk_score(
    id: str,
    score: int | None,
    target: int | None,
    period: str = Q2,
    likelihood: int | None = None,
    impact: int | None = None,
    why: str = "",
) -> RiskScore:
    return RiskScore(id, Period.parse(period), score, likelihood, impact, target, None, None, why, "", "", "")


def link(from_kind: str, from_id: str, relation: str, to_kind: str, to_id: str, note: str = "") -> Link:
    return Link(from_kind, from_id, relation, to_kind, to_id, note)


def budget(kind: str, net: str = "", forecast: str = "", year: str = "2024/25 FY", unit: str = "council") -> Budget:
    status = "final" if net else "to be completed"
    id = f"{kind}-{net}-{year}"
    return Budget(id, unit, Period.parse(year), kind, 1, id, "", None, number(net), number(forecast), status, "")
