"""Sets the HTML of a page aside while the engine reads its Markdown.

Nearly all of a page is HTML from our templates. Python-Markdown takes it apart tag by tag, twice, only to put it back
as it was: nine tenths of the engine's time. Here each block is found by its own end tag and goes straight to where the
engine keeps such blocks. The outcome is the same, byte for byte; a page that is not so plain is left to the engine.

Nothing else uses this module but `hook`, which hands it to the engine. `portal build --plain` builds without it,
and `tests/site/test_aside.py` holds both ways against each other.
"""

from __future__ import annotations

import re
from functools import cache

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

BLOCKS = frozenset("article aside details div dl figure footer form h1 h2 h3 h4 nav ol p section table ul".split())
"""Elements that begin a block and always have an end tag."""

_START = re.compile(r"^ {0,3}<(?!/?(?:a|abbr|strong|em|small|span|code|b|i|q|sup|sub)[\s>])(\w*)", re.MULTILINE)
"""A line that begins with anything but an element inside a line."""

_BLANK_LINE = re.compile(r" *\n *\n")

AFTER_WHITESPACE = 25
"""Later than the engine has made one kind of line break of all, earlier than it looks for HTML."""


class SetAside(Extension):
    def extendMarkdown(self, md: Markdown) -> None:
        md.preprocessors.register(_Blocks(md), "set_aside", AFTER_WHITESPACE)


class _Blocks(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        parts = split(text)
        if parts is None:
            return lines
        store = self.md.htmlStash.store
        return "".join(f"\n{store(part)}\n\n" if is_html else part for is_html, part in parts).split("\n")


def split(text: str) -> list[tuple[bool, str]] | None:
    """The text in pieces, each with whether it is a block of HTML. None where a block is not as our templates write it.

    A block that is followed by an empty line keeps its line's end, as in the engine.
    """
    parts: list[tuple[bool, str]] = []
    place = 0
    while found := _START.search(text, place):
        is_ours = text[found.start()] == "<" and found[1] in BLOCKS
        end = _end(text, found.end(), found[1]) if is_ours else None
        if end is None or text[end : end + 1] not in ("", "\n"):
            return None
        parts.append((False, text[place : found.start()]))
        parts.append((True, text[found.start() : end] + "\n" * bool(_BLANK_LINE.match(text, end))))
        place = end
    return [*parts, (False, text[place:])]


def _end(text: str, begun: int, name: str) -> int | None:
    """Where the element that has begun ends, after its end tag."""
    depth = 1
    for tag in _tags(name).finditer(text, begun):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    return None


@cache
def _tags(name: str) -> re.Pattern[str]:
    return re.compile(rf"<(/?){name}(?:>|(?=\s)(?:[^>\"]|\"[^\"]*\")*>)")
