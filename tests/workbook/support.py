"""Workbooks as other programs save them: every sheet's values, changed at will, written anew as .xlsx or .ods."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter  # type: ignore[import-untyped]
from python_calamine import CalamineWorkbook

from generator.errors import DataProblems
from generator.workbook.back import Taken, take_back
from generator.workbook.out import make_workbook
from generator.workbook.release import open_release

Grids = dict[str, list[list[object]]]
"""Every sheet's values, row by row, the heading first."""

HIDDEN = ("choices", "portal")
_NAMES = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = " ".join(
    f'xmlns:{short}="{name}"'
    for short, name in {
        "office": f"{_NAMES}:office:1.0",
        "table": f"{_NAMES}:table:1.0",
        "text": f"{_NAMES}:text:1.0",
        "style": f"{_NAMES}:style:1.0",
    }.items()
)


def grids_of(path: Path) -> Grids:
    book = CalamineWorkbook.from_path(str(path))
    sheets = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    return {name: [list(row) for row in rows] for name, rows in sheets.items()}


def save_xlsx(grids: Grids, path: Path, tweak: Callable[[Any, Mapping[str, Any]], None] | None = None) -> Path:
    """Numbers as numbers, dates as dates; `tweak` is given the book and its sheets before it is closed."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheets = {name: book.add_worksheet(name) for name in grids}
    for name, rows in grids.items():
        for row, cells in enumerate(rows):
            for column, value in enumerate(cells):
                match value:
                    case "" | None:
                        pass
                    case bool():
                        sheets[name].write_boolean(row, column, value)
                    case int() | float():
                        sheets[name].write_number(row, column, value)
                    case date():
                        sheets[name].write_datetime(row, column, value, day)
                    case _:
                        sheets[name].write_string(row, column, str(value))
    for name in HIDDEN:
        if name in sheets and len(sheets) > len(HIDDEN):
            sheets[name].hide()
    if tweak is not None:
        tweak(book, sheets)
    book.close()
    return path


def save_ods(grids: Grids, path: Path, change: Callable[[str], str] = lambda content: content) -> Path:
    """As LibreOffice saves it, as far as values go; `change` is given the XML of the content."""
    tables = "".join(
        f'<table:table table:name="{escape(name, {chr(34): "&quot;"})}">'
        + "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
        + '<table:table-row table:number-rows-repeated="1040000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>'
        for name, rows in grids.items()
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_SPACES} office:version="1.2"><office:body>'
        f"<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", change(content))
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return path


def _ods_cell(value: object) -> str:
    match value:
        case "" | None:
            return "<table:table-cell/>"
        case bool():
            return f'<table:table-cell office:value-type="boolean" office:boolean-value="{str(value).lower()}"/>'
        case int() | float():
            return f'<table:table-cell office:value-type="float" office:value="{value!r}"/>'
        case datetime() | date():
            return f'<table:table-cell office:value-type="date" office:date-value="{value.isoformat()}"/>'
    lines = "".join(f"<text:p>{_spaced(line)}</text:p>" for line in str(value).split("\n"))
    return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'


def _spaced(line: str) -> str:
    """Several spaces, or one at an end, are written as such: XML would lose them."""
    return escape(line).replace("  ", ' <text:s text:c="1"/>')


def read(folder: Path, path: Path, removed: int = 0, wanted: str = "") -> Taken:
    """Reads the workbook into the one release that there is."""
    memory = folder.parents[1] / "read"
    return take_back(path, {f"{folder.parent.name}/{folder.name}": folder}, memory, wanted, removed)


def problems_of(folder: Path, path: Path) -> list[str]:
    """Why the workbook is refused, line by line; none when it was read. Nothing may have changed then."""
    before = bytes_of(folder)
    try:
        read(folder, path)
    except DataProblems as found:
        assert bytes_of(folder) == before
        return [problem.line for problem in found.problems]
    return []


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def workbook_of(folder: Path, where: Path, unit: str = "") -> Path:
    """The release's workbook, as the portal writes it."""
    path = where / f"written{unit}.xlsx"
    path.write_bytes(make_workbook(open_release(folder), unit).content)
    return path


def repack(path: Path, parts: Mapping[str, bytes | Callable[[bytes], bytes]]) -> Path:
    """The file with some parts of its archive changed, or added."""
    with zipfile.ZipFile(path) as archive:
        old = {name: archive.read(name) for name in archive.namelist()}
    for name, part in parts.items():
        old[name] = part(old[name]) if callable(part) else part
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in old.items():
            archive.writestr(name, content)
    return path
