"""The next value of an indicator, where its own history makes that sure; otherwise nothing, never a guess."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.derive.indicators import IndicatorResult
from generator.model import Release
from generator.periods import Kind, Period

KINDS = {
    "monthly": frozenset({Kind.MONTH}),
    "quarterly": frozenset({Kind.QUARTER}),
    "half-yearly": frozenset({Kind.HALF_YEAR}),
    "annual": frozenset({Kind.FINANCIAL_YEAR, Kind.ACADEMIC_YEAR, Kind.CALENDAR_YEAR}),
}
"""The periods that values of each frequency are for."""


@dataclass(frozen=True, slots=True)
class Upcoming:
    """The period of the next value. `expected` is the day of the release that will hold it, None where not sure."""

    period: Period
    expected: date | None


def upcoming(result: IndicatorResult, release: Release) -> Upcoming | None:
    """None where the last value came late, or was not for a period of the indicator's frequency.

    A value that came with the release of its own period comes with the next release again.
    """
    kinds = KINDS.get(result.indicator.frequency, frozenset())
    own = [point.observation for point in result.points if point.observation.period.kind in kinds]
    if not own or not own[-1].value:
        return None
    following = own[-1].period.next
    if following.ended_by(release.as_at):
        return None
    prompt = own[-1].period.end == release.period.end
    within = following.end <= release.period.next.end
    return Upcoming(following, release.next_release if prompt and within else None)
