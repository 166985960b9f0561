"""The page of one indicator: where it stands and why, over time, below the whole, and what is done about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.derive.indicators import IndicatorResult, Point
from generator.derive.results import ReleaseResult
from generator.derive.upcoming import Upcoming, upcoming
from generator.pages import addresses
from generator.pages.changes import ChangeGroup, change_groups
from generator.pages.charts import Chart, DataTable
from generator.pages.checks import CheckRow, check_row
from generator.pages.data import CorrectionRow, corrections_of
from generator.pages.downloads_measures import indicator_file
from generator.pages.forebears import Forebear
from generator.pages.lookup import Lead, Lookup, Named, TieGroup
from generator.pages.measure_charts import indicator_chart
from generator.pages.measures import (
    POLARITY_WORDS,
    comparators,
    message,
    missed_text,
    shown_value,
    target_text,
    why,
    year_sentence,
)
from generator.pages.page import Page
from generator.pages.part_charts import area_chart, breakdown_chart, parts_table, suppressed_sentence
from generator.pages.redefinitions import RedefinitionRow, redefinition_rows, turned_sentence
from generator.pages.standing_charts import quartile_chart
from generator.pages.values_table import values_table
from generator.pages.variation_chart import variation_chart
from generator.periods import format_date
from generator.words import lower_first, sentence_case, shortened

NO_TARGET = "No target"

CLINIC_WORDS = {
    "off target two periods running": "Off target two periods running",
    "off target and worse than a year before": "Off target, and worse than a year before",
    "fell to a worse quartile": "Fell to a worse quartile",
    "two periods in the third or worst quartile": "Two periods in the third or worst quartile",
}


@dataclass(frozen=True, slots=True)
class PartSection:
    """The values of one kind of part: a chart where there is one, else the table."""

    heading: str
    chart: Chart | None
    table: DataTable
    sentence: str


@dataclass(frozen=True, slots=True)
class IndicatorContent:
    """The parts of an indicator's page in the order in which they are read."""

    reference: str
    framework: str
    headline: str
    sentence: str
    status: str
    direction: str
    polarity: str
    quartile: str
    value: str
    target: str
    missed: str
    period: str
    latest: str
    compared_period: str
    comparators: tuple[str, ...]
    definition: str
    why: tuple[str, ...]
    chart: Chart | None
    variation_chart: Chart | None
    sections: tuple[PartSection, ...]
    quartile_chart: Chart | None
    table: DataTable | None
    notes: tuple[tuple[str, str], ...]
    suggestion: str
    facts: tuple[tuple[str, str], ...]
    accountable: tuple[Lead, ...]
    source: Named | None
    next_update: str
    checks: tuple[CheckRow, ...]
    general_checks: tuple[CheckRow, ...]
    changes: tuple[ChangeGroup, ...]
    corrections: tuple[CorrectionRow, ...]
    redefinitions: tuple[RedefinitionRow, ...]
    turned: str
    compared: str
    forebears: tuple[Forebear, ...]
    ties: tuple[TieGroup, ...]
    note: str


def indicator_page(
    result: IndicatorResult,
    release: ReleaseResult,
    lookup: Lookup,
    compared: str = "",
    before: tuple[Forebear, ...] = (),
) -> Page:
    """`compared` is the address of the page that holds publishers side by side, "" where there is none.

    `before` are the indicators that this one carries on: their values stand in its chart, apart from its own.
    """
    indicator = result.indicator
    point = result.leading
    redefined = release.redefinitions.get(indicator.indicator, ())
    heading = message(result)
    name = f"{indicator.reference} {indicator.title}" if indicator.reference else indicator.title
    status = result.status
    beside, others = comparators(result)
    chart = indicator_chart(result, before=[each.result for each in before])
    return Page(
        address=addresses.indicator(lookup.publisher, indicator.indicator),
        title=indicator.title,
        nav_title=shortened(name, 60),
        description=f"{release.release.publisher.short_name}: {heading}. {_described_target(result)}",
        template="indicator.md.jinja",
        content=IndicatorContent(
            reference=indicator.reference,
            framework=lookup.name("framework item", indicator.framework).name if indicator.framework else "",
            headline=heading,
            sentence=year_sentence(result),
            status=status,
            direction=point.direction if point is not None else "not known",
            polarity=POLARITY_WORDS[indicator.polarity],
            quartile=sentence_case(quartile_text(point)) if point is not None else "",
            value=shown_value(indicator, point) if point is not None else "No value yet",
            target=_target_sentence(result),
            missed=sentence_case(missed_text(indicator, point)) if point is not None else "",
            period=point.observation.period.label if point is not None else "",
            latest=_latest(result),
            compared_period=beside,
            comparators=others,
            definition=indicator.definition,
            why=why(indicator, point) if point is not None else ("No value was reported, so nothing is judged.",),
            chart=chart,
            variation_chart=variation_chart(result),
            sections=tuple(_sections(result, lookup)),
            quartile_chart=quartile_chart(result),
            table=values_table(result) if chart is None and (result.points or result.ahead) else None,
            notes=_notes(result),
            suggestion=CLINIC_WORDS.get(result.suggestion, ""),
            facts=_facts(result),
            accountable=lookup.leads("indicator", indicator.indicator),
            source=lookup.name("source", indicator.source) if indicator.source else None,
            next_update=next_update(upcoming(result, release.release), release.release.next_release),
            checks=tuple(check_row(check, lookup) for check in result.checks if check.indicator),
            general_checks=tuple(check_row(check, lookup) for check in result.checks if not check.indicator),
            changes=_changes(indicator.indicator, release, lookup),
            corrections=corrections_of("indicator", indicator.indicator, release.release, lookup),
            redefinitions=redefinition_rows(redefined),
            turned=turned_sentence(redefined[-1]) if redefined and redefined[-1].release == release.release.id else "",
            compared=compared,
            forebears=before,
            ties=lookup.ties("indicator", indicator.indicator),
            note=indicator.note,
        ),
        kind="Indicator",
        publisher=release.release.publisher.short_name,
        status=sentence_case(status),
        period=release.release.period.name,
        files=(indicator_file(result, release, lookup),),
        search_title=name,
        reference=indicator.reference,
        definition=indicator.definition,
    )


