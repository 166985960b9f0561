"""Tables as they stand in their files, cell text and all, for what copies or changes a release.

Nothing is converted and nothing withheld is dropped: what is read here never goes to `derive` or `pages`. A row that
nobody changes is written back byte for byte, however its quotation marks stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from generator.contract import Table
from generator.errors import DataProblems, Problem
from generator.load.gate import BYTE_ORDER_MARK, GateError, read_lines, read_text
from generator.load.headers import check_header


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells in the table's order, and its text in the file, line end included; "" for a new one."""

    cells: tuple[str, ...]
    line: str = ""


@dataclass(frozen=True)
class Rows:
    """One table's file. `head` is all that stands before the first row: the mark of the encoding and the header."""

    table: Table
    head: str
    rows: tuple[Row, ...]

    @property
    def line_end(self) -> str:
        return "\r\n" if self.head.endswith("\r\n") else "\n"

    def cell(self, row: Row, column: str) -> str:
        return row.cells[self.table.header.index(column)]

    def named(self) -> list[dict[str, str]]:
        """The rows' cells by column."""
        header = self.table.header
        return [dict(zip(header, row.cells, strict=True)) for row in self.rows]

    @cached_property
    def _key_places(self) -> tuple[int, ...]:
        return tuple(self.table.header.index(column) for column in self.table.key)

    def key(self, row: Row) -> tuple[str, ...]:
        """What no other row of the table has."""
        return tuple(row.cells[place] for place in self._key_places)

    def content(self, rows: Iterable[Row]) -> bytes:
        """The file with these rows."""
        lines = [self.head if self.head.endswith("\n") else self.head + self.line_end]
        for row in rows:
            line = row.line or csv_line(row.cells, self.line_end)
            lines.append(line if line.endswith("\n") else line + self.line_end)
        return "".join(lines).encode()


def csv_line(cells: Sequence[str], line_end: str) -> str:
    """One record of CSV, quoted only where it has to be."""
    return ",".join(_quoted(cell) for cell in cells) + line_end


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if any(sign in cell for sign in ',"\r\n') else cell


def read_rows(path: Path, file: str, table: Table) -> Rows:
    """Every row of a table's file. Raises `DataProblems` for a file that is not CSV with the table's header."""
    try:
        text = read_text(path, file)
        lines = list(read_lines(text, file))
    except GateError as error:
        raise DataProblems([error.problem]) from error
    header, first = (lines[0][1], lines[0][2]) if lines else ([], "")
    problems = list(check_header(header, table, file))
    wanted = len(table.header)
    for row, cells, _ in lines[1:] if not problems else ():
        if len(cells) != wanted:
            rule = f"the row has {len(cells)} cells where the header has {wanted}"
            problems.append(Problem(file, rule, "Check its commas and quotation marks.", row=row))
    if problems:
        raise DataProblems(problems)
    mark = BYTE_ORDER_MARK if path.read_bytes().startswith(BYTE_ORDER_MARK.encode()) else ""
    return Rows(table, mark + first, tuple(Row(tuple(cells), line) for _, cells, line in lines[1:]))


def read_tables(folder: Path, file: str, tables: Mapping[str, Table]) -> dict[str, Rows]:
    """The release's tables by name, of those given. Raises `DataProblems` with what is wrong in all of them."""
    read: dict[str, Rows] = {}
    problems: list[Problem] = []
    for name, table in tables.items():
        try:
            read[name] = read_rows(folder / f"{name}.csv", f"{file}/{name}.csv", table)
        except DataProblems as found:
            problems.extend(found.problems)
    if problems:
        raise DataProblems(problems)
    return read
