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

_GAP = "[ \u00a0-]{0,2}"
_POSTCODE = r"(?:GIR ?0AA|[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][ABD-HJLNP-UW-Z]{2})"
_HOUSE = r"(?:[Ff]lat |[Aa]partment |[Uu]nit )?(?!(?:19|20)[0-9]{2}(?![0-9]))[0-9]{1,4}[A-Za-z]?"
_LOCAL = r"\w.!#$%&'*+/=?^`{|}~-"

# Each begins only where the piece before is no part of it, so that none is tried again at every letter of a long word.
EMAIL = re.compile(rf"(?<![{_LOCAL}])[{_LOCAL}]++@[\w-]+(?:\.[\w-]+)+")
TELEPHONE = re.compile(
    rf"(?<![\w.,/£$€-])(?:(?:\+|00)44{_GAP}(?:\(0\))?|\(?0(?=[1235789]))(?:{_GAP}\)?{_GAP}[0-9]){{9,10}}(?![\w/%]|[.,][0-9])"
)
NATIONAL_INSURANCE = re.compile(
    rf"(?<!\w)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]{_GAP}(?:[0-9]{{2}}{_GAP}){{3}}[A-D](?!\w)", re.IGNORECASE
)
NHS = re.compile(rf"(?<![\w.,/£-])[0-9]{{3}}{_GAP}[0-9]{{3}}{_GAP}[0-9]{{4}}(?![\w/%-]|[.,][0-9])")
HOME = re.compile(rf"(?<![\w.,/£$€-]){_HOUSE},? (?:[A-Z][\w'’.-]*+,?\s+){{0,8}}{_POSTCODE}(?!\w)")


RULE = "this seems to be {}, which no published text holds"
REMEDY = "Take it out. If it is meant to be public, list it in content/contacts.yml."


def personal_data(text: str, contacts: frozenset[str] = frozenset()) -> Iterator[tuple[str, str]]:
    """What of the text looks like personal data: (what it seems to be, the piece), less the contacts.

    `contacts` are `squeezed`, so that two ways of writing a number are one.
    """
    for kind, form, holds in _FORMS:
        for match in form.finditer(text):
            piece = match[0].strip()
            if holds(piece) and squeezed(piece) not in contacts:
                yield kind, piece


def problems_in(
    text: str, contacts: frozenset[str], file: str, row: int | None = None, column: str = ""
) -> Iterator[Problem]:
    """A problem for each such piece of a text at this place."""
    for kind, piece in personal_data(text, contacts):
        yield Problem(file, RULE.format(kind), REMEDY, row, column, piece)


def squeezed(text: str) -> str:
    """What two spellings of one contact share: no spaces, brackets or hyphens, no capitals."""
    return re.sub(r"[\s()-]", "", text).casefold()


def _is_nhs_number(piece: str) -> bool:
    """Whether its last digit is the check digit of the other nine (modulus 11)."""
    digits = [int(each) for each in piece if each.isdigit()]
    check = 11 - sum(digit * (10 - place) for place, digit in enumerate(digits[:9])) % 11
    return check != 10 and check % 11 == digits[9] and len(set(digits)) > 1


def _is_grouped(piece: str) -> bool:
    """Whether its digits stand in groups, as people write numbers to ring, and not one by one."""
    return all(len(group) > 1 for group in re.findall(r"[0-9]+", piece.replace("(0)", "")))


def _any(piece: str) -> bool:
    return True


_FORMS: tuple[tuple[str, re.Pattern[str], Callable[[str], bool]], ...] = (
    ("an email address", EMAIL, _any),
    ("a telephone number", TELEPHONE, _is_grouped),
    ("a National Insurance number", NATIONAL_INSURANCE, _any),
    ("an NHS number", NHS, _is_nhs_number),
    ("somebody's home: a postcode with the number of a house", HOME, _any),
)
