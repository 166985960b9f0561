"""Rules on indicators, their values and their targets: each a small function over records, each with its remedy."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from generator.errors import Problem
from generator.load.convert import CellError, parse_number
from generator.load.records import Record
from generator.load.rules import Records, problem_at
from generator.periods import Period

WITHOUT_VALUE = frozenset({"not reported", "not legible", "to be completed", "suppressed"})
"""Value statuses that say why there is no value."""

BOUNDS: Mapping[str, frozenset[str]] = {
    "at least": frozenset({"lower"}),
    "more than": frozenset({"lower"}),
    "equals": frozenset({"lower"}),
    "at most": frozenset({"upper"}),
    "less than": frozenset({"upper"}),
    "between": frozenset({"lower", "upper"}),
    "improve": frozenset(),
    "described": frozenset({"text"}),
}
"""The columns that each comparison of a target needs."""

QUARTILES = ("best", "second", "third", "worst")

COUNTED = frozenset({"", "number"})
"""Units of indicators that count: their parts add up. Rates and percentages do not."""

EVERYONE = "all"
"""The breakdown that is everyone together."""

SUSPICIOUS = 100
"""A value so many times its predecessor, or so small a part of it, has to be confirmed."""


def check_measures(records: Records) -> Iterator[Problem]:
    """Every breach of every rule, by the order of the rules."""
    for rule in RULES:
        yield from rule(records)


def _by_id(records: Records) -> Mapping[str, Record]:
    return {record.text("indicator"): record for record in records.get("indicators", ())}


def _points(indicator: Record) -> list[str]:
    return [point.strip() for point in indicator.text("scale").split(";") if point.strip()]


def _scale_where_ordinal(records: Records) -> Iterator[Problem]:
    for record in records.get("indicators", ()):
        ordinal, points = record.text("value_type") == "ordinal", _points(record)
        if ordinal and len(points) < 2:
            remedy = "List its points from worst to best, parted by semicolons: Poor; Fair; Good."
            yield problem_at(record, "scale", "an ordinal indicator has a scale", remedy)
        if not ordinal and points:
            yield problem_at(record, "scale", "only an ordinal indicator has a scale", "Empty it, or write ordinal.")


def _tolerance_with_kind(records: Records) -> Iterator[Problem]:
    for record in records.get("indicators", ()):
        if not record.has("tolerance", "tolerance_kind"):
            continue
        if (record.values.get("tolerance") is None) != (record.text("tolerance_kind") == ""):
            remedy = "Fill in both tolerance and tolerance_kind, or neither."
            yield problem_at(record, "tolerance", "a tolerance has a kind, and a kind has a tolerance", remedy)


def _value_or_its_status(records: Records) -> Iterator[Problem]:
    for record in records.get("observations", ()):
        if not record.has("value", "value_status"):
            continue
        without = record.text("value_status") in WITHOUT_VALUE
        if without and record.text("value"):
            rule = f"a value is given, and the status says “{record.text('value_status')}”"
            yield problem_at(record, "value_status", rule, "Write final, or empty the value.")
        if not without and not record.text("value"):
            rule = "there is no value, and no status that says why"
            yield problem_at(record, "value_status", rule, "Write “not reported” or another code that says why.")


def _values_fit(records: Records) -> Iterator[Problem]:
    """Values and bounds are what their indicator can take: plain numbers in range, or points of the scale."""
    indicators = _by_id(records)
    for table, columns in (("observations", ("value",)), ("targets", ("lower", "upper"))):
        for record in records.get(table, ()):
            indicator = indicators.get(record.text("indicator"))
            for column in columns if indicator is not None else ():
                if record.text(column) and indicator is not None:
                    yield from _fits(record, column, indicator)


def _fits(record: Record, column: str, indicator: Record) -> Iterator[Problem]:
    cell, kind = record.text(column), indicator.text("value_type")
    if kind == "ordinal" and cell not in _points(indicator):
        remedy = f"Use one of: {indicator.text('scale')}."
        yield problem_at(record, column, "this is no point of the indicator's scale", remedy)
    if kind != "number":
        return
    try:
        number = parse_number(cell)
    except CellError as error:
        yield problem_at(record, column, error.rule, error.remedy)
        return
    lowest, highest = indicator.values.get("minimum"), indicator.values.get("maximum")
    if isinstance(lowest, Decimal) and number < lowest:
        yield problem_at(record, column, f"this is below {lowest}, the lowest possible", "Check the figure.")
    if isinstance(highest, Decimal) and number > highest:
        yield problem_at(record, column, f"this is above {highest}, the highest possible", "Check the figure.")


def _benchmarks_fit(records: Records) -> Iterator[Problem]:
    """A quartile position is one of four words, a band any, and every other statistic what the indicator can take."""
    indicators = _by_id(records)
    for record in records.get("benchmarks", ()):
        statistic, indicator = record.text("statistic"), indicators.get(record.text("indicator"))
        if statistic == "quartile position":
            if record.text("value") not in QUARTILES:
                remedy = f"Use one of: {', '.join(QUARTILES)}."
                yield problem_at(record, "value", "this is no quartile position", remedy)
        elif statistic != "band" and indicator is not None:
            yield from _fits(record, "value", indicator)


def _one_whole_area(records: Records) -> Iterator[Problem]:
    """Pages show the whole area, everyone together: both have to be there."""
    whole = [record for record in records.get("areas", ()) if record.text("kind") == "whole"]
    for record in whole[1:]:
        remedy = "Give the kind whole to one area only."
        yield problem_at(record, "kind", f"{whole[0].text('area')} is the whole area already", remedy)
    groups = {record.text("breakdown") for record in records.get("breakdowns", ())}
    for record in records.get("observations", ())[:1]:
        if not whole and records.get("areas"):
            remedy = "Write whole as the kind of the publisher's own area in areas.csv."
            yield problem_at(record, "area", "no area is the whole", remedy)
        if groups and EVERYONE not in groups:
            remedy = f"Add a row {EVERYONE} to breakdowns.csv."
            yield problem_at(record, "breakdown", "no breakdown is everyone together", remedy)


def _no_improving_towards_a_target(records: Records) -> Iterator[Problem]:
    indicators = _by_id(records)
    for record in records.get("targets", ()):
        indicator = indicators.get(record.text("indicator"))
        if record.text("comparison") == "improve" and indicator and indicator.text("polarity") == "target":
            rule = "to improve says nothing where nearest to the target is best"
            yield problem_at(record, "comparison", rule, "Give the target as a number or a range.")


def _bounds_of_targets(records: Records) -> Iterator[Problem]:
    for record in records.get("targets", ()):
        needed = BOUNDS.get(record.text("comparison"), frozenset())
        for column in sorted(needed):
            if not record.text(column):
                rule = f"a target “{record.text('comparison')}” needs {column}"
                yield problem_at(record, column, rule, "Fill it in, or change the comparison.")
        for column in ("lower", "upper"):
            if column not in needed and record.text(column):
                rule = f"a target “{record.text('comparison')}” has no {column}"
                yield problem_at(record, column, rule, "Empty it, or change the comparison.")


def _range_the_right_way_up(records: Records) -> Iterator[Problem]:
    indicators = _by_id(records)
    for record in records.get("targets", ()):
        indicator = indicators.get(record.text("indicator"))
        if record.text("comparison") != "between" or indicator is None:
            continue
        lower, upper = (_comparable(record.text(column), indicator) for column in ("lower", "upper"))
        if lower is not None and upper is not None and lower > upper:
            yield problem_at(record, "lower", "the range is upside down", "Swap lower and upper.")


def _comparable(cell: str, indicator: Record) -> Decimal | None:
    """What a bound compares as: the number, or the place on the scale; None where it is neither."""
    points = _points(indicator)
    if indicator.text("value_type") == "ordinal":
        return Decimal(points.index(cell)) if cell in points else None
    return _number(cell)


def _relative_tolerance_of_zero(records: Records) -> Iterator[Problem]:
    indicators = _by_id(records)
    for record in records.get("targets", ()):
        indicator = indicators.get(record.text("indicator"))
        if indicator is None or indicator.text("tolerance_kind") != "relative":
            continue
        for column in ("lower", "upper"):
            if _number(record.text(column)) == 0:
                rule = "a relative tolerance of a target of 0 allows nothing"
                yield problem_at(record, column, rule, "Give the indicator an absolute tolerance.")


def _parts_of_ratios(records: Records) -> Iterator[Problem]:
    indicators = _by_id(records)
    for record in records.get("observations", ()):
        above, below = record.values.get("numerator"), record.values.get("denominator")
        indicator = indicators.get(record.text("indicator"))
        if not isinstance(above, Decimal) or not isinstance(below, Decimal) or indicator is None:
            continue
        if below == 0:
            rule = "a numerator stands over a denominator of 0"
            yield problem_at(record, "denominator", rule, "Correct it, or empty the value and say why.")
        elif indicator.text("unit_of_measure") == "%":
            yield from _percentage_matches(record, indicator, 100 * above / below)


def _percentage_matches(record: Record, indicator: Record, expected: Decimal) -> Iterator[Problem]:
    value, decimals = _number(record.text("value")), indicator.values.get("decimals")
    places = Decimal(1).scaleb(-decimals) if isinstance(decimals, int) else Decimal("0.01")
    if value is not None and abs(value - expected.quantize(places, ROUND_HALF_UP)) > places:
        rule = f"numerator over denominator is {expected.quantize(places, ROUND_HALF_UP)}%"
        yield problem_at(record, "value", rule, "Correct the value, the numerator or the denominator.")


def _parts_make_the_whole(records: Records) -> Iterator[Problem]:
    """Counts of the groups or areas of one kind add up to the count of what they are part of.

    Only an officer knows whether the parts are all there are, so this is to be confirmed, not refused.
    """
    counts = {id for id, record in _by_id(records).items() if record.text("unit_of_measure") in COUNTED}
    for table, column, other in (("breakdowns", "breakdown", "area"), ("areas", "area", "breakdown")):
        parts: dict[str, dict[str, list[str]]] = {}
        for record in records.get(table, ()):
            parts.setdefault(record.text("parent"), {}).setdefault(record.text("kind"), []).append(record.text(column))
        values: dict[tuple[str, str, str], dict[str, Record]] = {}
        for record in records.get("observations", ()):
            if record.text("indicator") in counts:
                key = (record.text("indicator"), str(record.values.get("period")), record.text(other))
                values.setdefault(key, {})[record.text(column)] = record
        for found in values.values():
            yield from _sums(found, parts)


def _sums(found: Mapping[str, Record], parts: Mapping[str, Mapping[str, list[str]]]) -> Iterator[Problem]:
    """The totals among the values of one indicator and period that their parts do not add up to."""
    for whole, record in found.items():
        total = _number(record.text("value"))
        for ids in parts.get(whole, {}).values():
            numbers = [_number(found[id].text("value")) for id in ids if id in found]
            given = [number for number in numbers if number is not None]
            whole_told = total is not None and len(ids) > 1 and len(given) == len(ids)
            if whole_told and sum(given) != total and not record.text("confirmed"):
                rule = f"{' and '.join(ids)} add up to {sum(given)}"
                remedy = "Correct the total or its parts; or, if parts are missing, say so in “confirmed”."
                yield problem_at(record, "value", rule, remedy, warning=True)


def _deadline_before_plan(records: Records) -> Iterator[Problem]:
    starts = {record.text("plan"): record.values.get("start") for record in records.get("plans", ())}
    for record in records.get("plan_items", ()):
        start, due = starts.get(record.text("plan")), record.values.get("due")
        last_day = getattr(due, "last_day", None)
        if start is not None and last_day is not None and str(last_day) < str(start):
            yield problem_at(record, "due", f"the deadline is before the plan starts, {start}", "Check both dates.")


def _assessment_score_or_status(records: Records) -> Iterator[Problem]:
    for record in records.get("assessments", ()):
        if not record.has("score", "score_status"):
            continue
        if (record.values.get("score") is None) == (record.text("score_status") == ""):
            rule = "a judgement has a score, or a reason why it has none"
            yield problem_at(record, "score", rule, "Fill in score, or score_status with one of its codes.")


def _held_clinics_have_dates(records: Records) -> Iterator[Problem]:
    for record in records.get("clinics", ()):
        if (
            record.has("dates")
            and record.text("kind") == "held"
            and not record.values.get("dates")
            and not record.text("dates_text")
        ):
            rule = "a clinic that was held has its dates, or says why not"
            yield problem_at(record, "dates", rule, "Give the dates, or say in dates_text why they are not known.")


def _sudden_figures(records: Records) -> Iterator[Problem]:
    """A hundred times its predecessor, or a hundredth: to be confirmed in the data, not refused."""
    series: dict[tuple[str, str, str, str], list[tuple[Period, Decimal, Record]]] = {}
    for record in records.get("observations", ()):
        period, value = record.values.get("period"), _number(record.text("value"))
        if isinstance(period, Period) and value:
            key = (record.text("indicator"), record.text("area"), record.text("breakdown"), period.kind.value)
            series.setdefault(key, []).append((period, value, record))
    for points in series.values():
        points.sort(key=lambda point: point[0])
        for (_, before, _), (_, after, record) in pairwise(points):
            ratio = abs(after / before)
            if (ratio >= SUSPICIOUS or ratio * SUSPICIOUS <= 1) and not record.text("confirmed"):
                rule = f"this is far from the figure before it, {before}"
                remedy = "Correct it; or, if it is right, write in “confirmed” who confirmed it and how."
                yield problem_at(record, "value", rule, remedy, warning=True)


def _number(cell: str) -> Decimal | None:
    """The number in a cell, None where there is none: what is wrong with it is told elsewhere."""
    try:
        return parse_number(cell)
    except CellError:
        return None


RULES: tuple[Callable[[Records], Iterator[Problem]], ...] = (
    _scale_where_ordinal,
    _tolerance_with_kind,
    _value_or_its_status,
    _values_fit,
    _benchmarks_fit,
    _one_whole_area,
    _no_improving_towards_a_target,
    _bounds_of_targets,
    _range_the_right_way_up,
    _relative_tolerance_of_zero,
    _parts_of_ratios,
    _parts_make_the_whole,
    _deadline_before_plan,
    _assessment_score_or_status,
    _held_clinics_have_dates,
    _sudden_figures,
)
