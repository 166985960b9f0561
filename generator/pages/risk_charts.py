"""Charts of risks: the distance of each to its target, and one risk's score over time."""

from __future__ import annotations

from collections.abc import Sequence

from generator.derive.risks import RiskResult
from generator.model import RiskScore
from generator.pages.axes import time_ticks
from generator.pages.charts import Cell, Chart, DataTable, Figure, chart_text, framed
from generator.words import counted, sentence_case, shortened

ROW_HEIGHT, FRAME = 46, 90
"""Pixels a risk takes in the chart of distances, and what its axis and legend take."""

LONG = 6
"""A table of more periods than this is folded."""

LABEL, SHORT_LABEL = 60, 26
"""Longest name of a risk in a chart, in characters: wide, and on a phone."""


def distance_chart(risks: Sequence[tuple[RiskResult, str]]) -> Chart | None:
    """A line a risk from its score to its target, given with addresses; None unless two have both."""
    known = [(risk, address) for risk, address in risks if risk.distance is not None]
    if len(known) < 2:
        return None
    places = list(range(len(known)))
    scores = [risk.now.score if risk.now is not None else None for risk, _ in known]
    targets = [risk.now.target_score if risk.now is not None else None for risk, _ in known]
    names = [chart_text(shortened(risk.risk.title, LABEL)) for risk, _ in known]
    data: list[Figure] = [
        {
            "type": "scatter",
            "mode": "lines",
            "name": "Distance",
            "showlegend": False,
            "hoverinfo": "skip",
            "x": [x for pair in zip(scores, targets, strict=True) for x in (*pair, None)],
            "y": [y for place in places for y in (place, place, None)],
            "line": {"color": "token:rest", "width": 4},
        },
        _dots("Score now", scores, places, "circle", "highlight"),
        _dots("Target", targets, places, "diamond-open", "reference"),
    ]
    highest = max(score for score in (*scores, *targets) if score is not None)
    layout: Figure = {
        "height": ROW_HEIGHT * len(known) + FRAME,
        "showlegend": True,
        "xaxis": {"range": [0, highest + 1], "dtick": 5, "title": {"text": "Score"}},
        "yaxis": {"autorange": "reversed", "tickvals": places, "ticktext": names, "showgrid": True},
    }
    figure = framed(data, layout)
    short = [chart_text(shortened(risk.risk.title, SHORT_LABEL)) for risk, _ in known]
    figure["narrow"]["yaxis"] = {"ticktext": short}
    rows = tuple(
        (
            Cell(risk.risk.title, address),
            Cell(str(score), numeric=True),
            Cell(str(target), numeric=True),
            Cell(str(risk.distance), numeric=True),
        )
        for (risk, address), score, target in zip(known, scores, targets, strict=True)
    )
    table = DataTable("Score, target and distance", ("Risk", "Score", "Target", "Distance"), rows)
    return Chart(
        "distances",
        _message(known),
        "Current score and target score",
        "A line runs from each risk’s score to its target.",
        figure,
        table,
        folded=True,
    )


def score_chart(risk: RiskResult) -> Chart | None:
    """Scores by period with the target of each; None unless two periods have a score."""
    known = [score for score in risk.history if score.score is not None]
    if len(known) < 2:
        return None
    labels = [chart_text(score.period.name) for score in known]
    data: list[Figure] = [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "name": "Score",
            "x": labels,
            "y": [score.score for score in known],
            "line": {"color": "token:highlight", "width": 3, "shape": "hv"},
            "marker": {"size": 10, "color": "token:highlight"},
            "hovertemplate": "%{x}<br>Score: %{y}<extra></extra>",
        },
        {
            "type": "scatter",
            "mode": "lines",
            "name": "Target",
            "x": labels,
            "y": [score.target_score for score in known],
            "line": {"color": "token:reference", "width": 2, "dash": "dash", "shape": "hv"},
            "hovertemplate": "%{x}<br>Target: %{y}<extra></extra>",
        },
    ]
    layout: Figure = {
        "height": 300,
        "showlegend": True,
        "yaxis": {"rangemode": "tozero", "title": {"text": "Score"}},
        "xaxis": {"type": "category", **time_ticks([score.period for score in known])},
    }
    rows = tuple(
        (
            Cell(score.period.label),
            Cell(str(score.score), numeric=True),
            Cell("–" if score.target_score is None else str(score.target_score), numeric=True),
            Cell(_placed(score.likelihood, score.impact)),
        )
        for score in reversed(known)
    )
    table = DataTable("Score by period", ("Period", "Score", "Target", "Likelihood and impact"), rows)
    subtitle = "Score at the end of each period"
    folded = len(rows) > LONG
    return Chart(
        "scores",
        _score_message(known),
        subtitle,
        "The line is the score, period by period; the dashes are its target.",
        framed(data, layout),
        table,
        folded,
    )


def _dots(name: str, values: Sequence[int | None], places: Sequence[int], symbol: str, colour: str) -> Figure:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": list(values),
        "y": list(places),
        "marker": {"symbol": symbol, "size": 15, "color": f"token:{colour}", "line": {"width": 2.5}},
        "hovertemplate": f"{name}: %{{x}}<extra></extra>",
    }


def _message(known: Sequence[tuple[RiskResult, str]]) -> str:
    first = known[0][0]
    gap = first.distance or 0
    if gap <= 0:
        return "Every risk with a score and a target is at its target or below"
    level = [risk for risk, _ in known if risk.distance == gap]
    if len(level) > 1:
        return f"{sentence_case(counted(len(level), 'risk'))} are furthest from target, {counted(gap, 'point')} above"
    return f"Furthest from target: {shortened(first.risk.title, 80)}, {counted(gap, 'point')} above"


def _score_message(known: Sequence[RiskScore]) -> str:
    """How the first and the last of the known scores compare, and whether it moved between."""
    scores = [score.score or 0 for score in known]
    first, last = scores[0], scores[-1]
    since = f"since {known[0].period.label}"
    if first == last:
        return f"Still {last} {since}" if len(set(scores)) == 1 else f"Back at {last}, as in {known[0].period.label}"
    return f"{'Down' if last < first else 'Up'} from {first} to {last} {since}"


def _placed(likelihood: int | None, impact: int | None) -> str:
    return "Not given" if likelihood is None or impact is None else f"{likelihood} and {impact}"
