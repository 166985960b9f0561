"""Personal data that has no place in a published text: what looks like it stops the build.

An address or number that is meant to be public (a helpline, a team's mailbox) is listed in content/contacts.yml, with
who looked at it, when and why. Only forms are judged: a name is not told from other words.
Forms: https://www.gov.uk/hmrc-internal-manuals/national-insurance-manual/nim39110 (National Insurance numbers),
https://www.datadictionary.nhs.uk/attributes/nhs_number.html (NHS numbers, with their check digit).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from generator.errors import Problem

_GAP = r"(?:[\s-]|\u200b){0,2}"
_POSTCODE = r"(?:GIR\s?0AA|[A-Za-z]{1,2}[0-9][A-Za-z0-9]?\s?[0-9][ABD-HJLNP-UW-Zabd-hjlnp-uw-z]{2})"
_HOUSE = r"(?:[Ff]lat |[Aa]partment |[Uu]nit )?(?!(?:19|20)[0-9]{2}(?![0-9]))[0-9]{1,4}[A-Za-z]?(?:-[0-9]{1,4})?"
_OF_A_STREET = r"(?:[A-Z][\w'’.-]*+|on|upon|under|of|the|in|by|le|nr|near),?\s+"
_LOCAL = r"\w.!#$%&'*+/=?^`{|}~-"

# Each begins only where the piece before is no part of it, so that none is tried again at every letter of a long word.
EMAIL = re.compile(rf"(?<![{_LOCAL}])[{_LOCAL}]++@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{{2,}}(?!\w)")
TELEPHONE = re.compile(
    rf"(?<![\w.,/£$€-])(?:(?:\+|00)44{_GAP}(?:\(0\))?|\(?0(?=[1235789]))(?:{_GAP}\)?[/.]?{_GAP}[0-9]){{9,10}}"
    r"(?![\w/%]|[.,][0-9])"
)
NATIONAL_INSURANCE = re.compile(
    rf"(?<!\w)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]{_GAP}(?:[0-9]{{2}}{_GAP}){{3}}[A-D](?!\w)", re.IGNORECASE
)
NHS = re.compile(rf"(?<![\w.,/£-])[0-9]{{3}}{_GAP}[0-9]{{3}}{_GAP}[0-9]{{4}}(?![\w/%-]|[.,][0-9])")
HOME = re.compile(rf"(?<![\w.,/£$€-]){_HOUSE},?\s(?:{_OF_A_STREET}){{0,10}}{_POSTCODE}(?!\w)")


_SUSPECT = re.compile("[@0-9]")
"""Each form holds one of these, which most texts do not."""

RULE = "this seems to be {}, which no published text holds"
REMEDY = "Take it out. If it is meant to be public, list it in content/contacts.yml."


def personal_data(text: str, contacts: frozenset[str] = frozenset()) -> Iterator[tuple[str, str, int]]:
    """What of the text looks like personal data, less the contacts: what it seems to be, the piece, where it begins.

    `contacts` are `squeezed`, so that two ways of writing a number are one.
    """
    if _SUSPECT.search(text) is None:
        return
    for kind, form, holds in _FORMS:
        for match in form.finditer(text):
            piece = match[0].strip()
            if holds(piece, text) and squeezed(piece) not in contacts:
                yield kind, piece, match.start()


def problems_in(
    text: str, contacts: frozenset[str], file: str, row: int | None = None, column: str = ""
) -> Iterator[Problem]:
    """A problem for each such piece of a text; with no `row`, on the line of the file on which it begins."""
    for kind, piece, start in personal_data(text, contacts):
        line = text.count("\n", 0, start) + 1 if row is None and not column else row
        yield Problem(file, RULE.format(kind), REMEDY, line, column, piece)


def squeezed(text: str) -> str:
    """What two spellings of one contact share: no spaces, brackets or hyphens, no capitals."""
    return re.sub(r"[\s()/.\u200b-]", "", text).casefold() if "@" not in text else text.casefold()


def _is_nhs_number(piece: str, text: str) -> bool:
    """Whether its last digit is the check digit of the other nine (modulus 11).

    One other number of ten digits in eleven has that too, so without the usual gaps it counts only near its name.
    """
    digits = [int(each) for each in piece if each.isdigit()]
    check = 11 - sum(digit * (10 - place) for place, digit in enumerate(digits[:9])) % 11
    named = not piece.isdigit() or "nhs" in text.casefold()
    return named and check != 10 and check % 11 == digits[9] and len(set(digits)) > 1


def _is_dialled(piece: str, text: str) -> bool:
    """Whether it begins with an area code and has its digits in groups, as dates and counts in a row have not."""
    groups = re.findall(r"[0-9]+", piece.replace("(0)", ""))
    return len(groups[0]) > 2 - piece.startswith(("+", "00")) and all(len(group) > 1 for group in groups)


def _any(piece: str, text: str) -> bool:
    return True


_FORMS: tuple[tuple[str, re.Pattern[str], Callable[[str, str], bool]], ...] = (
    ("an email address", EMAIL, _any),
    ("a telephone number", TELEPHONE, _is_dialled),
    ("a National Insurance number", NATIONAL_INSURANCE, _any),
    ("an NHS number", NHS, _is_nhs_number),
    ("somebody's home: a postcode with the number of a house", HOME, _any),
)
