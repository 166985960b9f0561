"""Risks: distance to target, movement, and what needs a closer look."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.derive.attention import RISK_RULES
from generator.derive.risks import RiskResult, is_stuck, movement, risk_results
from generator.model import RiskScore
from generator.periods import Period
from tests.records import Q1, Q2, release, risk, risk_score

YEAR_BEFORE = "2023/24 Q2"

# fmt: off
MOVEMENTS = [
    # score in quarter 1, in quarter 2  movement
    (12,                  12,           "no change"),
    (12,                  9,            "falling"),
    (9,                   12,           "rising"),
    (0,                   0,            "no change"),  # 0 is a score
    (None,                12,           "not known"),
    (12,                  None,         "not known"),
]

STUCK = [
    # a year before, now, target  above its target and no lower
    (12,             12,  6,      True),
    (12,             15,  6,      True),
    (12,             9,   6,      False),  # falling
    (6,              6,   6,      False),  # at its target
    (4,              5,   6,      False),  # rising, but below its target
    (None,           12,  6,      False),  # nothing to hold it against
    (12,             None, 6,     False),
    (12,             12,  None,   False),
]

REASONS = [
    # year before, quarter before, now, target  rules that are met
    (12,           12,             12,  6,      ["risk not falling"]),
    (9,            9,              12,  6,      ["risk rising", "risk not falling"]),
    (15,           9,              12,  6,      ["risk rising"]),
    (15,           12,             9,   6,      []),
    (12,           12,             None, None,  ["risk not scored"]),
]
# fmt: on


def history(*scores: tuple[str, int | None], target: int | None = 6) -> list[RiskScore]:
    return [risk_score("risk", score, target, period) for period, score in scores if score is not None]


def only(scores: list[RiskScore]) -> RiskResult:
    return risk_results(replace(release(Q2), risks=(risk("risk"),), risk_scores=tuple(scores)))["risk"]


@pytest.mark.parametrize(("before", "now", "expected"), MOVEMENTS)
def test_movement_is_against_the_period_before(before: int | None, now: int | None, expected: str) -> None:
    assert movement(history((Q1, before), (Q2, now)), Period.parse(Q2)) == expected


@pytest.mark.parametrize(("before", "now", "target", "expected"), STUCK)
def test_not_falling_is_above_target_and_no_lower_than_a_year_before(
    before: int | None, now: int | None, target: int | None, expected: bool
) -> None:
    assert is_stuck(history((YEAR_BEFORE, before), (Q2, now), target=target), Period.parse(Q2)) is expected


@pytest.mark.parametrize(("year", "quarter", "now", "target", "expected"), REASONS)
def test_reasons(year: int, quarter: int, now: int | None, target: int | None, expected: list[str]) -> None:
    result = only(history((YEAR_BEFORE, year), (Q1, quarter), (Q2, now), target=target))
    assert list(result.reasons) == expected


def test_every_rule_has_rows() -> None:
    assert {reason for *_, reasons in REASONS for reason in reasons} == set(RISK_RULES)


def test_a_row_without_a_score_is_no_score_unless_the_risk_is_closed() -> None:
    assert only([risk_score("risk", None, None, why="not reported")]).reasons == ("risk not scored",)
    assert only([risk_score("risk", None, None, why="closed")]).reasons == ()


def test_a_score_after_the_release_is_left_out() -> None:
    result = only(history((Q2, 9), ("2024/25 Q3", 2)))
    assert [score.score for score in result.history] == [9]
    assert result.now is not None
    assert result.now.score == 9


def test_likelihood_and_impact_are_never_guessed_from_a_score() -> None:
    scored = replace(
        release(Q2),
        risks=(risk("score-only"), risk("placed", steps=5), risk("half", steps=5), risk("no-scale")),
        risk_scores=(
            risk_score("score-only", 12, 6),
            risk_score("placed", 12, 6, likelihood=3, impact=4),
            risk_score("half", 12, 6, likelihood=3),
            risk_score("no-scale", 12, 6, likelihood=3, impact=4),
        ),
    )
    results = risk_results(scored)
    assert {id: result.placed for id, result in results.items()} == {
        "score-only": None,
        "placed": (3, 4),
        "half": None,
        "no-scale": None,
    }


def test_the_register_is_ranked_by_distance_with_the_unknown_and_the_closed_last() -> None:
    scored = replace(
        release(Q2),
        risks=tuple(
            risk(id, order) for order, id in enumerate(("closed", "unknown", "near", "below", "far", "high"), 1)
        ),
        risk_scores=(
            risk_score("closed", None, None, why="closed"),
            risk_score("unknown", 25, None, why="not reported"),
            risk_score("near", 8, 6),
            risk_score("below", 3, 6),
            risk_score("far", 16, 9),
            risk_score("high", 20, 13),
        ),
    )
    results = risk_results(scored)
    assert list(results) == ["high", "far", "near", "below", "unknown", "closed"]
    assert [result.distance for result in results.values()] == [7, 7, 2, -3, None, None]
