"""Risks: how far each is from its target, and whether it moves there. A score is the publisher's, never a product."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.derive.attention import RiskFacts, reasons_for_risk
from generator.model import Release, Risk, RiskAction, RiskScore
from generator.periods import Period, PeriodError

CLOSED = "closed"
"""The score status of a risk that is no longer in the register."""


@dataclass(frozen=True, slots=True)
class RiskResult:
    """One risk. `history` runs by period, up to the release's; `now` is its row for the release's period, if any.

    `movement` is falling, rising, no change or not known: against the period before.
    """

    risk: Risk
    now: RiskScore | None
    history: tuple[RiskScore, ...]
    movement: str
    actions: tuple[RiskAction, ...]
    reasons: tuple[str, ...]

    @property
    def distance(self) -> int | None:
        """How many points the score is above its target; below 0 where it has gone further. None where not known."""
        return distance(self.now)

    @property
    def is_closed(self) -> bool:
        return self.now is not None and self.now.score_status == CLOSED

    @property
    def placed(self) -> tuple[int, int] | None:
        """Likelihood and impact where both are known and have a scale; never worked out from the score."""
        if self.now is None or self.now.likelihood is None or self.now.impact is None or self.risk.steps is None:
            return None
        return self.now.likelihood, self.now.impact


def risk_results(release: Release) -> Mapping[str, RiskResult]:
    """Every risk of the release by id: the furthest from its target first, closed and unscored ones last."""
    actions: dict[str, list[RiskAction]] = {}
    for action in sorted(release.risk_actions, key=lambda action: action.order):
        actions.setdefault(action.risk, []).append(action)
    scores: dict[str, list[RiskScore]] = {}
    for score in sorted(release.risk_scores, key=lambda score: score.period):
        if score.period <= release.period:
            scores.setdefault(score.risk, []).append(score)
    results = [
        _result(risk, scores.get(risk.risk, ()), actions.get(risk.risk, ()), release.period) for risk in release.risks
    ]
    return {result.risk.risk: result for result in sorted(results, key=_rank)}


def distance(score: RiskScore | None) -> int | None:
    if score is None or score.score is None or score.target_score is None:
        return None
    return score.score - score.target_score


def movement(history: Sequence[RiskScore], period: Period) -> str:
    """How the score of `period` compares with that of the period before it."""
    scores = {score.period: score.score for score in history}
    now, before = scores.get(period), scores.get(period.step(-1))
    if now is None or before is None:
        return "not known"
    return "no change" if now == before else "falling" if now < before else "rising"


def is_stuck(history: Sequence[RiskScore], period: Period) -> bool:
    """Whether the score is above its target and no lower than a year before."""
    by_period = {score.period: score for score in history}
    now = by_period.get(period)
    before = _year_before(by_period, period)
    gap = distance(now)
    if now is None or now.score is None or before is None or before.score is None or gap is None:
        return False
    return gap > 0 and now.score >= before.score


def _year_before(by_period: Mapping[Period, RiskScore], period: Period) -> RiskScore | None:
    try:
        return by_period.get(period.year_before)
    except PeriodError:
        return None


def _result(risk: Risk, history: Iterable[RiskScore], actions: Iterable[RiskAction], period: Period) -> RiskResult:
    known = tuple(history)
    now = next((score for score in known if score.period == period), None)
    moved = movement(known, period)
    facts = RiskFacts(movement=moved, stuck=is_stuck(known, period), scored=_is_scored(now))
    return RiskResult(risk, now, known, moved, tuple(actions), reasons_for_risk(facts))


def _is_scored(now: RiskScore | None) -> bool:
    """Whether a score was given for the period; a closed risk owes none."""
    return now is not None and (now.score is not None or now.score_status == CLOSED)


def _rank(result: RiskResult) -> tuple[bool, bool, int, int, int]:
    gap = result.distance
    score = result.now.score if result.now is not None and result.now.score is not None else 0
    return result.is_closed, gap is None, -(gap or 0), -score, result.risk.order
