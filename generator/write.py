"""The only writer of build/docs: the rendered pages, the files beside them, the theme's assets, and nothing else.

The site engine publishes whatever lies in its docs folder, so what was not written by a build is removed from there.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.errors import BuildError
from generator.joined import JOINED, joined
from generator.project import Project

ASSETS = "assets/portal"
"""Where the theme's own files stand on the site."""

MADE = frozenset({"tokens.css", *JOINED})
"""What the build itself puts there."""


def write_docs(files: Mapping[str, bytes], docs: Path) -> None:
    """Makes build/docs hold these files, by their paths."""
    for path, content in files.items():
        _write(docs / path, content, docs)


def remove_others(written: Iterable[str], docs: Path) -> None:
    """Removes all but what was written: what an earlier build made, and what somebody put there."""
    wanted = frozenset(written)
    for path in sorted(docs.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.is_symlink() or path.relative_to(docs).as_posix() not in wanted:
            path.unlink()


def assets(project: Project, tokens_css: str) -> Mapping[str, bytes]:
    """The theme's files, by where they stand on the site."""
    found = {"tokens.css": tokens_css.encode("utf-8")}
    for path in sorted((project.theme / "assets").iterdir()):
        if path.is_symlink() or not path.is_file():
            raise BuildError(f"theme/assets holds files only, and {path.name} is not one.")
        if path.name in MADE:
            raise BuildError(f"theme/assets/{path.name} has the name of a file that the build makes: give it another.")
        found[path.name] = path.read_bytes()
    library = project.chart_library
    found[library.name] = library.read_bytes()
    return {f"{ASSETS}/{name}": content for name, content in joined(found).items()}


def _write(path: Path, content: bytes, docs: Path) -> None:
    """Writes only what differs, so that nothing looks new that is not. Nothing is written through a link."""
    _clear_the_way(path, docs)
    if not path.is_file() or path.read_bytes() != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _clear_the_way(path: Path, docs: Path) -> None:
    """Removes what was left where a folder or a file is to be, and is no such thing."""
    for above in path.parents[: path.parents.index(docs)]:
        if above.is_symlink() or above.is_file():
            above.unlink(missing_ok=True)  # another process may have come first
    if path.is_symlink():
        path.unlink(missing_ok=True)
    elif path.is_dir():
        shutil.rmtree(path)
