"""What lies in a folder, looked at as it is: nothing is followed and nothing is left out."""

from __future__ import annotations

import os
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Tree:
    """The files of a folder by path, in order, and what is neither a file nor a folder that holds something."""

    files: tuple[str, ...]
    odd: tuple[str, ...]
    """What is odd and why: "a/b: a symbolic link"."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What tells whether a file is still as it was."""

    size: int
    sha256: str


def read_tree(folder: Path) -> Tree:
    files: list[str] = []
    odd: list[str] = []
    _look(folder, "", files, odd)
    return Tree(tuple(sorted(files)), tuple(sorted(odd)))


def mark_of(path: Path) -> Mark:
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
        return Mark(file.tell(), digest)


def mark_of_bytes(content: bytes) -> Mark:
    return Mark(len(content), sha256(content).hexdigest())


def _look(folder: Path, above: str, files: list[str], odd: list[str]) -> None:
    with os.scandir(folder) as entries:
        listed = list(entries)
    if not listed and above:
        odd.append(f"{above.rstrip('/')}: an empty folder")
    for entry in listed:
        name = f"{above}{entry.name}"
        if not name.isprintable():  # what is no UTF-8 is not printable either
            odd.append(f"{name!a}: a name that can't be shown")
        elif entry.is_symlink():
            odd.append(f"{name}: a symbolic link")
        elif entry.is_dir():
            _look(folder / entry.name, f"{name}/", files, odd)
        elif entry.is_file():
            files.append(name)
        else:
            odd.append(f"{name}: neither a file nor a folder")
