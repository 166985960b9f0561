"""The control chart: values within the limits of their usual ups and downs, and what stands out from them."""

from __future__ import annotations

from decimal import Decimal

from generator.derive.indicators import IndicatorResult
from generator.derive.values import measure
from generator.derive.variation import FACTOR, RUN, Limits
from generator.pages.axes import time_ticks
from generator.pages.charts import Cell, Chart, DataTable, Figure, chart_text, framed
from generator.pages.measures import number_text, value_text, with_unit
from generator.words import counted


def variation_chart(result: IndicatorResult) -> Chart | None:
    """Values with their median and limits, signals apart; None where there are too few values for limits."""
    limits, points = result.limits, result.limited
    if limits is None:
        return None
    labels = [chart_text(each.period.name) for each in points]
    values = [_number(measure(result.indicator, each.value)) for each in points]
    signals = sorted(limits.signals)
    data: list[Figure] = [
        _level("Upper limit", labels, limits.upper, "dot", "rest"),
        _level("Median", labels, limits.middle, "solid", "reference"),
        _level("Lower limit", labels, limits.lower, "dot", "rest"),
        {
            "type": "scatter",
            "mode": "lines+markers",
            "name": "Value",
            "x": labels,
            "y": values,
            "line": {"color": "token:highlight", "width": 2.5},
            "marker": {"size": 8, "color": "token:highlight"},
            "hovertemplate": "%{x}<br>%{y}<extra></extra>",
        },
    ]
    if signals:
        data.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": "Stands out",
                "x": [labels[place] for place in signals],
                "y": [values[place] for place in signals],
                "marker": {"size": 15, "symbol": "diamond", "color": "token:status-off-target"},
                "hoverinfo": "skip",
            }
        )
    layout: Figure = {
        "height": 320,
        "showlegend": True,
        "xaxis": {"type": "category", **time_ticks([each.period for each in points])},
    }
    rows = tuple(
        (
            Cell(each.period.label),
            Cell(value_text(result.indicator, each.value)),
            Cell("Stands out" if place in limits.signals else "Usual"),
        )
        for place, each in enumerate(points)
    )
    table = DataTable("Values and whether they stand out", ("Period", "Value", "Variation"), rows)
    subtitle = f"Median, and limits of the usual ups and downs ({FACTOR} times the median step from value to value)"
    chart = framed(data, layout)
    return Chart("variation", _message(limits), subtitle, usual(result), chart, table, folded=True)


def usual(result: IndicatorResult) -> str:
    """What the limits mean, in a sentence; "" where there are too few values to tell."""
    if result.limits is None:
        return ""
    indicator, limits = result.indicator, result.limits
    # One decimal more than the values have, so that limits close together are told apart.
    decimals = max(-int(Decimal(each.value).as_tuple().exponent) for each in result.limited) + 1
    lower, upper, middle = (
        with_unit(indicator, number_text(bound, decimals)) for bound in (limits.lower, limits.upper, limits.middle)
    )
    if not limits.signals:
        return (
            f"All values lie within the usual ups and downs: between {lower} and {upper}, around {middle}. "
            "A rise or fall within them says little by itself."
        )
    return (
        f"Values usually lie between {lower} and {upper}; {counted(len(limits.signals), 'value')} "
        f"{'stands' if len(limits.signals) == 1 else 'stand'} out: beyond the limits, or {RUN} or more in a row on one "
        "side of the median. Such values seldom come by chance alone."
    )


def _message(limits: Limits) -> str:
    if not limits.signals:
        return "Every value lies within the usual ups and downs"
    count = len(limits.signals)
    stand = "stands" if count == 1 else "stand"
    return f"{counted(count, 'value')} {stand} out from the usual ups and downs"


def _level(name: str, labels: list[str], height: Decimal, dash: str, colour: str) -> Figure:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": labels,
        "y": [_number(height)] * len(labels),
        "line": {"color": f"token:{colour}", "width": 2, "dash": dash},
        "hovertemplate": f"{name}: %{{y}}<extra></extra>",
    }


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(round(value, 3))
