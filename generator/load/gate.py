"""The gate on bytes: what a file must be before anything else reads it.

Frictionless guesses encodings, swallows rows after an unclosed quote and passes NUL characters, so bytes pass here
first: UTF-8, no control or direction-changing characters, and RFC 4180 to the letter.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from pathlib import Path

from generator.errors import Problem
from generator.load.characters import first_fault

MAX_BYTES = 64 * 1024 * 1024
"""Largest table read. A million observations stay below it."""

MAX_TEXT_BYTES = 2 * 1024 * 1024
"""Largest file of another kind: a paper, a package's descriptor, a list of words."""

MAX_ROWS = 1_048_576
"""As many rows as a spreadsheet has: beyond them it would lose some without a word."""

MAX_CELL = 32_767
"""As many characters as a cell of a spreadsheet holds: it would cut off the rest."""

MAX_COLUMNS = 256
"""Far more than any table of the contract has."""

TABLE = ".csv"
"""The ending of a table's file: every other file is text that people write."""

BYTE_ORDER_MARK = "\ufeff"

SAVE_AS_CSV = "Save it again as “CSV UTF-8 (comma delimited)”."
SAVE_AS_UTF8 = "Save it again with the encoding UTF-8."

_KINDS = (
    # first bytes                what the file is
    (b"PK\x03\x04",              "a workbook (.xlsx, .ods) or a zip archive"),
    (b"\xd0\xcf\x11\xe0",        "a workbook of an older Excel (.xls)"),
    (b"\x1f\x8b",                "a gzip archive"),
    (b"%PDF",                    "a PDF"),
    (b"\x89PNG",                 "a picture"),
)  # fmt: skip

_CELL = re.compile(r'(?:"((?:[^"]++|"")*+)"|([^",\r\n]*+))(,|\r?\n|\Z)')
_RECORD = re.compile(r'(?:[^"\n]++|"[^"]*+")++\n')
"""One record with its line end, where its quotation marks are sound; not yet judged."""

_PLAIN_CELL, _QUOTED_CELL = r'[^",\r\n]*+', r'"(?:[^"]++|"")*+"'
_QUOTED = re.compile(rf"(?:{_QUOTED_CELL}|{_PLAIN_CELL})(?:,(?:{_QUOTED_CELL}|{_PLAIN_CELL}))*+")
"""A whole record, without its line end, whose quotation marks stand around whole cells."""

_OLD_MAC_LINE = re.compile(r'[^",\r\n]*\r')
_BARE_RETURN = re.compile(r"\r(?!\n)")


class GateError(ValueError):
    """The file is not fit to be read further; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.line)


def read_text(path: Path, file: str) -> str:
    """The text of the file, without a byte order mark. `file` is its name in messages.

    Raises `GateError` when it is missing, a symbolic link, too large, not UTF-8, or holds forbidden characters.
    """
    return text_of(_read(path, file), file)


def text_of(content: bytes, file: str) -> str:
    """The text of a file's bytes; see `read_text`."""
    text = _decode(content, file).removeprefix(BYTE_ORDER_MARK)
    fault = first_fault(text)
    if fault is not None:
        line = text.count("\n", 0, fault.index) + 1
        more = f", the first of {fault.count} such" if fault.count > 1 else ""
        raise GateError(Problem(file, f"{fault.rule} on line {line}{more}", fault.remedy, found=fault.found))
    if not file.endswith(TABLE) and _BARE_RETURN.search(text):
        rule = "a line ends with a bare carriage return, as very old Macs write it"
        raise GateError(Problem(file, rule, SAVE_AS_UTF8))
    return text


def records_in(text: str, file: str) -> list[str]:
    """The records of CSV text as they stand there, without their line ends; the first is the header.

    Strict RFC 4180: quotes close, stand only around whole cells and are doubled inside them; blank lines are refused.
    Raises `GateError` at the first record that breaks this, since nothing after it can be trusted.
    """
    records = _parted(text)
    if records is None or not _is_sound(records, text):
        return [line.removesuffix("\n").removesuffix("\r") for _, _, line in read_lines(text, file)]
    return records


