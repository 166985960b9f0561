"""A release's tables to take away: its public rows as they were loaded, never the files that they were read from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields

from generator.contract import tables
from generator.model import ROW_TYPES, Release
from generator.pages.downloads import Download, csv_line, file_of_lines

FOR_OFFICERS = frozenset({"confirmed"})
"""Columns in which officers answer the check; no page shows them."""


Written = dict[int, str]
"""Lines by the identity of the rows that they were written from, which have to be alive as long as this is."""


def table_files(release: Release, written: Written | None = None) -> tuple[Download, ...]:
    """Every table that has a public row, with the columns of the contract but for those about withholding.

    A row that stands in many releases is one object in all of them, and is `written` once.
    """
    return tuple(_files(release, {} if written is None else written))


def columns_of(table: str) -> tuple[str, ...]:
    """The columns of a table that are published, in the order of the contract."""
    return tuple(field.name for field in fields(ROW_TYPES[table]) if field.name not in FOR_OFFICERS)


def tables_in(release: Release) -> tuple[str, ...]:
    """The tables that have a public row."""
    return tuple(name for name in ROW_TYPES if getattr(release, name))


def _files(release: Release, written: Written) -> Iterator[Download]:
    for name in tables_in(release):
        columns = columns_of(name)
        lines = (_line(row, columns, written) for row in getattr(release, name))
        yield file_of_lines(name, tables()[name].title, columns, lines)


def _line(row: object, columns: Iterable[str], written: Written) -> str:
    if (line := written.get(id(row))) is None:
        line = written[id(row)] = csv_line([getattr(row, column) for column in columns])
    return line
