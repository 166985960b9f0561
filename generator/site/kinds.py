"""Which kinds of file may stand where in a site. Whatever is not listed here is not published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from posixpath import basename, dirname

from generator.site.policy import SITE_HEADERS
from generator.site.redirects import SITE_REDIRECTS
from generator.site.tree import Tree

KINDS: Mapping[str, frozenset[str]] = {
    "": frozenset({"html", "png", "xml"}),
    "assets": frozenset(),
    "assets/portal": frozenset({"css", "js", "svg"}),
    "assets/stylesheets": frozenset({"css", "map"}),
    "pagefind": frozenset({"js", "json", "pagefind", "pf_meta"}),
    "pagefind/filter": frozenset({"pf_filter"}),
    "pagefind/fragment": frozenset({"pf_fragment"}),
    "pagefind/index": frozenset({"pf_index"}),
}
"""By folder, the ends of names that may stand right in it, the front page's folder being ""."""

ELSEWHERE = frozenset({"html", "csv", "png", "pdf"})
"""What may stand in all other folders: pages, and what lies beside them to be downloaded or shown in messages."""

BESIDE_DATA = frozenset({"zip", "json"})
"""What may stand besides in a publisher's folder of this name: data packages and their catalogue."""

DATA = "data"

BY_NAME = frozenset({SITE_HEADERS, SITE_REDIRECTS})
"""Files of the front page's folder that have no such end."""


def faults_of_kind(tree: Tree) -> Iterator[str]:
    """What may not stand where it does, each with the reason."""
    yield from tree.odd
    for file in tree.files:
        if any(part.startswith(".") for part in file.split("/")):
            yield f"{file}: a hidden file"
        elif file not in BY_NAME and _kind(file) not in KINDS.get(dirname(file), _kinds_below(file)):
            yield f"{file}: this kind of file is not published there"


def _kind(file: str) -> str:
    return basename(file).rpartition(".")[2] if "." in basename(file) else ""


def _kinds_below(file: str) -> frozenset[str]:
    """Folders in those of the engine and of the search are not pages' folders."""
    if file.split("/")[0] in ("assets", "pagefind"):
        return frozenset()
    return ELSEWHERE | BESIDE_DATA if basename(dirname(file)) == DATA else ELSEWHERE
