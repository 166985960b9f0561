"""Direction of travel: a value against the same period a year before, by the indicator's polarity."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from generator.derive.targets import distance
from generator.derive.values import measure
from generator.model import Indicator, Target

DIRECTIONS = ("improved", "declined", "no change", "not known")


def direction(indicator: Indicator, now: str, before: str, target: Target | None = None) -> str:
    """One of `DIRECTIONS`. Where nearest to the target is best, it is not known without the period's `target`."""
    here, there = measure(indicator, now), measure(indicator, before)
    if here is None or there is None:
        return "not known"
    if here == there:
        return "no change"
    if indicator.polarity == "target":
        return _nearer(indicator, here, there, target)
    better = here > there if indicator.polarity == "higher" else here < there
    return "improved" if better else "declined"


def _nearer(indicator: Indicator, here: Decimal, there: Decimal, target: Target | None) -> str:
    now = distance(indicator, here, target) if target is not None else None
    before = distance(indicator, there, target) if target is not None else None
    if now is None or before is None:
        return "not known"
    if now == before:
        return "no change"
    return "improved" if now < before else "declined"


def share_improving(directions: Iterable[str]) -> tuple[int, int]:
    """How many improved, of how many whose direction is known."""
    known = [each for each in directions if each != "not known"]
    return known.count("improved"), len(known)
