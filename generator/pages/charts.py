"""Charts as plotly figures: plain dictionaries, with a message, a sentence and the same figures as a table.

Colours are names of `theme/tokens.json` ("token:status-delayed"), looked up when a chart is drawn. Dictionaries cost a
fortieth of `plotly.graph_objects`; the tests pass each through it to prove that plotly accepts it.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from generator.derive.deadlines import is_behind
from generator.derive.results import ItemResult
from generator.derive.statuses import STATUSES, UNKNOWN, StatusCounts
from generator.pages.messages import behind_message, history_message
from generator.words import counted, percent, shortened

Figure = dict[str, Any]

BAR_HEIGHT = 58
"""Pixels that one horizontal bar or row of dots takes, its label on up to three lines included."""

FRAME_HEIGHT = 110
"""Pixels for the legend above and the axis below."""

LABEL_WIDTH = 30
"""Characters of a label before it is broken."""

SHORT_LABEL = 18
"""Longest label beside a chart on a phone, in characters."""

QUARTERS = [0, 25, 50, 75, 100]
"""Where an axis of per cent has its ticks."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: words, a link where there is one, and a status where the words are one."""

    text: str
    address: str = ""
    status: str = ""
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table with its caption. The first cell of each row is the row's heading."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with what it says. `figure` has the keys data, layout and narrow (the layout's changes on a phone).

    `folded` is for a table that says in many cells what the page says in words already.
    """

    id: str
    message: str
    subtitle: str
    sentence: str
    figure: Figure
    table: DataTable
    folded: bool = False


def status_chart(id: str, message: str, sentence: str, rows: Sequence[tuple[str, str, StatusCounts]]) -> Chart:
    """A stacked bar a row, given as (kind, period, counts): how many items have each status."""
    present = [status for status in STATUSES if any(counts.of(status) for _, _, counts in rows)]
    labels = [f"{chart_text(kind)}<br>{chart_text(period)}" for kind, period, _ in rows]
    data = [
        {
            "type": "bar",
            "orientation": "h",
            "name": status.capitalize(),
            "y": labels,
            "x": [counts.of(status) for _, _, counts in rows],
            "text": [str(counts.of(status)) if counts.of(status) else "" for _, _, counts in rows],
            "textposition": "inside",
            "insidetextanchor": "middle",
            "textangle": 0,
            "textfont": {"color": "token:text" if status in UNKNOWN else "token:paper", "size": 14},
            "hovertemplate": f"%{{y}}<br>{status.capitalize()}: %{{text}}<extra></extra>",
            "marker": _bar_look(status),
        }
        for status in present
    ]
    layout = {
        "barmode": "stack",
        "barnorm": "percent",
        # A count that does not fit its bar is left to the table rather than drawn over its neighbour.
        "uniformtext": {"mode": "hide", "minsize": 11},
        "height": BAR_HEIGHT * len(rows) + FRAME_HEIGHT,
        "xaxis": {"tickvals": QUARTERS, "ticktext": [f"{tick}%" for tick in QUARTERS], "range": [0, 100]},
        "yaxis": {"autorange": "reversed"},
        "bargap": 0.35,
    }
    header = ("", *(status.capitalize() for status in present), "Total")
    table_rows = tuple(
        (
            Cell(f"{kind}, {period}"),
            *(Cell(str(counts.of(status)), numeric=True) for status in present),
            Cell(str(counts.total), numeric=True),
        )
        for kind, period, counts in rows
    )
    subtitle = "Share of plan items by status; the numbers are counts"
    table = DataTable("Number of plan items by status", header, table_rows)
    told = f"Each bar is a kind of item in one quarter, parted by status. {sentence}".strip()
    return Chart(id, message, subtitle, told, framed(data, layout), table, folded=True)


def progress_chart(id: str, rows: Sequence[tuple[str, str, ItemResult]]) -> Chart | None:
    """A row of dots an item, given as (label, address, item): per cent complete beside per cent of time passed.

    None when no item reported a percentage.
    """
    known = [(label, address, item) for label, address, item in rows if item.percent is not None]
    if not known:
        return None
    timed = [(item.percent, item.percent_elapsed) for _, _, item in known]
    behind = [done is not None and passed is not None and is_behind(done, passed) for done, passed in timed]
    with_time = sum(1 for _, passed in timed if passed is not None)
    missing = sum(1 for _, _, item in rows if item.owes_percent)
    labels = [chart_text(label) for label, _, _ in known]
    rows_drawn = list(range(len(known)))  # numbers, since two items may have one name
    data: list[Figure] = []
    if with_time:
        data.append(
            _dots(rows_drawn, [item.percent_elapsed for _, _, item in known], ELAPSED, "line-ns-open", "reference")
        )
    data.append(_dots(rows_drawn, [item.percent for _, _, item in known], COMPLETE, "circle", "highlight"))
    layout = {
        "height": BAR_HEIGHT * len(known) + FRAME_HEIGHT,
        "xaxis": {"range": [-3, 103], "tickvals": QUARTERS, "ticktext": [f"{tick}%" for tick in QUARTERS]},
        "yaxis": {"autorange": "reversed", "showgrid": True, "tickvals": rows_drawn, "ticktext": labels},
    }
    figure = framed(data, layout)
    figure["narrow"]["yaxis"] = {"ticktext": [chart_text(_short(label)) for label, _, _ in known]}
    message = (
        behind_message(sum(behind), with_time)
        if with_time
        else f"{counted(len(known), 'action')} reported a percentage"
    )
    sentences = []
    if any(behind):
        sentences.append("Behind is behind the time that has passed; “delayed” is the publisher’s own word.")
    if missing:
        sentences.append(f"{counted(missing, 'action')} gave no percentage and can't be shown.")
    if not with_time:
        sentences.append("When this plan began is not known, so the time that has passed is not shown.")
    header = ("Action", "Complete", "Time passed") if with_time else ("Action", "Complete")
    table_rows = tuple(
        (
            Cell(label, address),
            Cell(_shown(item.percent), numeric=True),
            *((Cell(_shown(item.percent_elapsed), numeric=True),) if with_time else ()),
        )
        for label, address, item in rows
    )
    subtitle = "Per cent complete beside per cent of the time passed" if with_time else "Per cent complete"
    table = DataTable(subtitle, header, table_rows)
    return Chart(id, message, subtitle, " ".join(sentences), figure, table)


def history_chart(id: str, item: ItemResult) -> Chart | None:
    """An item's percentage at the end of each period, with the time that had passed. None without any percentage."""
    points = [point for point in item.history if point.update.percent_complete is not None]
    if not points:
        return None
    labels = [chart_text(point.update.period.name) for point in points]
    data: list[Figure] = [
        {
            "type": "bar",
            "name": COMPLETE,
            "x": labels,
            "y": [_number(point.update.percent_complete) for point in points],
            "text": [_shown(point.update.percent_complete) for point in points],
            "textposition": "auto",
            "insidetextanchor": "start",
            "textangle": 0,
            "textfont": {"size": 14, "color": "token:paper"},
            "outsidetextfont": {"size": 14, "color": "token:text"},
            "width": 0.4,
            "marker": {"color": "token:highlight"},
            "hovertemplate": "%{x}<br>Complete: %{y}%<extra></extra>",
        }
    ]
    timed = [point for point in points if point.percent_elapsed is not None]
    if timed:
        labels = [chart_text(point.update.period.name) for point in timed]
        marks = dash_marks(ELAPSED, labels, [_number(point.percent_elapsed) for point in timed])
        marks[-1]["hovertemplate"] = "%{x}<br>Time passed: %{y:.0f}%<extra></extra>"
        data.extend(marks)
    layout = {
        "height": 320,
        "showlegend": True,
        "yaxis": {"range": [0, 104], "tickvals": QUARTERS, "ticktext": [f"{tick}%" for tick in QUARTERS]},
        "xaxis": {"type": "category"},
    }
    rows = tuple(
        (
            Cell(point.update.period.label),
            Cell(point.update.status.capitalize(), status=point.update.status),
            Cell(_shown(point.update.percent_complete), numeric=True),
            *((Cell(_shown(point.percent_elapsed), numeric=True),) if timed else ()),
        )
        for point in item.history
    )
    header = ("Period", "Status", "Complete", "Time passed") if timed else ("Period", "Status", "Complete")
    subtitle = "Per cent complete at the end of each quarter"
    sentence = "" if timed else "When this plan began is not known, so the time that has passed is not shown."
    table = DataTable(subtitle, header, rows)
    told = f"Each bar is what was reported as complete for one period. {sentence}".strip()
    return Chart(id, history_message(item), subtitle, told, framed(data, layout), table)