def cells_of(records: Iterable[str]) -> Iterator[list[str]]:
    """The cells of each of these records, which `records_in` found sound."""
    return csv.reader(records, strict=True)


def columns_of(records: Sequence[str], width: int) -> list[Sequence[str]] | None:
    """The same records column by column; None where one has not as many cells."""
    if '"' in (text := ",".join(records)):
        rows = list(cells_of(records))
        return list(zip(*rows, strict=True)) if set(map(len, rows)) == {width} else None
    if set(map(str.count, records, repeat(","))) != {width - 1}:
        return None
    cells = text.split(",")
    return [cells[place::width] for place in range(width)]


def read_cells(text: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """The records of CSV text as (row number, cells); the header is row 1. Raises as `records_in` does."""
    return enumerate(cells_of(records_in(text, file)), start=1)


def _parted(text: str) -> list[str] | None:
    """The text at its line ends, but for those in quotation marks; None where these are not sound."""
    ended = text if text.endswith("\n") or not text else f"{text}\n"
    if '"' not in text:
        return ended.replace("\r\n", "\n").split("\n")[:-1]
    records = _RECORD.findall(ended)
    if sum(map(len, records)) != len(ended):
        return None
    return [each[:-1].removesuffix("\r") for each in records]


def _is_sound(records: Sequence[str], text: str) -> bool:
    """Whether nothing can be wrong with any record: what is only long or wide is looked at once more."""
    if "" in records or len(records) > MAX_ROWS or max(map(len, records), default=0) > MAX_CELL:
        return False
    if "\r" in text and _BARE_RETURN.search(text):
        return False
    quoted = [each for each in records if '"' in each] if '"' in text else []
    wide = [each for each in records if len(each) > MAX_COLUMNS and each.count(",") >= MAX_COLUMNS]
    return not wide and all(map(_QUOTED.fullmatch, quoted))


def read_lines(text: str, file: str) -> Iterator[tuple[int, list[str], str]]:
    """The same, each record also as it stands in the text, its line end included; one at a time."""
    position, begun, row = 0, 0, 1
    cells: list[str] = []
    while position < len(text):
        match = _CELL.match(text, position)
        if match is None:
            raise GateError(_quote_problem(text, position, file, row, len(cells) + 1))
        quoted, plain, end = match.groups()
        cells.append(plain if quoted is None else quoted.replace('""', '"'))
        _check_cell(cells, file, row)
        position = match.end()
        at_end_of_text = position == len(text)
        if end == "," and not at_end_of_text:
            continue
        if end == ",":
            cells.append("")
        if cells == [""] and quoted is None:
            raise GateError(_blank_problem(text, position, file, row))
        if row > MAX_ROWS:
            rule = f"a table has at most {MAX_ROWS:,} rows, as many as a spreadsheet"
            raise GateError(Problem(file, rule, "Ask for help: a council's release is far smaller.", row=row))
        yield row, cells, text[begun:position]
        cells, row, begun = [], row + 1, position


def with_cell(text: str, row: int, column: int, cell: str) -> str:
    """The text of a sound table with another cell in that row (the header is row 1) and column (the first is 1).

    Everything else in it stays as it is, to the character.
    """
    position, at_row, at_column = 0, 1, 1
    while position < len(text) and (match := _CELL.match(text, position)) is not None:
        if (at_row, at_column) == (row, column):
            return text[: match.start()] + written(cell) + text[match.start(3) :]
        position = match.end()
        at_row, at_column = (at_row, at_column + 1) if match[3] == "," else (at_row + 1, 1)
    raise ValueError(f"the table has no cell in row {row}, column {column}")


def with_row(text: str, cells: Sequence[str]) -> str:
    """The text of a sound table with one more row at its end."""
    end = "\r\n" if "\r\n" in text else "\n"
    start = text if text.endswith("\n") else text + end
    return start + ",".join(map(written, cells)) + end


def written(cell: str) -> str:
    """A cell as a table has it: in quotation marks where it needs them."""
    doubled = cell.replace('"', '""')
    return f'"{doubled}"' if re.search(r'[",\r\n]', cell) else cell


def lines_of(path: Path) -> list[int]:
    """The line of the file on which each row of a table begins, the header's first; none of what can't be read."""
    try:
        text = read_text(path, path.name)
    except GateError:
        return []
    position, line, lines, new = 0, 1, list[int](), True
    while position < len(text) and (match := _CELL.match(text, position)) is not None:
        if new:
            lines.append(line)
        line += text.count("\n", position, match.end())
        position, new = match.end(), match[3] != ","
    return lines


def _read(path: Path, file: str) -> bytes:
    if path.is_symlink():
        raise GateError(Problem(file, "files are not symbolic links", "Put the file itself here."))
    if not path.is_file():
        raise GateError(Problem(file, "the file is missing", "Add the file, or take its mention out."))
    limit = MAX_BYTES if file.endswith(TABLE) else MAX_TEXT_BYTES
    if path.stat().st_size > limit:
        rule = f"files of this kind are at most {limit // 2**20} MiB"
        raise GateError(Problem(file, rule, "Ask for help: a council's release is far smaller."))
    try:
        return path.read_bytes()
    except OSError as error:
        remedy = "Give yourself the right to read it, or save it anew."
        raise GateError(Problem(file, f"the file can't be read ({error.strerror})", remedy)) from error


def _check_cell(cells: list[str], file: str, row: int) -> None:
    cell, column = cells[-1], len(cells)
    if len(cell) > MAX_CELL:
        rule = f"a cell holds at most {MAX_CELL:,} characters, as many as a spreadsheet keeps"
        remedy = "Shorten it, or look for a quotation mark that closes too late."
        raise GateError(Problem(file, rule, remedy, row, f"number {column}", cell))
    if column > MAX_COLUMNS:
        rule = f"a row has at most {MAX_COLUMNS} cells"
        raise GateError(Problem(file, rule, "Check its commas and quotation marks.", row))
    if "\r" in cell and _BARE_RETURN.search(cell):
        rule = "a line inside a cell ends with a bare carriage return, as very old Macs write it"
        raise GateError(Problem(file, rule, SAVE_AS_CSV, row, f"number {column}", cell))


def _decode(content: bytes, file: str) -> str:
    remedy = SAVE_AS_CSV if file.endswith(TABLE) else SAVE_AS_UTF8
    kind = next((kind for start, kind in _KINDS if content.startswith(start)), "")
    if kind:
        raise GateError(Problem(file, f"the file should be text, and this is {kind}", remedy))
    if _is_utf_16(content):
        raise GateError(Problem(file, "text is UTF-8; this seems to be UTF-16", remedy))
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        found = content[max(0, error.start - 15) : error.start + 15].decode("cp1252", errors="replace")
        seems = "Windows-1252, as older Excel saves it"
        rule = f"text is UTF-8; this seems to be {seems} (first seen on line {line})"
        raise GateError(Problem(file, rule, remedy, found=found)) from None


def _is_utf_16(content: bytes) -> bool:
    """By its mark or, without one, by the many zero bytes that plain letters then have."""
    return content.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")) or (
        len(content) > 3 and content.count(0) * 3 > len(content)
    )


def _blank_problem(text: str, position: int, file: str, row: int) -> Problem:
    """The blank line that ends at `position`, with those that follow it."""
    rest = text[position:]
    last = row + rest.count("\n", 0, len(rest) - len(rest.lstrip("\r\n")))
    if last == row:
        return Problem(file, "the row is empty", "Delete the blank line.", row=row)
    return Problem(file, f"rows {row} to {last} are empty", "Delete the blank lines.", row=row)


def _quote_problem(text: str, position: int, file: str, row: int, column: int) -> Problem:
    found = text[position : position + 40].splitlines()[0]
    if _OLD_MAC_LINE.match(text, position):
        rule, remedy = "a line ends with a bare carriage return, as very old Macs write it", SAVE_AS_CSV
    elif text[position] == '"' and text.count('"', position) % 2:
        rule, remedy = (
            "a quotation mark opens a cell and never closes",
            "Close the cell with a second quotation mark.",
        )
    else:
        rule = "a quotation mark stands inside a cell"
        remedy = "Put the whole cell in quotation marks and double the ones inside it."
    return Problem(file, rule, remedy, row=row, column=f"number {column}", found=found)
