"""Indicators: the table of all, and a page for each with why it has its status."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from generator.derive.attention import INDICATOR_RULES
from generator.derive.direction import share_improving
from generator.derive.indicators import IndicatorResult, Point
from generator.derive.results import PublisherResult, ReleaseResult
from generator.derive.values import measure
from generator.model import QualityCheck
from generator.pages import addresses
from generator.pages.charts import Chart, DataTable
from generator.pages.lookup import Lookup, Named, TieGroup
from generator.pages.measure_charts import indicator_chart, quartile_chart, values_table
from generator.pages.measures import POLARITY_WORDS, message, missed_text, shown_value, target_text, why
from generator.pages.messages import status_sentence
from generator.pages.page import Page
from generator.words import counted, sentence_case, shortened

SPARK_WIDTH, SPARK_HEIGHT = 100, 24
"""The box of a sparkline, in its own units."""

CLINIC_WORDS = {
    "off target two periods running": "Off target two periods running",
    "off target and worse than a year before": "Off target, and worse than a year before",
    "fell to a worse quartile": "Fell to a worse quartile",
    "two periods in the third or worst quartile": "Two periods in the third or worst quartile",
}


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One indicator in the table. `spark` are the points of a small line, "" with fewer than two values."""

    reference: str
    title: str
    address: str
    framework: str
    period: str
    value: str
    target: str
    status: str
    missed: str
    direction: str
    quartile: str
    spark: str


@dataclass(frozen=True, slots=True)
class FrameworkShare:
    name: str
    total: int
    sentence: str


@dataclass(frozen=True, slots=True)
class IndicatorAttention:
    """The indicators that meet one attention rule, each with where it stands."""

    reason: str
    anchor: str
    indicators: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class IndicatorsContent:
    sentence: str
    attention: tuple[IndicatorAttention, ...]
    shares: tuple[FrameworkShare, ...]
    rows: tuple[IndicatorRow, ...]


@dataclass(frozen=True, slots=True)
class CheckRow:
    id: str
    kind: str
    subject: str
    indicator: Named | None
    by: str
    on: str
    result: str
    reservation: str
    note: str


@dataclass(frozen=True, slots=True)
class IndicatorContent:
    """The parts of an indicator's page in the order in which they are read."""

    reference: str
    framework: str
    headline: str
    status: str
    direction: str
    polarity: str
    quartile: str
    value: str
    target: str
    missed: str
    period: str
    latest: str
    definition: str
    why: tuple[str, ...]
    chart: Chart | None
    quartile_chart: Chart | None
    table: DataTable | None
    notes: tuple[tuple[str, str], ...]
    suggestion: str
    facts: tuple[tuple[str, str], ...]
    source: Named | None
    checks: tuple[CheckRow, ...]
    general_checks: tuple[CheckRow, ...]
    ties: tuple[TieGroup, ...]
    note: str


def indicator_pages(result: PublisherResult, lookup: Lookup) -> tuple[Page, ...]:
    latest = result.latest
    if not latest.indicators:
        return ()
    name = result.publisher.name
    sentence = improving_sentence(latest.indicators.values())
    index = Page(
        address=addresses.indicators(name.id),
        title=f"{name.short_name}: indicators",
        nav_title="Indicators",
        description=f"{sentence_case(counted(len(latest.indicators), 'indicator'))} of {name.short_name}. {sentence}",
        template="indicators.md.jinja",
        content=IndicatorsContent(
            sentence=sentence,
            attention=indicator_attention(latest, lookup),
            shares=_shares(latest, lookup),
            rows=tuple(_row(each, lookup) for each in latest.indicators.values()),
        ),
        kind="List",
        publisher=name.short_name,
        period=latest.release.period.name,
    )
    return (index, *(_page(each, latest, lookup) for each in latest.indicators.values()))


def indicator_attention(result: ReleaseResult, lookup: Lookup) -> tuple[IndicatorAttention, ...]:
    """One list a rule, rules that nothing meets left out."""
    return tuple(
        IndicatorAttention(reason, addresses.anchor(reason), tuple(standing(each, lookup) for each in found))
        for reason in INDICATOR_RULES
        if (found := [each for each in result.indicators.values() if reason in each.reasons])
    )


