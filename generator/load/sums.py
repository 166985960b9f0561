"""Which figures add up to which: areas to the one they lie in, groups to everyone, quarters to their year."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.load.measures import COUNTED, number_in
from generator.load.records import Record, Records
from generator.load.trees import ancestors, parents_of
from generator.periods import Kind, Period

Cell = tuple[str, Period, str, str]
"""Where a figure stands: indicator, period, area, breakdown."""

Groups = Mapping[str, Mapping[str, Sequence[str]]]
"""What lies in an area, or belongs to a group of people: its parts by their kind."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A figure and the parts that make it. Not `complete` where a part that the tables know has no row."""

    whole: Cell
    parts: tuple[Cell, ...]
    complete: bool

    @property
    def terms(self) -> tuple[Cell, ...]:
        return (self.whole, *self.parts)


def cell_of(record: Record) -> Cell | None:
    """Where an observation stands; None where one of its cells was refused."""
    period = record.value("period")
    if not isinstance(period, Period) or not record.has("indicator", "area", "breakdown"):
        return None
    return record.text("indicator"), period, record.text("area"), record.text("breakdown")


def count_of(record: Record, indicator: Record) -> Decimal | None:
    """How many an observation counts: its numerator, or the value of an indicator that counts. None for no count."""
    numerator = record.value("numerator")
    if isinstance(numerator, Decimal):
        return numerator
    if indicator.text("value_type") == "number" and indicator.text("unit_of_measure") in COUNTED:
        return number_in(record.text("value"))
    return None


def groups_of(records: Iterable[Record], key: str) -> Groups:
    """Every row's parts, by their kind: those right below it, and those further down with no fellow in between."""
    records = list(records)
    parents, kinds = parents_of(records, key), {record.text(key): record.text("kind") for record in records}
    groups: dict[str, dict[str, list[str]]] = {}
    for id, kind in kinds.items():
        for above in ancestors(id, parents):
            groups.setdefault(above, {}).setdefault(kind, []).append(id)
            if kinds.get(above) == kind:
                break
    return groups


def figures_of(records: Records, indicators: Collection[str]) -> Mapping[str, dict[Cell, Record]]:
    """The observations of each of these indicators, by where they stand."""
    found: dict[str, dict[Cell, Record]] = {id: {} for id in indicators}
    sheet = records.get("observations")
    for record in sheet.where(found.__contains__, "indicator") if sheet and found else ():
        if (cell := cell_of(record)) is not None:
            found[cell[0]][cell] = record
    return found


def sums_of(records: Records, indicator: Record, cells: Collection[Cell]) -> list[Sum]:
    """The sums among these figures, which are all of one indicator, those with the fewest parts first."""
    areas, breakdowns = (
        groups_of(records.get(table, ()), key) for table, key in (("areas", "area"), ("breakdowns", "breakdown"))
    )
    found = list(sums_by_place(cells, areas, breakdowns))
    if indicator.text("accumulation") == "in period":
        found.extend(sums_by_time(cells))
    return sorted(found, key=lambda each: len(each.parts))


def sums_by_place(cells: Collection[Cell], areas: Groups, breakdowns: Groups) -> Iterator[Sum]:
    """An area and its parts of one kind; a group of people and its parts of one kind."""
    present = frozenset(cells)
    for whole in cells:
        indicator, period, area, breakdown = whole
        for ids in areas.get(area, {}).values():
            yield from _sum(whole, [(indicator, period, id, breakdown) for id in ids], present)
        for ids in breakdowns.get(breakdown, {}).values():
            yield from _sum(whole, [(indicator, period, area, id) for id in ids], present)


def _sum(whole: Cell, parts: Sequence[Cell], present: frozenset[Cell]) -> Iterator[Sum]:
    """One part alone makes no sum: nobody would take it for the whole."""
    found = tuple(part for part in parts if part in present)
    if len(found) > 1:
        yield Sum(whole, found, complete=len(found) == len(parts))


def sums_by_time(cells: Collection[Cell]) -> Iterator[Sum]:
    """A year and its quarters, a quarter and its months: every period that shorter ones of one kind fill."""
    for whole in cells:
        within = [cell for cell in cells if _is_within(cell, whole)]
        for kind in dict.fromkeys(cell[1].kind for cell in within):
            parts = tuple(cell for cell in within if cell[1].kind is kind)
            if len(parts) > 1 and sum(cell[1].days for cell in parts) == whole[1].days:
                yield Sum(whole, parts, complete=True)


def _is_within(cell: Cell, whole: Cell) -> bool:
    same_place = (cell[0], *cell[2:]) == (whole[0], *whole[2:])
    return same_place and cell[1].kind not in (whole[1].kind, Kind.SPAN) and whole[1].contains(cell[1])
