"""Periods and deadlines: the only place that reads, orders, words and steps them.

A token has one spelling, so that the text in a CSV file, the key it makes and `Period.token` are the same.
What has two readings, or was rewritten by a spreadsheet, is refused with what to type. No clock, no locale.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from generator.period_advice import DATE_FORM, FORMS, MONTHS, PeriodError, explain

__all__ = ["MONTHS", "Deadline", "Kind", "Period", "PeriodError", "Undated", "format_date", "parse_date"]

FIRST_YEAR, LAST_YEAR = 1900, 2199  # every day of a period; any other year is a slip of the hand


class Kind(StrEnum):
    """What a period is. Periods of the same days sort by these words, so a span after what it equals."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    FINANCIAL_YEAR = "financial year"
    ACADEMIC_YEAR = "academic year"
    CALENDAR_YEAR = "calendar year"
    SPAN = "span"

    @property
    def in_a_year(self) -> int:
        """How many such periods make a year; 1 for a year and for what is none of its parts."""
        return {Kind.MONTH: 12, Kind.QUARTER: 4, Kind.HALF_YEAR: 2}.get(self, 1)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Whole days, `start` to `end` inclusive, ordered by start, end, kind, unit. Made by `parse`.

    `unit` is the kind of the two ends of a span; for everything else it is `kind` again.
    """

    start: date
    end: date
    kind: Kind
    unit: Kind

    @classmethod
    def parse(cls, text: str) -> "Period":
        """The period that a token names, spelt exactly. PeriodError for anything else."""
        period = _read(text)
        if period is None:
            raise explain(text, FORMS, _read)
        return period

    def __hash__(self) -> int:
        """By its days alone: nearly all that differ, differ in these, and the words for kinds take twice as long."""
        return hash((self.start, self.end))

    def __str__(self) -> str:
        return self.token

    @property
    def token(self) -> str:
        """The one spelling in data: `Period.parse(period.token) == period`."""
        return _token(self)

    @property
    def label(self) -> str:
        """Its days as people say them: `July to September 2009`, `30 September 2009`, `2010 to 2020`."""
        return _label(self)

    @property
    def name(self) -> str:
        """Official form: `Quarter 2, 2009/10`, `2009/10`, `First half, 2009/10`, `Academic year 2008/09`."""
        return _name(self)

    @property
    def days(self) -> int:
        """How many days, both ends counted."""
        return (self.end - self.start).days + 1

    def step(self, n: int) -> "Period":
        """The nth following period of its kind (preceding for n below 0). PeriodError outside 1900 to 2199.

        A span moves by its own length in its unit: `2010 CY to 2020 CY` is followed by `2021 CY to 2031 CY`.
        """
        first, last = self._numbers
        shift = n * (last - first + 1)
        return _period(self.unit, first + shift, last + shift)

    @property
    def previous(self) -> "Period":
        return self.step(-1)

    @property
    def next(self) -> "Period":
        return self.step(1)

    @property
    def year_before(self) -> "Period":
        """The same period a year before, each end of a span moved by a year. PeriodError before 1900.

        29 February goes to 28 February (so the span of 28 to 29 February becomes one day).
        """
        return _year_before(self)

    def contains(self, other: "date | Period") -> bool:
        """Whether the day, or every day of the other period, is in this one."""
        first, last = (other.start, other.end) if isinstance(other, Period) else (other, other)
        return self.start <= first and last <= self.end

    def ended_by(self, day: date) -> bool:
        """Whether its last day is `day` or earlier: what ends on 31 March has ended by 31 March."""
        return self.end <= day

    @property
    def _numbers(self) -> tuple[int, int]:
        return _number(self.unit, self.start), _number(self.unit, self.end)


class Undated(StrEnum):
    """Deadlines that have no day."""

    ONGOING = "ongoing"
    TBC = "tbc"


@dataclass(frozen=True, slots=True)
class Deadline:
    """When something is due: by the last day of a period, or without a day."""

    when: Period | Undated

    @classmethod
    def parse(cls, text: str) -> "Deadline":
        """From a token, an ISO date, `ongoing` or `tbc`. PeriodError for anything else, also empty."""
        if text in tuple(Undated):
            return cls(Undated(text))
        if (word := text.strip().lower()) in tuple(Undated):
            raise PeriodError("This word has one spelling.", f"Type {word}, with no space or capital.")
        period = _read(text)
        if period is None:
            raise explain(text, f"{FORMS} Or type ongoing or tbc.", _read)
        return cls(period)

    @property
    def token(self) -> str:
        return str(self.when)

    @property
    def last_day(self) -> date | None:
        """The last day that is in time; None for ongoing and to be confirmed, which are never overdue."""
        return self.when.end if isinstance(self.when, Period) else None

    @property
    def label(self) -> str:
        """To follow "due": `31 March 2010`, `by the end of September 2009`, `ongoing`, `to be confirmed`."""
        if not isinstance(self.when, Period):
            return {Undated.ONGOING: "ongoing", Undated.TBC: "to be confirmed"}[self.when]
        words = " ".join(_words(self.when.end, self.when.unit))
        return words if self.when.unit is Kind.DAY else f"by the end of {words}"


def format_date(day: date) -> str:
    """`30 September 2009`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def parse_date(text: str) -> date:
    """From an ISO date, 2009-09-30, and nothing else. PeriodError says what to type instead."""
    period = _read(text)
    if period is None:
        raise explain(text, DATE_FORM, _read)
    if period.kind is not Kind.DAY:
        raise PeriodError("This is a period, and one day is wanted here.", DATE_FORM)
    return period.start


