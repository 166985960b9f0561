"""Deadlines against a release's `as_at`: overdue, time elapsed, and slipped from release to release."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from generator.derive.statuses import CLOSED
from generator.periods import Deadline


@dataclass(frozen=True, slots=True)
class Slippage:
    """A deadline that moved between releases. `days` is from original to current: later is positive."""

    original: Deadline
    current: Deadline
    times_moved: int
    days: int | None


def days_overdue(due: Deadline | None, status: str, as_at: date) -> int | None:
    """Days since the last day of the deadline, when that is past and the item is not done or dropped; else None.

    An item due on `as_at` itself still has that day. One whose status is not known is overdue too.
    """
    if due is None or due.last_day is None or status in CLOSED or due.last_day >= as_at:
        return None
    return (as_at - due.last_day).days


def percent_elapsed(start: date | None, end: date | None, as_at: date) -> Decimal | None:
    """How much of the time from `start` to `end`, both included, has passed by the end of `as_at`: 0 to 100."""
    if start is None or end is None or end < start:
        return None
    passed = (as_at - start).days + 1
    whole = (end - start).days + 1
    return Decimal(100) * min(max(passed, 0), whole) / whole


def is_behind(percent: Decimal, elapsed: Decimal) -> bool:
    """Whether less is done than time has passed, in whole per cent as pages show them.

    So what looks equal on a page is never called behind.
    """
    return percent.quantize(Decimal(1), ROUND_HALF_UP) < elapsed.quantize(Decimal(1), ROUND_HALF_UP)


def slippage(deadlines: Iterable[Deadline | None]) -> Slippage | None:
    """How an item's deadline moved over its releases, the oldest first; None when no known deadline changed."""
    known = [deadline for deadline in deadlines if deadline is not None]
    moves = sum(1 for before, after in pairwise(known) if before != after)
    if moves == 0:
        return None
    first, last = known[0].last_day, known[-1].last_day
    days = (last - first).days if first is not None and last is not None else None
    return Slippage(known[0], known[-1], moves, days)
