"""Periods and deadlines: the only place that reads, orders, words and steps them.

A token has one spelling, so that the text in a CSV file, the key it makes and `Period.token` are the same.
What has two readings, or was rewritten by a spreadsheet, is refused with what to type. No clock, no locale.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple
from unicodedata import category

FIRST_YEAR, LAST_YEAR = 1900, 2199  # every day of a period; any other year is a slip of the hand
MONTHS = tuple("January February March April May June July August September October November December".split())


class PeriodError(ValueError):
    """Text that is no period, date or deadline, or a step out of range. `rule`, `remedy`: sentences.

    They repeat nothing of the refused text but digits and letters recognised in it, so they are safe to show.
    """

    def __init__(self, rule: str, remedy: str) -> None:
        super().__init__(rule, remedy)
        self.rule, self.remedy = rule, remedy

    def __str__(self) -> str:
        return f"{self.rule} {self.remedy}"


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
            raise _explain(text, _FORMS)
        return period

    def __str__(self) -> str:
        return self.token

    @property
    def token(self) -> str:
        """The one spelling in data: `Period.parse(period.token) == period`."""
        return " to ".join(dict.fromkeys(_spell(self.unit, n)[0] for n in self._numbers))

    @property
    def label(self) -> str:
        """Its days as people say them: `July to September 2009`, `30 September 2009`, `2010 to 2020`."""
        first, last = (_words(day, self.unit) for day in (self.start, self.end))
        shared = next((i for i in range(len(last)) if first[i:] == last[i:]), len(last))
        return " ".join([*first[:shared], "to", *last] if shared else last)  # shared year once

    @property
    def name(self) -> str:
        """Official form: `Quarter 2, 2009/10`, `2009/10`, `First half, 2009/10`, `Academic year 2008/09`."""
        first, last = (_spell(self.unit, n)[1] for n in self._numbers)
        if not first:
            return self.label
        return first if first == last else f"{first} to {last[0].lower()}{last[1:]}"

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
        if self.unit is Kind.DAY:
            first, last = (_a_year_before(day).toordinal() for day in (self.start, self.end))
        else:
            first, last = (number - 12 // _UNITS[self.unit].months for number in self._numbers)
        return _period(self.unit, first, last)

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
            raise _explain(text, f"{_FORMS} Or type ongoing or tbc.")
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
        raise _explain(text, _DATE_FORM)
    if period.kind is not Kind.DAY:
        raise PeriodError("This is a period, and one day is wanted here.", _DATE_FORM)
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


def _period(unit: Kind, first: int, last: int) -> Period:
    try:
        start, end = _first_day(unit, first), _first_day(unit, last + 1) - timedelta(days=1)
    except (ValueError, OverflowError):  # outside the years 1 to 9999
        start = end = date.min
    if start.year < FIRST_YEAR or end.year > LAST_YEAR:
        raise PeriodError(f"Every day must be in the years {FIRST_YEAR} to {LAST_YEAR}.", "Check the year.")
    return Period(start, end, unit if first == last else Kind.SPAN, unit)


def _a_year_before(day: date) -> date:
    return date(day.year - 1, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)


def _words(day: date, unit: Kind) -> list[str]:
    """As much of the day as a period of this unit is known by: its last 3, 2 or 1 words."""
    return format_date(day).split()[{Kind.DAY: 0, Kind.CALENDAR_YEAR: 2}.get(unit, 1) :]


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


def _read(text: str) -> Period | None:
    """The period of a token; None for other text. PeriodError if it is out of range."""
    ends = [_read_one(end) for end in text.split(" to ")]
    first, last = ends[0], ends[-1]
    if first is None or last is None or len(ends) > 2 or first[0] is not last[0]:
        return None
    return _period(first[0], first[1], last[1]) if len(ends) == 1 or first[1] < last[1] else None


# What to say of other text. A row: a form (of text made tidy), the rule, and what may have been meant, with
# {a}, {b}, {c} for what the form caught; of these, the ones that can be read are offered, else the row's own
# "Type ...", else the caller's. The first row that fits is used.

_DATE_FORM = "Type year-month-day, as in 2009-09-30."
_FORMS = (
    "Type a day as 2009-09-30, a month as 2009 M09, a quarter as 2009/10 Q2, a half as 2009/10 H1, a year as "
    "2009/10 FY (financial), 2009/10 AY (academic) or 2009 CY (calendar), a span as 2009 CY to 2011 CY."
)
_EXCEL = date(1899, 12, 30), date(1904, 1, 1)  # day 0 of its two ways to count
_COUNTED = "Excel keeps dates as a count of days, from 1900 or from 1904."
_ORDER = "Excel writes dates in this form: day first in some countries, month first in others."
_WORDED = "The month is a word, as Excel rewrites dates; here dates are digits, year first."
_SHORT = "Excel writes a month of a year and a day of a month alike, in this form."
_DATES = (
    (r"(\d\d?)[/.-](\d\d?)[/.-](\d{4})(?: .*)?", _ORDER, "{c:04}-{b:02}-{a:02}", "{c:04}-{a:02}-{b:02}"),
    (r"\d\d?[/.-]\d\d?[/.-]\d\d(?: .*)?", f"{_ORDER} Two digits do not say the century either."),
    (r"(\d\d?)[A-Z ]*[ -]#(\d\d)[ ,-]+(\d{4})", _WORDED, "{c}-{b:02}-{a:02}"),
    (r"(\d\d?)[A-Z ]*[ -]#(\d\d)[ -](\d\d)", _WORDED, "20{c:02}-{b:02}-{a:02}", "19{c:02}-{b:02}-{a:02}"),
    (r"#(\d\d) (\d\d?)[A-Z ]*,? (\d{4})", _WORDED, "{c}-{a:02}-{b:02}"),
    (r"#\d\d[ -]\d\d?|\d\d?[ -]#\d\d", _SHORT, "Type a day as 2009-09-30, a month as 2009 M09."),
    (r"(\d{5})(?:\.\d+)?", _COUNTED, "{from1900}", "{from1904}"),
    (r"(\d{4})-(\d\d)-(\d\d)[ T].*", "A day has no time beside it.", "{a}-{b:02}-{c:02}"),
    (r"\d{4}-\d\d-\d\d", "There is no such day in the calendar."),
    (r"\d{4}[/.-]\d\d?[/.-]\d\d?|\d{8}", "A date has two hyphens, and two digits for month and day."),
)
_YEARS = (
    (r"#(\d\d)[ -](\d{4})", "The month is a word; here it is digits.", "{b} M{a:02}"),
    (r"(\d{4})[/-](\d\d)", "Its kind is not said.", "{a}/{b:02} FY", "{a}/{b:02} AY", "{a} M{b:02}"),
    (r"(\d{4})", "A year needs its kind.", "{a} CY", "{a}/{next:02} FY", "{before}/{short:02} FY"),
    (r"(\d{4})/\d\d CY", "A calendar year is one year.", "{a} CY", "{after} CY"),
    (r"\d{4}.* Q(?![1-4]$).*", "Quarters are Q1 (April to June) to Q4 (January to March).", "Type Q1, Q2, Q3 or Q4."),
    (r"\d{4}.* H(?![12]$).*", "Halves are H1 (April to September), H2 (October to March).", "Type H1 or H2."),
    (r"\d{4}.* M(?!0[1-9]$|1[0-2]$).*", "Months are M01 (January) to M12 (December).", "Type M01 to M12."),
    (r"(\d{4})/\d\d M(\d\d)", "A month lies in one year.", "{a} M{b:02}", "{after} M{b:02}"),
    (r"(\d{4}) (FY|AY|Q\d|H\d)", "This lies in two years.", "{a}/{next:02} {b}", "{before}/{short:02} {b}"),
    (r"(\d{4})/\d\d (FY|AY|Q\d|H\d)", "The second year must follow the first.", "{a}/{next:02} {b}"),
)


def _tidied(text: str) -> str:
    """Text as close to a token as it comes without a guess; the names of months become #01 to #12."""
    text = " ".join(text.upper().split())
    for pattern, tidy in (
        (r" (TO|-) ", " to "),
        (r"(?<=\d)(?=[FAC]Y|[QHM]\d)", " "),
        (r"\b([FAC]Y|[QH]\d|M\d\d?),? (\d{4}(?:[/-]\d+)?)\b", r"\2 \1"),
        (r"\b(\d\d)(\d\d)[/-](?:\1)?(\d\d) (?=[FAQH])", r"\1\2/\3 "),
        (r"\bM(\d)\b", r"M0\1"),
        *((rf"\b{name[:3]}[A-Z]*", f"#{n:02}") for n, name in enumerate(map(str.upper, MONTHS), 1)),
    ):
        text = re.sub(pattern, tidy, text)
    return text


