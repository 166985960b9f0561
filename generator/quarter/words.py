"""A package's title and description, told anew for the period that follows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.periods import Kind, Period

SO_FAR = {1: "first quarter", 2: "first two quarters", 3: "first three quarters", 4: "four quarters"}


def renewed(text: str, before: Period, new: Period) -> str:
    """`text` with each mention of the period `before` turned into one of `new`; what names neither stays as it is."""
    names = dict(zip(_names(before), _names(new), strict=False)) if before.kind is new.kind else {}
    if not names:
        return text
    longest_first = sorted(names, key=len, reverse=True)
    pattern = "|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in longest_first)
    lower = {name.casefold(): after for name, after in names.items()}
    return re.sub(pattern, lambda match: _cased(match[0], lower[match[0].casefold()]), text, flags=re.IGNORECASE)


def _names(period: Period) -> Iterator[str]:
    """How people write a period, always in the same order."""
    yield period.token
    yield period.name
    yield period.label
    if period.kind is Kind.QUARTER:
        year, quarter = period.token.split(" Q")
        yield f"Q{quarter} {year}"
        yield f"Q{quarter}, {year}"
        yield f"Q{quarter} of {year}"
        yield f"quarter {quarter} {year}"
        yield f"quarter {quarter} of {year}"
        yield f"{SO_FAR[int(quarter)]} of {year}"


def _cased(found: str, after: str) -> str:
    """As `found` begins: with a small letter or a large one."""
    return after[0].lower() + after[1:] if found[0].islower() else after[0].upper() + after[1:]
