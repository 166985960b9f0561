"""Every link and anchor inside the finished site leads somewhere, and no page loads anything from elsewhere.

Nor does any hold a script: the content policy (`policy`) would stop it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from posixpath import join, normpath
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

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

_OF_INTEREST = ", ".join(
    ["script:not([src])", "template", *(f"[{name}]" for name in sorted(HOLD_ADDRESSES | HOLD_PAGES) if ":" not in name)]
)
"""An attribute is found by its name after the colon, too."""

_POLICY = 'meta[http-equiv="Content-Security-Policy"]'
_HANDLER = re.compile(r"""[\s"'/]on\w+\s*=""", re.IGNORECASE)
"""What every attribute that runs a script looks like, and some text."""

ERROR_PAGE = "404.html"
"""Served at any address, so its links start at the site's root."""


@dataclass(frozen=True, slots=True)
class _PageLinks:
    """The anchors that a page has, the links that it makes, and what it loads."""

    ids: frozenset[str]
    repeated: frozenset[str]
    links: tuple[str, ...]
    loads: tuple[str, ...]
    scripts: tuple[str, ...]
    has_policy: bool


def _read_links(html: str) -> _PageLinks:
    """A page as browsers read it. Elements without an attribute that matters are not looked at one by one."""
    tree = LexborHTMLParser(html)
    ids = [node.attributes["id"] or "" for node in tree.css("[id]")]
    looked_at = tree.css("*" if _HANDLER.search(html) else _OF_INTEREST)
    elements = [(node, {name: value or "" for name, value in node.attributes.items()}) for node in looked_at]
    return _PageLinks(
        ids=frozenset(ids),
        repeated=frozenset(each for each in ids if ids.count(each) > 1) if len(set(ids)) < len(ids) else frozenset(),
        links=tuple(given["href"] for node, given in elements if node.tag == "a" and "href" in given),
        loads=tuple(address for node, given in elements if (address := _loaded(node, given))),
        scripts=tuple(script for node, given in elements for script in _inline_scripts(node, given)),
        has_policy=tree.css_first(_POLICY) is not None,
    )


def _loaded(node: LexborNode, given: Mapping[str, str]) -> str:
    """The address that the browser fetches because of an element; "" where there is none."""
    if node.tag == "link":
        return given.get("href", "") if given.get("rel", "") not in NOT_FETCHED else ""
    return given.get(LOADING.get(node.tag or "", ""), "")


def _inline_scripts(node: LexborNode, given: Mapping[str, str]) -> Iterator[str]:
    """What of an element would run as a script: its inside, unless that is data, and attributes."""
    if node.tag == "script" and "src" not in given and given.get("type", "") not in DATA:
        yield "a script element"
    if node.tag == "template":
        yield "a template element, which is not looked into,"
    for name, value in given.items():
        # A browser skips spaces, tabs and line breaks in the name of a scheme.
        runs = name in HOLD_ADDRESSES and "".join(value.split()).lower().startswith("javascript:")
        if runs or name.startswith("on") or name in HOLD_PAGES:
            yield f'<{node.tag} {name}="{value}">'


def check_links(site: Path) -> int:
    """How many links were followed. Raises `BuildError` that lists every one that leads nowhere or outside."""
    files = frozenset(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    pages = {name: _read_links((site / name).read_text("utf-8")) for name in sorted(files) if name.endswith(".html")}
    faults = sorted({fault for name, page in pages.items() for fault in _faults(name, page, pages, files)})
    if faults:
        raise BuildError("Links that lead nowhere:\n" + "\n".join(faults))
    return sum(len(page.links) + len(page.loads) for page in pages.values())


def _faults(name: str, page: _PageLinks, pages: Mapping[str, _PageLinks], files: frozenset[str]) -> Iterator[str]:
    for anchor in sorted(page.repeated):
        yield f"{name}: two things have the anchor {anchor}: give one of them another id"
    for script in page.scripts:
        yield f"{name}: {script} would run inside the page, which the content policy forbids: put it into theme/assets"
    if not page.has_policy:
        yield f"{name}: the content policy is missing from the head"
    for target in set(page.loads):
        if urlsplit(target).scheme not in ("", "data") or target.startswith("//"):
            yield f"{name}: loads {target} from outside the site"
    for target in {*page.loads, *page.links}:
        if not urlsplit(target).scheme and not target.startswith("//"):
            yield from _fault(name, target, pages, files)


def _fault(name: str, target: str, pages: Mapping[str, _PageLinks], files: frozenset[str]) -> Iterator[str]:
    parts = urlsplit(target)
    path = unquote(parts.path)
    if name == ERROR_PAGE or path.startswith("/"):
        file = path.lstrip("/") or "index.html"
    else:
        file = normpath(join(name.rpartition("/")[0], path)) if path else name
    if file not in files:
        file = normpath(join(file, "index.html"))
    if file not in files:
        yield f"{name}: {target} leads to no file"
    elif parts.fragment and file in pages and unquote(parts.fragment) not in pages[file].ids:
        yield f"{name}: {target} leads to no anchor"
