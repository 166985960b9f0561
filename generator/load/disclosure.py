"""Rules on suppressed figures: none still stands in its row, and none can be worked out from its neighbours."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.errors import Problem
from generator.load.measures import COUNTED, indicators_of, number_in
from generator.load.records import Record, Records, problem_at
from generator.load.sums import Cell, Sum, cell_of, count_of, figures_of, sums_of
from generator.load.suppression import SUPPRESSED


def _suppressed_is_gone(records: Records) -> Iterator[Problem]:
    """Its value is told by the rule on values and their status."""
    for record in _suppressed(records):
        if record.value("numerator") is not None:
            yield problem_at(record, "numerator", "the suppressed figure still stands here", "Empty this cell.")


def _suppressed(records: Records) -> Iterator[Record]:
    sheet = records.get("observations")
    return sheet.where(lambda status: status == SUPPRESSED, "value_status") if sheet else iter(())


def _counts_of_rates(records: Records) -> Iterator[Problem]:
    """A rate says how many people it counts only by its numerator."""
    rates = {
        id
        for id, indicator in indicators_of(records).items()
        if indicator.value("suppress_below") is not None and indicator.text("unit_of_measure") not in COUNTED
    }
    sheet = records.get("observations")
    for record in sheet.where(rates.__contains__, "indicator") if sheet and rates else ():
        if record.has("value", "numerator") and record.text("value") and record.value("numerator") is None:
            rule = "small numbers of this indicator are suppressed, and how many this value counts is not said"
            remedy = "Give the numerator, or write suppressed and empty the value."
            yield problem_at(record, "numerator", rule, remedy)


def _can_not_be_worked_out(records: Records) -> Iterator[Problem]:
    """Where the portal suppresses by itself, it takes care of the neighbours."""
    indicators = indicators_of(records)
    typed = {cell[0] for record in _suppressed(records) if (cell := cell_of(record)) is not None}
    typed = {id for id in typed if id in indicators and indicators[id].value("suppress_below") is None}
    figures = figures_of(records, typed)
    for id, indicator in indicators.items():
        if id in typed:
            told, rows = set[Cell](), figures[id]
            for each in sums_of(records, indicator, rows):
                lost = [cell for cell in each.terms if count_of(rows[cell], indicator) is None]
                if each.complete and len(lost) == 1 and lost[0] not in told:
                    told.update(lost)
                    yield from _revealed(rows[lost[0]], each, rows)


def _revealed(record: Record, by: Sum, rows: dict[Cell, Record]) -> Iterator[Problem]:
    if record.text("value_status") == SUPPRESSED:
        others = [rows[cell] for cell in by.terms if rows[cell] is not record]
        places = ", ".join(str(other.row) for other in others[:-1])
        rule = f"this figure can be worked out from rows {places} and {others[-1].row}"
        remedy = (
            "Suppress another part too; or give the indicator suppress_below and all figures: the portal does the rest."
        )
        yield problem_at(record, "value_status", rule, remedy)


def _corrections_keep_it(records: Records) -> Iterator[Problem]:
    """A correction of a small number would tell it."""
    counted = {id: row for id, row in indicators_of(records).items() if row.text("unit_of_measure") in COUNTED}
    limits = {id: record.value("suppress_below") for id, record in counted.items()}
    for record in records.get("corrections", ()):
        below = limits.get(record.text("thing")) if record.text("thing_kind") == "indicator" else None
        for column in ("before", "after") if isinstance(below, int) else ():
            number = number_in(record.text(column))
            if number is not None and 0 < number < Decimal(str(below)):
                rule = f"numbers of this indicator below {below} are suppressed"
                yield problem_at(record, column, rule, "Empty this cell.")


OF_A_PERIOD = {
    "observations": ("indicator", "indicator"),
    "targets": ("indicator", "indicator"),
    "plan_updates": ("plan item", "item"),
    "risk_scores": ("risk", "risk"),
}
"""Tables whose rows are corrected by thing and period, with the kind of the thing and the column of its id."""


def _corrections_withhold_it(records: Records) -> Iterator[Problem]:
    """What a withheld row says must not stand in a correction that everybody reads."""
    if not records.get("corrections"):
        return
    told: dict[tuple[str, str, object], set[str]] = {}
    withheld: set[tuple[str, str, object]] = set()
    for table, (kind, column) in OF_A_PERIOD.items():
        for record in records.get(table, ()):
            place = (kind, record.text(column), record.value("period"))
            if record.withheld:
                withheld.add(place)
            else:
                told.setdefault(place, set()).update(map(str, record.values.values()))
    for record in records.get("corrections", ()):
        place = (record.text("thing_kind"), record.text("thing"), record.value("period"))
        if not record.withheld and place in withheld and record.text("after") not in {"", *told.get(place, ())}:
            rule = "what is corrected here is withheld, and this row would tell it"
            yield problem_at(record, "after", rule, "Withhold this row as well, or empty the cells before and after.")


RULES = (
    _suppressed_is_gone,
    _counts_of_rates,
    _can_not_be_worked_out,
    _corrections_keep_it,
    _corrections_withhold_it,
)
