"""What officers write as Markdown: front matter and a small subset, refused when sanitising would remove anything.

Refusing, rather than silently cleaning, means that what is published is what somebody wrote.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from itertools import groupby
from pathlib import Path
from urllib.parse import urlsplit

import markdown
import nh3

from generator.errors import Problem
from generator.load.characters import first_fault
from generator.load.gate import GateError, read_text
from generator.load.personal import problems_in
from generator.load.plain_yaml import Plain, compose, plain

EXTENSIONS = ("tables",)
"""The Markdown extensions beyond the basic syntax that officers' text may use: those of `mkdocs.yml`, less its toc."""

ALLOWED_TAGS = frozenset("p h2 h3 h4 ul ol li strong em a blockquote code pre br hr table thead tbody tr th td".split())
ALLOWED_ATTRIBUTES = {"a": {"href", "title"}, "th": {"style"}, "td": {"style"}}
ALLOWED_SCHEMES = {"https", "http", "mailto"}

MAX_BLOCK, MAX_OPEN, MAX_TAGS = 50_000, 100, 500
"""Longest paragraph, list or table in characters, how many brackets may stand open in one, and how many signs < be.

The converter's time grows with the square of each.
"""

VOID = frozenset({"br", "hr"})
"""Tags that hold nothing, so that no end of one is written."""

_BLANK_LINES = re.compile(r"\n\s*\n")
_FRONT_MATTER = re.compile(r"---\n(.*?\n)---\n(.*)\Z", re.DOTALL)


Event = tuple[str, str]


class _Events(HTMLParser):
    """What a piece of HTML is made of, in order: what two pieces are compared by."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self._found: list[Event] = []
        self.feed(html)
        self.close()

    @property
    def events(self) -> list[Event]:
        """Each text is one event, however many pieces it came in; white space between tags is none."""
        events: list[Event] = []
        for kind, same in groupby(self._found, key=lambda event: event[0]):
            values = [value for _, value in same]
            if kind == TEXT:
                words = " ".join("".join(values).split())
                values = [words] if words else []
            events.extend((kind, value) for value in values)
        return events

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._found.append(("tag", tag))
        self._found.extend((f"attribute of {tag}", f"{name}={value}") for name, value in sorted(attrs))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self._found.append((END, tag))

    def handle_data(self, data: str) -> None:
        self._found.append((TEXT, data))

    def handle_comment(self, data: str) -> None:
        self._found.append(("comment", data))

    def handle_decl(self, decl: str) -> None:
        self._found.append(("declaration", decl))

    def handle_pi(self, data: str) -> None:
        self._found.append(("instruction", data))

    def unknown_decl(self, data: str) -> None:
        self._found.append(("declaration", data))


TEXT, END, UNCLOSED = "text", "end of a tag", "tag that is never closed"


def read_markdown(
    path: Path, file: str, problems: list[Problem], contacts: frozenset[str], beside: frozenset[str] = frozenset()
) -> tuple[dict[str, Plain], str] | None:
    """Front matter (every value as text, in lists and maps) and body, with what is wrong added to `problems`.

    `contacts` are those that texts may hold, `beside` the addresses of other pages that it may link.
    None when there is no front matter to read on from: a fault of the body does not hide those of the front matter.
    """
    try:
        text = read_text(path, file).replace("\r\n", "\n")
    except GateError as error:
        problems.append(error.problem)
        return None
    match = _FRONT_MATTER.match(text)
    if match is None:
        remedy = "Start it with a line ---, then title: and the rest, then a line ---."
        problems.append(Problem(file, "the file has no front matter", remedy))
        return None
    problems.extend(check_body(match[2], file, beside))
    problems.extend(problems_in(unescape(text), contacts, file))
    before = len(problems)
    root = compose(match[1], file, problems, above=1)
    front = plain(root) if root is not None else None
    if len(problems) == before and not isinstance(front, dict):
        problems.append(Problem(file, "the front matter is not a list of key: value", "Write title: and the rest."))
    return (front, match[2].strip() + "\n") if isinstance(front, dict) else None


def check_body(body: str, file: str, beside: frozenset[str] = frozenset()) -> Iterator[Problem]:
    """A problem for the first thing in `body` that sanitising would take out or change, or that is no plain text.

    `beside` are the addresses of other pages that it may link.
    """
    if any(len(block) > MAX_BLOCK for block in _BLANK_LINES.split(body)):
        rule = f"a paragraph, list or table has at most {MAX_BLOCK:,} characters"
        yield Problem(file, rule, "Part it with a blank line, or put it into a paper of its own.")
        return
    tangled = _most_open(body) > MAX_OPEN or any(block.count("<") > MAX_TAGS for block in _BLANK_LINES.split(body))
    html = None if tangled else converted(body)
    if html is None:
        remedy = "Take out the signs > < - * ( [ that are repeated without need."
        yield Problem(file, "quotations, lists or brackets stand too deep within one another", remedy)
        return
    if (fault := first_fault(unescape(body))) is not None:
        yield Problem(file, fault.rule, fault.remedy, found=fault.found)
    clean = nh3.clean(
        html,
        tags=set(ALLOWED_TAGS),
        attributes={tag: set(names) for tag, names in ALLOWED_ATTRIBUTES.items()},
        url_schemes=ALLOWED_SCHEMES,
        link_rel=None,
        filter_style_properties={"text-align"},
    )
    events = _Events(html).events
    changed = _first_change(events, _Events(clean).events) or _first_link_astray(events, beside)
    if changed is not None:
        remedy = "Use plain text, ## headings, lists, tables, bold, italics and links to https addresses only."
        yield Problem(file, f"officers' Markdown does not hold this {changed[0]}", remedy, found=changed[1])


def _most_open(body: str) -> int:
    """How many brackets stand open at a time at most, where each paragraph starts with none."""
    most = 0
    for block in _BLANK_LINES.split(body):
        now = 0
        for sign in re.findall(r"[\[\]()]", block):
            now = now + 1 if sign in "[(" else max(now - 1, 0)
            most = max(most, now)
    return most


def converted(body: str) -> str | None:
    """The HTML; None where the converter cannot follow."""
    try:
        return markdown.markdown(body, extensions=list(EXTENSIONS))
    except RecursionError:
        return None


def _first_change(before: list[Event], after: list[Event]) -> Event | None:
    """The first thing that sanitising took out, put in or moved: a tag or the like if there is one, else text."""
    if [_squeezed(event) for event in before] == [_squeezed(event) for event in after]:
        return None
    remaining = Counter(_squeezed(event) for event in after)
    for event in before:
        if event[0] != TEXT and not remaining[_squeezed(event)]:
            return event
        remaining[_squeezed(event)] -= 1
    unclosed = next((value for kind, value in after if kind == END and remaining[kind, value] > 0), None)
    return (
        (UNCLOSED, unclosed)
        if unclosed is not None
        else (TEXT, " ".join(text for kind, text in before if kind == TEXT))
    )


def _first_link_astray(events: list[Event], beside: frozenset[str]) -> Event | None:
    """The first link to part of an address: where it leads depends on the page that it stands on."""
    for kind, value in events:
        address = value.removeprefix("href=")
        if kind == "attribute of a" and address != value and address not in beside and not _is_whole(address):
            return "link", address
    return None


def _is_whole(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return address.startswith("#") or parts.scheme == "mailto" or (parts.scheme != "" and parts.netloc != "")


def _squeezed(event: Event) -> Event:
    """nh3 spells a style's spaces and its last semicolon differently: they do not count."""
    kind, value = event
    return kind, value if kind == TEXT else value.translate(str.maketrans("", "", " ;"))
