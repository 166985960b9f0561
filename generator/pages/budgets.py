"""Budgets: what each division may spend, what it is expected to spend, and what is not known yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from generator.derive.budgets import BudgetTable, variance
from generator.derive.results import PublisherResult
from generator.model import Budget
from generator.pages import addresses
from generator.pages.charts import Cell, Chart, DataTable, Figure, chart_text, framed
from generator.pages.lookup import Lookup
from generator.pages.page import Page
from generator.words import counted, lower_first, sentence_case

ROW_HEIGHT, FRAME = 46, 96
"""Pixels a division takes in the chart, and what its axis and legend take."""

MILLION = Decimal(1_000_000)


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """One line; amounts are words where there is no number."""

    id: str
    title: str
    is_total: bool
    posts: str
    net_revenue: str
    forecast: str
    variance: str
    status: str
    note: str


@dataclass(frozen=True, slots=True)
class BudgetYear:
    """One unit's budget for one year. `chart` is None where no division has an amount."""

    anchor: str
    heading: str
    sentence: str
    has_forecast: bool
    lines: tuple[BudgetLine, ...]
    chart: Chart | None


@dataclass(frozen=True, slots=True)
class BudgetContent:
    years: tuple[BudgetYear, ...]


def budget_pages(result: PublisherResult, lookup: Lookup) -> tuple[Page, ...]:
    latest = result.latest
    if not latest.budgets:
        return ()
    name = result.publisher.name
    as_at = latest.release.as_at
    years = tuple(_year(table, lookup, place, as_at) for place, table in enumerate(latest.budgets))
    return (
        Page(
            address=addresses.budget(name.id),
            title=f"{name.short_name}: budget",
            nav_title="Budget",
            description=budget_sentence(latest.budgets[0], lookup, latest.release.as_at),
            template="budget.md.jinja",
            content=BudgetContent(years),
            kind="Budget",
            publisher=name.short_name,
            period=latest.release.period.name,
        ),
    )


def budget_sentence(table: BudgetTable, lookup: Lookup, as_at: date) -> str:
    """One unit's budget in one sentence: the sum, and what is or was spent of it; or that it is not known yet."""
    whose = f"The budget of the {lookup.name('unit', table.unit).name} for {table.period.label}"
    closing = table.closing
    if closing is None or closing.net_revenue is None:
        statuses = {line.value_status for line in table.lines if line.net_revenue is None}
        divisions = sum(1 for line in table.lines if line.kind == "division")
        if len(statuses) == 1 and all(line.net_revenue is None for line in table.lines):
            return f"{whose} has {counted(divisions, 'division')}, and every amount is {statuses.pop()}."
        return f"The sum of {lower_first(whose)} is {closing.value_status if closing is not None else 'not reported'}."
    total = pounds(closing.net_revenue)
    gap = variance(closing)
    if gap is None:
        return f"{whose} is {total}."
    has_ended = table.period.ended_by(as_at)
    verb, spending = ("was", "spending was") if has_ended else ("is", "spending is expected to be")
    if gap == 0:
        return f"{whose} {verb} {total}, and {spending} the same."
    return f"{whose} {verb} {total}; {spending} {pounds(abs(gap))} {'more' if gap > 0 else 'less'}."


def pounds(amount: Decimal) -> str:
    """An amount as people say it: £12.3 million, £450,000, minus £1.2 million. Nothing but 0 reads £0."""
    sign = "minus " if amount < 0 else ""
    size = abs(amount)
    if size >= MILLION:
        return f"{sign}£{(size / MILLION).quantize(Decimal('0.1'), ROUND_HALF_UP)} million"
    return f"{sign}£{size:,f}"


def _year(table: BudgetTable, lookup: Lookup, place: int, as_at: date) -> BudgetYear:
    unit = lookup.name("unit", table.unit).name
    return BudgetYear(
        anchor=addresses.anchor(f"{table.unit}-{table.period.token}"),
        heading=f"{unit}, {table.period.label}",
        sentence=budget_sentence(table, lookup, as_at),
        has_forecast=any(line.forecast is not None for line in table.lines),
        lines=tuple(_line(line) for line in table.lines),
        chart=_chart(table, place),
    )