def _meant(text: str) -> Period | None:
    try:
        return _read(text)
    except PeriodError:
        return None


def _explain(text: str, otherwise: str) -> PeriodError:
    """Why the text is refused, and what to type: what it may have meant, else the remedy given."""
    if not text.strip():
        return PeriodError("There is nothing here.", otherwise)
    if len(text) > 60:  # no token or date is so long, and the forms below are not made for it
        return PeriodError("This is too long for a period or a date.", otherwise)
    if text != text.strip():
        return PeriodError("There is white space before or after it.", "Delete the white space.")
    if odd := next((char for char in text if not char.isascii()), ""):
        what = "dash" if category(odd) == "Pd" else "digit" if odd.isdigit() else "character"
        return PeriodError(f"It has a {what} that is not on a plain keyboard.", f"Replace it. {otherwise}")
    tidy, day_only = _tidied(text), otherwise == _DATE_FORM
    if (period := _meant(tidy)) and not day_only:
        rule = "It is written in one way: capitals, single spaces, year first, a slash between two years."
        return PeriodError(rule, f"Type {period.token} for {period.label}.")
    if " to " in tidy and not day_only:
        wrong = next((end for end in tidy.split(" to ") if _read_one(end) is None), None)
        if wrong is not None:
            return _explain(wrong, otherwise)
        return PeriodError("A span has two periods of one kind, the earlier first.", "Type it as 2010 CY to 2020 CY.")
    for form, rule, *meanings in _DATES if day_only else _DATES + _YEARS:
        if match := re.fullmatch(form, tidy):
            own = next((meaning for meaning in meanings if meaning.startswith("Type")), None)
            remedy = _DATE_FORM if day_only or not (own or meanings) else own or otherwise
            return PeriodError(rule, _offer(meanings, match.groups()) or remedy)
    return PeriodError(f"This is not a {'date' if day_only else 'period'}.", otherwise)


def _offer(meanings: list[str], caught: tuple[str, ...]) -> str:
    """The meanings that can be read, as a sentence; empty if none can."""
    values: dict[str, int | str | date] = {
        key: int(group) if group.isdigit() else group for key, group in zip("abc", caught, strict=False)
    }
    if isinstance(year := values.get("a"), int):
        values |= {"before": year - 1, "short": year % 100, "after": year + 1, "next": (year + 1) % 100}
        values |= {"from1900": _EXCEL[0] + timedelta(year), "from1904": _EXCEL[1] + timedelta(year)}
    periods = dict.fromkeys(_meant(meaning.format(**values)) for meaning in meanings)
    choices = [f"{period.token} for {period.label}" for period in periods if period]
    return f"Type {', or '.join(choices)}." if choices else ""
