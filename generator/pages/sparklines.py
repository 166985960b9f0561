"""Small lines beside a figure: which way it goes, without axes."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from generator.derive.values import measure
from generator.model import Indicator, Observation

SPARK_WIDTH, SPARK_HEIGHT = 100, 24
"""The box of a sparkline, in its own units."""


def sparkline_of(indicator: Indicator, observations: Iterable[Observation]) -> str:
    """The line of the values that are there, as `sparkline` gives it."""
    values = (measure(indicator, each.value) for each in observations)
    return sparkline([value for value in values if value is not None])


def sparkline(values: list[Decimal]) -> str:
    """The points of a polyline in a box of `SPARK_WIDTH` by `SPARK_HEIGHT`; "" for fewer than two values."""
    if len(values) < 2:
        return ""
    low, high = min(values), max(values)
    span = (high - low) or Decimal(1)
    step = Decimal(SPARK_WIDTH - 8) / (len(values) - 1)
    return " ".join(
        f"{round(4 + step * place, 1)},{round(SPARK_HEIGHT - 4 - (value - low) / span * (SPARK_HEIGHT - 8), 1)}"
        for place, value in enumerate(values)
    )
