"""Where everything stands on the site. An address ends with a slash; one with a `#` is an anchor on a page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import chain, count

FRONT = ""
COMPARE = "compare/"
METHOD = "method/"
GLOSSARY = "glossary/"
ALL_PAGES = "pages/"
GUIDES = "guides/"

ANCHORED_KINDS = frozenset({"activity", "milestone"})
"""Kinds of plan item that are small: anchors on their parent's page, when they have one."""


def publisher(publisher: str) -> str:
    return f"{publisher}/"


def plans(publisher: str) -> str:
    return f"{publisher}/plans/"


def plan(publisher: str, plan: str) -> str:
    return f"{publisher}/plans/{plan}/"


def item(publisher: str, item: str) -> str:
    return f"{publisher}/items/{item}/"


def actions(publisher: str) -> str:
    return f"{publisher}/actions/"


def quarters(publisher: str) -> str:
    return f"{publisher}/quarters/"


def quarter(publisher: str, release: str) -> str:
    return f"{publisher}/quarters/{release}/"


def version(publisher: str, release: str, version: str) -> str:
    """The report of a version that was corrected since."""
    return f"{publisher}/quarters/{release}/{version}/"


def committees(publisher: str) -> str:
    return f"{publisher}/committees/"


def body(publisher: str, body: str) -> str:
    return f"{publisher}/committees/{body}/"


def meeting(publisher: str, body: str, meeting: str) -> str:
    return f"{publisher}/committees/{body}/{meeting}/"


def paper(publisher: str, body: str, meeting: str, paper: str) -> str:
    return f"{publisher}/committees/{body}/{meeting}/{paper}/"


def resolutions(publisher: str) -> str:
    return f"{publisher}/resolutions/"


def indicators(publisher: str) -> str:
    return f"{publisher}/indicators/"


def indicator(publisher: str, indicator: str) -> str:
    return f"{publisher}/indicators/{indicator}/"


def clinics(publisher: str) -> str:
    return f"{publisher}/clinics/"


def clinic(publisher: str, clinic: str) -> str:
    return f"{publisher}/clinics/{clinic}/"


def assessments(publisher: str) -> str:
    return f"{publisher}/assessments/"


def risks(publisher: str) -> str:
    return f"{publisher}/risks/"


def risk(publisher: str, risk: str) -> str:
    return f"{publisher}/risks/{risk}/"


def areas(publisher: str) -> str:
    return f"{publisher}/areas/"


def area(publisher: str, area: str) -> str:
    return f"{publisher}/areas/{area}/"


def budget(publisher: str) -> str:
    return f"{publisher}/budget/"


def strategies(publisher: str) -> str:
    return f"{publisher}/strategies/"


def exceptions(publisher: str) -> str:
    return f"{publisher}/exceptions/"


def compared(reference: str) -> str:
    return f"{COMPARE}{anchor(reference)}/"


def data(publisher: str) -> str:
    return f"{publisher}/data/"


def content(name: str) -> str:
    return f"{name}/"


def guide(name: str) -> str:
    return f"{GUIDES}{name}/"


def narrowed(address: str, **values: str) -> str:
    """A list at `address` with only the rows that its filters, by name, find under these values: ids or anchors."""
    return f"{address}?{'&'.join(f'{key}={value}' for key, value in values.items())}"


def anchor(text: str) -> str:
    """A stable anchor from any text: small ASCII letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "entry"


def anchors(texts: Iterable[str]) -> tuple[str, ...]:
    """An anchor for each text, numbered where one before it has the same."""
    found: dict[str, None] = {}
    for text in texts:
        numbered = (f"{anchor(text)}-{number}" for number in count(2))
        found[next(each for each in chain((anchor(text),), numbered) if each not in found)] = None
    return tuple(found)


def relative(source: str, target: str) -> str:
    """The link from the page at `source` to `target`, naming index.html so that it works from `file://` too.

    `target` may end with a query, which narrows a list, or an anchor.
    """
    page = re.split("[?#]", target, maxsplit=1)[0]
    rest = target[len(page) :]
    if page == source and rest.startswith("#"):
        return rest
    here, there = source.split("/")[:-1], page.split("/")[:-1]
    common = 0
    while common < min(len(here), len(there)) and here[common] == there[common]:
        common += 1
    steps = "../" * (len(here) - common) + "".join(f"{part}/" for part in there[common:])
    return f"{steps}index.html{rest}"
