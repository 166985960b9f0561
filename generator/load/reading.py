"""How hard a text is to read, so that officers are told before residents are lost.

The Automated Readability Index (Smith and Senter, 1967) needs the lengths of words and sentences only. Its grade is a
year of school in the United States, whose first year begins at six: five more is an age.
"""

from __future__ import annotations

import re

FEWEST_WORDS = 25
"""A shorter text is too short to be judged."""

_WORD: re.Pattern[str] = re.compile(r"[^\W_][\w'’-]*")
_END = re.compile(r"[.!?;:](?=\s|$)|\n")


def words_in(text: str) -> int:
    return len(_WORD.findall(text))


def reading_age(text: str) -> int | None:
    """The age in years at which the text is read with ease; None for one that is too short to judge."""
    words: list[str] = _WORD.findall(text)
    if len(words) < FEWEST_WORDS:
        return None
    sentences = [part for part in _END.split(text) if _WORD.search(part)]
    letters = sum(character.isalnum() for word in words for character in word)
    grade: float = 4.71 * letters / len(words) + 0.5 * len(words) / len(sentences) - 21.43
    return max(5, round(grade + 5))
