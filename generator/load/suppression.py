"""Small numbers that the public never sees, and what would give them away.

A count of people from 1 to one less than the indicator's `suppress_below` is not published; 0 is. Nor is what lets a
reader work it out: where a total and all of its parts but one are known, the smallest other part goes too, and the
total itself only where no other part is left. This is cell suppression, primary and secondary, as statisticians of the
government do it: https://www.ons.gov.uk/aboutus/transparencyandgovernance/datastrategy/datapolicies/statisticaldisclosurecontrol
A figure that is not published in one release is not published in any: two releases side by side are one table. What
is suppressed can't be found by adding and subtracting; who knows the rule can sometimes narrow it to a few numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from generator.load.measures import indicators_of
from generator.load.records import Record, Records, Sheet
from generator.load.sums import Cell, Sum, cell_of, count_of, figures_of, sums_of
from generator.periods import Period

SUPPRESSED = "suppressed"


@dataclass(frozen=True, slots=True)
class Figures:
    """One indicator in one release: what each row counts (None where no reader knows it), and what adds up to what."""

    below: int
    counts: Mapping[Cell, Decimal | None]
    sums: Sequence[Sum]
    typed: frozenset[Cell] = frozenset()
    """The cells that an officer suppressed."""


def suppress(releases: Sequence[Records]) -> Sequence[Records]:
    """The public records of each release, without the figures that are suppressed in any of them."""
    if not _may_hide(releases):
        return releases
    hidden = cells_to_suppress(_figures_of(releases))
    touched = frozenset((indicator, period) for indicator, period, _, _ in hidden)
    return [
        {
            name: Sheet.of(sheet.source, (_untold(_without(record, hidden), touched) for record in sheet))
            if name in ("observations", "corrections")
            else sheet
            for name, sheet in records.items()
        }
        for records in releases
    ]


def _may_hide(releases: Iterable[Records]) -> bool:
    """Whether any indicator has a limit, or any figure was suppressed by an officer: else there is nothing to do."""
    return any(
        any(limit is not None for limit in _standing(records, "indicators", "suppress_below"))
        or SUPPRESSED in _standing(records, "observations", "value_status")
        for records in releases
    )


def _standing(records: Records, table: str, column: str) -> frozenset[object]:
    return records[table].distinct(column) if table in records else frozenset()


def telling(sums: Iterable[Sum], counts: Mapping[Cell, Decimal | None]) -> list[Sum]:
    """The sums that tell a reader something: all their parts are there, or those that are there do make the whole."""
    return [each for each in sums if each.complete or _holds(each, counts)]


def _holds(each: Sum, counts: Mapping[Cell, Decimal | None]) -> bool:
    parts = [count for part in each.parts if (count := counts[part]) is not None]
    return len(parts) == len(each.parts) and sum(parts) == counts[each.whole]


def cells_to_suppress(figures: Sequence[Figures]) -> frozenset[Cell]:
    """Every cell that no release may publish."""
    small = (cell for each in figures for cell, count in each.counts.items() if _is_small(count, each.below))
    hidden = frozenset(small).union(*(each.typed for each in figures))
    while True:
        found = hidden.union(*(_protected(each, hidden) for each in figures))
        if found == hidden:
            return hidden
        hidden = found


def _is_small(count: Decimal | None, below: int) -> bool:
    return count is not None and 0 < count < below


def _protected(figures: Figures, hidden: frozenset[Cell]) -> frozenset[Cell]:
    """`hidden`, with as much more as it takes that none of it can be worked out."""
    while True:
        told = worked_out(figures, hidden)
        cells = [cell for cell in figures.counts if cell in told]
        more = {cover for cell in cells if (cover := _cover(cell, figures, hidden)) is not None}
        if not more:
            return hidden
        hidden |= more


def worked_out(figures: Figures, hidden: frozenset[Cell]) -> frozenset[Cell]:
    """The hidden cells that a reader can work out from the sums. What is hidden counts at least 1."""
    unknown = _unknown(figures, hidden)
    found = set(_determined(figures.sums, unknown))
    for each in figures.sums:
        lost = [part for part in each.parts if part in unknown]
        if hidden.issuperset(lost) and _rest(each, figures, unknown) == len(lost):
            found.update(lost)
    return frozenset(found & hidden)


def _rest(each: Sum, figures: Figures, unknown: frozenset[Cell]) -> Decimal | None:
    """What the unknown parts of a sum make together; None where the whole is not known."""
    whole = None if each.whole in unknown else figures.counts[each.whole]
    if whole is None:
        return None
    return whole - sum(figures.counts[part] or 0 for part in each.parts if part not in unknown)


def _unknown(figures: Figures, hidden: frozenset[Cell]) -> frozenset[Cell]:
    return hidden | {cell for cell, count in figures.counts.items() if count is None}


def _determined(sums: Iterable[Sum], unknown: frozenset[Cell]) -> Iterable[Cell]:
    """The unknowns with one solution: each sum is an equation, and elimination leaves them alone in theirs."""
    solved: dict[Cell, dict[Cell, Fraction]] = {}
    for each in sums:
        row = {cell: Fraction(1 if cell == each.whole else -1) for cell in each.terms if cell in unknown}
        for cell in [cell for cell in row if cell in solved]:
            row = _less(row, solved[cell], row[cell])
        if row:
            lead, factor = next(iter(row.items()))
            row = {cell: number / factor for cell, number in row.items()}
            solved = {cell: _less(other, row, other.get(lead, Fraction(0))) for cell, other in solved.items()}
            solved[lead] = row
    return [cell for cell, row in solved.items() if len(row) == 1]


def _less(row: Mapping[Cell, Fraction], other: Mapping[Cell, Fraction], times: Fraction) -> dict[Cell, Fraction]:
    """The one equation less a multiple of the other."""
    result = dict(row)
    for cell, number in other.items() if times else ():
        result[cell] = result.get(cell, Fraction(0)) - times * number
    return {cell: number for cell, number in result.items() if number}


def _cover(cell: Cell, figures: Figures, hidden: frozenset[Cell]) -> Cell | None:
    """What to suppress beside a cell that can be worked out: from the sum that says most about it.

    Where all of its own sums are hidden already, from those that these hang together with.
    """
    unknown, reached, seen = _unknown(figures, hidden), {cell}, 0
    while len(reached) > seen:
        seen = len(reached)
        near = [each for each in figures.sums if not reached.isdisjoint(each.terms)]
        for each in sorted(near, key=lambda each: sum(term in unknown for term in each.terms)):
            if (found := _smallest_other(each, figures, unknown)) is not None:
                return found
        reached.update(term for each in near for term in each.terms if term in unknown)
    return None


def _smallest_other(each: Sum, figures: Figures, unknown: frozenset[Cell]) -> Cell | None:
    """The smallest part that is known and not 0; the whole where there is none; None where that is hidden too."""
    others = [(count, part) for part in each.parts if part not in unknown and (count := figures.counts[part])]
    if others:
        return min(others, key=lambda other: other[0])[1]
    return None if each.whole in unknown or not figures.counts[each.whole] else each.whole


def _figures_of(releases: Sequence[Records]) -> list[Figures]:
    """The figures of every indicator that has a limit, or that an officer suppressed a figure of, in any release."""
    limits: dict[str, int] = {}
    for records in releases:
        for id, indicator in indicators_of(records).items():
            if isinstance(below := indicator.value("suppress_below"), int):
                limits[id] = max(below, limits.get(id, 0))
        sheet = records.get("observations")
        for record in sheet.where(lambda status: status == SUPPRESSED, "value_status") if sheet else ():
            limits.setdefault(record.text("indicator"), 0)
    return [
        _figures(records, indicator, limits[id], figures[id])
        for records in releases
        for figures in [figures_of(records, limits)]
        for id, indicator in indicators_of(records).items()
        if id in limits
    ]


def _figures(records: Records, indicator: Record, below: int, rows: Mapping[Cell, Record]) -> Figures:
    counts = {cell: count_of(record, indicator) for cell, record in rows.items()}
    return Figures(
        below,
        counts,
        telling(sums_of(records, indicator, rows), counts),
        frozenset(cell for cell, record in rows.items() if record.text("value_status") == SUPPRESSED),
    )


def _without(record: Record, hidden: frozenset[Cell]) -> Record:
    if record.table != "observations" or cell_of(record) not in hidden:
        return record
    gone = {"value": "", "value_status": SUPPRESSED, "numerator": None, "denominator": None, "note": ""}
    return record.changed(gone)


def _untold(record: Record, touched: frozenset[tuple[str, Period]]) -> Record:
    """A correction of an indicator's period with anything suppressed in it tells no figures."""
    place = (record.text("thing"), record.value("period"))
    if record.table != "corrections" or record.text("thing_kind") != "indicator" or place not in touched:
        return record
    return record.changed({"before": "", "after": ""})