def off_target(result: ReleaseResult, lookup: Lookup) -> tuple[Named, ...]:
    """The indicators whose last judged value was off target, each with where it stands."""
    return tuple(
        standing(each, lookup)
        for each in result.indicators.values()
        if (point := each.judged) is not None and point.verdict.status == "off target"
    )


def standing(result: IndicatorResult, lookup: Lookup) -> Named:
    named = lookup.name("indicator", result.indicator.indicator)
    return Named(named.name, named.address, f"{message(result)}.")


def improving_sentence(results: Iterable[IndicatorResult]) -> str:
    """The share of indicators that improved, of those whose direction is known."""
    latest = [point for each in results if (point := each.leading) is not None]
    improved, known = share_improving(point.direction for point in latest)
    if not known:
        return "No indicator has a value for the year before, so none can be called better or worse."
    if known == 1:
        return f"The one indicator with a figure a year before {'improved' if improved else 'did not improve'}."
    return f"{improved} of the {known} indicators with a figure a year before improved."


def _shares(result: ReleaseResult, lookup: Lookup) -> tuple[FrameworkShare, ...]:
    groups: dict[str, list[IndicatorResult]] = {}
    for each in result.indicators.values():
        groups.setdefault(each.indicator.framework, []).append(each)
    return tuple(
        FrameworkShare(
            name=lookup.name("framework item", framework).name if framework else "No framework",
            total=len(own),
            sentence=f"{improving_sentence(own)} {status_sentence(own)}".strip(),
        )
        for framework, own in groups.items()
        if any(each.judged is not None or _direction_known(each) for each in own)
    )


def _direction_known(result: IndicatorResult) -> bool:
    point = result.leading
    return point is not None and point.direction != "not known"


def _row(result: IndicatorResult, lookup: Lookup) -> IndicatorRow:
    indicator = result.indicator
    point = result.leading
    next_target = target_text(indicator, result.ahead[0]) if result.ahead else "No target"
    return IndicatorRow(
        reference=indicator.reference,
        title=indicator.title,
        address=addresses.indicator(lookup.publisher, indicator.indicator),
        framework=lookup.name("framework item", indicator.framework).name if indicator.framework else "",
        period=point.observation.period.label if point is not None else _ahead_period(result),
        value=shown_value(indicator, point) if point is not None else "No value",
        target=target_text(indicator, point.target) if point is not None else next_target,
        status=point.verdict.status if point is not None else "no data",
        missed=missed_text(indicator, point) if point is not None else "",
        direction=point.direction if point is not None else "not known",
        quartile=sentence_case(_quartile_text(point)) if point is not None else "",
        spark=sparkline(_numbers(result)),
    )


def _ahead_period(result: IndicatorResult) -> str:
    return f"target for {result.ahead[0].period.label}" if result.ahead else "–"


def _quartile_text(point: Point) -> str:
    """ "second, down": the quartile and how it moved against the year before."""
    if not point.quartile:
        return ""
    moved = {"up": ", up a quartile", "down": ", down a quartile", "same": ", as before"}
    return f"{point.quartile}{moved.get(point.quartile_change, '')}"


def _numbers(result: IndicatorResult) -> list[Decimal]:
    values = (measure(result.indicator, point.observation.value) for point in result.points)
    return [value for value in values if value is not None]


def sparkline(values: list[Decimal]) -> str:
    """The points of a polyline in a box of `SPARK_WIDTH` by `SPARK_HEIGHT`; "" for fewer than two values."""
    if len(values) < 2:
        return ""
    low, high = min(values), max(values)
    span = (high - low) or Decimal(1)
    step = Decimal(SPARK_WIDTH - 8) / (len(values) - 1)
    return " ".join(
        f"{round(4 + step * place, 1)},{round(SPARK_HEIGHT - 4 - (value - low) / span * (SPARK_HEIGHT - 8), 1)}"
        for place, value in enumerate(values)
    )


