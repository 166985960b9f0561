"""The chart of an indicator: its values over time with targets and comparators."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from generator.derive.indicators import IndicatorResult, Point
from generator.derive.values import measure, scale_points
from generator.model import Benchmark, Indicator, Target
from generator.pages.axes import time_ticks
from generator.pages.charts import Chart, Figure, chart_text, dash_marks, framed
from generator.pages.measures import AVERAGES, message, number_text, shown_value, target_text
from generator.pages.values_table import CAPTION, compared, values_table
from generator.periods import Kind, Period
from generator.words import counted, is_are, lower_first, sentence_case

TALL = 340
"""Height of an indicator's chart, in pixels."""

MOST_BARS = 8
"""Up to so many values are bars, each with its figure; more are a line."""


def indicator_chart(
    result: IndicatorResult, id: str = "values", clinic: date | None = None, before: Sequence[IndicatorResult] = ()
) -> Chart | None:
    """Values as bars or a line, targets as marks, comparators as lines; None without a value that can be drawn.

    One chart holds periods of one kind, years or quarters. With the day of a `clinic`, the periods that ended before
    it are drawn apart from those after it. Values of the indicators that this one carries on, `before`, are drawn as
    lines of their own where they are in the same unit.
    """
    indicator = result.indicator
    kind = _kind_drawn(result)
    if kind is None:
        return None
    drawn = _of_kind(result, kind)
    ahead = [target for target in result.ahead if target.kind == "target" and _bound(result, target) is not None]
    ahead = [target for target in ahead if target.period.kind is kind]
    means = [each for each in result.benchmarks if each.statistic in AVERAGES and each.period.kind is kind]
    earlier = [_of_kind(each, kind) for each in before if _alike(each.indicator, indicator)]
    periods = sorted(
        {
            *(point.observation.period for points in (drawn, *earlier) for point in points),
            *(target.period for target in ahead),
        }
    )
    long = len(drawn) > MOST_BARS
    data = _values(indicator, drawn, clinic, _last_break(drawn), long)
    # A page of a clinic can hold several such tables: each says whose it is.
    caption = CAPTION if clinic is None else f"{indicator.reference or indicator.title}: {lower_first(CAPTION)}"
    aims = [point.target for point in drawn if point.target is not None and _bound(result, point.target) is not None]
    if marks := sorted([*aims, *ahead], key=lambda target: target.period):
        data.extend(_marks(result, marks, long))
    data.extend(_comparators(result, means))
    data.extend(_earlier(indicator, points) for points in earlier if points)
    layout: Figure = {"height": TALL, "showlegend": True, "yaxis": _value_axis(indicator), "xaxis": _time_axis(periods)}
    figure = framed(data, layout)
    if long:
        figure["layout"]["xaxis"].update(time_ticks(periods))
    unit = "per cent" if indicator.unit_of_measure == "%" else indicator.unit_of_measure
    subtitle = f"{sentence_case(unit)}, by period" if unit and unit != "number" else "By period"
    return Chart(id, message(result), subtitle, _sentence(result, kind), figure, values_table(result, caption))


def _measured(result: IndicatorResult) -> list[Point]:
    return [point for point in result.points if measure(result.indicator, point.observation.value) is not None]


def _of_kind(result: IndicatorResult, kind: Kind) -> list[Point]:
    return [point for point in _measured(result) if point.observation.period.kind is kind]


def _alike(one: Indicator, other: Indicator) -> bool:
    """Whether two indicators can stand on one axis."""
    return (one.value_type, one.unit_of_measure, one.scale) == (other.value_type, other.unit_of_measure, other.scale)


def _earlier(indicator: Indicator, points: Sequence[Point]) -> Figure:
    """What an indicator that this one carries on was, as a line of its own: it was counted otherwise."""
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": "What it carries on",
        "x": [_label(point.observation.period) for point in points],
        "y": [_number(measure(indicator, point.observation.value)) for point in points],
        "customdata": [chart_text(shown_value(indicator, point)) for point in points],
        "line": {"color": "token:rest", "width": 2},
        "marker": {"size": 8, "symbol": "circle-open", "color": "token:rest", "line": {"width": 2}},
        "hovertemplate": "%{x}<br>%{customdata}<extra></extra>",
    }


def _kind_drawn(result: IndicatorResult) -> Kind | None:
    """The kind of period that has most values; of two with as many, that of the value which the page leads with."""
    kinds = [point.observation.period.kind for point in _measured(result)]
    if not kinds:
        return None
    leading = result.leading.observation.period.kind if result.leading is not None else None
    return max(dict.fromkeys(kinds), key=lambda kind: (kinds.count(kind), kind is leading))


def _value_axis(indicator: Indicator) -> Figure:
    if indicator.value_type != "ordinal":
        return {"rangemode": "tozero"}
    points = scale_points(indicator)
    ticks = list(range(1, len(points) + 1))
    return {"range": [0, len(points) + 0.5], "tickvals": ticks, "ticktext": [chart_text(point) for point in points]}


def _time_axis(periods: Sequence[Period]) -> Figure:
    labels = [_label(period) for period in periods]
    return {"type": "category", "categoryorder": "array", "categoryarray": labels}


