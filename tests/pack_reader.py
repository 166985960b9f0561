"""A pack read back by a library that had no part in making it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pypdf import PdfReader

LINE = re.compile(r"^(?P<title>.*\S) (?P<page>\d+)$")
"""A line of the contents that ends in a page number."""


class ReadPack:
    """The text of each page, the contents as printed, the outline, and the tags."""

    def __init__(self, file: Path) -> None:
        self.pdf = PdfReader(file)
        self.root: Any = self.pdf.trailer["/Root"]
        self.texts = [page.extract_text() for page in self.pdf.pages]

    @property
    def words(self) -> str:
        """The whole text, white space made single."""
        return " ".join(" ".join(self.texts).split())

    @property
    def contents(self) -> list[tuple[str, int]]:
        """Each line of the contents with the page that it gives. Of a title on two lines, the second."""
        found = []
        for text in self.texts[1 : self.start_of("Agenda") - 1]:
            for line in text.splitlines():
                if (match := LINE.match(line)) and not line.endswith(f" of {len(self.texts)}"):
                    found.append((match["title"], int(match["page"])))
        return found

    def start_of(self, heading: str) -> int:
        """The page that the outline gives for a heading, counted from 1."""
        return next(page for title, page in self.outline if title == heading)

    @property
    def outline(self) -> list[tuple[str, int]]:
        return list(self._bookmarks(self.pdf.outline))

    def _bookmarks(self, entries: Any) -> Iterator[tuple[str, int]]:
        for entry in entries:
            if isinstance(entry, list):
                yield from self._bookmarks(entry)
            else:
                yield str(entry.title), (self.pdf.get_destination_page_number(entry) or 0) + 1

    @property
    def tags(self) -> list[tuple[str, str]]:
        """Each tag with the words that stand in for what it holds."""
        return list(_tags(self.root["/StructTreeRoot"]["/K"]))


def _tags(element: Any) -> Iterator[tuple[str, str]]:
    found = element.get_object()
    if isinstance(found, list):
        for each in found:
            yield from _tags(each)
    elif isinstance(found, dict) and "/S" in found:
        yield str(found["/S"]), str(found.get("/Alt", ""))
        if "/K" in found:
            yield from _tags(found["/K"])


def squeezed(text: str) -> str:
    """The text without white space, since what is set apart on paper need not have a space between."""
    return "".join(text.split())


def check_pack(pack: ReadPack) -> None:
    """What is true of every pack."""
    assert pack.root["/MarkInfo"]["/Marked"]
    assert pack.root["/Lang"] == "en-GB"
    assert pack.root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pack.pdf.metadata is not None
    assert str(pack.pdf.metadata.title) in pack.words
    for title, page in pack.outline:
        assert squeezed(title) in squeezed(pack.texts[page - 1]), f"{title} is not on page {page}"
    kinds = [kind for kind, _ in pack.tags]
    assert kinds.count("/H1") == 1
    assert {"/H2", "/H3", "/P", "/L", "/Link"} <= set(kinds)
    assert all(words for kind, words in pack.tags if kind == "/Figure"), "a figure without words"
    for number, text in enumerate(pack.texts, 1):
        assert f"Page {number} of {len(pack.texts)}" in " ".join(text.split()), f"page {number} has no number"
    check_contents(pack)
    for text in ("file:", "pack.invalid", "/tmp/", " 000"):
        assert text not in pack.words, text


def check_contents(pack: ReadPack) -> None:
    """The numbers of the contents are those of the pages on which the titles stand, and all that is headed is there."""
    assert pack.contents
    for title, page in pack.contents:
        bare = re.sub(r"^(\d+\. |Paper: )", "", title)
        assert bare in " ".join(pack.texts[page - 1].split()), f"{title} is not on page {page}"
    shown = " ".join(title for title, _ in pack.contents)
    for heading in ("Agenda", "Where this pack comes from"):
        assert heading in shown, f"{heading} is not in the contents"
        assert (heading, pack.start_of(heading)) in pack.contents
