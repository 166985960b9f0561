"""Natural variation: XmR limits, so that a change is told from the usual ups and downs.

From eight points, never fewer. Limits are the median plus and minus 3.145 times the median moving range (Shewhart's
constant for medians of pairs, 3 / 0.954); a point beyond them, or eight in a row on one side of it, is a signal.
Medians rather than means, so that a true shift does not widen the limits that should show it. See Wheeler,
"Understanding Variation", and https://www.england.nhs.uk/publication/making-data-count/.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby, pairwise
from statistics import median

FEWEST_POINTS = 8
FACTOR = Decimal("3.145")
FACTOR_OF_MEAN = Decimal("2.66")
RUN = 8
SEASONAL = 2
"""Steps from value to value so many times as large as those from year to year are the seasons."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The median with both limits, in the unit of measure, and the places (from 0) of points that are signals."""

    middle: Decimal
    lower: Decimal
    upper: Decimal
    signals: tuple[int, ...]


def limits(
    values: Sequence[Decimal], a_year: int = 1, minimum: Decimal | None = None, maximum: Decimal | None = None
) -> Limits | None:
    """The limits of values in time order, kept within `minimum` and `maximum`.

    None for fewer than `FEWEST_POINTS`, and for values that follow the seasons; `a_year` is how many make a year.
    """
    if len(values) < FEWEST_POINTS or follows_the_seasons(values, a_year):
        return None
    middle = median(values)
    spread = _spread([abs(after - before) for before, after in pairwise(values)])
    outside = {place for place, value in enumerate(values) if abs(value - middle) > spread}
    lower = middle - spread if minimum is None else max(minimum, middle - spread)
    upper = middle + spread if maximum is None else min(maximum, middle + spread)
    return Limits(middle, lower, upper, tuple(sorted(outside | _runs(values, middle))))


def follows_the_seasons(values: Sequence[Decimal], a_year: int) -> bool:
    """Whether values are far more like those of a year before than like the ones just before them.

    Limits around such a series would say nothing. `a_year` is how many values make a year.
    """
    over_a_year = [abs(now - before) for before, now in zip(values, values[a_year:], strict=False)]
    steps = [abs(now - before) for before, now in pairwise(values)]
    if a_year < 2 or not over_a_year:
        return False
    return SEASONAL * sum(over_a_year, Decimal(0)) / len(over_a_year) < sum(steps, Decimal(0)) / len(steps)


def _spread(steps: Sequence[Decimal]) -> Decimal:
    """How far the limits are from the median. Where most steps are 0, so is their median, and the mean is taken."""
    return FACTOR * median(steps) or FACTOR_OF_MEAN * sum(steps, Decimal(0)) / len(steps)


def _runs(values: Sequence[Decimal], middle: Decimal) -> set[int]:
    """The places of points in a run of `RUN` or more on one side of the median; a point on it ends the run."""
    found: set[int] = set()
    place = 0
    for side, group in groupby(values, key=lambda value: (value > middle) - (value < middle)):
        length = len(list(group))
        if side != 0 and length >= RUN:
            found.update(range(place, place + length))
        place += length
    return found
