"""What only search sees of a page: other words for what it is about, and its reference in every way of typing it.

Nobody reads these: they go into the head of the page, where pagefind finds them (theme/overrides/main.html).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from generator.model import Synonyms, Term
from generator.pages.page import Page

_APART = re.compile(r"[^\w]+|_")
_CODE = re.compile(r"(?=\w*\d)[a-z]\w{0,23}")
"""A letter first, a digit somewhere, and no longer than somebody would type."""
_QUOTES = str.maketrans("", "", "'’")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What stands for what. Official words are in the form of `plain`, abbreviations in that of `kept`.

    `plain_words` are what readers type for each official phrase, and `abbreviations` what anybody's papers shorten it
    to. `expansions` are, by publisher, what its own abbreviations mean: another may mean something else by the same
    letters. `series` are letters that references begin with, each with the others that mean the same.
    """

    plain_words: tuple[tuple[str, str], ...]
    abbreviations: tuple[tuple[str, str], ...]
    expansions: Mapping[str, tuple[tuple[str, str], ...]]
    series: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, synonyms: Synonyms, terms: Mapping[str, tuple[Term, ...]]) -> Vocabulary:
        """`terms` are the abbreviations that each publisher explains."""
        explained = {name: [term for term in own if term.expansion] for name, own in terms.items()}
        return cls(
            tuple((plain(official), typed) for typed, officials in synonyms.words for official in officials),
            tuple(dict.fromkeys((plain(term.expansion), term.term) for own in explained.values() for term in own)),
            {name: tuple((kept(term.term), term.expansion) for term in own) for name, own in explained.items()},
            _series(synonyms),
        )


def with_search_words(pages: Iterable[Page], vocabulary: Vocabulary) -> Iterator[Page]:
    """The pages, those that search finds with the words that it finds them by."""
    for page in pages:
        if page.searchable:
            also = other_words(f"{page.title}. {page.definition}", page.publisher, vocabulary)
            yield replace(page, also=also, codes=codes(page.reference, vocabulary.series))
        else:
            yield page


def other_words(text: str, publisher: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Other words for what the text says, without those that it holds already."""
    as_written = kept(text)
    meant = [expansion for short, expansion in vocabulary.expansions.get(publisher, ()) if short in as_written]
    said = plain(". ".join((text, *meant)))
    found = [*meant]
    for pairs in (vocabulary.abbreviations, vocabulary.plain_words):
        found += [other for official, other in pairs if official in said]
    own = plain(text)
    return tuple({plain(word): word for word in reversed(found) if plain(word) not in own}.values())[::-1]


def codes(reference: str, series: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """A reference as one word, in every way of typing it: for BVPI 127a "bvpi127a" and "bv127a".

    None for what has no letter or no digit: "1.10" is found as it stands.
    """
    parts = _parts(reference)
    forms = ["".join(parts), "".join(_parts(re.sub(r"\(.*?\)", "", reference)))]
    forms += parts[-1:] if len(parts) > 1 else []  # C72, for PAF C72
    every = [form for first in forms for form in (first, *_otherwise(first, series))]
    return tuple(dict.fromkeys(form for form in every if _CODE.fullmatch(form)))


def plain(text: str) -> str:
    """The words of a text, small and in the singular, with a space around each: to seek one text in another."""
    return f" {' '.join(_singular(word) for word in _parts(text))} "


def kept(text: str) -> str:
    """The words of a text as they are written: IT is not "it"."""
    return f" {' '.join(part for part in _APART.split(text.translate(_QUOTES)) if part)} "


def _parts(text: str) -> list[str]:
    return kept(text).casefold().split()


def _singular(word: str) -> str:
    """Near enough for both sides of a comparison."""
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _otherwise(code: str, series: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """The code with the other letters of its series: bv127a for bvpi127a."""
    begins = re.match("[a-z]+", code)
    if begins:
        yield from (f"{other}{code[begins.end() :]}" for other in sorted(series.get(begins[0], ())))


def _series(synonyms: Synonyms) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for first, others in synonyms.references:
        same = {first.casefold(), *(other.casefold() for other in others)}
        for letters in same:
            found.setdefault(letters, set()).update(same - {letters})
    return {letters: frozenset(others) for letters, others in found.items()}