HATCHES = {"not reported": "/", "not legible": "x"}
"""The pattern of each status that says that nothing is known."""

COMPLETE = "Complete"
ELAPSED = "Time passed"


@lru_cache(maxsize=1 << 14)
def chart_text(text: str) -> str:
    """Text for plotly, which reads some HTML and fills in %{…}: nothing in it is markup, and long lines are broken.

    Nor is any of it taken for the name of a colour (theme/assets/charts.js).
    """
    lines = textwrap.wrap(text, LABEL_WIDTH, max_lines=3, placeholder=" …") or [text]
    return "<br>".join(line.translate(_ENTITIES) for line in lines).replace("token:", "token&#58;")


_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "{": "&#123;"})


def _short(label: str) -> str:
    """What a phone has room for: the reference, or the first words of the title."""
    first = label.split(" ")[0]
    return first if any(character.isdigit() for character in first) else shortened(label, SHORT_LABEL)


def _bar_look(status: str) -> Figure:
    """What is not known is hatched, so that it never looks like a result."""
    colour = f"token:status-{status.replace(' ', '-')}"
    look: Figure = {"color": colour, "line": {"color": "token:paper", "width": 2}}
    if status in UNKNOWN:
        look["pattern"] = {
            "shape": HATCHES[status],
            "fgcolor": colour,
            "bgcolor": "token:paper",
            "size": 6,
            "solidity": 0.35,
            "fillmode": "overlay",
        }
    return look


