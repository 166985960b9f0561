"""What to say of text that is no period, date or deadline: the rule, and what may have been meant.

`periods` reads; this only explains, so it is handed the reader. It never resolves what has two readings.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Protocol
from unicodedata import category

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


class Readable(Protocol):
    """As much of a period as an explanation needs."""

    @property
    def token(self) -> str: ...

    @property
    def label(self) -> str: ...


Reader = Callable[[str], Readable | None]
"""Reads a token; None for other text, PeriodError where it is out of range."""


# What to say of other text. A row: a form (of text made tidy), the rule, and what may have been meant, with
# {a}, {b}, {c} for what the form caught; of these, the ones that can be read are offered, else the row's own
# "Type ...", else the caller's. The first row that fits is used.

DATE_FORM = "Type year-month-day, as in 2009-09-30."
FORMS = (
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


def _meant(text: str, read: Reader) -> Readable | None:
    try:
        return read(text)
    except PeriodError:
        return None


def explain(text: str, otherwise: str, read: Reader) -> PeriodError:
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
    tidy, day_only = _tidied(text), otherwise == DATE_FORM
    if (period := _meant(tidy, read)) and not day_only:
        rule = "It is written in one way: capitals, single spaces, year first, a slash between two years."
        return PeriodError(rule, f"Type {period.token} for {period.label}.")
    if " to " in tidy and not day_only:
        wrong = next((end for end in tidy.split(" to ") if _meant(end, read) is None), None)
        if wrong is not None:
            return explain(wrong, otherwise, read)
        return PeriodError("A span has two periods of one kind, the earlier first.", "Type it as 2010 CY to 2020 CY.")
    for form, rule, *meanings in _DATES if day_only else _DATES + _YEARS:
        if match := re.fullmatch(form, tidy):
            own = next((meaning for meaning in meanings if meaning.startswith("Type")), None)
            remedy = DATE_FORM if day_only or not (own or meanings) else own or otherwise
            return PeriodError(rule, _offer(meanings, match.groups(), read) or remedy)
    return PeriodError(f"This is not a {'date' if day_only else 'period'}.", otherwise)


def _offer(meanings: list[str], caught: tuple[str, ...], read: Reader) -> str:
    """The meanings that can be read, as a sentence; empty if none can."""
    values: dict[str, int | str | date] = {
        key: int(group) if group.isdigit() else group for key, group in zip("abc", caught, strict=False)
    }
    if isinstance(year := values.get("a"), int):
        values |= {"before": year - 1, "short": year % 100, "after": year + 1, "next": (year + 1) % 100}
        values |= {"from1900": _EXCEL[0] + timedelta(year), "from1904": _EXCEL[1] + timedelta(year)}
    periods = dict.fromkeys(_meant(meaning.format(**values), read) for meaning in meanings)
    choices = [f"{period.token} for {period.label}" for period in periods if period is not None]
    return f"Type {', or '.join(choices)}." if choices else ""
