"""Rules on targets, and on the comparators' values that stand beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from generator.errors import Problem
from generator.load.measures import fits, indicators_of, number_in, scale_of
from generator.load.records import Record, Records, problem_at

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


def _bounds_fit(records: Records) -> Iterator[Problem]:
    indicators = indicators_of(records)
    for record in records.get("targets", ()):
        indicator = indicators.get(record.text("indicator"))
        for column in ("lower", "upper"):
            if record.text(column) and indicator is not None:
                yield from fits(record, column, indicator)


def _no_improving_towards_a_target(records: Records) -> Iterator[Problem]:
    indicators = indicators_of(records)
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
    indicators = indicators_of(records)
    for record in records.get("targets", ()):
        indicator = indicators.get(record.text("indicator"))
        if record.text("comparison") != "between" or indicator is None:
            continue
        lower, upper = (_comparable(record.text(column), indicator) for column in ("lower", "upper"))
        if lower is not None and upper is not None and lower > upper:
            yield problem_at(record, "lower", "the range is upside down", "Swap lower and upper.")


def _comparable(cell: str, indicator: Record) -> Decimal | None:
    """What a bound compares as: the number, or the place on the scale; None where it is neither."""
    points = scale_of(indicator)
    if indicator.text("value_type") == "ordinal":
        return Decimal(points.index(cell)) if cell in points else None
    return number_in(cell)


def _relative_tolerance_of_zero(records: Records) -> Iterator[Problem]:
    indicators = indicators_of(records)
    for record in records.get("targets", ()):
        indicator = indicators.get(record.text("indicator"))
        if indicator is None or indicator.text("tolerance_kind") != "relative":
            continue
        for column in ("lower", "upper"):
            if number_in(record.text(column)) == 0:
                rule = "a relative tolerance of a target of 0 allows nothing"
                yield problem_at(record, column, rule, "Give the indicator an absolute tolerance.")


def _benchmarks_fit(records: Records) -> Iterator[Problem]:
    """A quartile position is one of four words, a band any, and every other statistic what the indicator can take."""
    indicators = indicators_of(records)
    for record in records.get("benchmarks", ()):
        statistic, indicator = record.text("statistic"), indicators.get(record.text("indicator"))
        if statistic == "quartile position":
            if record.text("value") not in QUARTILES:
                remedy = f"Use one of: {', '.join(QUARTILES)}."
                yield problem_at(record, "value", "this is no quartile position", remedy)
        elif statistic != "band" and indicator is not None:
            yield from fits(record, "value", indicator)


RULES = (
    _bounds_fit,
    _no_improving_towards_a_target,
    _bounds_of_targets,
    _range_the_right_way_up,
    _relative_tolerance_of_zero,
    _benchmarks_fit,
)
