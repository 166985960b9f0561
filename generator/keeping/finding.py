"""The one row that an officer means: by its thing, its period and, where that leaves several, other cells of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from generator.contract import THING_TABLES, tables
from generator.errors import UsageError
from generator.load.convert import CellError, convert
from generator.load.facts import FACTS, key_of
from generator.load.measures import COUNTED, number_in
from generator.seals import OF_A_THING, Row, Tables

EVERYONE = "all"
"""The breakdown that is no breakdown."""

COLUMNS_OF: Mapping[str, tuple[str, str]] = {
    **{name: (facts.kind, facts.column) for name, facts in FACTS.items()},
    **OF_A_THING,
}
"""The tables in which things are corrected, with the kind of the thing and the column of its id; facts come first."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be corrected. `where` are other cells of the row, by column; `table` is "" where that is plain."""

    kind: str
    thing: str
    period: str = ""
    where: Mapping[str, str] = field(default_factory=dict)
    table: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The row: its table, its number as a spreadsheet counts, its cells, and what kind of thing it is about."""

    table: str
    number: int
    row: Row
    kind: str
    thing: str

    def words(self, column: str, release: Tables) -> str:
        """What of it is changed, in a few words, such as "Value, mill-ward"."""
        usual = {EVERYONE, "target", *whole_areas(release)}
        title = next(each.title for each in tables()[self.table].columns if each.name == column)
        key = [column for column in tables()[self.table].key if column not in (COLUMNS_OF[self.table][1], "period")]
        parts = [cell for each in key if (cell := self.row.get(each, "")) not in usual]
        return ", ".join([title, *parts])


def wanted_of(text: str, period: str, where: Sequence[str], table: str) -> Wanted:
    """From what was typed: `indicator:ni-178`, and `area=mill-ward` for each of `where`. Raises `UsageError`."""
    kind, _, thing = text.partition(":")
    kinds = sorted({kind for kind, _ in COLUMNS_OF.values()})
    kind = kind.replace("-", " ").strip()
    if kind not in kinds or not thing:
        raise UsageError(f"--thing {text}: write KIND:ID, such as indicator:ni-178. The kinds are: {', '.join(kinds)}.")
    cells = dict(each.split("=", 1) for each in where if "=" in each)
    if len(cells) != len(where):
        raise UsageError("--where: write COLUMN=CELL, such as --where area=mill-ward.")
    return Wanted(kind, thing.strip(), period, cells, table)


def find(release: Tables, wanted: Wanted, columns: Sequence[str]) -> Found:
    """The row of the release. Raises `UsageError`, saying what would tell it from others, where there is not one."""
    table = _table(wanted, columns)
    known = COLUMNS_OF[table][1]
    rows = [(number, row) for number, row in enumerate(release.get(table, ()), 2) if row.get(known) == wanted.thing]
    if not rows:
        holder = THING_TABLES[wanted.kind]
        raise UsageError(f"{table}.csv has no row of {wanted.kind} {wanted.thing}. Its id stands in {holder}.csv.")
    cells = {**({"period": wanted.period} if wanted.period else {}), **wanted.where}
    fitting = [(number, row) for number, row in rows if all(row.get(name) == cell for name, cell in cells.items())]
    if len(fitting) > 1:
        fitting = _plain(fitting, release, cells) or fitting
    if len(fitting) != 1:
        raise UsageError(_which(table, wanted, [row for _, row in fitting or rows], few=bool(fitting)))
    number, row = fitting[0]
    return Found(table, number, row, wanted.kind, wanted.thing)


def _table(wanted: Wanted, columns: Sequence[str]) -> str:
    fitting = [name for name, (kind, _) in COLUMNS_OF.items() if kind == wanted.kind]
    fitting = [name for name in fitting if wanted.table in ("", name)]
    if not fitting:
        raise UsageError(f"--table {wanted.table}: no table of this name tells of a {wanted.kind}.")
    found = [name for name in fitting if set(columns) <= set(tables()[name].header)]
    if not found:
        listed = "; ".join(f"{name}: {', '.join(tables()[name].header)}" for name in fitting)
        raise UsageError(f"--column {', '.join(columns)}: no table has this. What there is: {listed}.")
    return next(
        (name for name in found if name in FACTS and {*FACTS[name].lasting, *FACTS[name].own} >= set(columns)), found[0]
    )


def _plain(rows: Sequence[tuple[int, Row]], release: Tables, given: Mapping[str, str]) -> list[tuple[int, Row]]:
    """Of an indicator's rows those for everybody everywhere, and the targets that are no stretch."""
    whole = whole_areas(release)
    usual = {"area": whole, "breakdown": {EVERYONE}, "kind": {"target"}}
    return [
        (number, row)
        for number, row in rows
        if all(name in given or name not in row or row[name] in usual[name] for name in usual)
    ]


def whole_areas(release: Tables) -> set[str]:
    """The areas that are all of it."""
    return {row["area"] for row in release.get("areas", ()) if row["kind"] == "whole"}


def _which(table: str, wanted: Wanted, rows: Sequence[Row], *, few: bool) -> str:
    key = [column for column in tables()[table].key if column != COLUMNS_OF[table][1]]
    options = {column: list(dict.fromkeys(row.get(column, "") for row in rows)) for column in key}
    told = "; ".join(
        f"{'--period' if column == 'period' else f'--where {column}='} one of {', '.join(cells)}"
        for column, cells in options.items()
        if cells
    )
    what = "has several rows" if few else "has no such row"
    return f"{table}.csv {what} of {wanted.kind} {wanted.thing}. Say which: {told}."


def check_cells(found_in: str, cells: Mapping[str, str]) -> None:
    """Raises `UsageError` for a cell that the table's column does not take."""
    for column in tables()[found_in].columns:
        if column.name in cells:
            try:
                convert(column, cells[column.name])
            except CellError as error:
                raise UsageError(f"--after {cells[column.name]}: {error}") from error


def row_like(found: Found, release: Tables) -> Row | None:
    """The row of another release, or another version, that is about the same; None where there is none."""
    key = key_of(found.table, found.row)
    return next((row for row in release.get(found.table, ()) if key_of(found.table, row) == key), None)


def count_in(row: Row, indicator: Row) -> Decimal | None:
    """How many people an observation counts; None where it counts none, or nobody knows."""
    if row.get("numerator"):
        return number_in(row["numerator"])
    return number_in(row.get("value", "")) if indicator.get("unit_of_measure") in COUNTED else None
