"""Every link and anchor inside the finished site leads somewhere, and no page loads anything from elsewhere.

Nor does any hold a script: the content policy (`policy`) would stop it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from posixpath import join, normpath
from urllib.parse import unquote, urlsplit

from generator.errors import BuildError

LOADING = {**dict.fromkeys(("script", "img", "iframe", "source", "audio", "video", "embed"), "src"), "object": "data"}
"""Tags whose attribute makes the browser fetch something; `link` is judged by its `rel`."""

NOT_FETCHED = frozenset({"canonical", "prev", "next", "alternate", "license"})
"""Values of a `link`'s rel that name an address without fetching it."""

HOLD_ADDRESSES = frozenset("href src action formaction data poster xlink:href".split())
"""Attributes whose value is an address, which may be a script. In any other the same words are text."""

HOLD_PAGES = frozenset({"srcdoc"})

DATA = frozenset({"application/json", "application/ld+json"})
"""Types of a `script` that is read and never run."""

ERROR_PAGE = "404.html"
"""Served at any address, so its links start at the site's root."""


@dataclass(slots=True)
class _PageLinks(HTMLParser):
    """The anchors that a page has, the links that it makes, and what it loads."""

    ids: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    repeated: set[str] = field(default_factory=set)
    scripts: list[str] = field(default_factory=list)
    has_policy: bool = False

    def __post_init__(self) -> None:
        HTMLParser.__init__(self, convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.scripts += _inline_scripts(tag, given)
        self.has_policy |= given.get("http-equiv") == "Content-Security-Policy"
        if (anchor := given.get("id")) is not None:
            self.repeated.update({anchor} & self.ids)
            self.ids.add(anchor)
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        elif tag == "link" and "href" in given and given.get("rel", "") not in NOT_FETCHED:
            self.loads.append(given["href"])
        elif given.get(LOADING.get(tag, "")):
            self.loads.append(given[LOADING[tag]])


def _inline_scripts(tag: str, given: Mapping[str, str]) -> Iterator[str]:
    """What of a tag would run as a script: its inside, unless that is data, and attributes."""
    if tag == "script" and "src" not in given and given.get("type", "") not in DATA:
        yield "a script element"
    for name, value in given.items():
        # A browser skips spaces, tabs and line breaks in the name of a scheme.
        runs = name in HOLD_ADDRESSES and "".join(value.split()).lower().startswith("javascript:")
        if runs or name.startswith("on") or name in HOLD_PAGES:
            yield f'<{tag} {name}="{value}">'


def check_links(site: Path) -> int:
    """How many links were followed. Raises `BuildError` that lists every one that leads nowhere or outside."""
    pages = {path.relative_to(site).as_posix(): _read(path) for path in sorted(site.rglob("*.html"))}
    faults = sorted({fault for name, page in pages.items() for fault in _faults(name, page, pages, site)})
    if faults:
        raise BuildError("Links that lead nowhere:\n" + "\n".join(faults))
    return sum(len(page.links) + len(page.loads) for page in pages.values())


def _read(path: Path) -> _PageLinks:
    page = _PageLinks()
    page.feed(path.read_text("utf-8"))
    page.close()
    return page


def _faults(name: str, page: _PageLinks, pages: Mapping[str, _PageLinks], site: Path) -> Iterator[str]:
    for anchor in sorted(page.repeated):
        yield f"{name}: two things have the anchor {anchor}: give one of them another id"
    for script in page.scripts:
        yield f"{name}: {script} would run inside the page, which the content policy forbids: put it into theme/assets"
    if not page.has_policy:
        yield f"{name}: the content policy is missing from the head"
    for target in page.loads:
        if urlsplit(target).scheme not in ("", "data") or target.startswith("//"):
            yield f"{name}: loads {target} from outside the site"
        elif not urlsplit(target).scheme:
            yield from _fault(name, target, pages, site)
    for target in page.links:
        if not urlsplit(target).scheme and not target.startswith("//"):
            yield from _fault(name, target, pages, site)


def _fault(name: str, target: str, pages: Mapping[str, _PageLinks], site: Path) -> Iterator[str]:
    parts = urlsplit(target)
    path = unquote(parts.path)
    if name == ERROR_PAGE or path.startswith("/"):
        file = path.lstrip("/") or "index.html"
    else:
        file = normpath(join(name.rpartition("/")[0], path)) if path else name
    if file == "." or file.endswith("/") or (site / file).is_dir():
        file = normpath(join(file, "index.html"))
    if not (site / file).is_file():
        yield f"{name}: {target} leads to no file"
    elif parts.fragment and file in pages and unquote(parts.fragment) not in pages[file].ids:
        yield f"{name}: {target} leads to no anchor"
