"""Values of indicators as things that can be compared: exact decimals, or places on an ordered scale."""

from __future__ import annotations

from decimal import Decimal

from generator.model import Indicator

EVERYONE = "all"
"""The breakdown that is everyone together."""

Measure = Decimal
"""A value to compare by. Of an ordinal scale: the place from 1, the worst, upwards."""


def scale_points(indicator: Indicator) -> tuple[str, ...]:
    """The points of an ordinal indicator's scale, from worst to best."""
    return tuple(point.strip() for point in indicator.scale.split(";") if point.strip())


def measure(indicator: Indicator, text: str) -> Measure | None:
    """What `text` (a checked value or bound) compares as; None for no value and for values in words."""
    if not text or indicator.value_type == "text":
        return None
    if indicator.value_type == "ordinal":
        return Decimal(scale_points(indicator).index(text) + 1)
    return Decimal(text)
