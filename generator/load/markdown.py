"""What officers write as Markdown: front matter and a small subset, refused when sanitising would remove anything.

Refusing, rather than silently cleaning, means that what is published is what somebody wrote.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

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

_FRONT_MATTER = re.compile(r"---\n(.*?\n)---\n(.*)\Z", re.DOTALL)


class _Events(HTMLParser):
    """The tags, attributes and text of a piece of HTML, in order: what two pieces are compared by."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.events: list[tuple[str, str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.events.append(("tag", tag))
        self.events.extend((f"attribute of {tag}", f"{name}={value}") for name, value in sorted(attrs))

    def handle_data(self, data: str) -> None:
        self.events.append(("text", " ".join(data.split())))

    def handle_comment(self, data: str) -> None:
        self.events.append(("comment", data))


def read_markdown(
    path: Path, file: str, problems: list[Problem], contacts: frozenset[str]
) -> tuple[dict[str, Plain], str] | None:
    """Front matter (every value as text, in lists and maps) and body, with what is wrong added to `problems`.

    `contacts` are those that texts may hold.
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
    problems.extend(check_body(match[2], file))
    for row, line in enumerate(text.splitlines(), 1):
        problems.extend(problems_in(unescape(line), contacts, file, row))
    before = len(problems)
    root = compose(match[1], file, problems, above=1)
    front = plain(root) if root is not None else None
    if len(problems) == before and not isinstance(front, dict):
        problems.append(Problem(file, "the front matter is not a list of key: value", "Write title: and the rest."))
    return (front, match[2].strip() + "\n") if isinstance(front, dict) else None


def check_body(body: str, file: str) -> Iterator[Problem]:
    """A problem for the first thing in `body` that sanitising would take out or change, or that is no plain text."""
    try:
        html = markdown.markdown(body, extensions=list(EXTENSIONS))
    except RecursionError:
        remedy = "Take out the signs > - * ( [ that are repeated without need."
        yield Problem(file, "quotations or lists stand too deep within one another", remedy)
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
    removed = _first_removed(_Events(html).events, _Events(clean).events)
    if removed is not None:
        remedy = "Use plain text, ## headings, lists, tables, bold, italics and links to https addresses only."
        yield Problem(file, f"officers' Markdown does not hold this {removed[0]}", remedy, found=removed[1])


Event = tuple[str, str]


def _first_removed(before: list[Event], after: list[Event]) -> Event | None:
    """The first thing that sanitising took out or changed: a tag, attribute or comment if there is one, else text."""
    remaining = Counter(_squeezed(event) for event in after)
    for event in before:
        if event[0] != "text" and not remaining[_squeezed(event)]:
            return event
        remaining[_squeezed(event)] -= 1
    words_before = "".join(text for kind, text in before if kind == "text")
    words_after = "".join(text for kind, text in after if kind == "text")
    return None if words_before == words_after else ("text", words_before)


def _squeezed(event: Event) -> Event:
    """nh3 spells a style's spaces and its last semicolon differently: they do not count."""
    kind, value = event
    return kind, value if kind == "text" else value.translate(str.maketrans("", "", " ;"))