def dash_marks(name: str, labels: Sequence[str], heights: Sequence[float | None]) -> list[Figure]:
    """Short level lines over bars, each with a rim in the colour of the page so that it shows on the bar too."""

    def marks(colour: str, width: int) -> Figure:
        look = {"symbol": "line-ew-open", "size": 30, "color": colour, "line": {"width": width, "color": colour}}
        return {"type": "scatter", "mode": "markers", "x": list(labels), "y": list(heights), "marker": look}

    rim = {**marks("token:paper", 8), "showlegend": False, "hoverinfo": "skip"}
    return [rim, {**marks("token:reference", 3), "name": name}]


def framed(data: list[Figure], layout: Figure) -> Figure:
    """The figure of a chart, with what changes on a phone."""
    # On a phone the legend takes several lines, and the plot what is left.
    narrow = {
        "height": layout["height"] + 26 * len(data),
        "margin": {"l": 4, "r": 20},
        "font": {"size": 12},
        "legend": {"font": {"size": 13}},
    }
    return {"data": data, "layout": layout, "narrow": narrow}


def _dots(rows: list[int], values: Sequence[Decimal | None], name: str, symbol: str, colour: str) -> Figure:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "y": rows,
        "x": [_number(value) for value in values],
        "marker": {
            "symbol": symbol,
            "size": 18 if symbol != "circle" else 14,
            "color": f"token:{colour}",
            "line": {"width": 3 if symbol != "circle" else 0, "color": f"token:{colour}"},
        },
        "hovertemplate": f"{name}: %{{x:.0f}}%<extra></extra>",
    }


def _number(value: Decimal | None) -> float | None:
    """As plotly takes it: at most two decimals, so that the text of a page does not depend on the machine."""
    return None if value is None else float(round(value, 2))


def _shown(value: Decimal | None) -> str:
    return "Not reported" if value is None else percent(value)
