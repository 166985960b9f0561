"""When a performance clinic is suggested: each rule as rows of what was known, period by period."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from generator.derive.clinics import RULES, suggestion
from generator.derive.indicators import indicator_results
from generator.model import Benchmark, Clinic, Link, Target
from tests.records import benchmark, indicator, measured, observation, target

TWICE = "off target two periods running"
WORSE = "off target and worse than a year before"
FELL = "fell to a worse quartile"
STUCK = "two periods in the third or worst quartile"

ON, CLOSE, OFF = "on target", "close to target", "off target"
NO_TARGET, NO_DATA = "no target", "no data"
UP, DOWN, SAME, UNKNOWN = "improved", "declined", "no change", "not known"

SUGGESTED = [
    # (status, direction, quartile) by period, the oldest first                        suggested because
    ([],                                                                               ""),
    ([(OFF, UNKNOWN, "")],                                                             ""),
    ([(OFF, UP, ""), (OFF, UP, "")],                                                   TWICE),
    ([(OFF, UP, ""), (OFF, UP, ""), (OFF, UP, "")],                                    TWICE),
    ([(OFF, UP, ""), (OFF, UP, ""), (ON, UP, "")],                                     ""),   # that is over
    ([(OFF, UP, ""), (CLOSE, UP, "")],                                                 ""),
    ([(CLOSE, UP, ""), (OFF, UP, "")],                                                 ""),
    ([(OFF, UP, ""), (ON, UP, ""), (OFF, UP, "")],                                     ""),
    # A period that no target judges, or without data, is passed over.
    ([(OFF, UP, ""), (NO_TARGET, UP, ""), (OFF, UP, "")],                              TWICE),
    ([(OFF, UP, ""), (NO_DATA, UNKNOWN, ""), (OFF, UP, "")],                           TWICE),
    ([(OFF, UP, ""), (OFF, UP, ""), (NO_DATA, UNKNOWN, "")],                           TWICE),
    ([(OFF, DOWN, "")],                                                                WORSE),
    ([(ON, UP, ""), (OFF, DOWN, "")],                                                  WORSE),
    ([(OFF, SAME, "")],                                                                ""),
    ([(CLOSE, DOWN, "")],                                                              ""),
    ([(ON, DOWN, "")],                                                                 ""),
    ([(NO_TARGET, DOWN, "")],                                                          ""),
    ([(OFF, DOWN, ""), (ON, UP, "")],                                                  ""),
    ([(ON, UP, "best"), (ON, UP, "second")],                                           FELL),
    ([(NO_TARGET, UNKNOWN, "second"), (NO_TARGET, UNKNOWN, "worst")],                  FELL),
    ([(ON, UP, "best"), (ON, UP, ""), (ON, UP, "second")],                             FELL),
    ([(ON, UP, "second"), (ON, UP, "best")],                                           ""),
    ([(ON, UP, "best"), (ON, UP, "best")],                                             ""),
    ([(ON, UP, "second"), (ON, UP, "second")],                                         ""),
    ([(ON, UP, "worst")],                                                              ""),
    ([(ON, UP, "third"), (ON, UP, "third")],                                           STUCK),
    ([(ON, UP, "worst"), (ON, UP, "worst")],                                           STUCK),
    ([(ON, UP, "worst"), (ON, UP, "third")],                                           ""),   # it moved up
    ([(ON, UP, "best"), (ON, UP, "third"), (ON, UP, "third")],                         STUCK),
    # The strongest reason comes first.
    ([(OFF, DOWN, "best"), (OFF, DOWN, "worst")],                                      TWICE),
    ([(ON, DOWN, "best"), (OFF, DOWN, "worst")],                                       WORSE),
    ([(OFF, UP, "worst"), (OFF, UP, "worst")],                                         TWICE),
]  # fmt: skip


@pytest.mark.parametrize(("history", "because"), SUGGESTED)
def test_suggested(history: list[tuple[str, str, str]], because: str) -> None:
    assert suggestion(history) == because


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_rows_that_meet_it_and_rows_that_do_not(rule: str) -> None:
    met = {bool(RULES[rule](history)) for history, _ in SUGGESTED}
    first = [because for _, because in SUGGESTED].count(rule)
    assert met == {True, False}
    assert first >= 2


def test_the_rules_stand_from_the_strongest() -> None:
    assert list(RULES) == [TWICE, WORSE, FELL, STUCK]


def test_an_indicator_is_judged_by_its_own_history() -> None:
    values = [observation("2023/24 FY", "80"), observation("2024/25 FY", "79")]
    aims = [target("at least", "85", period=period) for period in ("2023/24 FY", "2024/25 FY")]
    places = [benchmark("quartile position", "best", "2023/24 FY"), benchmark("quartile position", "third")]

    def because(aims: list[Target], places: list[Benchmark]) -> str:
        return indicator_results(measured([indicator()], values, aims, places))["indicator"].suggestion

    assert because(aims, []) == TWICE
    assert because(aims[1:], []) == WORSE
    assert because([], places) == FELL
    assert because([], []) == ""


def test_a_year_does_not_repeat_its_own_last_quarter() -> None:
    """Two periods running are two of one kind: quarter 4 and the year it ends tell of one time only."""
    values = [observation("2024/25 Q4", "80"), observation("2024/25 FY", "80")]
    aims = [target("at least", "85", period=period) for period in ("2024/25 Q4", "2024/25 FY")]
    assert indicator_results(measured([indicator()], values, aims))["indicator"].suggestion == ""


@pytest.mark.parametrize(
    ("kind", "day", "suggested"),
    [
        ("held", date(2025, 5, 1), False),  # after the year that is judged: it has been looked at
        ("held", date(2024, 11, 1), True),  # before that year had ended
        ("suggested", date(2025, 5, 1), True),  # proposed, and not held yet
    ],
)
def test_no_clinic_is_suggested_for_a_period_that_one_has_looked_at(kind: str, day: date, suggested: bool) -> None:
    rows = [observation("2023/24 FY", "90"), observation("2024/25 FY", "80")]
    aims = [target("at least", "85", period="2024/25 FY")]
    clinic = Clinic("clinic", "Clinic", kind, (day,), "", "", "", "", "")
    link = Link("indicator", "indicator", "measures", "clinic", "clinic", "")
    held = replace(measured([indicator(unit="%")], rows, aims), clinics=(clinic,), links=(link,))
    assert (indicator_results(held)["indicator"].suggestion != "") is suggested
