"""Charts of indicators: a value over time with its targets and comparators, and scores by line of enquiry."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from generator.derive.indicators import IndicatorResult, Point
from generator.derive.quartiles import POSITIONS
from generator.derive.values import measure, scale_points
from generator.model import Assessment, Indicator, Target
from generator.pages.charts import Cell, Chart, DataTable, Figure, chart_text, dash_marks, framed
from generator.pages.measures import (
    message,
    missed_text,
    number_text,
    shown_value,
    target_text,
    value_text,
    with_unit,
)
from generator.periods import Period
from generator.words import counted, lower_first, sentence_case

TALL = 340
"""Height of an indicator's chart, in pixels."""

CAPTION = "Values, targets and what they mean"

AVERAGES = frozenset({"mean", "median"})
"""Statistics of comparators that are drawn and listed beside the values."""


def indicator_chart(result: IndicatorResult, id: str = "values", clinic: date | None = None) -> Chart | None:
    """Values as bars, targets as marks, comparators as a line; None without a single value that can be drawn.

    With the day of a `clinic`, the periods that ended before it are drawn apart from those after it.
    """
    indicator = result.indicator
    drawn = [point for point in result.points if measure(indicator, point.observation.value) is not None]
    if not drawn:
        return None
    ahead = [target for target in result.ahead if target.kind == "target" and _bound(result, target) is not None]
    periods = sorted({*(point.observation.period for point in drawn), *(target.period for target in ahead)})
    data = _bars(indicator, drawn, clinic, _last_break(drawn))
    # A page of a clinic can hold several such tables: each says whose it is.
    caption = CAPTION if clinic is None else f"{indicator.reference or indicator.title}: {lower_first(CAPTION)}"
    aims = [point.target for point in drawn if point.target is not None and _bound(result, point.target) is not None]
    if marks := sorted([*aims, *ahead], key=lambda target: target.period):
        data.extend(_marks(result, marks))
    if comparators := _comparators(result):
        data.extend(comparators)
    axis: Figure = {"rangemode": "tozero"}
    if indicator.value_type == "ordinal":
        points = scale_points(indicator)
        ticks = list(range(1, len(points) + 1))
        axis = {"range": [0, len(points) + 0.5], "tickvals": ticks, "ticktext": [chart_text(point) for point in points]}
    layout = {
        "height": TALL,
        "showlegend": True,
        "yaxis": axis,
        "xaxis": {
            "type": "category",
            "categoryorder": "array",
            "categoryarray": [_label(period) for period in periods],
        },
    }
    unit = "per cent" if indicator.unit_of_measure == "%" else indicator.unit_of_measure
    subtitle = f"{sentence_case(unit)}, by period" if unit and unit != "number" else "By period"
    return Chart(id, message(result), subtitle, _sentence(result), framed(data, layout), values_table(result, caption))


def _last_break(points: Sequence[Point]) -> date | None:
    """The last day of the first period after the last break in series."""
    return max((point.observation.period.end for point in points if point.observation.series_break), default=None)


def _bars(
    indicator: Indicator, points: Sequence[Point], clinic: date | None, series_break: date | None
) -> list[Figure]:
    """The bars, those before a clinic or a break in the series apart from those after it."""
    day = clinic or series_break
    if day is None:
        return [_bar(indicator, points, "Value", "highlight", "paper")]
    what = "the clinic" if clinic else "the break in the series"
    before = [point for point in points if point.observation.period.end < day]
    after = [point for point in points if point.observation.period.end >= day]
    parts = ((before, f"Before {what}", "rest", "text"), (after, f"After {what}", "highlight", "paper"))
    return [_bar(indicator, own, name, colour, ink) for own, name, colour, ink in parts if own]


def _bar(indicator: Indicator, points: Sequence[Point], name: str, colour: str, ink: str) -> Figure:
    return {
        "type": "bar",
        "name": name,
        "x": [_label(point.observation.period) for point in points],
        "y": [_number(measure(indicator, point.observation.value)) for point in points],
        "text": [_bar_text(indicator, point) for point in points],
        "customdata": [chart_text(shown_value(indicator, point)) for point in points],
        "textposition": "auto",
        "insidetextanchor": "start",
        "textangle": 0,
        "textfont": {"size": 14, "color": f"token:{ink}"},
        "outsidetextfont": {"size": 14, "color": "token:text"},
        "width": 0.5,
        "marker": {"color": f"token:{colour}"},
        "hovertemplate": "%{x}<br>%{customdata}<extra></extra>",
    }


