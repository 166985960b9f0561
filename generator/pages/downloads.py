"""What readers take away: mostly CSV files that stand beside the page that shows the same (RFC 4180, UTF-8)."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from generator.formulas import is_formula
from generator.periods import Deadline, Period
from generator.words import file_size

Value = str | int | Decimal | date | Period | Deadline | Iterable[object] | None
"""What a cell may hold. What is missing is empty, and another column says why."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file: its name beside the page, what it holds in words, its bytes, and of a table the number of its rows."""

    name: str
    title: str
    content: bytes
    rows: int = 0

    @property
    def kind(self) -> str:
        """As people call it: "CSV", "ZIP"."""
        return self.name.rpartition(".")[2].upper()

    @property
    def size(self) -> str:
        """As people say it, rounded up."""
        return file_size(len(self.content))


def csv_file(name: str, title: str, header: Sequence[str], rows: Iterable[Sequence[Value]]) -> Download:
    """The table as a file `name`, which is made of an id."""
    return file_of_lines(name, title, header, (csv_line(row) for row in rows))


class _Told:
    """A file that gives each line back to who wrote it."""

    def write(self, line: str) -> str:
        return line


_LINES: Any = csv.writer(_Told(), lineterminator="\r\n")
"""Its `writerow` returns the line."""


def csv_line(row: Iterable[Value]) -> str:
    """One row as it stands in a file, its line end included."""
    return str(_LINES.writerow([_cell(value) for value in row]))


def file_of_lines(name: str, title: str, header: Sequence[str], lines: Iterable[str]) -> Download:
    """The same from rows that were written before."""
    body = list(lines)
    return Download(f"{name}.csv", title, "".join((csv_line(header), *body)).encode("utf-8"), len(body))


def _cell(value: object) -> str:
    """A value as data has it: plain digits, tokens of periods, ISO dates; several parted by semicolons."""
    return _FORMS.get(type(value), _other)(value)


def _other(value: object) -> str:
    if isinstance(value, str):
        return _harmless(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Iterable):
        return _harmless("; ".join(map(_plain, value)))
    return str(value)


def _plain(value: object) -> str:
    return value if isinstance(value, str) else _cell(value)


@lru_cache(maxsize=1 << 16)
def _harmless(text: str) -> str:
    """Text as it is. No formula gets past `load`; one that we composed ourselves gets an apostrophe before it."""
    return f"'{text}" if is_formula(text) else text


_FORMS: Mapping[type, Callable[[Any], str]] = {
    str: _harmless,
    type(None): lambda value: "",
    Decimal: "{:f}".format,
    Period: lambda value: value.token,
    Deadline: lambda value: value.token,
    date: date.isoformat,
}
"""By the type of a value: there are millions of cells."""