# In its unit every period has a number, one more than that of the period before it: a day its ordinal, any
# other its year times the parts of a year, plus the parts of that year already over.


class _Unit(NamedTuple):
    letters: str
    months: int  # how long it is
    begins: int  # the month, 1 to 12, in which its year begins
    name: str = ""  # {years} as in the token, {n} its place in the year; empty: as its label


_UNITS = {
    Kind.MONTH: _Unit("M", 1, 1),
    Kind.QUARTER: _Unit("Q", 3, 4, "Quarter {n}, {years}"),
    Kind.HALF_YEAR: _Unit("H", 6, 4, "{nth} half, {years}"),
    Kind.FINANCIAL_YEAR: _Unit("FY", 12, 4, "{years}"),
    Kind.ACADEMIC_YEAR: _Unit("AY", 12, 9, "Academic year {years}"),
    Kind.CALENDAR_YEAR: _Unit("CY", 12, 1),
}


def _number(unit: Kind, day: date) -> int:
    if unit is Kind.DAY:
        return day.toordinal()
    return (day.year * 12 + day.month - _UNITS[unit].begins) // _UNITS[unit].months


def _first_day(unit: Kind, number: int) -> date:
    if unit is Kind.DAY:
        return date.fromordinal(number)
    year, months_over = divmod(number * _UNITS[unit].months + _UNITS[unit].begins - 1, 12)
    return date(year, months_over + 1, 1)


@lru_cache(maxsize=4096)
def _period(unit: Kind, first: int, last: int) -> Period:
    try:
        start, end = _first_day(unit, first), _first_day(unit, last + 1) - timedelta(days=1)
    except (ValueError, OverflowError):  # outside the years 1 to 9999
        start = end = date.min
    if start.year < FIRST_YEAR or end.year > LAST_YEAR:
        raise PeriodError(f"Every day must be in the years {FIRST_YEAR} to {LAST_YEAR}.", "Check the year.")
    return Period(start, end, unit if first == last else Kind.SPAN, unit)


@lru_cache(maxsize=4096)
def _year_before(period: Period) -> Period:
    if period.unit is Kind.DAY:
        first, last = (_a_year_before(day).toordinal() for day in (period.start, period.end))
    else:
        first, last = (number - 12 // _UNITS[period.unit].months for number in period._numbers)
    return _period(period.unit, first, last)


def _a_year_before(day: date) -> date:
    return date(day.year - 1, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)


@lru_cache(maxsize=4096)
def _token(period: Period) -> str:
    return " to ".join(dict.fromkeys(_spell(period.unit, n)[0] for n in period._numbers))


@lru_cache(maxsize=4096)
def _label(period: Period) -> str:
    first, last = (_words(day, period.unit) for day in (period.start, period.end))
    shared = next((i for i in range(len(last)) if first[i:] == last[i:]), len(last))
    return " ".join([*first[:shared], "to", *last] if shared else last)  # shared year once


@lru_cache(maxsize=4096)
def _name(period: Period) -> str:
    first, last = (_spell(period.unit, n)[1] for n in period._numbers)
    if not first:
        return period.label
    return first if first == last else f"{first} to {last[0].lower()}{last[1:]}"


def _words(day: date, unit: Kind) -> list[str]:
    """As much of the day as a period of this unit is known by: its last 3, 2 or 1 words."""
    return format_date(day).split()[{Kind.DAY: 0, Kind.CALENDAR_YEAR: 2}.get(unit, 1) :]


@lru_cache(maxsize=4096)
def _spell(unit: Kind, number: int) -> tuple[str, str]:
    """Token and name of the period with this number."""
    if unit is Kind.DAY:
        return date.fromordinal(number).isoformat(), ""
    letters, months, begins, name = _UNITS[unit]
    year, n = number * months // 12, number % (12 // months) + 1
    years = f"{year:04}" if begins == 1 else f"{year:04}/{(year + 1) % 100:02}"
    token = f"{years} {letters}" + {1: f"{n:02}", 12: ""}.get(months, f"{n}")
    return token, name.format(years=years, n=n, nth="First" if n == 1 else "Second")


def _read_one(text: str) -> tuple[Kind, int] | None:
    """Unit and number of a token that is not a span; None unless it is just as `_spell` would have it."""
    try:
        if match := re.fullmatch(r"(\d{4})(?:/\d\d)? (FY|AY|CY|[QHM])(\d\d?)?", text):
            unit = next(kind for kind in _UNITS if _UNITS[kind].letters == match[2])
            number = int(match[1]) * (12 // _UNITS[unit].months) + int(match[3] or 1) - 1
        else:
            unit, number = Kind.DAY, date.fromisoformat(text).toordinal()
    except ValueError:
        return None
    return (unit, number) if _spell(unit, number)[0] == text else None


@lru_cache(maxsize=4096)
def _read(text: str) -> Period | None:
    """The period of a token; None for other text. PeriodError if it is out of range."""
    ends = [_read_one(end) for end in text.split(" to ")]
    first, last = ends[0], ends[-1]
    if first is None or last is None or len(ends) > 2 or first[0] is not last[0]:
        return None
    return _period(first[0], first[1], last[1]) if len(ends) == 1 or first[1] < last[1] else None