def _line(line: Budget) -> BudgetLine:
    gap = variance(line)
    return BudgetLine(
        id=line.budget,
        title=line.title,
        is_total=line.kind in ("total", "net"),
        posts=_or_status(line.posts, line),
        net_revenue=_or_status(line.net_revenue, line, "£"),
        forecast="–" if line.forecast is None else _amount(line.forecast, "£"),
        variance="–" if gap is None else _signed(gap),
        status=sentence_case(line.value_status) if line.net_revenue is not None else "",
        note=line.note,
    )


def _or_status(amount: Decimal | None, line: Budget, unit: str = "") -> str:
    """The amount; else why there is none, never 0."""
    if amount is not None:
        return _amount(amount, unit)
    return sentence_case(line.value_status) if line.net_revenue is None else "Not given"


def _amount(amount: Decimal, unit: str) -> str:
    return f"{'−' if amount < 0 else ''}{unit}{abs(amount):,f}"


def _signed(amount: Decimal) -> str:
    if amount == 0:
        return "£0"
    return f"{'+' if amount > 0 else '−'}£{abs(amount):,f}"


def _chart(table: BudgetTable, place: int) -> Chart | None:
    """A bar a division, with a mark for what is expected; None where fewer than two have an amount."""
    lines = table.drawn
    if len(lines) < 2:
        return None
    places = list(range(len(lines)))
    scale, unit = _scale(lines)
    data: list[Figure] = [
        {
            "type": "bar",
            "orientation": "h",
            "name": "Budget",
            "y": places,
            "x": [_scaled(line.net_revenue, scale) for line in lines],
            "text": [pounds(line.net_revenue) if line.net_revenue is not None else "" for line in lines],
            "textposition": "auto",
            "insidetextanchor": "start",
            "textangle": 0,
            "textfont": {"size": 13, "color": "token:paper"},
            "outsidetextfont": {"size": 13, "color": "token:text"},
            "marker": {"color": "token:highlight"},
            "hovertemplate": "%{text}<extra></extra>",
        }
    ]
    if any(line.forecast is not None for line in lines):
        data.append(_forecasts(lines, places, scale))
    layout: Figure = {
        "height": ROW_HEIGHT * len(lines) + FRAME,
        "showlegend": len(data) > 1,
        "xaxis": {"title": {"text": unit}, "rangemode": "tozero"},
        "yaxis": {
            "autorange": "reversed",
            "tickvals": places,
            "ticktext": [chart_text(line.title) for line in lines],
        },
        "bargap": 0.35,
    }
    missing = [line.title for line in table.lines if line.kind == "division" and line.net_revenue is None]
    sentence = f"Without an amount, so not drawn: {', '.join(missing)}." if missing else ""
    rows = tuple((Cell(line.title), Cell(_or_status(line.net_revenue, line, "£"), numeric=True)) for line in lines)
    chart_table = DataTable(f"Net revenue budget by division, {table.period.label}", ("Division", "Net revenue"), rows)
    subtitle = f"Net revenue budget, {table.period.label}"
    chart = framed(data, layout)
    told = f"Each bar is a division; the figures are in the table. {sentence}".strip()
    return Chart(f"budget-{place}", _message(table), subtitle, told, chart, chart_table, folded=True)


def _forecasts(lines: tuple[Budget, ...], places: list[int], scale: Decimal) -> Figure:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "Expected by the year’s end",
        "x": [_scaled(line.forecast, scale) for line in lines],
        "y": places,
        "marker": {
            "symbol": "line-ns-open",
            "size": 26,
            "color": "token:reference",
            "line": {"width": 3, "color": "token:reference"},
        },
        "text": [pounds(line.forecast) if line.forecast is not None else "" for line in lines],
        "hovertemplate": "Expected: %{text}<extra></extra>",
    }


def _message(table: BudgetTable) -> str:
    largest = max(table.drawn, key=lambda line: line.net_revenue or Decimal(0))
    over = [line for line in table.drawn if (variance(line) or 0) > 0]
    known = [line for line in table.drawn if variance(line) is not None]
    if known:
        return f"{len(over)} of {counted(len(known), 'division')} expected to spend more than planned"
    return f"The largest budget is that of {largest.title}"


def _scale(lines: tuple[Budget, ...]) -> tuple[Decimal, str]:
    largest = max(abs(line.net_revenue or Decimal(0)) for line in lines)
    return (MILLION, "£ million") if largest >= MILLION else (Decimal(1000), "£ thousand")


def _scaled(amount: Decimal | None, scale: Decimal) -> float | None:
    return None if amount is None else float(round(amount / scale, 3))
