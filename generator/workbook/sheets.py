"""The sheets of a workbook, read as XML for what stands in them beside plain values, and for how far they reach."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

_CELL = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6})")

Place = tuple[int, int]
"""A cell: its row and its column, both from 0."""


@dataclass(slots=True)
class Seen:
    """What stands on one sheet beside plain values. `texts` are cells that read otherwise than libraries have it."""

    formulas: set[Place] = field(default_factory=set)
    errors: dict[Place, str] = field(default_factory=dict)
    merged: list[Place] = field(default_factory=list)
    texts: dict[Place, str] = field(default_factory=dict)
    hidden_rows: int = 0
    hidden_columns: int = 0
    last: Place = (0, 0)

    def note(self, place: Place) -> None:
        self.last = (max(self.last[0], place[0]), max(self.last[1], place[1]))


def cell_name(place: Place) -> str:
    """`F12` for (11, 5)."""
    row, column = place
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


class _Reader:
    """A parser that takes no document types: what they define can grow without end."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._no_doctype
        self.parser.StartElementHandler = lambda name, given: self.start(name.rpartition(" ")[2], _short(given))
        self.parser.EndElementHandler = lambda name: self.end(name.rpartition(" ")[2])
        self.parser.CharacterDataHandler = self.text

    def read(self, content: bytes) -> None:
        self.parser.Parse(content, True)

    def start(self, name: str, given: Mapping[str, str]) -> None: ...

    def end(self, name: str) -> None: ...

    def text(self, data: str) -> None: ...

    def _no_doctype(self, *_: object) -> None:
        raise ValueError("it declares a document type")


def _short(given: Mapping[str, str]) -> Mapping[str, str]:
    return {name.rpartition(" ")[2]: value for name, value in given.items()}


class _Names(_Reader):
    """The sheets of an .xlsx with the ids of their parts, or the parts by their ids."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[tuple[str, str]] = []
        self.targets: dict[str, str] = {}

    def start(self, name: str, given: Mapping[str, str]) -> None:
        if name == "sheet":
            self.sheets.append((given["name"], given["id"]))
        elif name == "Relationship":
            self.targets[given["Id"]] = given["Target"]


def sheets_of_xlsx(parts: Mapping[str, bytes]) -> Mapping[str, Seen]:
    """Each sheet of an .xlsx by its name, from the parts of its archive.

    Raises `ValueError`, `LookupError` or `ExpatError` for a damaged one.
    """
    book, ties = _Names(), _Names()
    book.read(parts["xl/workbook.xml"])
    ties.read(parts["xl/_rels/workbook.xml.rels"])
    sheets: dict[str, Seen] = {}
    for name, id in book.sheets:
        target = ties.targets[id]
        part = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        reader = _XlsxSheet()
        reader.read(parts[part])
        sheets[name] = reader.seen
    return sheets


class _XlsxSheet(_Reader):
    def __init__(self) -> None:
        super().__init__()
        self.seen = Seen()
        self.row, self.column = -1, -1
        self.of_error = self.in_value = False

    def start(self, name: str, given: Mapping[str, str]) -> None:
        match name:
            case "row":
                self.row = _count(given["r"]) - 1 if "r" in given else self.row + 1
                self.column = -1
                self.seen.hidden_rows += given.get("hidden") in ("1", "true")
            case "c":
                row, self.column = _place(given["r"]) if "r" in given else (self.row, self.column + 1)
                if row != self.row:
                    raise ValueError("a cell stands in a row that is not its own")
                self.of_error = given.get("t") == "e"
            case "f":
                self.seen.formulas.add((self.row, self.column))
                self.seen.note((self.row, self.column))
            case "v" | "is":
                self.seen.note((self.row, self.column))
                self.in_value = self.of_error
            case "col":
                hidden = given.get("hidden") in ("1", "true")
                self.seen.hidden_columns += 1 if hidden else 0
            case "mergeCell":
                self.seen.merged.append(_place(given["ref"].split(":")[0]))

    def end(self, name: str) -> None:
        if name == "v":
            self.in_value = False

    def text(self, data: str) -> None:
        if self.in_value:
            self.seen.errors[self.row, self.column] = self.seen.errors.get((self.row, self.column), "") + data


def _place(name: str) -> Place:
    found = _CELL.fullmatch(name)
    if found is None:
        raise ValueError("a cell has no place")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1


def _count(text: str) -> int:
    """A number of rows or columns, or which one. `ValueError` for what is none."""
    if not re.fullmatch("[1-9][0-9]{0,9}", text):
        raise ValueError("a row or column is counted wrongly")
    return int(text)


class _OdsSheets(_Reader):
    """Rows and cells that are alike stand once, with how often. Notes beside cells are not what the cells say."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: dict[str, Seen] = {}
        self.seen = Seen()
        self.row = self.column = 0
        self.rows = self.cells = 1
        self.notes = 0
        self.in_cell = self.filled = self.filled_row = self.hidden = self.odd = False
        self.paragraphs: list[str] = []

    def start(self, name: str, given: Mapping[str, str]) -> None:
        match name:
            case "table":
                self.seen = self.sheets.setdefault(given["name"], Seen())
                self.row = 0
            case "table-column" if given.get("visibility", "visible") != "visible":
                self.seen.hidden_columns += _count(given.get("number-columns-repeated", "1"))
            case "table-row":
                self.rows, self.column = _count(given.get("number-rows-repeated", "1")), 0
                self.hidden = given.get("visibility", "visible") != "visible"
            case "table-cell" | "covered-table-cell":
                self._cell(given)
            case "annotation":
                self.notes += 1
            case "p" if self.in_cell and not self.notes:
                self.filled = True
                self.paragraphs.append("")
            case "s" if self.in_cell and not self.notes:
                self._add(" " * min(int(given.get("c", "1")), 32_768))
            case "line-break" | "tab" if self.in_cell and not self.notes:
                self.odd = True
                self._add("\n" if name == "line-break" else "\t")

    def end(self, name: str) -> None:
        match name:
            case "annotation":
                self.notes -= 1
            case "table-cell" | "covered-table-cell":
                if self.filled:
                    self.seen.note((self.row + self.rows - 1, self.column + self.cells - 1))
                if self.odd:
                    self.seen.texts[self.row, self.column] = "\n".join(self.paragraphs)
                self.column += self.cells
                self.in_cell = False
            case "table-row":
                self.seen.hidden_rows += self.rows if self.hidden and self.filled_row else 0
                self.row += self.rows

    def text(self, data: str) -> None:
        if self.in_cell and not self.notes and self.paragraphs:
            self._add(data)

    def _cell(self, given: Mapping[str, str]) -> None:
        if self.column == 0:
            self.filled_row = False
        self.cells = _count(given.get("number-columns-repeated", "1"))
        self.in_cell, self.odd, self.paragraphs = True, False, []
        self.filled = "formula" in given or "value-type" in given
        self.filled_row = self.filled_row or self.filled
        if "formula" in given:
            self.seen.formulas.add((self.row, self.column))
        if _count(given.get("number-columns-spanned", "1")) > 1 or _count(given.get("number-rows-spanned", "1")) > 1:
            self.seen.merged.append((self.row, self.column))

    def _add(self, data: str) -> None:
        if self.paragraphs:
            self.paragraphs[-1] += data


def sheets_of_ods(parts: Mapping[str, bytes]) -> Mapping[str, Seen]:
    """The same of an .ods."""
    reader = _OdsSheets()
    reader.read(parts["content.xml"])
    return reader.sheets
