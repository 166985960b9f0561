"""A release, or what one unit has to fill in of it, out as a workbook."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from generator import contract
from generator.errors import UsageError
from generator.periods import Period, parse_date
from generator.quarter.reported import REPORTS
from generator.quarter.units import Units
from generator.workbook.layout import Sheet, for_unit, whole
from generator.workbook.marks import Marks, OfTable, digest, digest_of_key
from generator.workbook.release import Opened
from generator.workbook.story import story
from generator.workbook.write import workbook_bytes


@dataclass(frozen=True, slots=True)
class Written:
    """A workbook that was made: its bytes, and how many rows stand on each sheet and are still to be filled in."""

    content: bytes
    sheets: Mapping[str, tuple[int, int]]


def make_workbook(release: Opened, unit: str) -> Written:
    """The workbook of the release, or of what `unit` has to fill in of it. Raises `UsageError` for a unit without."""
    if unit:
        _check_unit(release, unit)
        sheets = for_unit(release.tables, unit, release.period)
    else:
        sheets = whole(release.tables)
    counts = {sheet.name: (len(sheet.rows), _blank(sheet, release.period)) for sheet in sheets}
    made = parse_date(release.raw["as_at"])
    units = {row["unit"]: row["name"] for row in release.tables["units"].named()} if "units" in release.tables else {}
    words = story(release.raw, release.name, units.get(unit, ""), counts)
    return Written(workbook_bytes(words, sheets, _marks(release, unit, sheets), made), counts)


def _check_unit(release: Opened, unit: str) -> None:
    named = {name: rows.named() for name, rows in release.tables.items()}
    units = Units(named)
    owing = {
        each
        for report in REPORTS
        for row in named.get(report.table, ())
        if release.period.contains(Period.parse(row["period"]))
        for each in units.of_row(report, row)
    }
    if unit not in owing:
        known = ", ".join(id for id in units.names if id in owing) or "none"
        what = "has nothing to report for this period" if unit in units.names else "is not a unit of the release"
        raise UsageError(f"{unit} {what}. Those that have are: {known}.")


def _blank(sheet: Sheet, period: Period) -> int:
    """How many rows of the sheet are still to be filled in for the period."""
    report = next((report for report in REPORTS if report.table == sheet.table.name), None)
    if report is None:
        return 0
    names = [field.name for field in sheet.fields]
    rows = (dict(zip(names, cells, strict=True)) for cells in sheet.rows)
    return sum(1 for row in rows if report.is_blank(row) and period.contains(Period.parse(row["period"])))


def _marks(release: Opened, unit: str, sheets: tuple[Sheet, ...]) -> Marks:
    return Marks(
        publisher=release.folder.parent.name,
        release=release.folder.name,
        version=release.raw["version"],
        unit=unit,
        contract_version=contract.VERSION,
        tables={sheet.table.name: _of_table(release, sheet) for sheet in sheets},
    )


def _of_table(release: Opened, sheet: Sheet) -> OfTable:
    names = [field.name for field in sheet.fields]
    cells: dict[str, tuple[str, ...]] = {}
    for row in sheet.rows:
        texts = dict(zip(names, row, strict=True))
        key = tuple(texts[column] for column in sheet.table.key)
        cells[digest_of_key(key)] = tuple(digest(texts[column]) for column in sheet.columns)
    sha256 = hashlib.sha256((release.folder / f"{sheet.table.name}.csv").read_bytes()).hexdigest()
    return OfTable(sheet.name, sheet.columns, sha256, cells)
