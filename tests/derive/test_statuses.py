"""Counting statuses, and who owed a report."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.derive import derive_publisher
from generator.derive.statuses import (
    ANSWERED_ABOVE,
    CLOSED,
    STATUSES,
    UNKNOWN,
    count_statuses,
    gave_no_update,
    kinds_reported,
    last_known,
    narrative_unchanged,
    status_in,
)
from generator.model import Plan, Publisher
from generator.periods import Period
from tests.records import Q1, Q2, Q3, deadline, plan_item, plan_update, release

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


SAME_WORDS = [
    # status now      told now       quarter 2      quarter 1      unchanged
    ("on target",     "Half done.",  "Half done.",  "",            True),
    ("delayed",       "Half done.",  "Half done.",  "Begun.",      True),
    ("ongoing",       "Half done.",  "Half done.",  "Half done.",  True),
    ("not reported",  "Half done.",  "Half done.",  "",            True),
    ("on target",     "Half done.",  "Half Done.",  "",            False),
    ("on target",     "Half done.",  "Begun.",      "Half done.",  False),  # only the time before counts
    ("on target",     "Half done.",  "",            "Half done.",  True),   # what said nothing is passed over
    ("on target",     "Half done.",  "",            "",            False),
    ("on target",     "",            "",            "",            False),  # silence is no repeated word
    ("on target",     "",            "Half done.",  "",            False),
    ("completed",     "All done.",   "All done.",   "",            False),  # nothing more is expected
    ("cancelled",     "Stopped.",    "Stopped.",    "",            False),
    ("",              "",            "Half done.",  "Half done.",  False),  # no update at all
]  # fmt: skip


@pytest.mark.parametrize(("status", "now", "before", "first", "unchanged"), SAME_WORDS)
def test_told_in_the_same_words(status: str, now: str, before: str, first: str, unchanged: bool) -> None:
    history = [
        plan_update("item", "on target", period=Q1, progress=first),
        plan_update("item", "on target", period=Q2, progress=before),
    ]
    update = plan_update("item", status, period=Q3, progress=now) if status else None
    assert narrative_unchanged(update, [*history, update] if update else history) is unchanged


def test_every_open_status_can_be_told_in_the_same_words() -> None:
    for status in STATUSES:
        update = plan_update("item", status, period=Q2, progress="Half done.")
        earlier = plan_update("item", period=Q1, progress="Half done.")
        assert narrative_unchanged(update, [earlier]) is (status not in CLOSED)


def test_milestones_owe_no_update_of_their_own() -> None:
    """What they are part of answers for them; but a milestone that is late is late."""
    action, milestone, reported = (
        replace(plan_item(id), kind=kind) for id, kind in (("a", "action"), ("m", "milestone"), ("r", "milestone"))
    )
    late = replace(milestone, due=deadline("2024-06-30"))
    one = release(Q2, [action, late, reported], [plan_update("r", "on target")])
    whole = replace(one, plans=(Plan("plan", "Plan", "corporate", "", None, None, ""),))
    items = derive_publisher(Publisher(one.publisher, (whole,), ())).latest.items
    assert {"milestone"} == ANSWERED_ABOVE
    assert (items["m"].status, items["m"].no_update) == ("not reported", False)
    assert items["m"].reasons == ("overdue",)


def test_the_groups_of_statuses_are_statuses() -> None:
    assert set(STATUSES) > UNKNOWN | CLOSED
    assert not UNKNOWN & CLOSED