def _last_break(points: Sequence[Point]) -> date | None:
    """The last day of the first period after the last break in series."""
    return max((point.observation.period.end for point in points if point.observation.series_break), default=None)


def _values(
    indicator: Indicator, points: Sequence[Point], clinic: date | None, series_break: date | None, long: bool
) -> list[Figure]:
    """The values, those before a clinic or a break in the series apart from those after it."""
    day = clinic or series_break
    draw = _line if long else _bar
    if day is None:
        return [draw(indicator, points, "Value", "highlight", "paper")]
    what = "the clinic" if clinic else "the break in the series"
    before = [point for point in points if point.observation.period.end < day]
    after = [point for point in points if point.observation.period.end >= day]
    parts = ((before, f"Before {what}", "rest", "text"), (after, f"After {what}", "highlight", "paper"))
    return [draw(indicator, own, name, colour, ink) for own, name, colour, ink in parts if own]


def _line(indicator: Indicator, points: Sequence[Point], name: str, colour: str, ink: str) -> Figure:
    """Values as a line; the last one stands beside its point."""
    texts = ["" for _ in points[:-1]] + [_bar_text(indicator, point) for point in points[-1:]]
    return {
        "type": "scatter",
        "mode": "lines+markers+text",
        "name": name,
        "x": [_label(point.observation.period) for point in points],
        "y": [_number(measure(indicator, point.observation.value)) for point in points],
        "text": texts,
        "textposition": "top center",
        "textfont": {"size": 14, "color": "token:text"},
        "cliponaxis": False,
        "customdata": [chart_text(shown_value(indicator, point)) for point in points],
        "line": {"color": f"token:{colour}", "width": 3},
        "marker": {"size": 8, "color": f"token:{colour}"},
        "hovertemplate": "%{x}<br>%{customdata}<extra></extra>",
    }


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


def _marks(result: IndicatorResult, targets: Sequence[Target], long: bool) -> list[Figure]:
    bounds = [
        (target, bound)
        for target in targets
        for bound in (measure(result.indicator, text) for text in (target.lower, target.upper))
        if bound is not None
    ]
    labels = [_label(target.period) for target, _ in bounds]
    heights = [_number(bound) for _, bound in bounds]
    marks = [_step("Target", labels, heights)] if long else dash_marks("Target", labels, heights)
    marks[-1]["text"] = [chart_text(target_text(result.indicator, target)) for target, _ in bounds]
    marks[-1]["hovertemplate"] = "%{x}<br>Target: %{text}<extra></extra>"
    return marks


def _step(name: str, labels: Sequence[str], heights: Sequence[float | None]) -> Figure:
    """Targets of a long series: a broken line that steps from one to the next."""
    line = {"color": "token:reference", "width": 2, "dash": "dash", "shape": "hvh"}
    return {"type": "scatter", "mode": "lines", "name": name, "x": list(labels), "y": list(heights), "line": line}


def _bar_text(indicator: Indicator, point: Point) -> str:
    """The value without its unit, which the subtitle gives."""
    value = point.observation.value
    if indicator.value_type != "number":
        return chart_text(value)
    return number_text(Decimal(value), None if point.verdict.missed_by is not None else indicator.decimals)


def _comparators(result: IndicatorResult, means: Sequence[Benchmark]) -> list[Figure]:
    """A line a comparator that gives a mean or a median."""
    lines = []
    for name in compared(result):
        own = sorted((each for each in means if each.comparator == name), key=lambda each: each.period)
        if not own:
            continue
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


def _sentence(result: IndicatorResult, kind: Kind) -> str:
    broken = [
        f"The series breaks at {point.observation.period.label}: {lower_first(point.observation.series_break)}"
        for point in result.points
        if point.observation.series_break
    ]
    span = [_span(result.indicator, [each for each in _measured(result) if each.observation.period.kind is kind])]
    left = sum(1 for point in _measured(result) if point.observation.period.kind is not kind)
    apart = [f"{sentence_case(counted(left, 'value'))} for periods of another length {is_are(left)} in the table"]
    return " ".join(f"{text.rstrip('.')}." for text in [*span, *broken, *(apart if left else [])])


def _span(indicator: Indicator, points: Sequence[Point]) -> str:
    """What the line or the bars show, for those who can't see them: the first value, the last, and the range."""
    first, last = points[0], points[-1]
    then, now = (f"{shown_value(indicator, each)} in {each.observation.period.label}" for each in (first, last))
    if first is last:
        return f"One value: {now}"
    ordered = sorted(points, key=lambda each: measure(indicator, each.observation.value) or Decimal(0))
    low, high = (shown_value(indicator, each) for each in (ordered[0], ordered[-1]))
    return (
        f"{sentence_case(counted(len(points), 'value'))}, from {then} to {now}; the lowest is {low}, the highest {high}"
    )


def _bound(result: IndicatorResult, target: Target) -> Decimal | None:
    return measure(result.indicator, target.lower or target.upper)


def _label(period: Period) -> str:
    return chart_text(period.name)


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
