"""Abbreviations explained where they stand: each page's first mention in place, and all that it holds at its foot.

It works on what `render` has written, where data is text with entities and every `<` begins a tag of our own templates.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape

NOT_IN = frozenset(
    {"a", "abbr", "button", "summary", "script", "svg", "option", *(f"h{level}" for level in range(1, 7))}
)
"""Elements in which nothing is marked: they are links, names or headings by themselves, or not read at all."""

SILENT = frozenset({"script", "svg", "option"})
"""Elements whose text is not read on the page."""

_WORD = re.compile(r"(?<![\w;-])[A-Z](?:\w|&#38;)+(?![\w-])")
_TAG = re.compile(r"(<[^>]*>)")
_NAME = re.compile(r"</?([a-z0-9]+)")


def is_abbreviation(term: str) -> bool:
    """Whether a term is read letter by letter: at least two capitals or digits, and no space."""
    return term[:1].isupper() and " " not in term and sum(each.isupper() or each.isdigit() for each in term) > 1


def explain(text: str, expansions: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """The text with the first mention of each abbreviation marked, and those that it holds, in the order of mention.

    `expansions` are by abbreviation as it is written, each an attribute's value that needs no more escaping.
    """
    here = [written for term in expansions if (written := term.replace("&", "&#38;")) in text]
    reader = _Reader(expansions)
    lines = text.split("\n") if here else ()
    explained = [reader.line(line) if any(word in line for word in here) else line for line in lines]
    return "\n".join(explained) if here else text, tuple(reader.found)


class _Reader:
    """Reads a page line by line; an element that matters here never runs over the end of one."""

    def __init__(self, expansions: Mapping[str, str]) -> None:
        self._expansions = expansions
        self._marked: set[str] = set()
        self.found: dict[str, None] = {}

    def line(self, line: str) -> str:
        """Markdown is read but not marked: only in what is HTML already may an element stand anywhere."""
        inside: list[str] = []
        parts = []
        for part in _TAG.split(line):
            if part.startswith("<"):
                _step(part, inside)
            elif not SILENT.intersection(inside):
                part = self._text(part, may_mark=line.startswith("<") and not inside)
            parts.append(part)
        return "".join(parts)

    def _text(self, text: str, *, may_mark: bool) -> str:
        def explained(match: re.Match[str]) -> str:
            word = unescape(match[0])
            if word not in self._expansions:
                return match[0]
            self.found.setdefault(word)
            if not may_mark or word in self._marked:
                return match[0]
            self._marked.add(word)
            return f'<abbr title="{self._expansions[word]}">{match[0]}</abbr>'

        return _WORD.sub(explained, text)


def _step(tag: str, inside: list[str]) -> None:
    """Follows one tag into an element of `NOT_IN`, or out of it."""
    match = _NAME.match(tag)
    if match is None or match[1] not in NOT_IN:
        return
    if not tag.startswith("</"):
        inside.append(match[1])
    elif match[1] in inside:
        inside.remove(match[1])
