"""How hard a text is to read, so that officers are told before residents are lost.

The Automated Readability Index (Smith and Senter, 1967) needs the lengths of words and sentences only. Its grade is a
year of school in the United States, whose first year begins at six: five more is an age.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

HARDEST = 18
"""The highest reading age, in years, that is let pass: that of somebody who has just left school."""

LONGEST = 150
"""The most words of one commentary that are let pass."""

LONG_SENTENCE = 25
"""A sentence of more words is better split (the style guide of GOV.UK)."""

LONG_WORD = 10
"""From so many letters on, a word counts as long."""

QUOTED = 5
"""How many of the long words are named."""

FEWEST_WORDS = 25
"""A shorter text is too short to be judged."""

_WORD: re.Pattern[str] = re.compile(r"[^\W_][\w'’-]*")
_END = re.compile(r"[.!?;:](?=\s|$)|\n")


def words_in(text: str) -> int:
    return len(_WORD.findall(text))


@dataclass(frozen=True, slots=True)
class Reading:
    """How a text reads. `per_sentence` is the average in words, `long_words` their share in per cent, both rounded.

    `split` is the longest sentence, where it has more than `LONG_SENTENCE` words; else "". `longest` are the longest of
    the long words. `age` as in `reading_age`.
    """

    words: int
    per_sentence: int
    long_words: int
    split: str
    longest: tuple[str, ...]
    age: int | None

    @property
    def is_long(self) -> bool:
        return self.words > LONGEST

    @property
    def is_hard(self) -> bool:
        return self.age is not None and self.age > HARDEST


def read(text: str) -> Reading | None:
    """None for a text without a word."""
    words: list[str] = _WORD.findall(text)
    if not words:
        return None
    sentences = sentences_in(text)
    longest = max(sentences, key=words_in)
    long_words = [word for word in words if sum(map(str.isalnum, word)) >= LONG_WORD]
    return Reading(
        words=len(words),
        per_sentence=round(len(words) / len(sentences)),
        long_words=round(100 * len(long_words) / len(words)),
        split=longest if words_in(longest) > LONG_SENTENCE else "",
        longest=tuple(sorted(dict.fromkeys(map(str.lower, long_words)), key=len, reverse=True)[:QUOTED]),
        age=reading_age(text),
    )


def sentences_in(text: str) -> list[str]:
    """The parts of a text between its stops, colons and line breaks, without them."""
    return [part.strip() for part in _END.split(text) if _WORD.search(part)]


def reading_age(text: str) -> int | None:
    """The age in years at which the text is read with ease; None for one that is too short to judge."""
    words: list[str] = _WORD.findall(text)
    if len(words) < FEWEST_WORDS:
        return None
    sentences = sentences_in(text)
    letters = sum(character.isalnum() for word in words for character in word)
    grade: float = 4.71 * letters / len(words) + 0.5 * len(words) / len(sentences) - 21.43
    return max(5, round(grade + 5))
