"""What a council asks for when it starts: its name, id, first period and colour. All faults are told at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.errors import UsageError
from generator.load.convert import is_id
from generator.load.properties import RESERVED_PUBLISHERS
from generator.periods import Kind, Period, PeriodError
from generator.starting.colours import AA, PAPERS, contrast, is_colour, nearest_passing, passes

KINDS = (Kind.QUARTER, Kind.HALF_YEAR, Kind.FINANCIAL_YEAR)
"""What a release can be of."""

LONGEST = 80
"""The longest name, in characters."""

_NO_NAME = re.compile(r"[\x00-\x1f\"\\<>{}\[\]]")


@dataclass(frozen=True, slots=True)
class Wishes:
    """`colour` is "" where the theme's own will do."""

    name: str
    short_name: str
    id: str
    period: Period
    colour: str

    @property
    def release(self) -> str:
        """The name of the first release: 2026-27-q1."""
        return re.sub(r"[^a-z0-9]+", "-", self.period.token.lower())


def wishes(name: str, short_name: str, id: str, period: str, colour: str) -> Wishes:
    """The wishes, sound. Raises `UsageError` with everything that is wrong with them."""
    name, short_name, colour = name.strip(), short_name.strip(), colour.strip().lower()
    faults = [*_of_names(name, short_name), *_of_id(id), *_of_colour(colour)]
    found, fault = _period(period)
    if found is None or faults:
        raise UsageError("\n".join([*faults, *([fault] if fault else []), "Nothing was made."]))
    return Wishes(name, short_name, id, found, colour)


def _of_names(name: str, short_name: str) -> Iterator[str]:
    for option, text in (("--name", name), ("--short-name", short_name)):
        if not text:
            yield f"{option}: the name is empty. Write it in quotation marks, such as “Ourtown Borough Council”."
        elif len(text) > LONGEST or _NO_NAME.search(text):
            yield f'{option}: a name has at most {LONGEST} characters and none of " \\ < > {{ }} [ ]. Write it plainly.'


def _of_id(id: str) -> Iterator[str]:
    if not is_id(id):
        plain = re.sub(r"[^a-z0-9]+", "-", id.lower()).strip("-0123456789")
        such = f" Such as {plain}." if is_id(plain) and plain not in RESERVED_PUBLISHERS else ""
        yield f"--id {id}: an id has small letters, digits and hyphens, a letter first.{such}"
    elif id in RESERVED_PUBLISHERS:
        yield f"--id {id}: this word is an address of the site itself. Choose another, such as the short name."


def _period(text: str) -> tuple[Period | None, str]:
    try:
        period = Period.parse(text)
    except PeriodError as error:
        return None, f"--period {text}: {error}"
    if period.kind not in KINDS:
        return None, f"--period {text}: a release is of a quarter, a half or a financial year. Write it as 2026/27 Q1."
    return period, ""


def _of_colour(colour: str) -> Iterator[str]:
    if not colour:
        return
    if not is_colour(colour):
        yield f"--colour {colour}: a colour is # and six digits or letters a to f, such as #005ea5."
    elif not passes(colour):
        lowest = min(contrast(colour, paper) for paper in PAPERS)
        yield (
            f"--colour {colour}: text in it could not be read on white: its contrast is {lowest:.1f} to 1, and "
            f"{AA} is the least (WCAG 2.2, level AA). The nearest that will do is {nearest_passing(colour)}."
        )
