"""Which status an item has in a period, and how many items have each. No report is never a good status."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.model import PlanItem, PlanUpdate
from generator.periods import Period

STATUSES = (
    "completed",
    "on target",
    "ongoing",
    "not started",
    "delayed",
    "on hold",
    "cancelled",
    "not legible",
    "not reported",
)
"""Every status of a plan item in the order in which charts and lists show them."""

UNKNOWN = frozenset({"not reported", "not legible"})
"""Statuses that say that nothing is known."""

ANSWERED_ABOVE = frozenset({"milestone"})
"""Kinds of item that owe no update of their own: what they are part of answers for them."""

CLOSED = frozenset({"completed", "cancelled"})
"""Statuses after which nothing more is expected."""


@dataclass(frozen=True, slots=True)
class StatusCounts:
    """How many items have each status, in the order of `STATUSES`; statuses with none are left out."""

    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def known(self) -> int:
        """How many items have a status that says something."""
        return sum(count for status, count in self.counts.items() if status not in UNKNOWN)

    def of(self, status: str) -> int:
        return self.counts.get(status, 0)


def status_in(update: PlanUpdate | None) -> str:
    """The status that an update gives; "not reported" where there is no update."""
    return "not reported" if update is None else update.status


def standing_of(update: PlanUpdate | None, history: Iterable[PlanUpdate], period: Period, *, past: bool = False) -> str:
    """The status of an item in `period`: what was finished stays so when nothing more is said of it.

    Of what belongs to the `past`, the last status that is known.
    """
    if update is not None:
        return update.status
    last = last_known(history, period)
    return last if past or last in CLOSED else "not reported"


def count_statuses(statuses: Iterable[str]) -> StatusCounts:
    listed = list(statuses)
    return StatusCounts({status: listed.count(status) for status in STATUSES if status in listed})


def narrative_unchanged(update: PlanUpdate | None, history: Iterable[PlanUpdate]) -> bool:
    """Whether an open item's progress is told in the very words of the period before."""
    if update is None or not update.progress or update.status in CLOSED:
        return False
    earlier = [past for past in history if past.period < update.period and past.progress]
    return bool(earlier) and max(earlier, key=lambda past: past.period).progress == update.progress


def gave_no_update(update: PlanUpdate | None, history: Iterable[PlanUpdate], period: Period) -> bool:
    """Whether an item that was still open owed a report for `period` and gave none."""
    return status_in(update) == "not reported" and last_known(history, period) not in CLOSED


def kinds_reported(items: Iterable[PlanItem], updates: Mapping[str, PlanUpdate]) -> frozenset[str]:
    """The kinds of item for which any status was given. Where none was, nobody owed one: the form did not ask."""
    return frozenset(item.kind for item in items if status_in(updates.get(item.item)) != "not reported")


def last_known(history: Iterable[PlanUpdate], period: Period) -> str:
    """The last status, up to and with `period`, that says something; "not reported" where none does."""
    known = [past for past in history if past.period <= period and past.status not in UNKNOWN]
    return max(known, key=lambda past: past.period).status if known else "not reported"
