"""Checks a site, wherever it lies, against its own manifest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from generator.errors import UsageError
from generator.site.manifest import MANIFEST, MalformedError, Manifest, read_manifest
from generator.site.packed import ENDS, UnpackError, unpacked
from generator.site.tree import Mark, Tree, mark_of, mark_of_bytes, read_tree

OF_THE_HOST = frozenset({".git", ".gitattributes", ".nojekyll", "CNAME"})
"""What stands beside a site for the sake of its host."""


@dataclass(frozen=True, slots=True)
class Verified:
    """How many files were looked at, what is not as the manifest says, and the manifest's own hash."""

    files: int
    faults: tuple[str, ...]
    sha256: str


def verify(site: Path) -> Verified:
    """Raises `UsageError` where there is no site to look at."""
    path = site / MANIFEST
    if not site.is_dir():
        raise UsageError(f"{site}: there is no such folder. Give the folder of a site.")
    if path.is_symlink() or not path.is_file():
        raise UsageError(f"{site}: there is no {MANIFEST} in it. Give the folder of a site that the portal built.")
    content = path.read_bytes()
    tree = read_tree(site)
    try:
        faults = tuple(sorted(_faults(site, tree, read_manifest(content))))
    except MalformedError as error:
        faults = (f"{MANIFEST}: this is no manifest: {error}",)
    return Verified(len(tree.files), faults, sha256(content).hexdigest())


def _faults(site: Path, tree: Tree, manifest: Manifest) -> Iterator[str]:
    yield from (odd for odd in tree.odd if not _of_the_host(odd))
    marks = manifest.marks
    there = {file for file in tree.files if not _of_the_host(file)} - {MANIFEST}
    yield from (f"{file}: missing" for file in marks.keys() - there)
    for file in there:
        if file in marks:
            if mark_of(site / file) != marks[file]:
                yield f"{file}: changed"
        elif (of := marks.get(file.rpartition(".")[0])) is None or Path(file).suffix not in ENDS:
            yield f"{file}: not in the manifest"
        elif not _holds(site / file, of):
            yield f"{file}: not what it stands for, compressed"


def _of_the_host(file: str) -> bool:
    return file.split("/")[0] in OF_THE_HOST


def _holds(path: Path, mark: Mark) -> bool:
    try:
        content = unpacked(path.read_bytes(), ENDS[path.suffix], mark.size)
    except UnpackError:
        return False
    return mark == mark_of_bytes(content)
