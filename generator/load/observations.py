"""Rules on the values of indicators."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from generator.errors import Problem
from generator.load.measures import COUNTED, indicators_of, misfits, number_in
from generator.load.records import Record, Records, problem_at
from generator.load.sums import cell_of, groups_of, sums_by_place
from generator.periods import Period

WITHOUT_VALUE = frozenset({"not reported", "not legible", "to be completed", "suppressed"})
"""Value statuses that say why there is no value."""

SUSPICIOUS = 100
"""A value so many times its predecessor, or so small a part of it, has to be confirmed."""


def _value_or_its_status(records: Records) -> Iterator[Problem]:
    sheet = records.get("observations")
    for record in sheet.where(_is_without, "value", "value_status") if sheet else ():
        if not record.has("value", "value_status"):
            continue
        without = record.text("value_status") in WITHOUT_VALUE
        if without and record.text("value"):
            rule = f"a value is given, and the status says “{record.text('value_status')}”"
            remedy = (
                "Empty the value."
                if record.text("value_status") == "suppressed"
                else "Write final, or empty the value."
            )
            yield problem_at(record, "value_status", rule, remedy)
        if not without and not record.text("value"):
            rule = "there is no value, and no status that says why"
            yield problem_at(record, "value_status", rule, "Write “not reported” or another code that says why.")


def _is_without(value: str | None, status: str | None) -> bool:
    return not value or status in WITHOUT_VALUE


def _values_fit(records: Records) -> Iterator[Problem]:
    if sheet := records.get("observations"):
        yield from misfits(sheet, "value", indicators_of(records))


def _parts_of_ratios(records: Records) -> Iterator[Problem]:
    indicators = indicators_of(records)
    for record in _with_parts(records):
        above, below = record.value("numerator"), record.value("denominator")
        indicator = indicators.get(record.text("indicator"))
        if not isinstance(above, Decimal) or not isinstance(below, Decimal) or indicator is None:
            continue
        if below == 0:
            rule = "a numerator stands over a denominator of 0"
            yield problem_at(record, "denominator", rule, "Correct it, or empty the value and say why.")
        elif indicator.text("unit_of_measure") == "%":
            yield from _percentage_matches(record, indicator, 100 * above / below)


def _with_parts(records: Records) -> Iterator[Record]:
    sheet = records.get("observations")
    if not sheet or sheet.distinct("numerator") == {None}:  # as nearly always
        return iter(())
    given = [None not in parts for parts in sheet.columns("numerator", "denominator")]
    return sheet.where(bool, given)


def _of_indicators(records: Records, ids: Collection[str]) -> Iterator[Record]:
    sheet = records.get("observations")
    return sheet.where(ids.__contains__, "indicator") if sheet and ids else iter(())


def _percentage_matches(record: Record, indicator: Record, expected: Decimal) -> Iterator[Problem]:
    value, decimals = number_in(record.text("value")), indicator.value("decimals")
    places = Decimal(1).scaleb(-decimals) if isinstance(decimals, int) else Decimal("0.01")
    if value is not None and abs(value - expected.quantize(places, ROUND_HALF_UP)) > places:
        rule = f"numerator over denominator is {expected.quantize(places, ROUND_HALF_UP)}%"
        yield problem_at(record, "value", rule, "Correct the value, the numerator or the denominator.")


def _parts_make_the_whole(records: Records) -> Iterator[Problem]:
    """Counts of the groups or areas of one kind add up to the count of what they are part of.

    Only an officer knows whether the parts are all there are, so this is to be confirmed, not refused.
    """
    counts = {id for id, record in indicators_of(records).items() if record.text("unit_of_measure") in COUNTED}
    rows = {cell: record for record in _of_indicators(records, counts) if (cell := cell_of(record)) is not None}
    areas, breakdowns = (
        groups_of(records.get(table, ()), key) for table, key in (("areas", "area"), ("breakdowns", "breakdown"))
    )
    for each in sums_by_place(rows, areas, breakdowns):
        record, parts = rows[each.whole], [rows[cell] for cell in each.parts]
        total, numbers = number_in(record.text("value")), [number_in(part.text("value")) for part in parts]
        given = [number for number in numbers if number is not None]
        whole_told = total is not None and each.complete and len(given) == len(parts)
        if whole_told and sum(given) != total and not record.text("confirmed"):
            column = "area" if each.parts[0][2] != each.whole[2] else "breakdown"
            rule = f"{' and '.join(part.text(column) for part in parts)} add up to {sum(given)}"
            remedy = "Correct the total or its parts; or, if parts are missing, say so in “confirmed”."
            yield problem_at(record, "value", rule, remedy, warning=True)


def _sudden_figures(records: Records) -> Iterator[Problem]:
    """A hundred times its predecessor, or a hundredth: to be confirmed in the data, not refused."""
    series: dict[tuple[str, str, str, str], list[tuple[Period, Decimal, Record]]] = {}
    for record in _of_indicators(records, _far_apart(records)):
        period, value = record.value("period"), number_in(record.text("value"))
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


def _far_apart(records: Records) -> Collection[str]:
    """The indicators that have figures so unlike that one may be sudden: by far the most have not."""
    sheet = records.get("observations")
    cells = sheet.distinct("value") if sheet else ()
    sizes = {cell: abs(number) for cell in cells if isinstance(cell, str) and (number := number_in(cell))}
    if not sheet or not _is_far(sizes.values()):
        return ()
    values: dict[str, set[str]] = {}
    for indicator, cell in sheet.columns("indicator", "value"):
        values.setdefault(indicator, set()).add(cell)
    return {id for id, own in values.items() if _is_far([sizes[cell] for cell in own if cell in sizes])}


def _is_far(sizes: Collection[Decimal]) -> bool:
    """Whether they may be as far apart as that, a little less for what division rounds."""
    return bool(sizes) and max(sizes) >= min(sizes) * (SUSPICIOUS - 1)


RULES = (_value_or_its_status, _values_fit, _parts_of_ratios, _parts_make_the_whole, _sudden_figures)
