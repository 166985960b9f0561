"""Charts below the whole: dots by area beside the whole and its comparators; small multiples by group of people."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from generator.derive.indicators import IndicatorResult
from generator.derive.parts import Part, PartGroup
from generator.derive.values import measure
from generator.model import Benchmark, Indicator, Observation
from generator.pages.charts import Cell, Chart, DataTable, Figure, chart_text, framed
from generator.pages.measures import POLARITY_WORDS, number_text, value_text
from generator.words import counted, is_are, listed, plural, sentence_case

ROW_HEIGHT, FRAME = 34, 96
"""Pixels an area takes in a dot plot, and what its axis and legend take."""

PANEL_HEIGHT, COLUMNS, NARROW_COLUMNS = 150, 3, 2
"""The height of a small multiple in pixels, and how many stand side by side: wide, and on a phone."""

AGAINST_WORDS = {"better": "Better", "worse": "Worse", "same": "The same", "": "–"}


def area_chart(id: str, result: IndicatorResult, group: PartGroup, whole_name: str) -> Chart | None:
    """A dot an area, in the order of the data, with lines for the whole and for comparators; None under two values."""
    drawn = [(value, part) for part in group.parts if (value := _value(result.indicator, part.now)) is not None]
    if len(drawn) < 2:
        return None
    places = list(range(len(drawn)))
    data: list[Figure] = [
        {
            "type": "scatter",
            "mode": "markers",
            "name": sentence_case(plural(group.kind)),
            "x": [_number(value) for value, _ in drawn],
            "y": places,
            "text": [chart_text(_shown(result.indicator, part.now)) for _, part in drawn],
            "marker": {"size": 14, "color": "token:highlight"},
            "hovertemplate": "%{text}<extra></extra>",
        }
    ]
    comparable = any(part.against for part in group.parts)
    if comparable and group.whole is not None:
        data.append(_level(whole_name, _value(result.indicator, group.whole), len(drawn), "reference", "solid"))
    if comparable:
        for each in _means(result, group):
            name = sentence_case(each.comparator)
            data.append(_level(name, measure(result.indicator, each.value), len(drawn), "rest", "dot"))
    layout: Figure = {
        "height": ROW_HEIGHT * len(drawn) + FRAME,
        "showlegend": len(data) > 1,
        "xaxis": {"rangemode": "normal"},
        "yaxis": {
            "autorange": "reversed",
            "tickvals": places,
            "ticktext": [f"{chart_text(part.name)}  <b>{_digits(result.indicator, part.now)}</b>" for _, part in drawn],
            "showgrid": True,
        },
    }
    unit = result.indicator.unit_of_measure
    subtitle = sentence_case(f"{_unit(unit)}by {group.kind}, {group.period.label}")
    table = parts_table(result, group, whole_name)
    message = area_message(result, group, whole_name)
    told = f"Each dot is one of them; the line is the whole. {suppressed_sentence(group)}".strip()
    return Chart(id, message, subtitle, told, framed(data, layout), table)


def area_message(result: IndicatorResult, group: PartGroup, whole_name: str) -> str:
    """How many areas are better than the whole where that can be said; else the span from lowest to highest."""
    known = [(value, part) for part in group.parts if (value := _value(result.indicator, part.now)) is not None]
    better = sum(1 for _, part in known if part.against == "better")
    compared = sum(1 for _, part in known if part.against)
    if compared:
        of = counted(compared, group.kind)
        return f"{better} of {of} {is_are(better)} doing better than {whole_name} as a whole"
    low, high = min(known, key=lambda pair: pair[0])[1], max(known, key=lambda pair: pair[0])[1]
    texts = [value_text(result.indicator, part.now.value if part.now is not None else "") for part in (low, high)]
    span = f"rom {texts[0]} in {low.name} to {texts[1]} in {high.name}"
    return f"F{span}" if not group.suppressed else f"Of the {plural(group.kind)} that are published, f{span}"


def suppressed_sentence(group: PartGroup) -> str:
    """What is not shown, and why; "" where everything is."""
    silent = [part.name for part in group.parts if part.now is None or not part.now.value]
    hidden = [part.name for part in group.parts if part.now is not None and part.now.value_status == "suppressed"]
    if hidden:
        rest = [name for name in silent if name not in hidden]
        first = f"Not published for {listed(hidden)} in {group.period.label}: the figures count very few people."
        return f"{first} No figure for {listed(rest)}." if rest else first
    return f"No figure for {listed(silent)}." if silent else ""


def breakdown_chart(id: str, result: IndicatorResult, group: PartGroup) -> Chart | None:
    """A small chart of each group's values over time on one scale; None where fewer than two have two values."""
    panels = [(part, own) for part in group.parts if len(own := _series(result.indicator, part)) > 1]
    if len(panels) < 2:
        return None
    periods = sorted(
        {each.period for _, own in panels for each, _ in own}, key=lambda period: (period.end, period.days)
    )
    highest = max(value for _, own in panels for _, value in own)
    data: list[Figure] = [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "name": chart_text(part.name),
            "x": [chart_text(each.period.name) for each, _ in own],
            "y": [_number(value) for _, value in own],
            "xaxis": _axis("x", place),
            "yaxis": _axis("y", place),
            "line": {"color": "token:highlight", "width": 2.5},
            "marker": {"size": 6, "color": "token:highlight"},
            "hovertemplate": "%{x}: %{y}<extra></extra>",
        }
        for place, (part, own) in enumerate(panels)
    ]
    top = _number(max(highest * Decimal("1.1"), Decimal(0))) or 1
    lowest = min(value for _, own in panels for _, value in own)
    bottom = _number(min(lowest * Decimal("1.1"), Decimal(0))) or 0
    ends = [chart_text(periods[0].name), chart_text(periods[-1].name)]
    names = [chart_text(part.name) for part, _ in panels]
    figure: Figure = {
        "data": data,
        "layout": _panels(names, COLUMNS, bottom, top, ends, [chart_text(period.name) for period in periods]),
        "narrow": _panels(names, NARROW_COLUMNS, bottom, top, ends, [chart_text(period.name) for period in periods]),
    }
    unit = _unit(result.indicator.unit_of_measure)
    subtitle = sentence_case(f"{unit}by {group.kind}, {periods[0].label} to {periods[-1].label}")
    table = parts_table(result, group, "Everyone")
    told = f"A small chart for each, all on one scale. {suppressed_sentence(group)}".strip()
    return Chart(id, _spread_message(result, group), subtitle, told, figure, table)


