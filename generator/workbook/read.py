"""A workbook that somebody filled in, to the rows on its sheets. The only module that imports python_calamine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from generator.contract import Column, tables
from generator.errors import Problem
from generator.load.convert import CellError
from generator.words import counted
from generator.workbook.cells import shown, text_of
from generator.workbook.layout import CONTEXT
from generator.workbook.marks import SHEET, Key, Marks, NoMarksError, OfTable, read_marks
from generator.workbook.scan import WRITE_AGAIN, NotReadableError, scan
from generator.workbook.sheets import Place, Seen, cell_name
from generator.workbook.write import CHOICES, FIRST

OWN_SHEETS = frozenset({FIRST, CHOICES, SHEET})


@dataclass(frozen=True, slots=True)
class CellProblem(Problem):
    """A problem in one cell of a sheet."""

    sheet: int = 0
    at: Place = (0, 0)

    @property
    def place(self) -> str:
        return f"sheet {self.file}, cell {cell_name(self.at)}"

    @property
    def sort_key(self) -> tuple[str, int, str, str]:
        return (f"sheet {self.sheet:04}", self.at[0], f"{self.at[1]:05}", self.rule)


@dataclass(frozen=True, slots=True)
class Filled:
    """One row of a sheet: its text by column (without the cells that were refused), and where each cell stands."""

    row: int
    texts: Mapping[str, str]
    places: Mapping[str, Place]

    def key(self, of: Sequence[str]) -> Key | None:
        """None where a cell of the key was refused."""
        return tuple(self.texts[name] for name in of) if all(name in self.texts for name in of) else None


@dataclass(frozen=True, slots=True)
class FilledSheet:
    """One table's sheet as it came back; `number` is its place in the marks."""

    number: int
    name: str
    table: str
    rows: tuple[Filled, ...]

    def problem(self, place: Place, rule: str, remedy: str, found: str = "") -> CellProblem:
        return CellProblem(self.name, rule, remedy, found=found, sheet=self.number, at=place)


@dataclass(slots=True)
class Returned:
    """A workbook that came back. `notes` tell what was read although it was out of sight, or not read."""

    marks: Marks
    sheets: list[FilledSheet] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


Values = Mapping[str, Sequence[Sequence[object]]]
"""What stands in the cells of each sheet, row by row from the first."""


def open_workbook(path: Path) -> tuple[Values, Mapping[str, Seen], Marks]:
    """The workbook's values, what else was seen on its sheets, and what it says of itself.

    Raises `NotReadableError`.
    """
    seen = scan(path)
    try:
        book = CalamineWorkbook.from_path(str(path))
        values = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    except BaseException as error:
        # What its library does not expect comes as an exception of its own, which is none of Python's.
        if isinstance(error, CalamineError | OSError | ValueError) or type(error).__name__ == "PanicException":
            raise NotReadableError(Problem(path.name, f"the file is damaged ({error})", WRITE_AGAIN)) from error
        raise
    if not values.keys() <= seen.keys():
        raise NotReadableError(Problem(path.name, "the file is damaged: its sheets are named twice", WRITE_AGAIN))
    try:
        return values, seen, read_marks(values.get(SHEET, ()))
    except NoMarksError as error:
        rule = "this is not a workbook that portal workbook wrote, or its hidden sheet is gone"
        remedy = f"{WRITE_AGAIN} Do not copy its sheets into another file."
        raise NotReadableError(Problem(path.name, rule, remedy)) from error


def read_sheets(path: Path, values: Values, seen: Mapping[str, Seen], marks: Marks) -> Returned:
    """Every sheet that the marks name, as it came back."""
    returned = Returned(marks)
    expected = {of.sheet for of in marks.tables.values()}
    strange = [name for name in values if name not in expected | OWN_SHEETS]
    for number, (name, of) in enumerate(marks.tables.items()):
        if of.sheet not in values:
            rule = f"the sheet {of.sheet} is missing"
            remedy = f"Give it its name again, if it is one of: {', '.join(strange)}." if strange else WRITE_AGAIN
            returned.problems.append(Problem(path.name, rule, remedy))
            continue
        returned.sheets.append(_sheet(number, name, of, values[of.sheet], seen[of.sheet], returned))
    if len(returned.sheets) == len(marks.tables):
        returned.notes += [f"The sheet {name} is not one of the portal's: it was not read." for name in strange]
    return returned


