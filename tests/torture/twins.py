"""Two readings of one page that may differ in their texts only: the one with nasty texts and its harmless twin.

Where the twin says `harmless(7)`, the page must say the text of number 7, and nothing else may differ: no element, no
attribute, no comment, no address. The pages are read by lexbor, which parses as the HTML standard says browsers do.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import zip_longest
from typing import Any
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser

LIVE, ALTERED = "live", "altered"
"""What can go wrong: an element, an attribute or an address that the twin does not have; a text not as written."""

_MARK = re.compile(r"Zebra(\d{5})")
_HTML_SPACES = re.compile(r"[ \t\n\f\r]+")
_SIZE = re.compile(r"\((?:CSV|JSON|ZIP), [0-9.]+\u00a0[KM]B\)")
_TAG = re.compile("<[^>]*>")
_MAIL = re.compile(r"mailto:[a-z@.]+\?subject=[\w%.~-]+&body=[\w%.~-]+", re.ASCII)

WORDS_FOR_SEARCH = ("portal-also", "portal-codes")
"""Meta elements that only some texts have: other words for what they say."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One place where a text of a number stood; `fault` is "" where it was right."""

    sink: str
    number: int
    fault: str
    told: str = ""


Judge = Callable[[str, str, str], Iterator[Seen]]
"""Compares what was found at a sink with what the twin has there."""

Node = tuple[str, str, str]
"""A sink, what it is and what it says: an element, an attribute or a text, in the order of the page."""


def harmless(number: int) -> str:
    return f"Zebra{number:05}"


