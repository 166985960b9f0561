"""Rules on the risk register and its scores."""

from __future__ import annotations

from collections.abc import Iterator

from generator.errors import Problem
from generator.load.records import Record, Records, problem_at

PRODUCTS = (("score", "likelihood", "impact"), ("target_score", "target_likelihood", "target_impact"))
"""A score, and the two that make it where the publisher gives them."""


def _number(record: Record, column: str) -> int | None:
    value = record.value(column)
    return value if isinstance(value, int) else None


def _score_or_its_status(records: Records) -> Iterator[Problem]:
    for record in records.get("risk_scores", ()):
        if not record.has("score", "target_score", "score_status"):
            continue
        status = record.text("score_status")
        missing = [column for column in ("score", "target_score") if record.value(column) is None]
        if missing and not status:
            rule = f"there is no {missing[0]}, and no status that says why"
            yield problem_at(record, "score_status", rule, "Write “not reported” or another code that says why.")
        if status not in ("", "closed") and not missing:
            rule = f"both scores are given, and the status says “{status}”"
            yield problem_at(record, "score_status", rule, "Empty the status, or the score that is missing.")


def _target_above_has_a_reason(records: Records) -> Iterator[Problem]:
    for record in records.get("risk_scores", ()):
        score, target = _number(record, "score"), _number(record, "target_score")
        if score is None or target is None or not record.has("target_reason"):
            continue
        if target > score and not record.text("target_reason"):
            rule = f"the score aimed for is above the current one, {score}, and no reason is given"
            yield problem_at(record, "target_score", rule, "Correct one of the two, or say why in target_reason.")
        if target <= score and record.text("target_reason"):
            rule = "a reason is given for a target above the score, and the target is not above it"
            yield problem_at(record, "target_reason", rule, "Empty it, or correct one of the scores.")


def _score_is_product(records: Records) -> Iterator[Problem]:
    for record in records.get("risk_scores", ()):
        for product, *factors in PRODUCTS:
            score, likelihood, impact = (_number(record, column) for column in (product, *factors))
            if likelihood is None or impact is None or score in (None, likelihood * impact):
                continue
            rule = f"{factors[0]} times {factors[1]} is {likelihood * impact}"
            yield problem_at(record, product, rule, "Correct one of the three.")


def _within_the_steps(records: Records) -> Iterator[Problem]:
    risks = {record.text("risk"): record for record in records.get("risks", ())}
    for record in records.get("risk_scores", ()):
        risk = risks.get(record.text("risk"))
        if risk is None or not risk.has("steps"):
            continue
        steps = _number(risk, "steps")
        for column in (column for _, *factors in PRODUCTS for column in factors):
            step = _number(record, column)
            if step is not None and steps is None:
                remedy = "Give its steps in risks.csv, or empty this cell."
                yield problem_at(record, column, "the risk's scales have no steps", remedy)
            elif step is not None and steps is not None and step > steps:
                remedy = f"Type 1 to {steps}, or correct the steps in risks.csv."
                yield problem_at(record, column, f"the risk's scales have {steps} steps", remedy)


def _titles_stand_once(records: Records) -> Iterator[Problem]:
    first: dict[str, Record] = {}
    for record in records.get("risks", ()):
        title = record.text("title")
        other = first.setdefault(" ".join(title.casefold().split()), record)
        if title and other is not record:
            rule = f"this title already stands on row {other.row}"
            yield problem_at(record, "title", rule, "Delete one of the two, or tell them apart.")


def _somebody_owns_it(records: Records) -> Iterator[Problem]:
    """To be confirmed, not refused: a register may be published before its owners are agreed."""
    owned = {
        record.text("thing")
        for record in records.get("responsibilities", ())
        if record.text("thing_kind") == "risk" and record.text("role") == "lead"
    }
    for record in records.get("risks", ()) if "responsibilities" in records else ():
        if record.text("risk") not in owned:
            remedy = "Add a row with the role lead to responsibilities.csv."
            yield problem_at(record, "risk", "nobody owns this risk", remedy, warning=True)


RULES = (
    _score_or_its_status,
    _target_above_has_a_reason,
    _score_is_product,
    _within_the_steps,
    _titles_stand_once,
    _somebody_owns_it,
)
