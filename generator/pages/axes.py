"""The periods that are named below a long series."""

from __future__ import annotations

from collections.abc import Sequence

from generator.periods import Kind, Period

A_YEAR = {Kind.QUARTER: 4, Kind.MONTH: 12, Kind.HALF_YEAR: 2}
"""How many periods of each kind make a year."""

MOST = 8
"""Up to so many periods are all named."""


def named_periods(periods: Sequence[Period]) -> list[Period]:
    """The same part of each year, the latest period among them; every period of a short series."""
    if len(periods) <= MOST:
        return list(periods)
    step = A_YEAR.get(periods[-1].kind, -(-len(periods) // MOST))
    return list(reversed(list(reversed(periods))[::step]))
