"""How values, targets and directions of indicators read."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from generator.derive.indicators import IndicatorResult, Point
from generator.derive.targets import JUDGED, tolerance_of
from generator.derive.values import measure
from generator.model import Indicator, Target
from generator.words import DIRECTION_WORDS, sentence_case

PREFIXED = frozenset({"£"})
CLOSE_UNITS = frozenset({"%"})
"""Units that stand right after the number; the others follow a space."""

POLARITY_WORDS = {"higher": "higher is better", "lower": "lower is better", "target": "nearest to the target is best"}

AVERAGES = frozenset({"mean", "median"})
"""Statistics that a value can be set beside."""

STATUS_PHRASES = {
    "on target": "met its target",
    "close to target": "narrowly missed its target",
    "off target": "missed its target",
}


def value_text(indicator: Indicator, value: str, exact: bool = False) -> str:
    """A value as people say it: decimals as the indicator shows them, thousands parted, with its unit.

    `exact` keeps every decimal. An ordinal point or a value in words stays as it is; "" becomes "No value".
    """
    if not value:
        return "No value"
    if indicator.value_type != "number":
        return value
    return with_unit(indicator, number_text(Decimal(value), None if exact else indicator.decimals))


def number_text(number: Decimal, decimals: int | None) -> str:
    """Digits with thousands parted, at most `decimals` of them after the point; none is added."""
    if decimals is not None and -int(number.as_tuple().exponent) > decimals:
        number = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) + 0  # so that -0.0 reads 0.0
    return f"{number:,f}"


def with_unit(indicator: Indicator, digits: str) -> str:
    unit = indicator.unit_of_measure
    if not unit or unit == "number":
        return digits
    if unit in PREFIXED:
        return f"{unit}{digits}"
    if unit.startswith("£ "):
        return f"£{digits} {unit.removeprefix('£ ')}"
    return f"{digits}{unit}" if unit in CLOSE_UNITS else f"{digits} {unit}"


def shown_value(indicator: Indicator, point: Point) -> str:
    """The value as shown beside its status: with every decimal where a target judges it, so that both agree."""
    judged = point.target is not None and bool(point.target.lower or point.target.upper)
    return value_text(indicator, point.observation.value, exact=judged)


def target_values(indicator: Indicator, target: Target) -> tuple[str, ...]:
    """The bounds just as they were set: a rounded one could contradict the status."""
    return tuple(value_text(indicator, bound, exact=True) for bound in (target.lower, target.upper) if bound)


def target_text(indicator: Indicator, target: Target | None) -> str:
    """A target in words: "at least 85%", "16 to 28 days", or the publisher's own words."""
    if target is None:
        return "No target"
    values = target_values(indicator, target)
    match target.comparison:
        case "between":
            return " to ".join(values)
        case "equals":
            return values[0]
        case "improve":
            return "better than a year before"
        case "described":
            return sentence_case(target.text)
        case comparison:
            return f"{comparison} {values[0]}"


def missed_text(indicator: Indicator, point: Point) -> str:
    """ "missed by 0.4": how far the value is from its target; "" where it is not."""
    missed = point.verdict.missed_by
    if missed is None or indicator.value_type != "number":
        return ""
    if missed == 0:
        return "just missed: the target itself does not count"
    return f"missed by {difference_text(indicator, missed)}"


def difference_text(indicator: Indicator, amount: Decimal) -> str:
    """How far two values are apart, with the unit: between per cent figures that is percentage points."""
    digits = f"{amount.normalize():,f}"
    if indicator.unit_of_measure == "%":
        return f"{digits} percentage point{'' if amount == 1 else 's'}"
    return with_unit(indicator, digits)


def message(result: IndicatorResult) -> str:
    """The heading of an indicator's chart: where it stands, against its target and a year before."""
    point = result.leading
    if point is None:
        return "No value has been reported yet"
    value = shown_value(result.indicator, point)
    label = point.observation.period.label
    if point.verdict.status not in JUDGED:
        return f"{sentence_case(value)} in {label}{_direction(result)}"
    missed = point.verdict.missed_by
    number = result.indicator.value_type == "number"
    by_how_much = f" by {difference_text(result.indicator, missed)}" if missed and number else ""
    return f"{sentence_case(value)} in {label} {STATUS_PHRASES[point.verdict.status]}{by_how_much}{_direction(result)}"


DIRECTION_PHRASES = {
    "improved": ", better than a year before",
    "declined": ", worse than a year before",
    "no change": ", the same as a year before",
}


def _direction(result: IndicatorResult) -> str:
    """Against a year before; of a change that may well be chance, that it may."""
    direction = result.leading.direction if result.leading is not None else ""
    chance = direction in ("improved", "declined") and result.stands_out is False
    return f"{DIRECTION_PHRASES.get(direction, '')}{' but within its usual ups and downs' if chance else ''}"


def year_sentence(result: IndicatorResult) -> str:
    """The value a year before, and whether the change may be chance; "" where it is not known."""
    point = result.leading
    if point is None or point.direction == "not known":
        return ""
    before = f"A year before it was {value_text(result.indicator, point.before, exact=True)}."
    if point.direction == "no change" or result.stands_out is None:
        return before
    return f"{before} The value now is {'beyond' if result.stands_out else 'within'} its usual ups and downs."


def comparators(result: IndicatorResult) -> tuple[str, tuple[str, ...]]:
    """The newest averages of others that belong to the leading value's period or one before it, and their period."""
    point = result.leading
    if point is None:
        return "", ()
    period = point.observation.period
    known = [
        each
        for each in result.benchmarks
        if each.statistic in AVERAGES and each.period.kind is period.kind and each.period.end <= period.end
    ]
    if not known:
        return "", ()
    newest = max(each.period.end for each in known)
    own = [each for each in known if each.period.end == newest]
    values = tuple(f"{each.comparator}: {value_text(result.indicator, each.value)}" for each in own)
    return own[0].period.label, values


def why(indicator: Indicator, point: Point) -> tuple[str, ...]:
    """Why a point has its status: the rule with its inputs, a sentence each."""
    lines = [f"{sentence_case(point.verdict.because)}."]
    if point.target is not None:
        target = target_text(indicator, point.target)
        label = point.observation.period.label
        lines.append(
            f"Value {value_text(indicator, point.observation.value, exact=True)}; target for {label}: {target}."
        )
        if missed := missed_text(indicator, point):
            lines.append(f"{sentence_case(missed)}.")
        found = measure(indicator, point.observation.value)
        allowed = tolerance_of(indicator, point.target, found) if found is not None else None
        if allowed is not None:
            lines.append(f"Tolerance: {difference_text(indicator, allowed)}.")
    if point.direction != "not known":
        year_before = value_text(indicator, point.before, exact=True)
        rule = POLARITY_WORDS[indicator.polarity]
        told = DIRECTION_WORDS.get(point.direction, point.direction)
        lines.append(f"Direction of travel: {told}, from {year_before} a year before; {rule}.")
    if indicator.polarity in ("higher", "lower"):
        return tuple(lines)
    return (*lines, "For this indicator the value nearest to the target is best.")
