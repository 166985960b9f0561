"""One CSV file to records: every row read, converted cell by cell, with its place kept for messages.

Records stay inside `load`: those that are withheld are dropped before anything becomes an object of the model.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import cast

from generator.contract import WITHHOLDING_COLUMNS, Table
from generator.errors import Problem
from generator.load.characters import seen
from generator.load.convert import CellError, Value, convert
from generator.load.gate import SAVE_AS_CSV, GateError, read_lines, read_text
from generator.load.withholding import PUBLIC, WITHHELD, Decision, Moment, decide
from generator.periods import Deadline, Period


@dataclass(frozen=True, slots=True)
class Record:
    """One row. `values` lacks the columns whose cells were refused; `row` counts as a spreadsheet does.

    `waits` is whether it is withheld for a pre-election period only.
    """

    table: str
    file: str
    row: int
    values: dict[str, Value]
    withheld: bool
    waits: bool = False

    def has(self, *columns: str) -> bool:
        """Whether every one of the cells was accepted: a refused one has been told already."""
        return all(column in self.values for column in columns)

    def text(self, column: str) -> str:
        """The text in `column`, "" where it is absent."""
        return str(self.values.get(column) or "")


Records = Mapping[str, Sequence[Record]]
"""A release's records by table; a table that is absent has none."""


def problem_at(record: Record, column: str, rule: str, remedy: str, *, warning: bool = False) -> Problem:
    """The problem with one cell of a record."""
    value = record.values.get(column)
    found = value.token if isinstance(value, Period | Deadline) else "" if value in (None, ()) else str(value)
    return Problem(record.file, rule, remedy, record.row, column, found, warning)


@dataclass(frozen=True, slots=True)
class Known:
    """What a sound row came to: its values, what it says itself of being withheld, and its key as it looks."""

    values: dict[str, Value]
    own: Decision
    key: tuple[str, ...]


Memory = defaultdict[str, dict[str, Known]]
"""What rows came to, by table and by their text. A release repeats most rows of the one before it."""


def read_records(
    path: Path,
    file: str,
    table: Table,
    at: Moment,
    problems: list[Problem],
    above: Decision = PUBLIC,
    memory: Memory | None = None,
) -> list[Record] | None:
    """Every row of the file, or None when the file can't be trusted as a whole. Adds to `problems`.

    `above` is what was decided of the table, or of its whole package: no row is more open than what holds it. `memory`
    is what was read before of the same publisher at the same moment, and is added to.
    """
    remembered = memory[table.name] if memory is not None else {}
    try:
        rows = read_lines(read_text(path, file), file, remembered)
        _, header, _ = next(rows, (1, [], ""))
        problems_of_header = list(check_header(header, table, file))
        body = [] if problems_of_header else list(rows)
    except GateError as error:
        problems.append(error.problem)
        return None
    if problems_of_header:
        problems.extend(problems_of_header)
        return None
    records, keys, empty = list[Record](), list[tuple[str, ...] | None](), list[int]()
    known: list[dict[str, Value]] = [{} for _ in table.columns]
    width = len(table.columns)
    for row, cells, line in body:
        if (same := remembered.get(line)) is not None:
            records.append(_record(table, file, row, same.values, above, same.own))
            keys.append(same.key)
        elif len(cells) != width:
            rule = f"the row has {len(cells)} cells where the header has {width}"
            problems.append(
                Problem(file, rule, "Check its commas and quotation marks.", row=row, found=",".join(cells))
            )
        elif not any(cells):
            empty.append(row)
        else:
            before = len(problems)
            values = _values(cells, row, file, table, known, problems)
            own = _decision(values, row, file, at, problems)
            records.append(_record(table, file, row, values, above, own))
            key = _key(values, table)
            keys.append(key)
            if key is not None and len(problems) == before and line.endswith("\n"):
                remembered[line] = Known(values, own, key)
    problems.extend(_check_empty(empty, file))
    problems.extend(_check_keys(records, keys, table))
    return records


def _record(table: Table, file: str, row: int, values: dict[str, Value], above: Decision, own: Decision) -> Record:
    if not (above.withheld or own.withheld):
        return Record(table.name, file, row, values, False)
    waits = all(each.waits for each in (above, own) if each.withheld)
    return Record(table.name, file, row, values, True, waits)


