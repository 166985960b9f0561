"""Finished pages, read back as a browser would: text, tags and attributes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


class ReadPage(HTMLParser):
    """One finished page. `texts` holds, by tag, the whole text of each element of that tag, white space made single."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: Counter[str] = Counter()
        self.attributes: Counter[tuple[str, str]] = Counter()
        self.comments: list[str] = []
        self.metas: dict[str, str] = {}
        self.links: list[tuple[str, str]] = []
        self.texts: dict[str, list[str]] = {}
        self._open: list[tuple[str, list[str], str]] = []
        self.feed(html)
        self.close()

    @property
    def words(self) -> str:
        """All text of the page's body, white space made single."""
        return " ".join(self.texts.get("body", ()))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags[tag] += 1
        self.attributes.update((tag, name) for name in given)
        if tag == "meta" and "name" in given:
            self.metas[given["name"]] = given.get("content", "")
        if tag not in VOID:
            self._open.append((tag, [], given.get("href", "")))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes.update((tag, name) for name, _ in attrs)

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            name, parts, href = self._open.pop()
            text = " ".join("".join(parts).split())
            self.texts.setdefault(name, []).append(text)
            if name == "a":
                self.links.append((text, href))
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        if not self._open or self._open[-1][0] not in ("script", "style"):
            for _, parts, _ in self._open:
                parts.append(data)

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)


def read_page(site: Path, address: str) -> ReadPage:
    """The page at an address such as "sefton/plans", "" being the front page."""
    return ReadPage((site / address / "index.html").read_text("utf-8"))


def total(counters: Iterable[Counter[str]]) -> Counter[str]:
    """The sum of counts."""
    result: Counter[str] = Counter()
    for counter in counters:
        result.update(counter)
    return result


def plain(text: str) -> str:
    """The words of a heading, without the sign that links to it."""
    return text.removesuffix("¶").strip()
