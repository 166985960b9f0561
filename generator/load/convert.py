"""One cell to one value, by its column's kind. What is not plainly right is refused with what to type instead."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from generator.contract import Column
from generator.formulas import is_formula
from generator.load.characters import seen
from generator.load.numbers import NumberError, parse_number
from generator.periods import FIRST_YEAR, LAST_YEAR, Deadline, Period, PeriodError, parse_date

Value = str | int | Decimal | date | tuple[date, ...] | datetime | Period | Deadline | None

_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})")


SPREADSHEET_ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"})


class CellError(ValueError):
    """A cell breaks a rule; `remedy` says what to type instead."""

    def __init__(self, rule: str, remedy: str) -> None:
        self.rule = rule
        self.remedy = remedy
        super().__init__(f"{rule}. {remedy}")


def convert(column: Column, cell: str) -> Value:
    """The value of `cell`; "" for absent text and None for any other absent value. Raises `CellError`."""
    if cell == "":
        if column.required:
            raise CellError("this cell must not be empty", f"Give the {column.title.lower()}. {column.description}")
        return "" if column.kind in TEXT_KINDS else () if column.kind == "dates" else None
    if cell in SPREADSHEET_ERRORS:
        raise CellError(
            "this is a spreadsheet's error, not a value", "Mend the formula it comes from, and save the values."
        )
    if re.fullmatch("#{3,}", cell):
        raise CellError("the spreadsheet had no room to show the value here", "Make the column wider, and save again.")
    if cell != cell.strip():
        raise CellError("white space stands at the start or end of the cell", "Delete it.")
    if ("\n" in cell or "\r" in cell) and column.kind != "prose":
        raise CellError("this column takes one line of text", "Take the line break out.")
    try:
        return CONVERTERS[column.kind](column, cell)
    except (NumberError, PeriodError) as error:
        raise CellError(error.rule, error.remedy) from error


def _text(column: Column, cell: str) -> str:
    if column.pattern and not re.fullmatch(column.pattern.removeprefix("^").removesuffix("$"), cell):
        raise CellError(f"the {column.title.lower()} is not of the right form", column.description)
    if not seen(cell).strip():
        raise CellError("there is nothing to see in this cell", "Delete what is in it, and type the text.")
    if is_formula(cell):
        rule = "a spreadsheet would take this for a formula, and work it out wherever the table is opened"
        raise CellError(rule, "Begin it with a word, or save the values that formulas gave.")
    return cell.replace("\r\n", "\n").replace("\r", "\n")


def is_id(text: str) -> bool:
    """Whether `text` has the form of an id, which stands in addresses and anchors as it is."""
    return re.fullmatch(r"[a-z][a-z0-9-]{0,63}", text) is not None


def _id(column: Column, cell: str) -> str:
    if not is_id(cell):
        remedy = "Use small letters, digits and hyphens, a letter first, at most 64 characters."
        raise CellError("this is not an id", remedy)
    return cell


def _code(column: Column, cell: str) -> str:
    if cell not in column.choices:
        raise CellError(f"this is not a known {column.title.lower()}", "Use one of: " + ", ".join(column.choices) + ".")
    return cell


def _number(column: Column, cell: str) -> Decimal:
    return _in_range(column, parse_number(cell))


def _integer(column: Column, cell: str) -> int:
    number = parse_number(cell)
    if "." in cell:
        raise CellError("this is a whole number", "Type it without decimals.")
    return int(_in_range(column, number))


def _in_range(column: Column, number: Decimal) -> Decimal:
    if column.minimum is not None and number < column.minimum:
        raise CellError(f"this is below {column.minimum}", _range_remedy(column))
    if column.maximum is not None and number > column.maximum:
        raise CellError(f"this is above {column.maximum}", _range_remedy(column))
    return number


def _range_remedy(column: Column) -> str:
    if column.maximum is None:
        return f"Type a number of at least {column.minimum}."
    return f"Type a number from {column.minimum} to {column.maximum}."


def parse_moment(cell: str) -> datetime:
    """A date and time with an explicit offset. Raises `CellError`; a bare date is malformed."""
    if _MOMENT.fullmatch(cell):
        try:
            moment = datetime.fromisoformat(cell)
            if FIRST_YEAR <= moment.year <= LAST_YEAR:
                return moment
        except ValueError:
            pass  # such as the 31st of June: told below like any other malformed moment
    remedy = "Type a date, a time and its offset from Greenwich, such as 2009-12-02T09:30:00+00:00."
    raise CellError("this is not a moment", remedy)


TEXT_KINDS = frozenset({"id", "text", "prose", "code"})
CONVERTERS: dict[str, Callable[[Column, str], Value]] = {
    "id": _id,
    "text": _text,
    "prose": _text,
    "code": _code,
    "number": _number,
    "integer": _integer,
    "date": lambda column, cell: parse_date(cell),
    "dates": lambda column, cell: tuple(parse_date(part) for part in cell.split("; ")),
    "period": lambda column, cell: Period.parse(cell),
    "deadline": lambda column, cell: Deadline.parse(cell),
    "moment": lambda column, cell: parse_moment(cell),
}
