"""Natural variation: XmR limits, so that a change is told from the usual ups and downs.

From eight points, never fewer. Limits are the mean plus and minus 2.66 times the mean moving range (Shewhart's constant
for pairs, 3 / 1.128); a point beyond them, or eight in a row on one side of the mean, is a signal. See Wheeler,
"Understanding Variation", and https://www.england.nhs.uk/publication/making-data-count/.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby, pairwise

FEWEST_POINTS = 8
FACTOR = Decimal("2.66")
RUN = 8


@dataclass(frozen=True, slots=True)
class Limits:
    """The mean with both limits, in the unit of measure, and the places (from 0) of points that are signals."""

    mean: Decimal
    lower: Decimal
    upper: Decimal
    signals: tuple[int, ...]


def limits(values: Sequence[Decimal]) -> Limits | None:
    """The limits of values in time order; None for fewer than `FEWEST_POINTS`."""
    if len(values) < FEWEST_POINTS:
        return None
    mean = sum(values, Decimal(0)) / len(values)
    ranges = [abs(after - before) for before, after in pairwise(values)]
    spread = FACTOR * sum(ranges, Decimal(0)) / len(ranges)
    outside = {place for place, value in enumerate(values) if abs(value - mean) > spread}
    return Limits(mean, mean - spread, mean + spread, tuple(sorted(outside | _runs(values, mean))))


def _runs(values: Sequence[Decimal], mean: Decimal) -> set[int]:
    """The places of points in a run of `RUN` or more on one side of the mean; a point on it ends the run."""
    found: set[int] = set()
    place = 0
    for side, group in groupby(values, key=lambda value: (value > mean) - (value < mean)):
        length = len(list(group))
        if side != 0 and length >= RUN:
            found.update(range(place, place + length))
        place += length
    return found
