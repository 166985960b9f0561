"""The texts of what is withheld, for one use only: the build looks for them in what it made, and stops at a find.

They travel beside the portal, never on it. What also stands in a public text gives nothing away and would raise false
alarms, and so would what is short: those are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from generator.contract import tables
from generator.load.papers import Papers
from generator.load.records import Record
from generator.load.withholding import any_text

SHORTEST = 12
"""The fewest characters of a text that is looked for."""

WORDS = 8
"""Longer texts are looked for in pieces of so many words, since a page may show a part of one."""

_WORD: re.Pattern[str] = re.compile(r"[^\W_]+")
_ENDS = re.compile(r"^\W+|\W+$")

TEXTS = frozenset({"id", "text", "prose"})
"""Kinds of column that hold a publisher's own words."""


def secrets_of(hidden: Iterable[Record], papers: Mapping[str, str], public: Iterable[str]) -> Mapping[str, str]:
    """Each text that must be nowhere, in small letters and single spaces, with the place that it comes from.

    `papers` are the withheld ones: the text of each file by its name in messages. `public` are all texts that are
    published.
    """
    found: dict[str, str] = {}
    for place, text in (*_texts_of(hidden), *papers.items()):
        for piece in pieces(text):
            found.setdefault(piece, place)
    if not found:
        return {}
    everything = "\n".join({wording(text) for text in public})
    return {piece: place for piece, place in found.items() if wording(piece) not in everything}


def texts_of(records: Iterable[Record]) -> Iterator[str]:
    """Every text in these records."""
    return (text for _, text in _texts_of(records))


def text_of_papers(papers: Papers, ids: Iterable[str]) -> Mapping[str, str]:
    """The text of these papers, by the names of their files in messages."""
    files: dict[str, Path] = {papers.files[id][1]: papers.files[id][0] for id in ids}
    return {name: any_text(path) for name, path in files.items()}


def pieces(text: str) -> Iterator[str]:
    """The text in pieces that are long enough to be looked for."""
    words = plain(text).split(" ")
    for start in range(0, len(words), WORDS):
        piece = _ENDS.sub("", " ".join(words[start : start + WORDS]))
        if len(piece) >= SHORTEST:
            yield piece


def wording(text: str) -> str:
    """The words alone: what differs in its marks only says the same."""
    return " ".join(_WORD.findall(text.casefold()))


def plain(text: str) -> str:
    """The text in small letters, white space made single: the form in which texts are compared."""
    return " ".join(text.casefold().split())


def _texts_of(records: Iterable[Record]) -> Iterator[tuple[str, str]]:
    for record in records:
        for column in tables()[record.table].columns:
            if column.kind in TEXTS and (text := record.text(column.name)):
                yield f"{record.file}, row {record.row}, column {column.name}", text
