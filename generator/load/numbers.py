"""Numbers as data has them: a finite decimal in plain digits. Anything else is refused with what to type instead.

What is offered is worked out only where there is one reading; a figure is never guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,12})?")
_NO_VALUE_WORDS = frozenset({"n/a", "na", "-", "–", "—", "nil", "none", "null", "tbc", "tba", "?", ".", "x", "*"})
_NO_NUMBERS = frozenset({"nan", "inf", "infinity", "infinite"})
_SPACES = "[ \u00a0\u2009\u202f]"
_MULTIPLES = {"k": 3, "m": 6, "mn": 6, "million": 6, "bn": 9, "billion": 9}

MAX_LENGTH = 60
"""Longer text is a text: what may have been meant is not looked for."""

PLAIN_DIGITS = "Type plain digits, with a point for decimals, such as 12.5."
SAY_WHY = "Leave the cell empty and say why in the status column beside it."


class NumberError(ValueError):
    """Text is no number: the rule that it breaks, and what to type."""

    def __init__(self, rule: str, remedy: str) -> None:
        super().__init__(f"{rule}. {remedy}")
        self.rule, self.remedy = rule, remedy


def parse_number(text: str) -> Decimal:
    """A finite decimal of at most 18 digits before the point and 12 after it. Raises `NumberError` for other text."""
    if _NUMBER.fullmatch(text) and not re.fullmatch(r"-0(\.0+)?", text):
        return Decimal(text)
    if len(text) > MAX_LENGTH:
        raise NumberError("this is not a number", PLAIN_DIGITS)
    word = text.casefold()
    if word in _NO_VALUE_WORDS:
        raise NumberError("this is not a number", SAY_WHY)
    if word.lstrip("+-−") in _NO_NUMBERS:
        raise NumberError("this is not a finite number", SAY_WHY)
    for form, rule, meant in _FORMS:
        if match := re.fullmatch(form, text, re.IGNORECASE):
            raise NumberError(rule, _type(meant(match)))
    raise NumberError("this is not a number", PLAIN_DIGITS)


def _type(meant: str) -> str:
    """The remedy that offers what may have been meant, where that is a number."""
    return f"Type {meant}." if _NUMBER.fullmatch(meant) else PLAIN_DIGITS


def _digits(text: str) -> str:
    """The same with digits of other scripts and the minus sign as on a keyboard."""
    plain = (str(unicodedata.digit(each)) if each.isdigit() and not each.isascii() else each for each in text)
    return "".join(plain).replace("−", "-").replace("–", "-").replace("．", ".")


def _tidy(text: str) -> str:
    """Plain digits out of a number with a point too many or zeros before it; "" where there is no one reading."""
    try:
        number = Decimal(_digits(text).replace("_", ""))
    except InvalidOperation:
        return ""
    if not number.is_finite() or abs(number.adjusted()) > 18:
        return ""
    return f"{number.copy_abs() if number == 0 else number:f}"


def _joined(match: re.Match[str]) -> str:
    return _tidy(re.sub(rf"{_SPACES}|,|_|'", "", match[0]))


def _multiple(match: re.Match[str]) -> str:
    number = _tidy(match["number"].replace(",", ""))
    return _tidy(f"{number}e{_MULTIPLES[match['of'].casefold()]}") if number else ""


_FIGURE = r"[-−–+]?[0-9][0-9,]*(?:\.[0-9]+)?"

_FORMS: tuple[tuple[str, str, Callable[[re.Match[str]], str]], ...] = (
    # form (a regular expression), the rule that it breaks, what may have been meant
    (r"(.+?)\s*[%٪％‰]", "a number is written without a per cent sign", lambda m: _tidy(m[1])),
    (
        rf"[£$€]\s*(?P<number>{_FIGURE})\s*(?P<of>k|m|mn|bn|million|billion)?",
        "a number is written without a currency sign",
        lambda m: _multiple(m) if m["of"] else _tidy(m["number"].replace(",", "")),
    ),
    (
        rf"(?P<number>{_FIGURE})\s*(?P<of>k|m|mn|bn|million|billion)",
        "a number is written out in full",
        _multiple,
    ),
    (r"-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?", "a number is written without thousands separators", _joined),
    (rf"-?[0-9]{{1,3}}((?:{_SPACES}|')[0-9]{{3}})+(\.[0-9]+)?", "a number is written without spaces", _joined),
    (r"-?[0-9]+(_[0-9]+)+(\.[0-9]+)?", "a number is written without thousands separators", _joined),
    (
        r"-?[0-9]+,[0-9]{1,2}",
        "a number has a point before its decimals, not a comma",
        lambda m: m[0].replace(",", "."),
    ),
    (r"-?[0-9]{1,3}(\.[0-9]{3})+,[0-9]+", "a number has a point before its decimals and no other", lambda m: ""),
    (r"\((.+)\)", "a number below 0 has a minus sign, not brackets", lambda m: f"-{_tidy(m[1])}"),
    (r"[-−–+]?[0-9.]+e[+-]?[0-9]{1,3}", "a number is written out in full, without an exponent", lambda m: _tidy(m[0])),
    (r"-0(\.0+)?", "0 has no sign", lambda m: "0"),
    (r"-?0[0-9]+(\.[0-9]+)?", "a number begins with 0 only before its point", lambda m: _tidy(m[0])),
    (r"\+(.+)", "a number above 0 has no sign", lambda m: _tidy(m[1])),
    (r"-?\.[0-9]+|-?[0-9]+\.", "a number has a digit on both sides of its point", lambda m: _tidy(m[0])),
    (
        r"-?[0-9]+(\.[0-9]+)?",
        "a number has at most 18 digits before its point and 12 after it",
        lambda m: "",
    ),
    (
        r"(?:c\.?|ca\.?|about|approx\.?|~|≈)\s*([0-9.]+)",
        "a number stands alone; how firm it is belongs in the status column",
        lambda m: _tidy(m[1]),
    ),
    (r"[<>≤≥].*", "a number stands alone: a limit is no figure", lambda m: ""),
    (r"[0-9.]+\s*(?:-|–|to)\s*[0-9.]+", "a number stands alone: a range is no figure", lambda m: ""),
    (r"[-−–]?[\d.．]+", "a number is written in the digits 0 to 9, with a hyphen for minus", lambda m: _tidy(m[0])),
)
