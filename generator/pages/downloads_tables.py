"""A release's tables to take away: its public rows as they were loaded, never the files that they were read from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from generator.contract import tables
from generator.model import ROW_TYPES, Release
from generator.pages.downloads import Download, csv_file

FOR_OFFICERS = frozenset({"confirmed"})
"""Columns in which officers answer the check; no page shows them."""


def table_files(release: Release) -> tuple[Download, ...]:
    """Every table that has a public row, with the columns of the contract but for those about withholding."""
    return tuple(_files(release))


def _files(release: Release) -> Iterator[Download]:
    for name, row_type in ROW_TYPES.items():
        rows = getattr(release, name)
        columns = [field.name for field in fields(row_type) if field.name not in FOR_OFFICERS]
        if rows:
            cells = ([getattr(row, column) for column in columns] for row in rows)
            yield csv_file(name, tables()[name].title, columns, cells)
