"""What lies beside the files of a site that is served: the same, compressed, and shared with the version before.

Compressed files are not in the manifest, since they say nothing of their own: `verify` unpacks them and compares.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from generator.site.manifest import Manifest
from generator.site.packed import ENDS, packed
from generator.site.policy import COMPRESSED
from generator.site.tree import mark_of

LEAST = 600
"""Bytes below which a file travels in one packet anyhow."""


def share(site: Path, manifest: Manifest, before: Path, old: Manifest) -> int:
    """Makes the files that the version before has too, and their compressed ones, links to those. Returns how many.

    It saves room, and browsers that have such a file already are told that it hasn't changed. What differs from the old
    manifest on the disk is left alone; where a file system can't link, so is everything.
    """
    marks = manifest.marks
    same = [file for file, mark in marks.items() if old.marks.get(file) == mark]
    shared = 0
    for file in same:
        if (before / file).is_symlink() or not (before / file).is_file() or mark_of(before / file) != marks[file]:
            continue
        with suppress(OSError):
            _link(before / file, site / file)
            for end in ENDS:
                if _beside(before / file, end).is_file():
                    _link(_beside(before / file, end), _beside(site / file, end))
            shared += 1
    return shared


def pack(site: Path, manifest: Manifest) -> int:
    """Writes what is not there yet compressed with gzip and brotli, where that makes it smaller. Returns how many."""
    wanted = [
        site / file
        for file, mark in manifest.marks.items()
        if Path(file).suffix.removeprefix(".") in COMPRESSED and mark.size >= LEAST
    ]
    new = [path for path in wanted if not any(_beside(path, end).exists() for end in ENDS)]
    for path in new:
        content = path.read_bytes()
        for end, smaller in packed(content).items():
            if len(smaller) < len(content):
                _beside(path, end).write_bytes(smaller)
    return len(new)


def _beside(path: Path, end: str) -> Path:
    return path.with_name(f"{path.name}{end}")


def _link(old: Path, new: Path) -> None:
    """Puts a link to `old` in the place of `new` in one step."""
    beside = new.with_name(f".{new.name}.link")
    os.link(old, beside)
    beside.replace(new)
