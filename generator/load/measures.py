"""Rules on indicators, and what the rules on their values and targets share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from generator.errors import Problem
from generator.load.convert import Value
from generator.load.numbers import NumberError, parse_number
from generator.load.records import Record, Records, Sheet, problem_at

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


def misfits(
    sheet: Sheet, column: str, indicators: Mapping[str, Record], *, spared: frozenset[str] = frozenset()
) -> Iterator[Problem]:
    """What is wrong with a column's values or bounds, each of the indicator that its row names, but for empty cells.

    Many indicators can take the same: what one of them can't is found out once for all. With `spared`, rows of these
    statistics are let pass, and empty cells are not.
    """
    kinds, firsts = _kinds_of(indicators)
    of_rows = [kinds.get(id) for id in sheet.columns("indicator")]
    if spared:
        statistics = sheet.columns("statistic")
        of_rows = [None if each in spared else kind for each, kind in zip(statistics, of_rows, strict=True)]

    def is_misfit(kind: int | None, cell: str | None) -> bool:
        return kind is not None and bool(cell or spared) and any(_faults(cell or "", firsts[kind]))

    for record in sheet.where(is_misfit, of_rows, list(sheet.columns(column))):
        for rule, remedy in _faults(record.text(column), indicators[record.text("indicator")]):
            yield problem_at(record, column, rule, remedy)


def _kinds_of(indicators: Mapping[str, Record]) -> tuple[Mapping[str, int], Sequence[Record]]:
    """A number for each indicator, the same for those that can take the same values; and the first of each number."""
    numbers: dict[tuple[Value, ...], int] = {}
    firsts: list[Record] = []
    kinds: dict[str, int] = {}
    for id, record in indicators.items():
        limits = tuple(record.value(column) for column in ("value_type", "scale", "minimum", "maximum"))
        kinds[id] = numbers.setdefault(limits, len(firsts))
        if kinds[id] == len(firsts):
            firsts.append(record)
    return kinds, firsts


def _faults(cell: str, indicator: Record) -> Iterator[tuple[str, str]]:
    """The rules that a value or bound breaks: it is a plain number in range, or a point of the scale."""
    kind = indicator.text("value_type")
    if kind == "ordinal" and cell not in scale_of(indicator):
        yield "this is no point of the indicator's scale", f"Use one of: {indicator.text('scale')}."
    if kind != "number":
        return
    try:
        number = parse_number(cell)
    except NumberError as error:
        yield error.rule, error.remedy
        return
    lowest, highest = indicator.value("minimum"), indicator.value("maximum")
    if isinstance(lowest, Decimal) and number < lowest:
        yield f"this is below {lowest}, the lowest possible", "Check the figure."
    if isinstance(highest, Decimal) and number > highest:
        yield f"this is above {highest}, the highest possible", "Check the figure."


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
