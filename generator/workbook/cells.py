"""One value of a spreadsheet to the text that its cell of the release has, or why it can't be that.

Text is taken as it stands. A number is taken where numbers belong, if it is one that somebody may have typed; where
text, codes, dates or periods belong it is refused, since the spreadsheet has kept less than was typed: 007 becomes 7,
1.10 becomes 1.1, and a date is whatever the spreadsheet's country makes of it.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from generator.contract import Column
from generator.load.characters import first_fault
from generator.load.convert import CellError, convert
from generator.load.gate import MAX_CELL
from generator.periods import Kind, Period, format_date

NUMBERS_AS_TEXT = frozenset(
    {
        ("observations", "value"),
        ("targets", "lower"),
        ("targets", "upper"),
        ("benchmarks", "value"),
    }
)
"""Columns of text that hold numbers: whether they do, the indicator says."""

DIGITS = 15
"""As many digits of a number as a spreadsheet keeps. One that needs more was worked out, not typed."""

WHOLE = 10**DIGITS
DATES = frozenset({"period", "deadline", "date", "dates", "moment"})
AS_TEXT = "Format the cell as text, and type it again."


def text_of(value: object, table: str, column: Column) -> str:
    """The text of a spreadsheet's value for a column. Raises `CellError`."""
    match value:
        case None:
            return ""
        case str():
            return value.replace("\r\n", "\n")
        case bool():
            raise CellError("this is a spreadsheet's “true” or “false”", "Type it as text.")
        case float() | int():
            return _number(value, table, column)
        case date():
            raise _date(value, column)
        case time() | timedelta():
            raise CellError("this is a spreadsheet's time of day", AS_TEXT)
        case _:
            raise CellError("this is no text and no number", AS_TEXT)


def check_text(text: str, column: Column) -> None:
    """Raises `CellError` for text that the column does not take."""
    if (fault := first_fault(text)) is not None:
        raise CellError(fault.rule, fault.remedy)
    if len(text) > MAX_CELL:
        raise CellError(f"a cell holds at most {MAX_CELL:,} characters", "Shorten it.")
    convert(column, text)


def shown(value: object) -> str:
    """The value as a message quotes it."""
    if isinstance(value, float):
        return f"{Decimal(value):f}" if value.is_integer() and abs(value) < WHOLE else repr(value)
    return "" if value is None else str(value)


def _number(value: float, table: str, column: Column) -> str:
    plain = f"{value:.{DIGITS}g}"
    exact = float(plain) == value
    text = f"{Decimal(plain):f}" if exact else repr(value)
    if column.kind in DATES:
        convert(column, text)  # says what a number may have been meant for, unless it is one
    if column.kind not in ("number", "integer") and (table, column.name) not in NUMBERS_AS_TEXT:
        rule = "this is a number, and text belongs here: a spreadsheet drops noughts at both ends of numbers"
        raise CellError(rule, f"Format the cell as text, and type it again: {text}, or as it was meant.")
    if not exact or abs(value) >= WHOLE:
        rule = f"a spreadsheet has worked this number out, or lost digits of it: it keeps {DIGITS}"
        raise CellError(rule, f"Type the number that is meant, such as {Decimal(f'{value:.6g}'):f}.")
    return "0" if value == 0 else text


def _date(value: date, column: Column) -> CellError:
    """A spreadsheet's date: which day it took it for, and what to type for it."""
    day = value.date() if isinstance(value, datetime) else value
    rule = f"this is a spreadsheet's date, {format_date(day)}, which other countries' spreadsheets take for another"
    if column.kind not in DATES:
        return CellError(rule, AS_TEXT)
    if column.kind in ("period", "deadline"):
        month = day.month - 4 if day.month > 3 else day.month + 8
        start = day.year if day.month > 3 else day.year - 1
        quarter = Period.parse(f"{start}/{(start + 1) % 100:02} {Kind.QUARTER.value[0].upper()}{month // 3 + 1}")
        return CellError(rule, f"Type {quarter.token} for its quarter, or {day.isoformat()} for the day, as text.")
    return CellError(rule, f"If that is the day, type {day.isoformat()}, as text.")
