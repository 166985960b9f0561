"""Quartile position: as reported, else worked out from the bounds of the quartiles, by polarity."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from generator.derive.values import measure
from generator.model import Benchmark, Indicator

POSITIONS = ("worst", "third", "second", "best")
"""Quartiles from worst to best."""


def quartile(indicator: Indicator, value: str, benchmarks: Iterable[Benchmark]) -> str:
    """One of `POSITIONS` for one period, from that period's benchmarks; "" where it can't be told.

    Comparators are never mixed: the first by name that tells a position is used.
    """
    groups: dict[str, dict[str, str]] = {}
    for benchmark in benchmarks:
        groups.setdefault(benchmark.comparator, {})[benchmark.statistic] = benchmark.value
    positions = (_position(indicator, value, groups[name]) for name in sorted(groups))
    return next((position for position in positions if position), "")


def _position(indicator: Indicator, value: str, found: Mapping[str, str]) -> str:
    if found.get("quartile position") in POSITIONS:
        return found["quartile position"]
    bounds = [found.get(name, "") for name in ("lower quartile", "median", "upper quartile")]
    if not all(bounds) or indicator.polarity == "target" or (here := measure(indicator, value)) is None:
        return ""
    return _from_bounds(here, [Decimal(bound) for bound in bounds], indicator.polarity)


def _from_bounds(here: Decimal, bounds: list[Decimal], polarity: str) -> str:
    """A value on a bound is in the better of the two quartiles, as the Audit Commission counted."""
    if polarity == "higher":
        return POSITIONS[sum(1 for bound in bounds if here >= bound)]
    return POSITIONS[sum(1 for bound in bounds if here <= bound)]


def quartile_change(before: str, after: str) -> str:
    """ "up", "down" or "same" between two positions; "" when either is not known."""
    if before not in POSITIONS or after not in POSITIONS:
        return ""
    steps = POSITIONS.index(after) - POSITIONS.index(before)
    return "up" if steps > 0 else "down" if steps < 0 else "same"
