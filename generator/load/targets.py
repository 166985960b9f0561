"""Rules on targets, and on the comparators' values that stand beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from generator.errors import Problem
from generator.load.measures import indicators_of, misfits, number_in, scale_of
from generator.load.records import Record, Records, Sheet, merged, problem_at

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

POSITION = "quartile position"
QUARTILES = ("best", "second", "third", "worst")


def _bounds_fit(records: Records) -> Iterator[Problem]:
    if sheet := records.get("targets"):
        indicators = indicators_of(records)
        yield from merged(*(misfits(sheet, column, indicators) for column in ("lower", "upper")))


def _no_improving_towards_a_target(records: Records) -> Iterator[Problem]:
    indicators = indicators_of(records)
    for record in _comparing("improve", records):
        indicator = indicators.get(record.text("indicator"))
        if indicator and indicator.text("polarity") == "target":
            rule = "to improve says nothing where nearest to the target is best"
            yield problem_at(record, "comparison", rule, "Give the target as a number or a range.")


def _bounds_of_targets(records: Records) -> Iterator[Problem]:
    sheet = records.get("targets")
    for record in sheet.where(_is_bound_otherwise, "comparison", "lower", "upper", "text") if sheet else ():
        needed = BOUNDS.get(record.text("comparison"), frozenset())
        for column in sorted(needed):
            if not record.text(column):
                rule = f"a target “{record.text('comparison')}” needs {column}"
                yield problem_at(record, column, rule, "Fill it in, or change the comparison.")
        for column in ("lower", "upper"):
            if column not in needed and record.text(column):
                rule = f"a target “{record.text('comparison')}” has no {column}"
                yield problem_at(record, column, rule, "Empty it, or change the comparison.")


def _is_bound_otherwise(comparison: str | None, lower: str | None, upper: str | None, text: str | None) -> bool:
    given = {column for column, cell in (("lower", lower), ("upper", upper), ("text", text)) if cell}
    needed = BOUNDS.get(comparison or "", frozenset())
    return not needed <= given or not given <= needed | {"text"}


def _comparing(comparison: str, records: Records) -> Iterator[Record]:
    sheet = records.get("targets")
    return sheet.where(lambda each: each == comparison, "comparison") if sheet else iter(())


def _range_the_right_way_up(records: Records) -> Iterator[Problem]:
    indicators = indicators_of(records)
    for record in _comparing("between", records):
        indicator = indicators.get(record.text("indicator"))
        if indicator is None:
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
    relative = {id for id, record in indicators_of(records).items() if record.text("tolerance_kind") == "relative"}
    sheet = records.get("targets")
    for record in sheet.where(relative.__contains__, "indicator") if sheet else ():
        for column in ("lower", "upper"):
            if number_in(record.text(column)) == 0:
                rule = "a relative tolerance of a target of 0 allows nothing"
                yield problem_at(record, column, rule, "Give the indicator an absolute tolerance.")


def _benchmarks_fit(records: Records) -> Iterator[Problem]:
    """A quartile position is one of four words, a band any, and every other statistic what the indicator can take."""
    if sheet := records.get("benchmarks"):
        of_words = frozenset({POSITION, "band"})
        yield from merged(_positions(sheet), misfits(sheet, "value", indicators_of(records), spared=of_words))


def _positions(sheet: Sheet) -> Iterator[Problem]:
    for record in sheet.where(lambda kind, cell: kind == POSITION and cell not in QUARTILES, "statistic", "value"):
        yield problem_at(record, "value", "this is no quartile position", f"Use one of: {', '.join(QUARTILES)}.")


RULES = (
    _bounds_fit,
    _no_improving_towards_a_target,
    _bounds_of_targets,
    _range_the_right_way_up,
    _relative_tolerance_of_zero,
    _benchmarks_fit,
)
