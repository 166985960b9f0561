"""When the milestones of a plan are due: a dot each, by section of the plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from generator.derive.results import ItemResult, ReleaseResult
from generator.derive.statuses import STATUSES
from generator.pages.charts import BAR_HEIGHT, FRAME_HEIGHT, Cell, Chart, DataTable, Figure, chart_text, framed
from generator.pages.lookup import Lookup, item_name
from generator.pages.scorecard import due_text, overdue_text
from generator.periods import format_date
from generator.words import counted, is_are, sentence_case, shortened

LABEL = 48
"""Longest name of a section in the chart, in characters."""

SYMBOLS = {"completed": "circle", "on target": "circle", "delayed": "triangle-up", "cancelled": "x"}
"""Shapes of the statuses that have one of their own; the others are open circles."""


@dataclass(frozen=True, slots=True)
class _Dated:
    section: str
    due: date
    item: ItemResult


def timeline_chart(plan: str, result: ReleaseResult, lookup: Lookup) -> Chart | None:
    """The dated milestones of a plan; None when it has fewer than two."""
    dated = [
        _Dated(shortened(item_name(result.tree.items[top]), LABEL), item.item.due.last_day, item)
        for top in result.tree.top(plan)
        for item in (result.items[id] for id in result.tree.below(top))
        if item.item.kind == "milestone" and item.item.due is not None and item.item.due.last_day is not None
    ]
    if len(dated) < 2:
        return None
    as_at = result.release.as_at
    overdue = sum(1 for each in dated if each.item.days_overdue is not None)
    ahead = sum(1 for each in dated if each.due >= as_at)
    sections = list(dict.fromkeys(each.section for each in dated))
    layout = {
        "height": BAR_HEIGHT * len(sections) + FRAME_HEIGHT,
        "xaxis": {"type": "date", "tickformat": "%b %Y", "showgrid": True},
        "yaxis": {"autorange": "reversed", "tickvals": sections, "ticktext": [chart_text(name) for name in sections]},
        "shapes": [
            {
                "type": "line",
                "x0": as_at.isoformat(),
                "x1": as_at.isoformat(),
                "yref": "paper",
                "y0": 0,
                "y1": 1,
                "line": {"color": "token:reference", "width": 2, "dash": "dot"},
            }
        ],
    }
    figure = framed(_traces(dated), layout)
    figure["narrow"]["yaxis"] = {"ticktext": [chart_text(shortened(name, 16)) for name in sections]}
    return Chart(
        id="chart-timeline",
        message=f"{overdue} of {counted(len(dated), 'dated milestone')} {is_are(overdue)} past the deadline",
        subtitle=f"When milestones are due; the dotted line is {format_date(as_at)}",
        sentence=f"{counted(ahead, 'milestone')} {is_are(ahead)} still ahead.",
        figure=figure,
        table=_table(dated, lookup),
        folded=True,
    )


def _traces(dated: Sequence[_Dated]) -> list[Figure]:
    traces = []
    for status in STATUSES:
        own = [each for each in dated if each.item.status == status]
        if own:
            traces.append(
                {
                    "type": "scatter",
                    "mode": "markers",
                    "name": sentence_case(status),
                    "x": [each.due.isoformat() for each in own],
                    "y": [each.section for each in own],
                    "text": [chart_text(each.item.item.title) for each in own],
                    "marker": {
                        "size": 13,
                        "symbol": SYMBOLS.get(status, "circle-open"),
                        "color": f"token:status-{status.replace(' ', '-')}",
                        "line": {"width": 2},
                    },
                    "hovertemplate": "%{text}<br>%{x|%-d %B %Y}<extra></extra>",
                }
            )
    return traces


def _table(dated: Sequence[_Dated], lookup: Lookup) -> DataTable:
    rows = tuple(
        (
            Cell(each.item.item.title, lookup.item_address(each.item.item.item)),
            Cell(each.section),
            Cell(due_text(each.item)),
            Cell(sentence_case(each.item.status), status=each.item.status),
            Cell(sentence_case(overdue_text(each.item)) or "–"),
        )
        for each in sorted(dated, key=lambda each: each.due)
    )
    return DataTable("Milestones by date", ("Milestone", "Section", "Due", "Status", "Overdue"), rows)
