"""What a page is, before anything is rendered: an address, a template and the plain data that the template needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.errors import BuildError
from generator.pages.downloads import Download
from generator.pages.scorecard import CountBar

CARD = "card.png"
"""The name of a page's picture, beside the page."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The release that a page is made from, as a citation names it. `notice` is what readers must know of it."""

    publisher: str
    release: str
    version: str
    released: str
    notice: str


@dataclass(frozen=True, slots=True)
class Card:
    """What the picture of a page says where the page is shared."""

    publisher: str
    period: str
    headline: str
    bars: tuple[CountBar, ...]
    notice: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site. `address` ends with a slash, and is "" for the front page.

    `content` is a frozen dataclass whose fields are the names that the template declares at its head. `kind`,
    `publisher`, `status` and `period` are what search shows of the page and can be narrowed by. `under` is the address
    of the page below which the navigation lists it, where that is not the nearest one above by address.
    `search_title` is what search calls the page, where that is not its title; `searchable` is false for a page that
    only lists others. `fictional` says so of what is made up, "" where it is not. `moved_to` is where readers are sent
    on, "" where they stay; such a page is in no navigation. `files` stand beside the page, to take away.
    `gone` says that its thing is in no later release than the one that the page is made from, "" where it is.
    `origin` is the release that the page is made from, None for a page of the site itself; `card` is its picture.

    `reference` is the publisher's own for what the page is about, and `definition` what else says so beside the title:
    search finds the page by all ways of typing the one, and by other words for what stands in both. These are
    `also` and `codes` (search_words.py), which only search sees.
    """

    address: str
    title: str
    description: str
    template: str
    content: Any
    kind: str
    nav_title: str = ""
    publisher: str = ""
    status: str = ""
    period: str = ""
    under: str | None = None
    search_title: str = ""
    searchable: bool = True
    fictional: str = ""
    moved_to: str = ""
    gone: str = ""
    files: tuple[Download, ...] = ()
    origin: Origin | None = None
    card: Card | None = None
    reference: str = ""
    definition: str = ""
    also: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """The Markdown file of the page, below the docs folder."""
        return f"{self.address}index.md"

    @property
    def card_path(self) -> str:
        """The page's picture, below the docs folder; "" where it has none."""
        return f"{self.address}{CARD}" if self.card is not None else ""


@dataclass(frozen=True, slots=True)
class NavEntry:
    """One entry of the site's navigation: a page with those that stand below it."""

    title: str
    path: str
    below: tuple[NavEntry, ...] = ()


def check_addresses(pages: Iterable[Page]) -> None:
    """Two pages at one address would overwrite each other without a word: raises `BuildError` instead."""
    seen: dict[str, Page] = {}
    for page in pages:
        first = seen.setdefault(page.address, page)
        if first is not page:
            raise BuildError(f"Two pages want the address /{page.address}: {first.title!r} and {page.title!r}.")


def navigation(pages: Iterable[Page], about: Iterable[str]) -> tuple[NavEntry, ...]:
    """The pages nested by address. Those at the addresses in `about` come last, with theirs, under one heading."""
    listed = {page.address: page for page in pages if not page.moved_to}
    set_apart = [address for address in about if address in listed]
    children: dict[str, list[str]] = {}
    for address in listed:
        if address and address not in set_apart:
            under = listed[address].under
            children.setdefault(_parent(address, listed) if under is None else under, []).append(address)
    sections = tuple(_entry(address, listed, children) for address in children.get("", ()))
    front = (NavEntry(listed[""].nav_title or listed[""].title, listed[""].path),) if "" in listed else ()
    last = tuple(_entry(address, listed, children) for address in set_apart)
    return (*front, *sections, NavEntry("About this site", "", last)) if last else (*front, *sections)


def _parent(address: str, listed: Mapping[str, Page]) -> str:
    """The nearest address above that has a page; "" when none has."""
    parts = address.rstrip("/").split("/")[:-1]
    while parts:
        above = "/".join(parts) + "/"
        if above in listed:
            return above
        parts.pop()
    return ""


def _entry(address: str, listed: Mapping[str, Page], children: Mapping[str, list[str]]) -> NavEntry:
    page = listed[address]
    below = tuple(_entry(child, listed, children) for child in children.get(address, ()))
    return NavEntry(page.nav_title or page.title, page.path, below)
