"""Status against target: one value, one target for the very same period, exact decimals.

A quarter is judged only by a target for that quarter. A value that misses by no more than the indicator's tolerance is
close. A target in words ("top quartile") is shown and not judged.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from generator.derive.values import measure
from generator.model import Indicator, Target

INDICATOR_STATUSES = ("on target", "close to target", "off target", "no target", "no data")
"""Every status of an indicator in the order in which charts and lists show them."""


JUDGED = frozenset({"on target", "close to target", "off target"})
"""Statuses that come from holding a value against a target."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status with what it rests on. `missed_by` is in the unit of measure, above 0, None where nothing was missed."""

    status: str
    missed_by: Decimal | None
    because: str


def judge(indicator: Indicator, value: str, target: Target | None, before: str = "") -> Verdict:
    """The status of `value` against `target`. `before` is the value a year before, for "improve"."""
    found = measure(indicator, value)
    if target is None:
        return Verdict("no data" if not value else "no target", None, "no target is set for this period")
    if found is None:
        reason = "no value was reported" if not value else "the value is in words and can't be compared"
        return Verdict("no data" if not value else "no target", None, reason)
    if target.comparison == "described":
        return Verdict("no target", None, "the target is in words and is not judged")
    if target.comparison == "improve":
        return _improved(indicator, found, measure(indicator, before))
    miss = _miss(found, measure(indicator, target.lower), measure(indicator, target.upper), target.comparison)
    if miss is None:
        return Verdict("on target", None, "the value meets the target")
    return _close_or_off(indicator, found, miss, target)


def _improved(indicator: Indicator, found: Decimal, before: Decimal | None) -> Verdict:
    if indicator.polarity == "target":
        return Verdict("no target", None, "to improve says nothing where nearest to the target is best")
    if before is None:
        return Verdict("no target", None, "the target is to improve, and the value a year before is not known")
    better = found > before if indicator.polarity == "higher" else found < before
    if better:
        return Verdict("on target", None, "the target is to improve, and the value is better than a year before")
    return Verdict("off target", None, "the target is to improve, and the value is no better than a year before")


def _miss(found: Decimal, lower: Decimal | None, upper: Decimal | None, comparison: str) -> Decimal | None:
    """How far the value is from what the target allows; None when it is allowed. A strict bound can be missed by 0."""
    match comparison:
        case "at least" if lower is not None:
            return lower - found if found < lower else None
        case "more than" if lower is not None:
            return lower - found if found <= lower else None
        case "at most" if upper is not None:
            return found - upper if found > upper else None
        case "less than" if upper is not None:
            return found - upper if found >= upper else None
        case "equals" if lower is not None:
            return abs(found - lower) if found != lower else None
        case "between" if lower is not None and upper is not None:
            if found < lower:
                return lower - found
            return found - upper if found > upper else None
    raise AssertionError(f"`load` lets no target {comparison!r} without its bounds through")


def _close_or_off(indicator: Indicator, found: Decimal, miss: Decimal, target: Target) -> Verdict:
    allowed = tolerance_of(indicator, target, found)
    if indicator.value_type == "ordinal":
        return Verdict("off target", miss, "the value is below the point of the scale that is aimed for")
    if allowed is not None and miss <= allowed:
        return Verdict("close to target", miss, "the value misses the target by no more than the tolerance")
    reason = (
        "the value misses the target by more than the tolerance"
        if allowed is not None
        else "the value misses the target, and no tolerance is set"
    )
    return Verdict("off target", miss, reason)


def tolerance_of(indicator: Indicator, target: Target, found: Decimal) -> Decimal | None:
    """The tolerance in the unit of measure, None where none is set. A relative one is a share of the bound missed."""
    if indicator.tolerance is None:
        return None
    if indicator.tolerance_kind != "relative":
        return indicator.tolerance
    lower, upper = measure(indicator, target.lower), measure(indicator, target.upper)
    bound = upper if lower is None or (upper is not None and found > upper) else lower
    return None if bound is None else abs(bound) * indicator.tolerance / 100


def distance(indicator: Indicator, value: Decimal, target: Target) -> Decimal | None:
    """How far a value is from what the target allows, 0 inside a range; None where the target has no bound."""
    lower, upper = measure(indicator, target.lower), measure(indicator, target.upper)
    if lower is None and upper is None:
        return None
    below = lower - value if lower is not None and value < lower else Decimal(0)
    above = value - (upper if upper is not None else lower or Decimal(0))
    if target.comparison == "equals" or upper is not None:
        return max(below, above, Decimal(0))
    return below
