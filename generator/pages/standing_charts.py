"""Charts of standing among others: quartiles over time, and scores by line of enquiry."""

from __future__ import annotations

from collections.abc import Sequence

from generator.derive.indicators import IndicatorResult
from generator.derive.quartiles import POSITIONS
from generator.model import Assessment
from generator.pages.charts import Cell, Chart, DataTable, Figure, chart_text, framed
from generator.words import counted, sentence_case


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
            "x": [chart_text(point.observation.period.name) for point in known],
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
    return Chart(
        "quartiles",
        heading,
        subtitle,
        "Each dot is a period; the best quartile is at the top.",
        framed(data, layout),
        table,
    )


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
    told = f"Each bar is a line that was judged. {sentence}".strip()
    return Chart(id, heading, f"Score from 1 to {highest}", told, framed(data, layout), table)
