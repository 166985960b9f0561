"""What members should look at: each rule as rows."""

from __future__ import annotations

import pytest

from generator.derive.attention import RULES, Facts, reasons_for
from generator.derive.statuses import STATUSES

LOOK_AT = [
    # status           days overdue  no update  reasons
    ("delayed",        None,         False,     ["delayed"]),
    ("on hold",        None,         False,     ["on hold"]),
    ("on target",      1,            False,     ["overdue"]),
    ("on target",      366,          False,     ["overdue"]),
    ("not reported",   None,         True,      ["no update"]),
    ("delayed",        30,           False,     ["delayed", "overdue"]),
    ("on hold",        30,           False,     ["on hold", "overdue"]),
    ("not reported",   30,           True,      ["overdue", "no update"]),
    ("not legible",    30,           False,     ["overdue"]),
    ("not legible",    None,         False,     []),
    ("on target",      None,         False,     []),
    ("not started",    None,         False,     []),
    ("completed",      None,         False,     []),
    ("cancelled",      None,         False,     []),
    ("not reported",   None,         False,     []),  # it was completed before
]  # fmt: skip


@pytest.mark.parametrize(("status", "days", "no_update", "reasons"), LOOK_AT)
def test_what_to_look_at(status: str, days: int | None, no_update: bool, reasons: list[str]) -> None:
    assert list(reasons_for(Facts(status, days, no_update))) == reasons


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_rows_that_meet_it_and_rows_that_do_not(rule: str) -> None:
    assert {rule in reasons for *_, reasons in LOOK_AT} == {True, False}


def test_every_status_has_a_row() -> None:
    assert {status for status, *_ in LOOK_AT} == set(STATUSES)
