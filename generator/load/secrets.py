"""The texts of what is withheld, for one use only: the build looks for them in what it made, and stops at a find.

They travel beside the portal, never on it. What also stands in a public text gives nothing away and would raise false
alarms, and so would what is short: those are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from generator.contract import tables
from generator.load.papers import Papers
from generator.load.records import Record
from generator.load.withholding import any_text

SHORTEST, SHORTEST_WORD = 16, 12
"""The fewest characters of a text that is looked for, and of one that is a single word."""

WORDS = 8
"""Longer texts are looked for in pieces of so many words, since a page may show a part of one."""

FEW = 4
"""A piece of fewer words is short."""

TEXTS = frozenset({"id", "text", "prose"})
"""Kinds of column that hold a publisher's own words."""

_WORD: re.Pattern[str] = re.compile(r"[^\W_]+")
_MARKS = re.compile(r"^(?:[a-z_]+: |- )", re.MULTILINE)
"""What a line of a paper begins with and no page shows."""

Text = tuple[str, str]
"""A place in the data, and what stands there."""


def secrets_of(hidden: Iterable[Text], public: Iterable[str]) -> Mapping[str, str]:
    """Each text that must be nowhere, as its `wording`, with the place that it comes from.

    `public` are all texts that are published. A page puts them side by side, so a short piece may come about by itself
    where two of its words in a row are public: it is not looked for.
    """
    found: dict[str, str] = {}
    for place, text in hidden:
        for piece in pieces(text):
            found.setdefault(piece, place)
    if not found:
        return {}
    everything = "\n".join(f" {words} " for words in {wording(text) for text in public})
    return {
        piece: place
        for piece, place in found.items()
        if not any(f" {run} " in everything for run in (piece, *_pairs_of_short(piece)))
    }


def _pairs_of_short(piece: str) -> Iterator[str]:
    """Every two words in a row of a piece that has few."""
    words = piece.split(" ")
    if len(words) < FEW:
        yield from map(" ".join, pairwise(words))


def pieces(text: str) -> Iterator[str]:
    """The wording of the text in pieces that are long enough to be looked for."""
    words = wording(text).split(" ")
    for start in range(0, len(words), WORDS):
        piece = " ".join(words[start : start + WORDS])
        if len(piece) >= (SHORTEST if " " in piece else SHORTEST_WORD):
            yield piece


def wording(text: str) -> str:
    """The words alone, in small letters: what differs in its marks only says the same."""
    return " ".join(_WORD.findall(text.casefold()))


def texts_of_papers(papers: Papers, ids: Iterable[str]) -> Iterator[Text]:
    """The lines of these papers."""
    for id in ids:
        path, name = papers.files[id]
        yield from ((name, line) for line in _MARKS.sub("", any_text(path)).splitlines())


def whole_rows(records: Iterable[Record]) -> Iterator[str]:
    """Each row as a download has it, its cells side by side: what runs from one into the next is public too."""
    for record in records:
        yield " ".join(str(value) for value in record.values.values() if value not in (None, "", ()))


def texts_of_rows(records: Iterable[Record]) -> Iterator[Text]:
    """Every text in these records."""
    for record in records:
        for column in tables()[record.table].columns:
            if column.kind in TEXTS and (text := record.text(column.name)):
                yield f"{record.file}, row {record.row}, column {column.name}", text
