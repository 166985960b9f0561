"""The periods that are named below a long series."""

from __future__ import annotations

from collections.abc import Sequence

from generator.pages.charts import chart_text
from generator.periods import Period

MOST = 8
"""Up to so many periods are all named."""


def time_ticks(periods: Sequence[Period]) -> dict[str, list[str]]:
    """The ticks of an axis of periods: where they stand, and their names in two lines, so that a phone has room."""
    named = named_periods(periods)
    names = [period.name for period in named]
    return {
        "tickvals": [chart_text(name) for name in names],
        "ticktext": [chart_text(name).replace(", ", "<br>") for name in names],
    }


def named_periods(periods: Sequence[Period]) -> list[Period]:
    """The same part of each year, the latest period among them; every period of a short series."""
    if len(periods) <= MOST:
        return list(periods)
    in_a_year = periods[-1].kind.in_a_year
    step = in_a_year if in_a_year > 1 else -(-len(periods) // MOST)
    return list(reversed(list(reversed(periods))[::step]))
