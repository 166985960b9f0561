"""What came of a resolution as at a day: open ones past their date are overdue."""

from __future__ import annotations

from datetime import date

from generator.model import Resolution


def outcome_of(resolution: Resolution, as_at: date) -> str:
    """The reported outcome, or "overdue" where it is open and its last day is before `as_at`."""
    last_day = resolution.due.last_day if resolution.due is not None else None
    if resolution.outcome_status == "open" and last_day is not None and last_day < as_at:
        return "overdue"
    return resolution.outcome_status
