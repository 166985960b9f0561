"""Chance that is the same on every machine: one generator a purpose, so that changing one thing changes no other."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from random import Random


def chance(seed: int, *what: str) -> Random:
    return Random(f"{seed}/{'/'.join(what)}")


def swing(random: Random) -> float:
    """A number around 0, mostly from -1 to 1 and never beyond 3, from sums alone: no machine rounds it otherwise."""
    return 2 * (random.random() + random.random() + random.random() - 1.5)


def rounded(value: float, decimals: int) -> Decimal:
    """The value with so many decimals; of what is not quite 0, never a -0."""
    number = Decimal(str(round(value, 8))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return number if number else abs(number)


def shared_out(total: int, weights: Sequence[float]) -> list[int]:
    """Whole numbers in the proportion of `weights` that add up to `total`: the largest remainders round up."""
    exact = [total * weight / sum(weights) for weight in weights]
    parts = [int(part) for part in exact]
    by_remainder = sorted(range(len(parts)), key=lambda place: parts[place] - exact[place])
    for place in by_remainder[: total - sum(parts)]:
        parts[place] += 1
    return parts
