"""One CSV file to a sheet: every row read, converted cell by cell, with its place kept for messages.

Each text that stands in a column is converted once, and each record of a publisher taken apart once, however many rows
and releases have it.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby, repeat
from operator import itemgetter
from pathlib import Path
from typing import Any, cast

from generator.contract import WITHHOLDING_COLUMNS, Column, Table
from generator.errors import Problem
from generator.load.characters import seen
from generator.load.convert import CellError, Value, convert
from generator.load.gate import GateError, cells_of, columns_of, read_lines, read_text, records_in
from generator.load.headers import check_header
from generator.load.records import OPEN, Access, Cells, Refused, Sheet, Source
from generator.load.withholding import PUBLIC, WITHHELD, Decision, Moment, decide

Memory = defaultdict[str, dict[str, Cells]]
"""What records came to, by table and by their text. A release repeats most rows of the one before it."""

AT_ONCE = 10_000
"""Records taken apart at a time: the texts of their cells need far more room than what they come to."""


def read_records(
    path: Path,
    file: str,
    table: Table,
    at: Moment,
    problems: list[Problem],
    above: Decision = PUBLIC,
    memory: Memory | None = None,
) -> Sheet | None:
    """Every row of the file, or None when the file can't be trusted as a whole. Adds to `problems`.

    `above` is what was decided of the table, or of its whole package: no row is more open than what holds it. `memory`
    is what was read before of the same publisher, and is added to.
    """
    try:
        text = read_text(path, file)
        _, header, _ = next(read_lines(text, file), (1, [], ""))
        of_header = list(check_header(header, table, file))
        records = [] if of_header else records_in(text, file)[1:]
    except GateError as error:
        problems.append(error.problem)
        return None
    if of_header:
        problems.extend(of_header)
        return None
    del text  # it may be large
    taken = _taken_apart(records, table) if memory is None else _recalled(records, table, memory[table.name])
    del records
    source = Source(table, file)
    rows, cells, faults, empty = _whole(taken.found) if taken.sound else _sorted_out(taken.found, source)
    sheet, of_access = _sheet(source, rows, cells, above, at)
    if taken.sound:
        sheet = replace(sheet, seen=taken.seen)
    problems.extend(sorted([*faults, *of_access], key=lambda problem: problem.row or 0))
    problems.extend(_check_empty(empty, file))
    problems.extend(_check_keys(sheet))
    return sheet


class _Converted(dict[str, Value | Refused]):
    """What each text in a column comes to, worked out when it is first asked for."""

    def __init__(self, column: Column) -> None:
        super().__init__()
        self._column = column
        self.sound = True

    def __missing__(self, cell: str) -> Value | Refused:
        try:
            value: Value | Refused = convert(self._column, cell)
        except CellError as error:
            value, self.sound = Refused(cell, error.rule, error.remedy), False
        self[cell] = value
        return value

    def all_of(self, cells: Sequence[str]) -> Iterable[Value | Refused]:
        """What each of the cells comes to. In many columns all are empty."""
        if cells[0] == cells[-1] and cells.count(cells[0]) == len(cells):
            return repeat(self[cells[0]], len(cells))
        return map(self.__getitem__, cells)


Found = Cells | list[str]
"""What a record comes to; its cells as they are, where there are too few or too many."""


@dataclass(frozen=True, slots=True)
class _Taken:
    """What each record comes to; whether nothing is wrong with any; and what stands in each column, where known."""

    found: list[Found]
    sound: bool
    seen: Mapping[str, Collection[Any]] = field(default_factory=dict)


def _taken_apart(records: Sequence[str], table: Table) -> _Taken:
    columns = [_Converted(column) for column in table.columns]
    found: list[Found] = []
    whole = True
    for start in range(0, len(records), AT_ONCE):
        some = records[start : start + AT_ONCE]
        cells = columns_of(some, len(columns))
        if cells is not None:
            found.extend(zip(*map(_Converted.all_of, columns, cells), strict=True))
        else:
            found.extend(_one_by_one(cells_of(some), columns))
            whole = False
    seen = {column.name: of.values() for column, of in zip(table.columns, columns, strict=True)}
    return _Taken(found, whole and all(of.sound for of in columns), seen)


def _one_by_one(rows: Iterable[list[str]], columns: Sequence[_Converted]) -> Iterator[Found]:
    for cells in rows:
        whole = len(cells) == len(columns)
        yield tuple(of[cell] for of, cell in zip(columns, cells, strict=True)) if whole else cells


def _recalled(records: Sequence[str], table: Table, known: dict[str, Cells]) -> _Taken:
    """The same, by what is `known`: what was sound is remembered."""
    new = [record for record in dict.fromkeys(records) if record not in known]
    taken = _taken_apart(new, table)
    found = dict(zip(new, taken.found, strict=True))
    for record, cells in found.items():
        if isinstance(cells, tuple) and (taken.sound or _is_sound(cells)):
            known[record] = cells
    return _Taken([known[record] if record in known else found[record] for record in records], taken.sound)


def _is_sound(cells: Cells) -> bool:
    return not any(isinstance(value, Refused) for value in cells)


Sorted = tuple[Sequence[int], list[Cells], list[Problem], list[int]]
"""Rows that are a table's, by number; what is wrong with rows; and the numbers of those that are empty."""