def values_table(result: IndicatorResult, caption: str = CAPTION) -> DataTable:
    """Every value, with its target, status, direction and quartile; and targets for periods ahead."""
    indicator = result.indicator
    rows = [
        (
            Cell(point.observation.period.label),
            Cell(
                shown_value(indicator, point)
                if point.observation.value
                else sentence_case(point.observation.value_status)
            ),
            Cell(_targets_text(indicator, point)),
            Cell(sentence_case(point.verdict.status), status=point.verdict.status),
            Cell(sentence_case(missed_text(indicator, point)) or "–"),
            Cell(sentence_case(point.direction), status=point.direction),
            Cell(sentence_case(point.quartile) or "–"),
        )
        for point in result.points
    ]
    rows += [
        (
            Cell(target.period.label),
            Cell("Not reported" if target.period.ended_by(result.as_at) else "Not yet"),
            Cell(target_text(indicator, target) + (" (stretch)" if target.kind == "stretch" else "")),
            Cell("–"),
            Cell("–"),
            Cell("–"),
            Cell("–"),
        )
        for target in result.ahead
    ]
    header = ("Period", "Value", "Target", "Status", "Missed by", "Against a year before", "Quartile")
    names = _compared(result)
    if not names:
        return DataTable(caption, header, tuple(rows))
    periods = [*(point.observation.period for point in result.points), *(target.period for target in result.ahead)]
    wider = [
        (*row, *(Cell(_comparator_value(result, name, period)) for name in names))
        for row, period in zip(rows, periods, strict=True)
    ]
    columns = (*header, *(sentence_case(name) for name in names))
    return DataTable(caption, columns, tuple(wider))


def _targets_text(indicator: Indicator, point: Point) -> str:
    text = target_text(indicator, point.target)
    return text if point.stretch is None else f"{text}; stretch: {target_text(indicator, point.stretch)}"


def _compared(result: IndicatorResult) -> list[str]:
    """The comparators that give a mean or a median, in the order of the data."""
    return list(dict.fromkeys(each.comparator for each in result.benchmarks if each.statistic in AVERAGES))


def _comparator_value(result: IndicatorResult, comparator: str, period: Period) -> str:
    for each in result.benchmarks:
        if (each.comparator, each.period) == (comparator, period) and each.statistic in AVERAGES:
            return value_text(result.indicator, each.value, exact=True)
    return "–"


def quartile_chart(result: IndicatorResult) -> Chart | None:
    """Quartile position over time; None unless two periods have one."""
    known = [point for point in result.points if point.quartile]
    if len(known) < 2:
        return None
    first, last = known[0], known[-1]
    if first.quartile == last.quartile:
        heading = f"Still in the {last.quartile} quartile in {last.observation.period.label}"
    else:
        verb = "Rose" if POSITIONS.index(last.quartile) > POSITIONS.index(first.quartile) else "Fell"
        heading = f"{verb} from the {first.quartile} to the {last.quartile} quartile by {last.observation.period.label}"
    data: list[Figure] = [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "name": "Quartile",
            "x": [_label(point.observation.period) for point in known],
            "y": [POSITIONS.index(point.quartile) + 1 for point in known],
            "text": [sentence_case(point.quartile) for point in known],
            "line": {"color": "token:highlight", "width": 3},
            "marker": {"size": 14, "color": "token:highlight"},
            "hovertemplate": "%{x}<br>%{text} quartile<extra></extra>",
        }
    ]
    layout = {
        "height": 260,
        "yaxis": {
            "range": [0.5, 4.5],
            "tickvals": [1, 2, 3, 4],
            "ticktext": [sentence_case(word) for word in POSITIONS],
        },
        "xaxis": {"type": "category"},
    }
    rows = tuple((Cell(point.observation.period.label), Cell(sentence_case(point.quartile))) for point in known)
    table = DataTable("Quartile by period", ("Period", "Quartile"), rows)
    subtitle = "Quartile among comparable councils"
    return Chart("quartiles", heading, subtitle, "", framed(data, layout), table)


