"""Counting statuses, and who owed a report."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.derive.statuses import (
    CLOSED,
    STATUSES,
    UNKNOWN,
    count_statuses,
    gave_no_update,
    kinds_reported,
    last_known,
    status_in,
)
from generator.periods import Period
from tests.records import Q1, Q2, Q3, plan_item, plan_update

HOW_MANY_HAVE_EACH = [
    # statuses given                                    counts, in the order of charts                 all  known
    ([],                                                [],                                              0, 0),
    (["delayed"],                                       [("delayed", 1)],                                1, 1),
    (["delayed", "on target", "delayed"],               [("on target", 1), ("delayed", 2)],              3, 3),
    (["not reported", "completed"],                     [("completed", 1), ("not reported", 1)],         2, 1),
    (["not legible", "not reported"],                   [("not legible", 1), ("not reported", 1)],       2, 0),
    (["cancelled", "on hold", "not started"],           [("not started", 1), ("on hold", 1), ("cancelled", 1)], 3, 3),
]  # fmt: skip

WHO_GAVE_NO_UPDATE = [
    # status this quarter  quarter before   two before      owed a report and gave none
    ("not reported",       "on target",     "",             True),
    ("not reported",       "",              "",             True),
    ("",                   "",              "",             True),
    ("",                   "on target",     "",             True),
    ("",                   "delayed",       "completed",    True),
    ("",                   "completed",     "on target",    False),
    ("not reported",       "completed",     "",             False),
    ("not reported",       "cancelled",     "",             False),
    # What was not reported last time does not reopen what was completed before it.
    ("not reported",       "not reported",  "completed",    False),
    ("",                   "not legible",   "cancelled",    False),
    ("",                   "not reported",  "on hold",      True),
    ("not legible",        "on target",     "",             False),
    ("on target",          "",              "",             False),
    ("completed",          "",              "",             False),
]  # fmt: skip


@pytest.mark.parametrize(("statuses", "counts", "total", "known"), HOW_MANY_HAVE_EACH)
def test_how_many_have_each(statuses: list[str], counts: list[tuple[str, int]], total: int, known: int) -> None:
    counted = count_statuses(statuses)
    assert list(counted.counts.items()) == counts
    assert (counted.total, counted.known) == (total, known)


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_is_counted(status: str) -> None:
    counted = count_statuses([status, status])
    assert counted.of(status) == counted.total == 2
    assert [counted.of(other) for other in STATUSES if other != status] == [0] * (len(STATUSES) - 1)


@pytest.mark.parametrize(("now", "before", "two_before", "silent"), WHO_GAVE_NO_UPDATE)
def test_who_gave_no_update(now: str, before: str, two_before: str, silent: bool) -> None:
    given = [(Q1, two_before), (Q2, before), (Q3, now)]
    history = [plan_update("item", status, period=period) for period, status in given if status]
    update = next((update for update in history if update.period == Period.parse(Q3)), None)
    assert gave_no_update(update, history, Period.parse(Q3)) is silent


LAST_KNOWN = [
    # quarter 1       quarter 2        quarter 3       last that says something, by quarter 2
    ("on target",     "delayed",       "completed",    "delayed"),
    ("completed",     "not reported",  "",             "completed"),
    ("completed",     "",              "delayed",      "completed"),
    ("completed",     "not legible",   "",             "completed"),
    ("completed",     "on target",     "",             "on target"),
    ("",              "not reported",  "on target",    "not reported"),
    ("",              "",              "",             "not reported"),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second", "third", "known"), LAST_KNOWN)
def test_last_known(first: str, second: str, third: str, known: str) -> None:
    given = [(Q1, first), (Q2, second), (Q3, third)]
    history = [plan_update("item", status, period=period) for period, status in given if status]
    assert last_known(history, Period.parse(Q2)) == known


def test_kinds_that_nobody_reported_on_were_not_asked_for() -> None:
    action, other = plan_item("a"), plan_item("b")
    objective = replace(plan_item("o"), kind="objective")
    items = [action, other, objective]
    assert kinds_reported(items, {}) == frozenset()
    assert kinds_reported(items, {"a": plan_update("a", "delayed")}) == {"action"}
    assert kinds_reported(items, {"o": plan_update("o", "not reported")}) == frozenset()
    assert kinds_reported(items, {"o": plan_update("o", "not legible")}) == {"objective"}


def test_no_update_means_not_reported() -> None:
    assert status_in(None) == "not reported"
    assert status_in(plan_update("item", "delayed")) == "delayed"


def test_the_groups_of_statuses_are_statuses() -> None:
    assert set(STATUSES) > UNKNOWN | CLOSED
    assert not UNKNOWN & CLOSED