def _whole(found: list[Found]) -> Sorted:
    return range(2, len(found) + 2), cast("list[Cells]", found), [], []


def _sorted_out(found: Sequence[Found], source: Source) -> Sorted:
    numbered = list(enumerate(found, start=2))
    empty = [row for row, cells in numbered if _is_empty(cells)]
    kept = [(row, cells) for row, cells in numbered if isinstance(cells, tuple) and not _is_empty(cells)]
    faults = [problem for row, cells in numbered for problem in _faults(cells, row, source)]
    return [row for row, _ in kept], [cells for _, cells in kept], faults, empty


def _faults(cells: Found, row: int, source: Source) -> Iterator[Problem]:
    header = source.table.header
    if isinstance(cells, list):
        rule = f"the row has {len(cells)} cells where the header has {len(header)}"
        remedy = "Check its commas and quotation marks."
        yield Problem(source.file, rule, remedy, row=row, found=",".join(cells))
    elif not _is_empty(cells):
        for column, value in zip(header, cells, strict=True):
            if isinstance(value, Refused):
                yield Problem(source.file, value.rule, value.remedy, row, column, value.cell)


def _is_empty(cells: Found) -> bool:
    """Whether nothing stands in the row. Then it lacks its key, too."""
    return isinstance(cells, tuple) and all(
        value.cell == "" if isinstance(value, Refused) else value in ("", None, ()) for value in cells
    )


def _check_empty(rows: Iterable[int], file: str) -> Iterable[Problem]:
    """One problem for each run of empty rows: spreadsheets leave hundreds below a table."""
    for _, together in groupby(enumerate(rows), key=lambda numbered: numbered[1] - numbered[0]):
        run = [row for _, row in together]
        rule = "the row is empty" if len(run) == 1 else f"rows {run[0]} to {run[-1]} are empty"
        yield Problem(file, rule, "Delete it." if len(run) == 1 else "Delete them.", row=run[0])


Said = tuple[Value | Refused, ...]
"""What a row says of being withheld."""


def _said_in(source: Source) -> Callable[[Cells], Said]:
    return itemgetter(*(source.places[column] for column in WITHHOLDING_COLUMNS))


def _sheet(
    source: Source, rows: Sequence[int], cells: list[Cells], above: Decision, at: Moment
) -> tuple[Sheet, list[Problem]]:
    """The sheet of these rows, what is decided of them once for all that say the same; and what is wrong with that."""
    said_in = _said_in(source)
    decisions = {said: _decision(said, at) for said in set(map(said_in, cells))}
    accesses = {said: _access(above, decision) for said, decision in decisions.items()}
    alike = len(accesses) == 1
    access = [*accesses.values()] * len(cells) if alike else [accesses[said_in(each)] for each in cells]
    malformed = any(decision.rule for decision in decisions.values())
    told = list(_check_decisions(rows, cells, source, decisions)) if malformed else []
    return Sheet(source, rows, cells, access), told


def _decision(said: Said, at: Moment) -> Decision:
    if not _is_sound(said):
        return WITHHELD
    access, publish_at, paragraph = said
    return decide(str(access), cast("datetime | None", publish_at), str(paragraph), at)


def _access(above: Decision, own: Decision) -> Access:
    if not (above.withheld or own.withheld):
        return OPEN
    return Access(withheld=True, waits=all(each.waits for each in (above, own) if each.withheld))


def _check_decisions(
    rows: Iterable[int], cells: Iterable[Cells], source: Source, decisions: Mapping[Said, Decision]
) -> Iterator[Problem]:
    said_in = _said_in(source)
    for row, each in zip(rows, cells, strict=True):
        said = said_in(each)
        if decisions[said].rule:
            yield Problem(source.file, decisions[said].rule, decisions[said].remedy, row, "access", str(said[0]))


def _check_keys(sheet: Sheet) -> Iterator[Problem]:
    """Each row of the table has a key of its own."""
    names = sheet.source.table.key
    columns = [_looks_of(sheet, name) for name in names if len(sheet.objects(name)) > 1]
    if len(sheet) < 2 or (columns and len(set(zip(*columns, strict=True))) == len(sheet)):
        return
    first_rows: dict[tuple[str, ...], int] = {}
    for record in sheet:
        if record.has(*names):
            own = [str(record.value(name)) for name in names]
            first = first_rows.setdefault(tuple(map(_looks, own)), record.row)
            if first != record.row:
                rule, remedy = f"this key already stands on row {first}", "Give each row its own, or delete one."
                yield Problem(record.file, rule, remedy, record.row, "+".join(names), " + ".join(own))


def _looks_of(sheet: Sheet, name: str) -> Iterator[Any]:
    """What a reader sees in the column, row by row."""
    told = sheet.objects(name)
    if all(isinstance(value, str) and _looks(value) == value for value in told):
        return sheet.columns(name)
    looks = {id(value): _looks(str(value)) for value in told}
    return map(looks.__getitem__, map(id, sheet.columns(name)))


def _looks(part: str) -> str:
    """Keys differ by more than case, width or accents' spelling: what looks the same to a reader is the same."""
    return seen(unicodedata.normalize("NFKC", part)).casefold().strip()
