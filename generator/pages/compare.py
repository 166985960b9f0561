"""One national indicator across publishers: figures with their context, and never a rank."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.derive.comparisons import Comparison, Entry
from generator.derive.values import measure
from generator.pages import addresses
from generator.pages.axes import time_ticks
from generator.pages.charts import Cell, Chart, DataTable, Figure, chart_text, framed
from generator.pages.lineage import moved_on
from generator.pages.lookup import Named
from generator.pages.measures import POLARITY_WORDS, shown_value, target_text, value_text
from generator.pages.page import Page
from generator.periods import Period
from generator.words import counted, listed, sentence_case

LOOKS = (("highlight", "circle", "solid"), ("reference", "square", "dash"), ("rest", "diamond", "dot"))
"""Colour, shape and line of each publisher in a chart; of more publishers than this, none is drawn."""

MADE_UP = "These councils are made up: every figure on this page is invented."


@dataclass(frozen=True, slots=True)
class ComparedRow:
    publisher: str
    indicator: Named
    value: str
    period: str
    target: str
    status: str
    direction: str
    neighbours: str


@dataclass(frozen=True, slots=True)
class CompareContent:
    reference: str
    made_up: str
    definitions: tuple[tuple[str, str], ...]
    polarity: str
    periods_differ: bool
    rows: tuple[ComparedRow, ...]
    chart: Chart | None
    unlike: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class ComparisonsContent:
    groups: tuple[tuple[str, tuple[Named, ...]], ...]


def compare_pages(comparisons: Sequence[Comparison]) -> tuple[Page, ...]:
    """The list, and a page for each comparison; nothing where no two publishers hold values of one reference."""
    if not comparisons:
        return ()
    pages = tuple(_page(each) for each in comparisons)
    groups = [("", False), ("Made-up councils", True)]
    index = Page(
        address=addresses.COMPARE,
        title="Publishers side by side",
        nav_title="Compare",
        description=f"{sentence_case(counted(len(pages), 'indicator'))} for which two publishers or more hold values.",
        template="comparisons.md.jinja",
        content=ComparisonsContent(
            tuple(
                (heading, found)
                for heading, fictional in groups
                if (found := tuple(_listed(each) for each in comparisons if each.fictional is fictional))
            )
        ),
        kind="List",
    )
    return (index, *pages)


def gone_comparisons(once: Iterable[tuple[str, bool]], comparisons: Sequence[Comparison]) -> tuple[Page, ...]:
    """What stands where publishers stood side by side `once` and do not any more: readers are sent on to the list."""
    now = {(each.reference, each.fictional) for each in comparisons}
    lost = sorted(set(once) - now)
    home = (
        Named("Publishers side by side", addresses.COMPARE) if comparisons else Named("All pages", addresses.ALL_PAGES)
    )
    places = [(_place(*each), each[0]) for each in lost]
    if lost and not comparisons:
        places.append((addresses.COMPARE, "Publishers side by side"))
    told = "No two publishers hold values for this any more. What there is now:"
    return tuple(moved_on(address, title, "Comparison", "", told, home) for address, title in places)


def compared_at(comparisons: Sequence[Comparison]) -> Mapping[tuple[str, str], str]:
    """The address of the comparison that an indicator is part of, by publisher and indicator."""
    return {
        (entry.publisher.id, entry.result.indicator.indicator): address_of(each)
        for each in comparisons
        for entry in each.entries
    }


def address_of(comparison: Comparison) -> str:
    """Made-up councils have addresses of their own: one reference can have both."""
    return _place(comparison.reference, comparison.fictional)


def _place(reference: str, fictional: bool) -> str:
    return addresses.compared(f"{'made-up-' if fictional else ''}{reference}")


def _listed(comparison: Comparison) -> Named:
    names = listed([entry.publisher.short_name for entry in comparison.entries])
    return Named(_title(comparison), address_of(comparison), names)


def _title(comparison: Comparison) -> str:
    first = comparison.entries[0].result.indicator
    return f"{first.reference} {first.title}"


def _page(comparison: Comparison) -> Page:
    first = comparison.entries[0].result.indicator
    names = listed([entry.publisher.short_name for entry in comparison.entries])
    rows = tuple(_row(entry) for entry in comparison.entries)
    return Page(
        address=address_of(comparison),
        title=first.title,
        nav_title=_title(comparison),
        description=f"{first.reference} in {names}: figures with their targets and context, without a rank.",
        template="compare.md.jinja",
        content=CompareContent(
            reference=first.reference,
            made_up=MADE_UP if comparison.fictional else "",
            definitions=tuple(
                (entry.publisher.short_name, entry.result.indicator.definition)
                for entry in comparison.entries
                if entry.result.indicator.definition
            ),
            polarity=sentence_case(POLARITY_WORDS[first.polarity]),
            periods_differ=len({row.period for row in rows}) > 1,
            rows=rows,
            chart=_chart(comparison),
            unlike=tuple(
                Named(entry.publisher.short_name, _address(entry), _unit(entry)) for entry in comparison.unlike
            ),
        ),
        kind="Comparison",
        search_title=_title(comparison),
        reference=first.reference,
        definition=first.definition,
        fictional=MADE_UP if comparison.fictional else "",
    )


def _address(entry: Entry) -> str:
    return addresses.indicator(entry.publisher.id, entry.result.indicator.indicator)


def _unit(entry: Entry) -> str:
    indicator = entry.result.indicator
    return f"{indicator.unit_of_measure or 'no unit'}, {POLARITY_WORDS[indicator.polarity]}"


def _row(entry: Entry) -> ComparedRow:
    result = entry.result
    point = result.latest
    assert point is not None, "a comparison holds only indicators with a value"
    return ComparedRow(
        publisher=entry.publisher.name,
        indicator=Named(f"{entry.publisher.short_name}: {result.indicator.title}", _address(entry)),
        value=shown_value(result.indicator, point),
        period=point.observation.period.label,
        target=sentence_case(target_text(result.indicator, point.target)),
        status=point.verdict.status,
        direction=point.direction,
        neighbours=_neighbours(entry),
    )


def _neighbours(entry: Entry) -> str:
    """The means of comparators for the same period, each with whose it is."""
    point = entry.result.latest
    means = [
        f"{each.comparator}: {value_text(entry.result.indicator, each.value)}"
        for each in entry.result.benchmarks
        if point is not None and each.period == point.observation.period and each.statistic in ("mean", "median")
    ]
    return "; ".join(means)


def _chart(comparison: Comparison) -> Chart | None:
    """A line a publisher over the periods that are of one kind; None where fewer than two have two values."""
    if len(comparison.entries) > len(LOOKS):
        return None
    kinds = [
        point.observation.period.kind
        for entry in comparison.entries
        for point in entry.result.points
        if point.observation.value
    ]
    kind = max(dict.fromkeys(kinds), key=kinds.count)
    series = []
    for entry in comparison.entries:
        own = [
            (point.observation.period, value)
            for point in entry.result.points
            if point.observation.period.kind is kind
            and (value := measure(entry.result.indicator, point.observation.value)) is not None
        ]
        if len(own) > 1:
            series.append((entry, own))
    if len(series) < 2:
        return None
    periods = sorted({period for _, own in series for period, _ in own})
    labels = [chart_text(period.name) for period in periods]
    data: list[Figure] = [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "name": chart_text(entry.publisher.short_name),
            "x": [chart_text(period.name) for period, _ in own],
            "y": [float(round(value, 2)) for _, value in own],
            "line": {"color": f"token:{colour}", "width": 3, "dash": dash},
            "marker": {"size": 9, "symbol": symbol, "color": f"token:{colour}"},
            "hovertemplate": "%{x}<br>%{y}<extra></extra>",
        }
        for (entry, own), (colour, symbol, dash) in zip(series, LOOKS, strict=False)
    ]
    layout: Figure = {
        "height": 340,
        "showlegend": True,
        "yaxis": {"rangemode": "tozero"},
        "xaxis": {"type": "category", "categoryorder": "array", "categoryarray": labels, **time_ticks(periods)},
    }
    rows = tuple((Cell(period.label), *(_cell(own, period) for _, own in series)) for period in periods)
    header = ("Period", *(entry.publisher.short_name for entry, _ in series))
    table = DataTable("Values by period", header, rows)
    message = f"{listed([entry.publisher.short_name for entry, _ in series])} over time"
    unit = comparison.entries[0].result.indicator.unit_of_measure
    subtitle = "Per cent, by period" if unit == "%" else f"{sentence_case(unit or 'number')}, by period"
    return Chart(
        "compared", message, subtitle, "Each line is a publisher; none is ranked.", framed(data, layout), table
    )


def _cell(values: Sequence[tuple[Period, Decimal]], period: Period) -> Cell:
    return Cell(next((f"{value:,f}" for when, value in values if when == period), "–"), numeric=True)
