"""Rules on indicators, and what the rules on their values and targets share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from generator.errors import Problem
from generator.load.numbers import NumberError, parse_number
from generator.load.records import Record, Records, problem_at

COUNTED = frozenset({"", "number"})
"""Units of indicators that count: their parts add up. Rates and percentages do not."""


def indicators_of(records: Records) -> Mapping[str, Record]:
    """The indicators by their ids."""
    return {record.text("indicator"): record for record in records.get("indicators", ())}


def scale_of(indicator: Record) -> list[str]:
    """The points of an indicator's scale, from worst to best."""
    return [point.strip() for point in indicator.text("scale").split(";") if point.strip()]


def number_in(cell: str) -> Decimal | None:
    """The number in a cell, None where there is none: what is wrong with it is told elsewhere."""
    try:
        return parse_number(cell)
    except NumberError:
        return None


def fits(record: Record, column: str, indicator: Record) -> Iterator[Problem]:
    """What is wrong with a value or bound of an indicator: it is a plain number in range, or a point of the scale."""
    cell, kind = record.text(column), indicator.text("value_type")
    if kind == "ordinal" and cell not in scale_of(indicator):
        remedy = f"Use one of: {indicator.text('scale')}."
        yield problem_at(record, column, "this is no point of the indicator's scale", remedy)
    if kind != "number":
        return
    try:
        number = parse_number(cell)
    except NumberError as error:
        yield problem_at(record, column, error.rule, error.remedy)
        return
    lowest, highest = indicator.value("minimum"), indicator.value("maximum")
    if isinstance(lowest, Decimal) and number < lowest:
        yield problem_at(record, column, f"this is below {lowest}, the lowest possible", "Check the figure.")
    if isinstance(highest, Decimal) and number > highest:
        yield problem_at(record, column, f"this is above {highest}, the highest possible", "Check the figure.")


def _scale_where_ordinal(records: Records) -> Iterator[Problem]:
    for record in records.get("indicators", ()):
        ordinal, points = record.text("value_type") == "ordinal", scale_of(record)
        if ordinal and len(points) < 2:
            remedy = "List its points from worst to best, parted by semicolons: Poor; Fair; Good."
            yield problem_at(record, "scale", "an ordinal indicator has a scale", remedy)
        if not ordinal and points:
            yield problem_at(record, "scale", "only an ordinal indicator has a scale", "Empty it, or write ordinal.")


def _tolerance_with_kind(records: Records) -> Iterator[Problem]:
    for record in records.get("indicators", ()):
        if not record.has("tolerance", "tolerance_kind"):
            continue
        if (record.value("tolerance") is None) != (record.text("tolerance_kind") == ""):
            remedy = "Fill in both tolerance and tolerance_kind, or neither."
            yield problem_at(record, "tolerance", "a tolerance has a kind, and a kind has a tolerance", remedy)


RULES = (_scale_where_ordinal, _tolerance_with_kind)