def _page(result: IndicatorResult, release: ReleaseResult, lookup: Lookup) -> Page:
    indicator = result.indicator
    point = result.leading
    heading = message(result)
    name = f"{indicator.reference} {indicator.title}" if indicator.reference else indicator.title
    status = point.verdict.status if point is not None else "no data"
    chart = indicator_chart(result)
    return Page(
        address=addresses.indicator(lookup.publisher, indicator.indicator),
        title=indicator.title,
        nav_title=shortened(name, 60),
        description=f"{heading}. {_target_sentence(result)}".strip(),
        template="indicator.md.jinja",
        content=IndicatorContent(
            reference=indicator.reference,
            framework=lookup.name("framework item", indicator.framework).name if indicator.framework else "",
            headline=heading,
            status=status,
            direction=point.direction if point is not None else "not known",
            polarity=POLARITY_WORDS[indicator.polarity],
            quartile=sentence_case(_quartile_text(point)) if point is not None else "",
            value=shown_value(indicator, point) if point is not None else "No value yet",
            target=_target_sentence(result),
            missed=sentence_case(missed_text(indicator, point)) if point is not None else "",
            period=point.observation.period.label if point is not None else "",
            latest=_latest(result),
            definition=indicator.definition,
            why=why(indicator, point) if point is not None else ("No value was reported, so nothing is judged.",),
            chart=chart,
            quartile_chart=quartile_chart(result),
            table=values_table(result) if chart is None and (result.points or result.ahead) else None,
            notes=_notes(result),
            suggestion=CLINIC_WORDS.get(result.suggestion, ""),
            facts=_facts(result),
            source=lookup.name("source", indicator.source) if indicator.source else None,
            checks=tuple(check_row(check, lookup) for check in result.checks if check.indicator),
            general_checks=tuple(check_row(check, lookup) for check in result.checks if not check.indicator),
            ties=lookup.ties("indicator", indicator.indicator),
            note=indicator.note,
        ),
        kind="Indicator",
        publisher=release.release.publisher.short_name,
        status=sentence_case(status),
        period=release.release.period.name,
    )


def _latest(result: IndicatorResult) -> str:
    """The newest value, where that is not the one that the page leads with; "" where it is."""
    latest = result.latest
    if latest is None or latest is result.leading:
        return ""
    return f"{shown_value(result.indicator, latest)}, {latest.observation.period.label}"


def _target_sentence(result: IndicatorResult) -> str:
    point = result.leading
    if point is not None and point.target is not None:
        return sentence_case(target_text(result.indicator, point.target))
    if result.ahead:
        first = result.ahead[0]
        return f"{sentence_case(target_text(result.indicator, first))} for {first.period.label}"
    return "No target"


def _notes(result: IndicatorResult) -> tuple[tuple[str, str], ...]:
    """What the data says beside values, targets and comparators, by period."""
    notes: list[tuple[str, str]] = [
        (point.observation.period.label, point.observation.note) for point in result.points if point.observation.note
    ]
    targets = [target for point in result.points for target in (point.target, point.stretch) if target is not None]
    notes += [
        (f"Target for {target.period.label}", target.note or target.text)
        for target in (*targets, *result.ahead)
        if target.note or target.text
    ]
    notes += [(f"Comparison for {each.period.label}", each.note) for each in result.benchmarks if each.note]
    return tuple(dict.fromkeys(notes))


def _facts(result: IndicatorResult) -> tuple[tuple[str, str], ...]:
    indicator = result.indicator
    named = (
        ("Unit", indicator.unit_of_measure),
        ("Measured", indicator.frequency),
        ("A value covers", indicator.accumulation),
        ("Scale, worst to best", indicator.scale),
        ("Counted", indicator.numerator),
        ("Out of", indicator.denominator),
        ("Data-quality risk", indicator.quality_grade),
    )
    return tuple((name, sentence_case(text)) for name, text in named if text)


def check_row(check: QualityCheck, lookup: Lookup) -> CheckRow:
    return CheckRow(
        id=check.check,
        kind=sentence_case(check.kind),
        subject=check.subject,
        indicator=lookup.name("indicator", check.indicator) if check.indicator else None,
        by=check.by,
        on=check.on.label if check.on is not None else check.on_text,
        result=check.result,
        reservation=check.reservation,
        note=check.note,
    )
