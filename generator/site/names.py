"""Each file has an address of its own wherever the site is put: on systems that take "A" for "a" too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from unicodedata import normalize

from generator.words import listed

LONGEST = 200
"""Of one part of an address, in bytes: what every file system and archive takes, with room for the host's own."""


NOT_EVERYWHERE = frozenset('\\:*?"<>|')


def faults_of_names(files: Iterable[str]) -> Iterator[str]:
    """Files that would overwrite one another somewhere, and names that not every system takes."""
    same: defaultdict[str, set[str]] = defaultdict(set)
    for file in files:
        parts = file.split("/")
        for depth in range(1, len(parts) + 1):
            path = "/".join(parts[:depth])
            same[_folded(path)].add(path)
        if any(len(part.encode("utf-8")) > LONGEST for part in parts):
            yield f"{file}: the name is longer than {LONGEST} bytes"
        if odd := sorted(set(file) & NOT_EVERYWHERE):
            yield f"{file}: not every system takes {listed(odd)} in a name"
    for paths in same.values():
        if len(paths) > 1:
            yield f"{listed(sorted(paths))}: one address on systems that don't tell capitals apart"


def _folded(path: str) -> str:
    """What a system that is careless about capitals or accents takes the path for."""
    return normalize("NFC", normalize("NFC", path).casefold())
