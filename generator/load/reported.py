"""Rules that hold what is reported quarter by quarter against the release's own period."""

from __future__ import annotations

from collections.abc import Iterator

from generator.errors import Problem
from generator.load.records import Records, problem_at
from generator.periods import Period

REPORTS = ("plan_updates", "risk_scores")
"""Tables that get rows for each period."""


def check_periods(records: Records, own: Period) -> Iterator[Problem]:
    """Every breach, of a release for the period `own`."""
    for table in REPORTS:
        yield from _none_after(records, table, own)
        yield from _some_for(records, table, own)


def _none_after(records: Records, table: str, own: Period) -> Iterator[Problem]:
    for record in records.get(table, ()):
        period = record.value("period")
        if isinstance(period, Period) and period.start > own.end:
            rule = f"the period comes after the release's, {own.token}"
            yield problem_at(record, "period", rule, "Correct the period, or move the row to a later release.")


def _some_for(records: Records, table: str, own: Period) -> Iterator[Problem]:
    """A folder that was copied from the quarter before, and its rows not moved on.

    A plan that is published as its year starts may hold last year's achievements only: periods of another kind than
    the release's say nothing about this.
    """
    rows = records.get(table, ())
    alike = [
        period for record in rows if isinstance(period := record.value("period"), Period) and period.kind is own.kind
    ]
    if alike and own not in alike:
        rule = f"no row is for the release's own period, {own.token}"
        yield Problem(
            next(iter(rows)).file, rule, "Add rows for it; those of the quarters before stay.", column="period"
        )