def _sheet(
    number: int, name: str, of: OfTable, values: Sequence[Sequence[object]], seen: Seen, returned: Returned
) -> FilledSheet:
    empty = FilledSheet(number, of.sheet, name, ())
    if seen.hidden_rows:
        rows = counted(seen.hidden_rows, "row")
        returned.notes.append(f"Sheet {of.sheet}: {rows} out of sight, by a filter perhaps, read like the others.")
    if seen.hidden_columns:
        returned.notes.append(f"Sheet {of.sheet}: columns out of sight, read like the others.")
    returned.problems += _hazards(empty, seen)
    columns = _columns(empty, of, values, returned.problems)
    if len(columns) < len(of.columns) or any(place[0] == 0 for place in seen.merged):
        return empty
    bad = seen.formulas | set(seen.errors) | set(seen.merged)
    rows_read = [
        row
        for at, cells in enumerate(values[1:], 1)
        if (row := _row(empty, at, cells, columns, seen, bad, returned.problems)) is not None
    ]
    return FilledSheet(number, of.sheet, name, tuple(rows_read))


def _hazards(sheet: FilledSheet, seen: Seen) -> Iterator[Problem]:
    """What is no plain value, whichever column it stands in."""
    for place in sorted(seen.formulas):
        remedy = "Copy the cell, and paste it over itself with Paste Special ▸ Values."
        yield sheet.problem(place, "this is a formula, and only values are read", remedy, seen.errors.get(place, ""))
    for place in sorted(seen.errors.keys() - seen.formulas):
        yield sheet.problem(place, "this is a spreadsheet's error, not a value", "Type the value.", seen.errors[place])
    for place in sorted(seen.merged):
        yield sheet.problem(place, "cells are merged here", "Unmerge them, and fill in each cell by itself.")


def _columns(
    sheet: FilledSheet, of: OfTable, values: Sequence[Sequence[object]], problems: list[Problem]
) -> dict[str, int]:
    """Where each column of the contract stands on the sheet, by its heading, in whatever order."""
    contract = {column.name: column for column in tables()[sheet.table].columns}
    wanted = {contract[name].title: name for name in of.columns if name in contract}
    shown_only = _shown_only(sheet.table)
    found: dict[str, int] = {}
    strange: list[tuple[int, str]] = []
    for number, value in enumerate(values[0] if values else ()):
        heading = value.strip() if isinstance(value, str) else shown(value)
        if heading in wanted and wanted[heading] not in found:
            found[wanted[heading]] = number
        elif heading in wanted:
            problems.append(sheet.problem((0, number), "this column stands twice", "Delete one.", heading))
        elif heading not in shown_only and (heading or _holds(values, number)):
            strange.append((number, heading))
    missing = [contract[name].title for name in of.columns if name in contract and name not in found]
    for number, heading in strange:
        rule = "the table has no column of this heading" if heading else "this column has no heading"
        remedy = f"Give it its heading again, if it is one of: {', '.join(missing)}; or delete the column."
        problems.append(
            sheet.problem((0, number), rule, remedy if missing else "Delete the column, with all its cells.", heading)
        )
    for heading in missing if not strange else ():
        problems.append(sheet.problem((0, 0), f"the column {heading} is missing", WRITE_AGAIN))
    return {} if missing else found


def _shown_only(table: str) -> frozenset[str]:
    context = CONTEXT.get(table)
    return frozenset(heading for heading, _, _ in context({}).fields) if context is not None else frozenset()


def _holds(values: Sequence[Sequence[object]], column: int) -> bool:
    return any(column < len(row) and row[column] not in ("", None) for row in values)


def _row(
    sheet: FilledSheet,
    at: int,
    cells: Sequence[object],
    columns: Mapping[str, int],
    seen: Seen,
    bad: set[Place],
    problems: list[Problem],
) -> Filled | None:
    """The row; None where nothing stands in it."""
    contract: dict[str, Column] = {column.name: column for column in tables()[sheet.table].columns}
    texts: dict[str, str] = {}
    places = {name: (at, number) for name, number in columns.items()}
    for name, place in places.items():
        value = seen.texts.get(place, cells[place[1]] if place[1] < len(cells) else "")
        if place in bad:
            continue  # has been told
        try:
            texts[name] = text_of(value, sheet.table, contract[name])
        except CellError as error:
            problems.append(sheet.problem(place, error.rule, error.remedy, shown(value)))
    if len(texts) == len(columns) and not any(texts.values()):
        return None
    return Filled(at, texts, places)