def scores_chart(id: str, framework: str, rows: Sequence[tuple[str, Assessment]], highest: int) -> Chart | None:
    """A bar a line of the framework, given as (name, assessment); lines without a score are named in the sentence."""
    scored = [(name, each) for name, each in rows if each.score is not None]
    if not scored:
        return None
    missing = [name for name, each in rows if each.score is None]
    best = max(each.score or 0 for _, each in scored)
    at_best = [name for name, each in scored if each.score == best]
    heading = f"{len(at_best)} of {counted(len(scored), 'line')} scored {best}, the highest score given"
    data: list[Figure] = [
        {
            "type": "bar",
            "orientation": "h",
            "name": "Score",
            "y": list(range(len(scored))),
            "x": [each.score for _, each in scored],
            "text": [f"{each.score} {each.strength}".strip() for _, each in scored],
            "textposition": "inside",
            "insidetextanchor": "end",
            "textangle": 0,
            "textfont": {"size": 14, "color": "token:paper"},
            "marker": {"color": "token:highlight"},
            "hovertemplate": "%{text}<extra></extra>",
        }
    ]
    layout = {
        "height": 46 * len(scored) + 90,
        "xaxis": {"range": [0, highest], "tickvals": list(range(1, highest + 1)), "title": {"text": "Score"}},
        "yaxis": {
            "autorange": "reversed",
            "tickvals": list(range(len(scored))),
            "ticktext": [chart_text(name) for name, _ in scored],
        },
        "bargap": 0.35,
    }
    table_rows = tuple(
        (
            Cell(name),
            Cell("–" if each.score is None else str(each.score), numeric=True),
            Cell(sentence_case(each.strength or each.score_status) or "–"),
        )
        for name, each in rows
    )
    table = DataTable(f"Scores: {framework}", ("Line of enquiry", "Score", "Strength"), table_rows)
    sentence = f"Without a score: {', '.join(missing)}." if missing else ""
    return Chart(id, heading, f"Score from 1 to {highest}", sentence, framed(data, layout), table)


def _marks(result: IndicatorResult, targets: Sequence[Target]) -> list[Figure]:
    bounds = [
        (target, bound)
        for target in targets
        for bound in (measure(result.indicator, text) for text in (target.lower, target.upper))
        if bound is not None
    ]
    labels = [_label(target.period) for target, _ in bounds]
    heights = [_number(bound) for _, bound in bounds]
    marks = dash_marks("Target", labels, heights)
    marks[-1]["text"] = [chart_text(target_text(result.indicator, target)) for target, _ in bounds]
    marks[-1]["hovertemplate"] = "%{x}<br>Target: %{text}<extra></extra>"
    return marks


def _bar_text(indicator: Indicator, point: Point) -> str:
    """The value without its unit, which the subtitle gives."""
    value = point.observation.value
    if indicator.value_type != "number":
        return chart_text(value)
    return number_text(Decimal(value), None if point.verdict.missed_by is not None else indicator.decimals)


def _comparators(result: IndicatorResult) -> list[Figure]:
    """A line a comparator that gives a mean or a median."""
    lines = []
    found = [each for each in result.benchmarks if each.statistic in AVERAGES]
    for name in _compared(result):
        own = sorted((each for each in found if each.comparator == name), key=lambda each: each.period)
        lines.append(
            {
                "type": "scatter",
                "mode": "lines+markers",
                "name": chart_text(sentence_case(name)),
                "x": [_label(each.period) for each in own],
                "y": [_number(measure(result.indicator, each.value)) for each in own],
                "line": {"color": "token:rest", "width": 2, "dash": "dot"},
                "marker": {"size": 9, "symbol": "diamond", "color": "token:rest"},
                "hovertemplate": "%{x}<br>%{y}<extra></extra>",
            }
        )
    return lines


def _sentence(result: IndicatorResult) -> str:
    broken = [
        f"The series breaks at {point.observation.period.label}: {lower_first(point.observation.series_break)}"
        for point in result.points
        if point.observation.series_break
    ]
    return " ".join([*(f"{text.rstrip('.')}." for text in broken), _usual(result)]).strip()


def _usual(result: IndicatorResult) -> str:
    """Whether values lie within the usual ups and downs; "" where there are too few to tell."""
    if result.limits is None:
        return ""
    indicator, limits = result.indicator, result.limits
    # One decimal more than the values have, so that limits close together are told apart.
    decimals = max(-int(Decimal(point.observation.value or "0").as_tuple().exponent) for point in result.points) + 1
    lower, upper, mean = (
        with_unit(indicator, number_text(bound, decimals)) for bound in (limits.lower, limits.upper, limits.mean)
    )
    if limits.signals:
        signals = counted(len(limits.signals), "value")
        return f"Values usually lie between {lower} and {upper}; {signals} stand out from the usual."
    return f"All values lie within the usual ups and downs: between {lower} and {upper}, around {mean}."


def _bound(result: IndicatorResult, target: Target) -> Decimal | None:
    return measure(result.indicator, target.lower or target.upper)


def _label(period: Period) -> str:
    return chart_text(period.name)


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