def parts_table(result: IndicatorResult, group: PartGroup, whole_name: str) -> DataTable:
    """Each part's value for the group's period; how it stands to the whole where that can be said."""
    compared = any(part.against for part in group.parts)
    judged = any(part.verdict.status not in ("no target", "no data") for part in group.parts)
    header = [sentence_case(group.kind), "Value"]
    header += [f"Against {whole_name}"] if compared else []
    header += ["Status"] if judged else []
    rows = []
    for part in group.parts:
        row = [Cell(part.name), Cell(_shown(result.indicator, part.now))]
        row += [Cell(AGAINST_WORDS[part.against], status=part.against)] if compared else []
        row += [Cell(sentence_case(part.verdict.status), status=part.verdict.status)] if judged else []
        rows.append(tuple(row))
    if group.whole is not None:
        total = [Cell(whole_name), Cell(_shown(result.indicator, group.whole))]
        rows.append((*total, *(Cell("–") for _ in header[2:])))
    polarity = POLARITY_WORDS[result.indicator.polarity]
    caption = f"By {group.kind}, {group.period.label} ({polarity})"
    return DataTable(caption, tuple(header), tuple(rows))


def _spread_message(result: IndicatorResult, group: PartGroup) -> str:
    known = [(value, part) for part in group.parts if (value := _value(result.indicator, part.now)) is not None]
    if len(known) < 2:
        return f"By {group.kind}"
    low, high = min(known, key=lambda pair: pair[0])[1], max(known, key=lambda pair: pair[0])[1]
    texts = [value_text(result.indicator, part.now.value if part.now is not None else "") for part in (low, high)]
    span = f"rom {texts[0]} ({low.name}) to {texts[1]} ({high.name}) in {group.period.label}"
    return f"F{span}" if not group.suppressed else f"Of those that are published, f{span}"