class Reader:
    """Holds pages against their twins, for one list of texts."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts

    def page(self, html: str, twin: str, kind: str) -> Iterator[Seen]:
        """Every text on a page; `kind` names the page in the names of sinks."""
        for one, other in zip_longest(_nodes(html), _nodes(twin)):
            if one is None or other is None or one[:2] != other[:2]:
                yield Seen(kind, _number(other), LIVE, f"{one} instead of {other}")
                return  # what follows stands beside something else
            sink, form, _ = other
            yield from _BY_FORM[form](self, f"{kind} {sink}", one[2], other[2])

    def text(self, sink: str, found: str, twin: str) -> Iterator[Seen]:
        """Text as people read it: runs of white space are one space. The navigation cuts long titles."""
        if _SIZE.fullmatch(found) and _SIZE.fullmatch(twin):
            return
        one, meant = _spaced(found), _spaced(self._meant(twin))
        yield from self._seen(sink, twin, meant if sink.endswith(" a") and _is_cut(one, meant) else one, meant, found)

    def indexed(self, sink: str, found: str, twin: str) -> Iterator[Seen]:
        """A page's words in the search index: sentences are apart by full stops, and begin with capitals.

        U+200B is left out of both, because pagefind takes it for a sign of its own between words.
        """
        drop = str.maketrans("", "", ".\u200b")
        one, meant = (_unspaced(text).translate(drop).casefold() for text in (found, self._meant(twin)))
        yield from self._seen(sink, twin, one, meant, found)

    def exact(self, sink: str, found: str, twin: str) -> Iterator[Seen]:
        yield from self._seen(sink, twin, found, self._meant(twin), found)

    def address(self, sink: str, found: str, twin: str) -> Iterator[Seen]:
        """Leads where the twin leads; a message may hold the text, in its subject and body only."""
        if twin.startswith("mailto:"):
            fault = ALTERED if _MAIL.fullmatch(found) else LIVE
            yield from self._seen(sink, unquote(twin), unquote(found), self._meant(unquote(twin)), found, fault)
        else:
            yield from self._seen(sink, twin, found, self._meant(twin), found, LIVE)

    def figure(self, sink: str, found: str, twin: str) -> Iterator[Seen]:
        """The JSON of a chart."""
        yield from self.data(sink, json.loads(found), json.loads(twin), self._drawn)

    def data(self, sink: str, found: Any, twin: Any, judge: Judge | None = None) -> Iterator[Seen]:
        """What was read from JSON or CSV; `judge` compares its texts, to the letter unless given."""
        if isinstance(twin, dict) and isinstance(found, dict) and found.keys() == twin.keys():
            for key in twin:
                yield from self.data(f"{sink} {key}", found[key], twin[key], judge)
        elif isinstance(twin, list) and isinstance(found, list) and len(found) == len(twin):
            for one, other in zip(found, twin, strict=True):
                yield from self.data(sink, one, other, judge)
        elif isinstance(twin, str) and isinstance(found, str):
            yield from (judge or self.exact)(sink, found, twin)
        elif found != twin:
            yield Seen(sink, -1, LIVE, f"{found!r} instead of {twin!r}")

    def _drawn(self, sink: str, found: str, twin: str) -> Iterator[Seen]:
        """Text that plotly draws: broken into lines and cut, with entities, and never a sign of its own."""
        fault = ALTERED if _own_signs(found) == _own_signs(twin) else LIVE
        one = _unspaced(unescape(_TAG.sub("", found)))
        meant = _unspaced(self._meant(_TAG.sub("", twin)))
        cut = fault is not LIVE and _is_cut(one, meant)
        yield from self._seen(sink, twin, meant if cut else one, meant, found, fault)

    def _meant(self, twin: str) -> str:
        return _MARK.sub(lambda mark: self._texts[int(mark[1])], twin)

    def _seen(self, sink: str, twin: str, one: str, meant: str, told: str, fault: str = ALTERED) -> Iterator[Seen]:
        right = one in _begun(meant)
        numbers = [int(number) for number in _MARK.findall(twin)] or ([] if right else [-1])
        for number in numbers:
            yield Seen(sink, number, "" if right else fault, "" if right else repr(told[:200]))


def _nodes(html: str) -> Iterator[Node]:
    """The page as a list, with texts in one piece and the elements that only some pages have left out."""
    root = LexborHTMLParser(html).root
    assert root is not None
    inside = ""
    for node in root.traverse(include_text=True):
        tag = str(node.tag)
        if tag == "-text":
            parent = node.parent
            inside = str(parent.tag) if parent is not None else ""
            form = "figure" if inside == "script" else "text"
            if (said := node.text_content or "").strip(" \t\n\f\r"):
                yield inside, form, said
        elif tag.startswith(("-", "_", "!")):
            yield "comment", "exact", str(node.html)
        else:
            given = {name: value or "" for name, value in node.attributes.items()}
            if given.get("name") in WORDS_FOR_SEARCH and set(given) == {"name", "content", "data-pagefind-meta"}:
                continue
            yield tag, "element", tag
            for name, value in sorted(given.items()):
                yield f"{tag}[{given.get('name') or given.get('property') or name}]", _form(tag, name), value


def _form(tag: str, name: str) -> str:
    return "address" if name in ("href", "src", "action") else "exact"


_BY_FORM: dict[str, Callable[[Reader, str, str, str], Iterator[Seen]]] = {
    "text": Reader.text,
    "figure": Reader.figure,
    "address": Reader.address,
    "exact": Reader.exact,
    "element": Reader.exact,
}


def _own_signs(text: str) -> tuple[int, ...]:
    """What plotly would act on: elements, %{…}, and the name of a colour."""
    without_breaks = text.replace("<br>", "")
    return without_breaks.count("<"), without_breaks.count("{"), int(text.startswith("token:"))


def _begun(text: str) -> tuple[str, str]:
    """A text as it is, and as it begins a sentence."""
    return text, text[:1].upper() + text[1:]


def _is_cut(text: str, whole: str) -> bool:
    """Whether `text` is the beginning of a longer one, and says so."""
    return text.endswith("…") and len(text) < len(whole) and any(each.startswith(text[:-1]) for each in _begun(whole))


def _spaced(text: str) -> str:
    return _HTML_SPACES.sub(" ", text).strip(" ")


def _unspaced(text: str) -> str:
    return "".join(text.split())


def _number(node: Node | None) -> int:
    mark = _MARK.search(node[2]) if node is not None else None
    return int(mark[1]) if mark is not None else -1
