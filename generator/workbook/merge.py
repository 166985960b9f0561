"""What somebody filled in, brought into the release as it stands now, cell by cell.

Three states are held against one another: the cell when the workbook was written (its digest), now, and as it came
back. Who changed a cell is heard; where both did, and differently, nobody is overruled: it is a problem. What the same
workbook brought before it may change again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.contract import Column
from generator.errors import Problem, quote
from generator.load.convert import CellError
from generator.load.rows import Row, Rows
from generator.workbook.cells import check_text
from generator.workbook.marks import Key, OfTable, digest, digest_of_key
from generator.workbook.memory import Landed
from generator.workbook.read import Filled, FilledSheet
from generator.workbook.scan import WRITE_AGAIN
from generator.workbook.sheets import cell_name


@dataclass(slots=True)
class Merged:
    """A table with what was filled in. `cells` counts the changed cells by column.

    `touched` are the rows of the sheet that changed or added something, by key. `kept` are the cells that stand as they
    were written, where the release keeps what this workbook brought when it was read before. `landed` is what it has
    brought by now.
    """

    rows: list[Row]
    changed: int = 0
    added: int = 0
    touched: dict[Key, Filled] = field(default_factory=dict)
    cells: dict[str, int] = field(default_factory=dict)
    removed: list[Key] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    landed: Landed = field(default_factory=dict)

    @property
    def differs(self) -> bool:
        return bool(self.changed or self.added or self.removed)

    def remember(self, key: Key, column: str, text: str) -> None:
        self.landed.setdefault(digest_of_key(key), {}).setdefault(column, []).append(digest(text))


def merge(now: Rows, sheet: FilledSheet, of: OfTable, more: bool, landed: Landed, problems: list[Problem]) -> Merged:
    """The table's rows with those of the sheet. `more` is whether the sheet may add rows. Adds to `problems`.

    `landed` is what the workbook brought when it was read before.
    """
    filled = _by_key(now, sheet, problems)
    current = {now.key(row): row for row in now.rows}
    columns = {column.name: column for column in now.table.columns}
    merged = Merged([], landed=landed)
    fresh: dict[Key | None, list[Row]] = {}
    last: Key | None = None
    for key, row in list(filled.items()):
        written = digest_of_key(key) in of.cells
        if not more and not written:
            place = row.places[now.table.key[0]]
            rule = "the workbook was not written with this row, or its codes were changed"
            problems.append(sheet.problem(place, rule, WRITE_AGAIN, row.texts[now.table.key[0]]))
            del filled[key]
        elif key in current:
            last = key
        elif written:
            _gone_meanwhile(row, sheet, of, key, merged, problems)
        else:
            new = _new_row(now, row, sheet, columns, problems)
            fresh.setdefault(last, []).append(new)
            merged.added += 1
            merged.touched[key] = row
            for name, text in row.texts.items():
                merged.remember(key, name, text)
    merged.rows += fresh.pop(None, ())
    for old in now.rows:
        key = now.key(old)
        if key in filled:
            merged.rows.append(_changed(now, old, filled[key], sheet, of, columns, merged, problems))
        elif digest_of_key(key) in of.cells:
            merged.removed.append(key)
        else:
            merged.rows.append(old)
        merged.rows += fresh.pop(key, ())
    return merged


def _by_key(now: Rows, sheet: FilledSheet, problems: list[Problem]) -> dict[Key, Filled]:
    filled: dict[Key, Filled] = {}
    for row in sheet.rows:
        key = row.key(now.table.key)
        if key is None:
            continue  # a cell of it has been told
        if key in filled:
            place = row.places[now.table.key[0]]
            rule = f"this is the same as row {filled[key].row + 1}: {' + '.join(key)}"
            problems.append(sheet.problem(place, rule, "Keep one of the two rows."))
        else:
            filled[key] = row
    return filled


def _changed(
    now: Rows,
    row: Row,
    filled: Filled,
    sheet: FilledSheet,
    of: OfTable,
    columns: Mapping[str, Column],
    merged: Merged,
    problems: list[Problem],
) -> Row:
    """The row with the cells that were filled in; the same one where none was."""
    key = now.key(row)
    written, before = of.cells.get(digest_of_key(key)), merged.landed.get(digest_of_key(key), {})
    base = {} if written is None else dict(zip(of.columns, written, strict=True))
    cells = list(row.cells)
    for number, name in enumerate(columns):
        mine, own = filled.texts.get(name), row.cells[number].replace("\r\n", "\n")
        if mine is None or mine == own:
            continue  # refused, or the same
        place, brought = filled.places[name], digest(own) in before.get(name, ())
        if digest(mine) == base.get(name):
            merged.kept += [f"{cell_name(place)} ({quote(own)})"] if brought else []
        elif digest(own) != base.get(name) and not brought:  # so it is too for a row that both added
            rule = f"since this workbook was written, the release was changed here to {quote(own)}"
            remedy = "Type what holds in a new workbook (portal workbook), or what the release says here."
            problems.append(sheet.problem(place, rule, remedy, mine))
        elif _sound(mine, columns[name], place, sheet, problems):
            cells[number] = mine
            merged.remember(key, name, mine)
            merged.cells[name] = merged.cells.get(name, 0) + 1
    if tuple(cells) == row.cells:
        return row
    merged.changed += 1
    merged.touched[key] = filled
    return Row(tuple(cells))


def _new_row(now: Rows, row: Filled, sheet: FilledSheet, columns: Mapping[str, Column], problems: list[Problem]) -> Row:
    for name, text in row.texts.items():
        _sound(text, columns[name], row.places[name], sheet, problems)
    return Row(tuple(row.texts.get(name, "") for name in now.table.header))


def _gone_meanwhile(
    row: Filled, sheet: FilledSheet, of: OfTable, key: Key, merged: Merged, problems: list[Problem]
) -> None:
    """The workbook was written with this row, and the release has it no longer."""
    base = dict(zip(of.columns, of.cells[digest_of_key(key)], strict=True))
    filled = [name for name, text in row.texts.items() if digest(text) != base.get(name)]
    if filled:
        rule = f"since this workbook was written, the row {' + '.join(key)} was taken out of the release"
        place = row.places[filled[0]]
        problems.append(sheet.problem(place, rule, "Empty the row here, or put it back there.", row.texts[filled[0]]))
    else:
        merged.notes.append(f"Sheet {sheet.name}: {' + '.join(key)} is no longer in the release; left out.")


def _sound(text: str, column: Column, place: tuple[int, int], sheet: FilledSheet, problems: list[Problem]) -> bool:
    try:
        check_text(text, column)
    except CellError as error:
        problems.append(sheet.problem(place, error.rule, error.remedy, text))
        return False
    return True