def _panels(
    names: Sequence[str], columns: int, bottom: float, top: float, ends: list[str], categories: list[str]
) -> Figure:
    """The layout of small multiples on a grid, each with its name above it."""
    count = len(names)
    rows = -(-count // columns)
    layout: Figure = {"height": PANEL_HEIGHT * rows + 40, "showlegend": False, "annotations": []}
    for place, name in enumerate(names):
        row, column = divmod(place, columns)
        left, right = round((column + 0.06) / columns, 4), round((column + 0.92) / columns, 4)
        upper, lower = round(1 - row / rows - 0.16 / rows, 4), round(1 - (row + 1) / rows + 0.2 / rows, 4)
        layout[_key("xaxis", place)] = {
            "domain": [left, right],
            "anchor": _axis("y", place),
            "type": "category",
            "categoryorder": "array",
            "categoryarray": categories,
            "tickvals": ends,
            "tickfont": {"size": 11},
            "automargin": False,
        }
        layout[_key("yaxis", place)] = {
            "domain": [lower, upper],
            "anchor": _axis("x", place),
            "range": [bottom, top],
            "nticks": 3,
            "showticklabels": column == 0,
            "tickfont": {"size": 11},
        }
        layout["annotations"].append(
            {
                "text": name,
                "x": left,
                "y": upper,
                "xref": "paper",
                "yref": "paper",
                "xanchor": "left",
                "yanchor": "bottom",
                "showarrow": False,
                "font": {"size": 13, "color": "token:text"},
            }
        )
    return layout


def _key(axis: str, place: int) -> str:
    return axis if place == 0 else f"{axis}{place + 1}"


def _axis(letter: str, place: int) -> str:
    return letter if place == 0 else f"{letter}{place + 1}"


def _level(name: str, value: Decimal | None, rows: int, colour: str, dash: str) -> Figure:
    """A level for all areas to be held against, drawn as a line from top to bottom."""
    return {
        "type": "scatter",
        "mode": "lines",
        "name": chart_text(name),
        "x": [_number(value), _number(value)],
        "y": [-0.6, rows - 0.4],
        "line": {"color": f"token:{colour}", "width": 2.5, "dash": dash},
        "hovertemplate": f"{chart_text(name)}: %{{x}}<extra></extra>",
    }


def _means(result: IndicatorResult, group: PartGroup) -> list[Benchmark]:
    return [each for each in result.benchmarks if each.period == group.period and each.statistic in ("mean", "median")]


def _series(indicator: Indicator, part: Part) -> list[tuple[Observation, Decimal]]:
    return [(each, value) for each in part.series if (value := _value(indicator, each)) is not None]


def _value(indicator: Indicator, each: Observation | None) -> Decimal | None:
    return None if each is None else measure(indicator, each.value)


def _digits(indicator: Indicator, each: Observation | None) -> str:
    """The value as it stands by its dot: the unit is in the subtitle."""
    if each is None or indicator.value_type != "number":
        return "" if each is None else chart_text(each.value)
    return number_text(Decimal(each.value), indicator.decimals)


def _shown(indicator: Indicator, each: Observation | None) -> str:
    if each is None:
        return "No figure"
    return value_text(indicator, each.value) if each.value else sentence_case(each.value_status)


def _unit(unit: str) -> str:
    if not unit or unit == "number":
        return ""
    return "per cent, " if unit == "%" else f"{unit}, "


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(round(value, 2))
