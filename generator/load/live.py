"""The live figures of a paper as they are read: each well formed, and standing where a figure can stand.

Whether what they name is there is for `resolving` to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser

from generator.errors import Problem
from generator.live_figures import LIVE, OPENING, Figure, FigureError, parse
from generator.load.markdown import VOID, converted

LIVE_ENTRIES = frozenset({"purpose", "reason", "recommendations", "implications", "consultation"})
"""What of the front matter may hold live figures, besides the body."""

_PLACES = {
    "a": "the words of a link",
    "code": "what is shown as it is typed",
    "pre": "what is shown as it is typed",
    **dict.fromkeys(("h2", "h3", "h4"), "a heading"),
}
"""Elements in which no figure can stand."""

_MARK = re.compile(r"livefigure([0-9]+)end")


@dataclass(frozen=True, slots=True)
class Found:
    """A live figure and the line of the file on which it begins."""

    line: int
    figure: Figure


@dataclass(frozen=True, slots=True)
class Reporting:
    """What a paper reports on: its figures, and the release that its front matter names, "" where it names none."""

    figures: tuple[Found, ...] = ()
    release: str = ""


def read_figures(
    text: str, front: Mapping[str, object], body: str, file: str, problems: list[Problem]
) -> tuple[Found, ...]:
    """Every live figure in `text`, the whole file, of which `front` and `body` were read. Adds to `problems`."""
    if OPENING not in text:
        return ()
    problems.extend(_entries_without(front, file))
    found = []
    matches = list(LIVE.finditer(text))
    for match in matches:
        try:
            found.append(Found(_line(text, match.start()), parse(match[1])))
        except FigureError as error:
            written = " ".join(match[0].split())
            problems.append(Problem(file, error.rule, error.remedy, _line(text, match.start()), found=written))
    rest = LIVE.sub(lambda match: " " * len(match[0]), text)
    for opening in re.finditer(re.escape(OPENING), rest):
        remedy = "Write ]] behind it, such as [[indicator:ni-192 value]], with no other bracket between."
        problems.append(Problem(file, "a live figure is begun and not ended", remedy, _line(text, opening.start())))
    of_body = matches[len(matches) - len(LIVE.findall(body)) :]
    for index, place in _misplaced(body):
        written = " ".join(of_body[index][0].split())
        remedy = "Move it into the text of a paragraph, a list or a table."
        rule = f"a live figure can't stand in {place}"
        problems.append(Problem(file, rule, remedy, _line(text, of_body[index].start()), found=written))
    return tuple(found)


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1


def _entries_without(front: Mapping[str, object], file: str) -> Iterator[Problem]:
    for key, value in sorted(front.items()):
        headings = list(value) if isinstance(value, dict) else []
        if OPENING in str(headings if key in LIVE_ENTRIES else value):
            places = ", ".join(sorted(LIVE_ENTRIES))
            remedy = f"Write the words themselves. Figures can stand in the text, and in {places}."
            yield Problem(file, "no live figure can stand here", remedy, column=key)


def _misplaced(body: str) -> Iterator[tuple[int, str]]:
    """Which figures of the body, counted from 0, stand where none can, and what that is."""
    count = iter(range(len(LIVE.findall(body))))
    html = converted(LIVE.sub(lambda _: f"livefigure{next(count)}end", body))
    if html is not None:
        yield from _Places(html).found


class _Places(HTMLParser):
    """Where the marks of figures stand in a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[str] = []
        self.found: list[tuple[int, str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self._open.append(tag)
        for _, value in attrs:
            self.found += [(int(number), "the address of a link") for number in _MARK.findall(value or "")]

    def handle_endtag(self, tag: str) -> None:
        while tag in self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        place = next((_PLACES[tag] for tag in self._open if tag in _PLACES), "")
        if place:
            self.found += [(int(number), place) for number in _MARK.findall(data)]
