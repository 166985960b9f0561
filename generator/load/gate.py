"""The gate on bytes: what a file must be before anything else reads it.

Frictionless guesses encodings, swallows rows after an unclosed quote and passes NUL characters, so bytes pass here
first: UTF-8, no control or direction-changing characters, and RFC 4180 to the letter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from generator.errors import Problem

MAX_BYTES = 64 * 1024 * 1024
"""Largest file read. A million observations stay well below it."""

BYTE_ORDER_MARK = "\ufeff"
_ALLOWED_CONTROLS = frozenset("\n\r")
_DIRECTION_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

_CELL = re.compile(r'(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|\Z)')
_BARE_RETURN = re.compile(r'[^",\r\n]*\r')


class GateError(ValueError):
    """The file is not fit to be read further; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.line)


def read_text(path: Path, file: str) -> str:
    """The text of the file, without a byte order mark. `file` is its name in messages.

    Raises `GateError` when it is missing, a symbolic link, too large, not UTF-8, or holds forbidden characters.
    """
    if path.is_symlink():
        raise GateError(Problem(file, "files are not symbolic links", "Put the file itself here."))
    if not path.is_file():
        raise GateError(Problem(file, "the file is missing", "Add the file, or take its mention out."))
    if path.stat().st_size > MAX_BYTES:
        rule = f"files are at most {MAX_BYTES // 2**20} MiB"
        raise GateError(Problem(file, rule, "Ask for help: a council's release is far smaller."))
    text = _decode(path.read_bytes(), file).removeprefix(BYTE_ORDER_MARK)
    _refuse_controls(text, file)
    return text


def read_cells(text: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """The records of CSV text as (row number, cells); the header is row 1.

    Strict RFC 4180: quotes close, stand only around whole cells and are doubled inside them; blank lines are refused.
    Raises `GateError` at the first record that breaks this, since nothing after it can be trusted.
    """
    position, row = 0, 1
    cells: list[str] = []
    while position < len(text):
        match = _CELL.match(text, position)
        if match is None:
            raise GateError(_quote_problem(text, position, file, row, len(cells) + 1))
        quoted, plain, end = match.groups()
        cells.append(plain if quoted is None else quoted.replace('""', '"'))
        position = match.end()
        at_end_of_text = position == len(text)
        if end == "," and not at_end_of_text:
            continue
        if end == ",":
            cells.append("")
        if cells == [""]:
            raise GateError(Problem(file, "the row is empty", "Delete the blank line.", row=row))
        yield row, cells
        cells, row = [], row + 1


def _decode(content: bytes, file: str) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        seems, found = _guess_encoding(content, error.start)
        remedy = "Save it again as “CSV UTF-8 (comma delimited)”."
        raise GateError(
            Problem(
                file,
                f"text is UTF-8; this seems to be {seems} (first seen on line {line})",
                remedy,
                found=found,
            )
        ) from None


def _guess_encoding(content: bytes, at: int) -> tuple[str, str]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16", ""
    around = content[max(0, at - 15) : at + 15].decode("cp1252", errors="replace")
    return "Windows-1252, as older Excel saves it", around


def _refuse_controls(text: str, file: str) -> None:
    for index, character in enumerate(text):
        if character.isprintable() or character in _ALLOWED_CONTROLS:
            continue
        if unicodedata.category(character) == "Cc" or character in _DIRECTION_CONTROLS:
            line = text.count("\n", 0, index) + 1
            rule = f"the file holds the hidden control character U+{ord(character):04X} on line {line}"
            raise GateError(
                Problem(file, rule, "Delete it: retype the text around it.", found=text[index - 10 : index + 10])
            )


def _quote_problem(text: str, position: int, file: str, row: int, column: int) -> Problem:
    found = text[position : position + 40].splitlines()[0]
    if _BARE_RETURN.match(text, position):
        rule = "a line ends with a bare carriage return, as very old Macs write it"
        remedy = "Save it again as “CSV UTF-8 (comma delimited)”."
    elif text[position] == '"' and text.count('"', position) % 2:
        rule, remedy = (
            "a quotation mark opens a cell and never closes",
            "Close the cell with a second quotation mark.",
        )
    else:
        rule = "a quotation mark stands inside a cell"
        remedy = "Put the whole cell in quotation marks and double the ones inside it."
    return Problem(file, rule, remedy, row=row, column=f"number {column}", found=found)
