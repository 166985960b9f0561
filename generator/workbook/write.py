"""Sheets to the bytes of an .xlsx. The only module that imports xlsxwriter. The same release gives the same bytes."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from generator.workbook.layout import Field, Sheet
from generator.workbook.marks import SHEET, Marks

FIRST = "Read me first"
CHOICES = "choices"
AUTHOR = "Performance portal"

AS_TEXT = {
    "strings_to_numbers": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "in_memory": True,
}
"""Nothing that somebody wrote becomes a number, a formula or a link."""

WIDTHS = {"prose": 50, "text": 28, "id": 24, "code": 16, "period": 13, "deadline": 13, "date": 12, "dates": 20}
NARROW = 11
"""Widths of columns in characters, by the kind of what they hold."""

ROOM = 500
"""How many empty rows below the last are ready to be filled in."""

ALLOWED = {
    "format_columns": True,
    "format_rows": True,
    "format_cells": True,
    "autofilter": True,
    "select_locked_cells": True,
    "select_unlocked_cells": True,
}
LONGEST_PROMPT = 255
"""As many characters as Excel takes in the message of a list."""

Story = Sequence[tuple[str, str]]
"""The first sheet, line by line: how it looks (title, heading, text) and what it says."""


@dataclass(frozen=True, slots=True)
class _Looks:
    header: Format
    asked: Format
    locked: Format
    open: Format


def workbook_bytes(story: Story, sheets: Sequence[Sheet], marks: Marks, made: date) -> bytes:
    """The workbook; `made` is the day that it says it was made on, never today's."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, AS_TEXT)
    book.set_properties({"created": datetime(made.year, made.month, made.day), "author": AUTHOR})  # noqa: DTZ001
    text = {"num_format": "@", "valign": "top", "text_wrap": True}
    looks = _Looks(
        header=book.add_format({**text, "bold": True, "bg_color": "#E4E4E4", "bottom": 1}),
        asked=book.add_format({**text, "bold": True, "bg_color": "#FFE9A8", "bottom": 1}),
        locked=book.add_format({**text, "font_color": "#3D3D3D", "bg_color": "#F3F3F3"}),
        open=book.add_format({**text, "locked": False}),
    )
    _first_sheet(book, story)
    places = _choices(sheets)
    for sheet in sheets:
        _sheet(book.add_worksheet(sheet.name), sheet, looks, places)
    hidden = book.add_worksheet(CHOICES)
    for choices, column in places.items():
        for row, choice in enumerate(choices):
            hidden.write_string(row, column, choice)
    hidden.very_hidden()
    own = book.add_worksheet(SHEET)
    for number, cells in enumerate(marks.rows()):
        for column, cell in enumerate(cells):
            own.write_string(number, column, cell)
    own.very_hidden()
    own.protect()
    book.close()
    return buffer.getvalue()


def _first_sheet(book: xlsxwriter.Workbook, story: Story) -> None:
    looks = {
        "title": book.add_format({"bold": True, "font_size": 16, "text_wrap": True}),
        "heading": book.add_format({"bold": True, "font_size": 12, "text_wrap": True, "top": 1}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
    }
    sheet = book.add_worksheet(FIRST)
    sheet.set_column(0, 0, 100)
    sheet.hide_gridlines(2)
    for row, (look, words) in enumerate(story):
        sheet.write_string(row, 0, words, looks[look])
    sheet.protect("", {"format_columns": True, "format_rows": True})


def _choices(sheets: Sequence[Sheet]) -> Mapping[tuple[str, ...], int]:
    """The lists of codes that the sheets need, each with its column on the hidden sheet."""
    lists = [
        field.column.choices for sheet in sheets for field in sheet.fields if field.column and field.column.choices
    ]
    return {choices: column for column, choices in enumerate(dict.fromkeys(lists))}


def _sheet(page: Worksheet, sheet: Sheet, looks: _Looks, places: Mapping[tuple[str, ...], int]) -> None:
    last = len(sheet.rows) + (ROOM if sheet.more else 0)
    for number, field in enumerate(sheet.fields):
        free = field.open or sheet.more
        page.set_column(number, number, WIDTHS.get(field.kind, NARROW), looks.open if free else looks.locked)
        page.write_string(0, number, field.heading, looks.asked if field.open and not sheet.more else looks.header)
        page.write_comment(
            0, number, field.about, {"author": AUTHOR, "x_scale": 2, "y_scale": 1 + len(field.about) / 90}
        )
        if field.column is not None and field.column.choices and last:
            _list(page, number, last, field, places[field.column.choices])
    for row, cells in enumerate(sheet.rows, 1):
        for number, (field, cell) in enumerate(zip(sheet.fields, cells, strict=True)):
            if cell:
                page.write_string(row, number, cell, looks.open if field.open else looks.locked)
    page.freeze_panes(1, _frozen(sheet))
    if sheet.rows:
        page.autofilter(0, 0, len(sheet.rows), len(sheet.fields) - 1)
        page.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})
    page.protect("", {**ALLOWED, "insert_rows": sheet.more})
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def _list(page: Worksheet, number: int, last: int, field: Field, place: int) -> None:
    """A list to choose from; what is not in it is refused by the spreadsheet already."""
    assert field.column is not None
    letter = xl_col_to_name(place)
    page.data_validation(
        1,
        number,
        last,
        number,
        {
            "validate": "list",
            "source": f"={CHOICES}!${letter}$1:${letter}${len(field.column.choices)}",
            "ignore_blank": True,
            "error_title": "Not one of the list",
            "error_message": f"Choose one of: {', '.join(field.column.choices)}."[:LONGEST_PROMPT],
        },
    )


def _frozen(sheet: Sheet) -> int:
    """How many columns stay in sight: those that say what a row is."""
    if sheet.more:
        return 1
    return next((number for number, field in enumerate(sheet.fields) if field.column is not None), 0)