def _check_empty(rows: Iterable[int], file: str) -> Iterable[Problem]:
    """One problem for each run of empty rows: spreadsheets leave hundreds below a table."""
    for _, together in groupby(enumerate(rows), key=lambda numbered: numbered[1] - numbered[0]):
        run = [row for _, row in together]
        rule = "the row is empty" if len(run) == 1 else f"rows {run[0]} to {run[-1]} are empty"
        yield Problem(file, rule, "Delete it." if len(run) == 1 else "Delete them.", row=run[0])


def check_header(header: Sequence[str], table: Table, file: str) -> Iterable[Problem]:
    """Every way in which the first row is not the table's header."""
    if tuple(header) == table.header:
        return
    if not header:
        yield Problem(file, "the file is empty", f"Give it the header: {','.join(table.header)}.")
        return
    if len(header) == 1 and header[0].count(";") > 1:
        rule = "the columns are parted by semicolons, as Excel writes them in some countries"
        yield Problem(file, rule, SAVE_AS_CSV, 1, found=header[0])
        return
    if 2 * len(set(header) & set(table.header)) < len(table.header):
        remedy = f"The first row is exactly {','.join(table.header)}, and nothing stands above it."
        yield Problem(file, "these are not the names of the table's columns", remedy, 1)
        return
    missing = [name for name in table.header if name not in header]
    unknown = [name for name in header if name not in table.header]
    repeated = sorted({name for name in header if header.count(name) > 1})
    for name in missing:
        yield Problem(file, "this column is missing", f"Add it; the header is {','.join(table.header)}.", 1, name)
    for name in unknown:
        if name:
            yield Problem(file, "the table has no column of this name", "Delete or rename it.", 1, name, name)
        else:
            number = f"number {header.index(name) + 1}"
            yield Problem(file, "this column has no name", "Delete it, with all its cells.", 1, number)
    for name in repeated:
        yield Problem(file, "this column stands twice", "Delete one of them.", 1, name, name)
    if not (missing or unknown or repeated):
        remedy = f"Put them in this order: {','.join(table.header)}."
        yield Problem(file, "the columns are not in the contract's order", remedy, 1, found=",".join(header))


def _values(
    cells: Sequence[str],
    row: int,
    file: str,
    table: Table,
    known: Sequence[dict[str, Value]],
    problems: list[Problem],
) -> dict[str, Value]:
    """The row's values by column. `known` remembers, by column, what each cell came to: most stand on many rows."""
    values: dict[str, Value] = {}
    for column, cell, found in zip(table.columns, cells, known, strict=True):
        try:
            if cell not in found:
                found[cell] = convert(column, cell)
            values[column.name] = found[cell]
        except CellError as error:
            problems.append(Problem(file, error.rule, error.remedy, row, column.name, cell))
    return values


def _decision(values: dict[str, Value], row: int, file: str, at: Moment, problems: list[Problem]) -> Decision:
    if any(column not in values for column in WITHHOLDING_COLUMNS):
        return WITHHELD
    access, publish_at, paragraph = (values[column] for column in WITHHOLDING_COLUMNS)
    decision = decide(str(access), cast("datetime | None", publish_at), str(paragraph), at)
    if decision.rule:
        problems.append(Problem(file, decision.rule, decision.remedy, row, "access", str(access)))
    return decision


def _key(values: Mapping[str, Value], table: Table) -> tuple[str, ...] | None:
    """The key of a row as a reader sees it; None where a part of it was refused.

    Keys differ by more than case, width or accents' spelling: what looks the same to a reader is the same.
    """
    if any(column not in values for column in table.key):
        return None
    return tuple(_looks(str(values[column])) for column in table.key)


def _looks(part: str) -> str:
    return seen(unicodedata.normalize("NFKC", part)).casefold().strip()


def _check_keys(records: Sequence[Record], keys: Sequence[tuple[str, ...] | None], table: Table) -> Iterable[Problem]:
    """Each row of the table has a key of its own."""
    first_rows: dict[tuple[str, ...], int] = {}
    for record, key in zip(records, keys, strict=True):
        first = first_rows.setdefault(key, record.row) if key is not None else record.row
        if first != record.row:
            own = " + ".join(str(record.values[column]) for column in table.key)
            rule = f"this key already stands on row {first}"
            remedy = "Give each row its own, or delete one."
            yield Problem(record.file, rule, remedy, record.row, "+".join(table.key), own)
