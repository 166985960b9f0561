"""The risk register, quarter by quarter."""

from __future__ import annotations

from collections.abc import Iterator

from generator.example.catalogue import Row, listed, phrases
from generator.example.quarters import FIRST, QUARTERS, Quarter, quarter


def risks(at: Quarter) -> Iterator[Row]:
    for order, row in enumerate(_known(at), start=1):
        columns = ("risk", "reference", "title", "description", "category", "steps", "monitoring")
        yield {"order": str(order), **{column: row[column] for column in columns}}


def risk_scores(at: Quarter) -> Iterator[Row]:
    for row in _known(at):
        before = 0
        for each in QUARTERS:
            if _entered(row) <= each <= at:
                scored = _score(row, each, before)
                yield scored
                before = int(scored["score"] or 0)


def risk_actions(at: Quarter) -> Iterator[Row]:
    known = {row["risk"] for row in _known(at)}
    for row in listed("risk_actions"):
        if row["risk"] in known and (not row["from"] or quarter(row["from"]) <= at):
            yield {column: cell for column, cell in row.items() if column != "from"}


def _known(at: Quarter) -> list[Row]:
    return [row for row in listed("risks") if _entered(row) <= at]


def _entered(row: Row) -> Quarter:
    return quarter(row["from"]) if row["from"] else FIRST


def _score(row: Row, at: Quarter, before: int) -> Row:
    """The score of a quarter; a risk of the old kind is likelihood by impact, a newer one is scored as a whole."""
    found = {"risk": row["risk"], "period": at.token, "score": ""}
    if row["closed"] and quarter(row["closed"]) <= at:
        said = phrases()["closed"] if quarter(row["closed"]) == at else ""
        return found | {"score_status": "closed", "commentary": said}
    mark = int(row["likelihoods"].split()[at.number - FIRST.number])
    if row["steps"]:
        score = mark * int(row["impacts"])
        likelihood, impact = row["target"].split()
        found |= {
            "likelihood": str(mark),
            "impact": row["impacts"],
            "target_score": str(int(likelihood) * int(impact)),
            "target_likelihood": likelihood,
            "target_impact": impact,
        }
    else:
        score = mark
        found["target_score"] = row["target"]
    if score < int(found["target_score"]):
        found["target_reason"] = phrases()["target_reason"]
    words = phrases()["steady" if score == before or not before else "rising" if score > before else "falling"]
    said = words[(at.number + len(row["risk"])) % len(words)]
    return found | {"score": str(score), "commentary": said}
