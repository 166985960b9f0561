"""Overdue, time passed and slippage: each row can be checked against a calendar."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.derive.deadlines import Slippage, days_overdue, is_behind, percent_elapsed, slippage
from generator.derive.statuses import CLOSED, STATUSES
from generator.periods import Deadline, parse_date
from tests.records import day, deadline

OVERDUE = [
    # due            status           judged at      days overdue
    ("2024-09-29",   "on target",     "2024-09-30",  1),
    ("2024-09-30",   "on target",     "2024-09-30",  None),  # the day itself is still there
    ("2024-10-01",   "on target",     "2024-09-30",  None),
    ("2023-09-30",   "delayed",       "2024-09-30",  366),   # over a 29 February
    ("2024 M08",     "delayed",       "2024-09-30",  30),    # due by the last day of August
    ("2024/25 Q2",   "delayed",       "2024-09-30",  None),
    ("2024/25 Q2",   "delayed",       "2024-10-01",  1),
    ("2024/25 FY",   "on hold",       "2025-03-31",  None),
    ("2024-07-31",   "not started",   "2024-09-30",  61),
    ("2024-07-31",   "on hold",       "2024-09-30",  61),
    ("2024-07-31",   "not reported",  "2024-09-30",  61),    # nothing known is no excuse
    ("2024-07-31",   "not legible",   "2024-09-30",  61),
    ("2024-07-31",   "completed",     "2024-09-30",  None),
    ("2024-07-31",   "cancelled",     "2024-09-30",  None),
    ("ongoing",      "delayed",       "2024-09-30",  None),
    ("tbc",          "delayed",       "2024-09-30",  None),
    ("",             "delayed",       "2024-09-30",  None),
]  # fmt: skip

TIME_PASSED = [
    # from          to            judged at      per cent, both ends counted
    ("2024-04-01",  "2024-04-10", "2024-04-01",  "10"),
    ("2024-04-01",  "2024-04-10", "2024-04-05",  "50"),
    ("2024-04-01",  "2024-04-10", "2024-04-10",  "100"),
    ("2024-04-01",  "2024-04-10", "2024-04-11",  "100"),
    ("2024-04-01",  "2024-04-10", "2024-03-31",  "0"),
    ("2024-04-01",  "2024-04-10", "2023-01-01",  "0"),
    ("2024-04-01",  "2024-04-01", "2024-04-01",  "100"),
    ("2024-04-01",  "2024-03-31", "2024-04-01",  None),
    ("",            "2024-04-10", "2024-04-05",  None),
    ("2024-04-01",  "",           "2024-04-05",  None),
]  # fmt: skip

BEHIND = [
    # per cent done  of time passed  behind, in whole per cent as shown
    ("49",           "50",           True),
    ("50",           "50",           False),
    ("50",           "50.4",         False),  # both are shown as 50%
    ("50",           "50.5",         True),   # shown as 51%
    ("49.5",         "50.4",         False),
    ("51",           "50",           False),
    ("0",            "0.4",          False),
    ("0",            "1",            True),
    ("100",          "100",          False),
]  # fmt: skip

SLIPPED = [
    # deadlines, the oldest release first              first          now           moves  days later
    ([],                                               None,          None,         0,     None),
    (["2024-12-31"],                                   None,          None,         0,     None),
    (["2024-12-31", "2024-12-31"],                     None,          None,         0,     None),
    (["2024-12-31", "2025-03-31"],                     "2024-12-31",  "2025-03-31", 1,     90),
    (["2025-03-31", "2024-12-31"],                     "2025-03-31",  "2024-12-31", 1,     -90),
    (["2024-12-31", "2025-01-31", "2025-03-31"],       "2024-12-31",  "2025-03-31", 2,     90),
    (["2024-12-31", "2025-01-31", "2024-12-31"],       "2024-12-31",  "2024-12-31", 2,     0),
    (["2024-12-31", "2025-01-31", "2025-01-31"],       "2024-12-31",  "2025-01-31", 1,     31),
    (["", "2024-12-31"],                               None,          None,         0,     None),
    (["2024-12-31", ""],                               None,          None,         0,     None),
    (["2024-12-31", "", "2025-01-31"],                 "2024-12-31",  "2025-01-31", 1,     31),
    (["2024-12-31", "tbc"],                            "2024-12-31",  "tbc",        1,     None),
    (["ongoing", "2025-03-31"],                        "ongoing",     "2025-03-31", 1,     None),
    (["2024 M12", "2024/25 Q4"],                       "2024 M12",    "2024/25 Q4", 1,     90),
]  # fmt: skip


@pytest.mark.parametrize(("due", "status", "as_at", "days"), OVERDUE)
def test_overdue(due: str, status: str, as_at: str, days: int | None) -> None:
    assert days_overdue(deadline(due), status, parse_date(as_at)) == days


@pytest.mark.parametrize("status", STATUSES)
def test_only_what_is_closed_escapes_its_deadline(status: str) -> None:
    past = days_overdue(Deadline.parse("2024-09-01"), status, parse_date("2024-09-30"))
    assert past == (None if status in CLOSED else 29)


@pytest.mark.parametrize(("start", "end", "as_at", "percent"), TIME_PASSED)
def test_time_passed(start: str, end: str, as_at: str, percent: str | None) -> None:
    expected = None if percent is None else Decimal(percent)
    assert percent_elapsed(day(start), day(end), parse_date(as_at)) == expected


@pytest.mark.parametrize(("done", "passed", "behind"), BEHIND)
def test_behind(done: str, passed: str, behind: bool) -> None:
    assert is_behind(Decimal(done), Decimal(passed)) is behind


@pytest.mark.parametrize(("deadlines", "first", "now", "moves", "days"), SLIPPED)
def test_slipped(deadlines: list[str], first: str | None, now: str | None, moves: int, days: int | None) -> None:
    found = slippage(deadline(text) for text in deadlines)
    if first is None or now is None:
        assert found is None
    else:
        assert found == Slippage(Deadline.parse(first), Deadline.parse(now), moves, days)
