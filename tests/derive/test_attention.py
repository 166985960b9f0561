"""What members should look at: each rule as rows."""

from __future__ import annotations

import pytest

from generator.derive.attention import (
    INDICATOR_RULES,
    RULES,
    Facts,
    IndicatorFacts,
    reasons_for,
    reasons_for_indicator,
)
from generator.derive.statuses import STATUSES

LOOK_AT = [
    # status           days overdue  no update  same words  reasons
    ("delayed",        None,         False,     False,      ["delayed"]),
    ("on hold",        None,         False,     False,      ["on hold"]),
    ("on target",      1,            False,     False,      ["overdue"]),
    ("on target",      366,          False,     False,      ["overdue"]),
    ("not reported",   None,         True,      False,      ["no update"]),
    ("delayed",        30,           False,     False,      ["delayed", "overdue"]),
    ("on hold",        30,           False,     False,      ["on hold", "overdue"]),
    ("not reported",   30,           True,      False,      ["overdue", "no update"]),
    ("not legible",    30,           False,     False,      ["overdue"]),
    ("not legible",    None,         False,     False,      []),
    ("on target",      None,         False,     False,      []),
    ("on target",      None,         False,     True,       ["unchanged"]),
    ("ongoing",        None,         False,     True,       ["unchanged"]),
    ("ongoing",        None,         False,     False,      []),
    ("delayed",        30,           False,     True,       ["delayed", "overdue", "unchanged"]),
    ("not started",    None,         False,     False,      []),
    ("completed",      None,         False,     False,      []),
    ("cancelled",      None,         False,     False,      []),
    ("not reported",   None,         False,     False,      []),  # it was completed before
]  # fmt: skip

RATED = [
    # status           confidence  reasons
    ("on target",      "red",      ["rated red"]),  # what is reported and how sure the publisher is are two things
    ("not reported",   "red",      ["rated red"]),
    ("delayed",        "red",      ["delayed", "rated red"]),
    ("on target",      "amber",    []),
    ("on target",      "green",    []),
]  # fmt: skip

LOOK_AT_INDICATORS = [
    # statuses against target, the oldest first            reservation  reasons
    ([],                                                   False,       []),
    (["off target"],                                       False,       []),
    (["off target", "off target"],                         False,       ["off target twice"]),
    (["on target", "off target", "off target"],            False,       ["off target twice"]),
    (["off target", "off target", "close to target"],      False,       []),
    (["off target", "close to target"],                    False,       []),
    (["off target", "on target", "off target"],            False,       []),
    (["on target", "on target"],                           False,       []),
    ([],                                                   True,        ["reservation"]),
    (["on target"],                                        True,        ["reservation"]),
    (["off target", "off target"],                         True,        ["off target twice", "reservation"]),
]  # fmt: skip


@pytest.mark.parametrize(("status", "days", "no_update", "same_words", "reasons"), LOOK_AT)
def test_what_to_look_at(status: str, days: int | None, no_update: bool, same_words: bool, reasons: list[str]) -> None:
    assert list(reasons_for(Facts(status, days, no_update, same_words))) == reasons


@pytest.mark.parametrize(("status", "confidence", "reasons"), RATED)
def test_what_a_publisher_rates_red_is_looked_at(status: str, confidence: str, reasons: list[str]) -> None:
    assert list(reasons_for(Facts(status, None, False, False, confidence))) == reasons


@pytest.mark.parametrize(("judged", "reservation", "reasons"), LOOK_AT_INDICATORS)
def test_which_indicators_to_look_at(judged: list[str], reservation: bool, reasons: list[str]) -> None:
    assert list(reasons_for_indicator(IndicatorFacts(tuple(judged), reservation))) == reasons


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_rows_that_meet_it_and_rows_that_do_not(rule: str) -> None:
    every = [*(row[-1] for row in LOOK_AT), *(row[-1] for row in RATED)]
    assert {rule in reasons for reasons in every} == {True, False}


@pytest.mark.parametrize("rule", INDICATOR_RULES)
def test_every_rule_for_indicators_has_rows_that_meet_it_and_rows_that_do_not(rule: str) -> None:
    assert {rule in reasons for *_, reasons in LOOK_AT_INDICATORS} == {True, False}


def test_every_status_has_a_row() -> None:
    assert {status for status, *_ in LOOK_AT} == set(STATUSES)