def _changes(id: str, release: ReleaseResult, lookup: Lookup) -> tuple[ChangeGroup, ...]:
    changes = release.changes
    return change_groups(release, lookup, changes.within(indicators=(id,))) if changes is not None else ()


def _latest(result: IndicatorResult) -> str:
    """The newest value, where that is not the one that the page leads with; "" where it is."""
    latest = result.latest
    if latest is None or latest is result.leading:
        return ""
    return f"{shown_value(result.indicator, latest)}, {latest.observation.period.label}"


def _sections(result: IndicatorResult, lookup: Lookup) -> Iterator[PartSection]:
    """By area with a dot each; by group of people with a small chart each. The table always stands."""
    for group in result.parts.areas:
        chart = area_chart(f"chart-area-{group.kind}", result, group, lookup.whole_area)
        table = parts_table(result, group, lookup.whole_area)
        yield PartSection(f"By {group.kind}", chart, table, suppressed_sentence(group))
    own = addresses.anchors(group.kind for group in result.parts.breakdowns)
    for group, anchor in zip(result.parts.breakdowns, own, strict=True):
        id = f"chart-group-{anchor}"
        chart = breakdown_chart(id, result, group) or area_chart(id, result, group, "Everyone")
        table = parts_table(result, group, "Everyone")
        yield PartSection(f"By {group.kind}", chart, table, suppressed_sentence(group))


def _target_sentence(result: IndicatorResult) -> str:
    point = result.leading
    if point is not None and point.target is not None:
        return sentence_case(target_text(result.indicator, point.target))
    if result.ahead:
        first = result.ahead[0]
        return f"{sentence_case(target_text(result.indicator, first))} for {first.period.label}"
    return NO_TARGET


def _described_target(result: IndicatorResult) -> str:
    target = _target_sentence(result)
    return f"{target}." if target == NO_TARGET else f"Target: {lower_first(target)}."


def next_update(coming: Upcoming | None, next_release: date | None) -> str:
    """When the next figures come and what the next value is for; "" where neither is known."""
    if coming is not None and coming.expected is not None:
        return f"The value for {coming.period.label} is expected on {format_date(coming.expected)}."
    figures = f"Next figures expected on {format_date(next_release)}." if next_release is not None else ""
    value = f"The next value is for {coming.period.label}." if coming is not None else ""
    return f"{figures} {value}".strip()


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
        ("Mark in the local agreement", indicator.designation),
        ("Unit", indicator.unit_of_measure),
        ("Measured", indicator.frequency),
        ("A value covers", indicator.accumulation),
        ("Scale, worst to best", indicator.scale),
        ("Counted", indicator.numerator),
        ("Out of", indicator.denominator),
        ("Data-quality risk", indicator.quality_grade),
    )
    return tuple((name, sentence_case(text)) for name, text in named if text)


def quartile_text(point: Point) -> str:
    """ "second, down": the quartile and how it moved against the year before."""
    if not point.quartile:
        return ""
    moved = {"up": ", up a quartile", "down": ", down a quartile", "same": ", as before"}
    return f"{point.quartile}{moved.get(point.quartile_change, '')}"
