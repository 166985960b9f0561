"""Numbers, counts and lists as people say them, in British English."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

DIRECTION_WORDS = {"improved": "got better", "declined": "got worse"}
"""How directions of travel are told: a number of crimes that has "declined" would be good news."""

PLURALS = {
    "activity": "activities",
    "commentary": "commentaries",
    "priority": "priorities",
    "body": "bodies",
    "status": "statuses",
}


NO_BREAK = "\u00a0"
"""A space at which a line never breaks."""

KILOBYTE = 1000


def file_size(size: int) -> str:
    """A size in bytes as people say it, rounded up: "310 KB", "1.2 MB"."""
    kilobytes = -(-size // KILOBYTE)
    return f"{kilobytes}{NO_BREAK}KB" if kilobytes < KILOBYTE else f"{size / KILOBYTE**2:.1f}{NO_BREAK}MB"


def percent(value: Decimal) -> str:
    """`value` (0 to 100) in whole per cent. Only 0 itself reads 0% and only 100 itself 100%."""
    if 0 < value < 1:
        return "less than 1%"
    if 99 < value < 100:
        return "99%"
    return f"{value.quantize(Decimal(1), ROUND_HALF_UP)}%"


def plural(word: str, count: int = 2) -> str:
    """`word` in the singular for one, otherwise in the plural."""
    if count == 1:
        return word
    return PLURALS.get(word, f"{word}s")


def counted(count: int, word: str) -> str:
    """ "3 actions", "1 action", "no actions"."""
    return f"{count or 'no'} {plural(word, count)}"


def listed(parts: Sequence[str], last: str = "and") -> str:
    """ "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def sentence_case(text: str) -> str:
    """The first letter large, the rest as it is."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """The first letter small, for a sentence that goes on in another. Abbreviations keep their capitals."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def is_are(count: int) -> str:
    return "is" if count == 1 else "are"


def was_were(count: int) -> str:
    return "was" if count == 1 else "were"


def shortened(text: str, limit: int) -> str:
    """`text` in at most `limit` characters, cut between words, with an ellipsis where it was cut."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:-–")
    return f"{cut}…"
