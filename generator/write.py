"""The only writer of build/docs: the rendered pages, the files beside them, the theme's assets, and nothing else.

The site engine publishes whatever lies in its docs folder, so what is not written here is removed from there.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator.errors import BuildError
from generator.joined import joined
from generator.project import Project

ASSETS = "assets/portal"
"""Where the theme's own files stand on the site."""


def write_docs(pages: Mapping[str, str], files: Mapping[str, bytes], tokens_css: str, project: Project) -> int:
    """Makes build/docs hold exactly these pages and files and the assets. Returns how many were written anew."""
    wanted: dict[str, bytes] = {path: text.encode("utf-8") for path, text in pages.items()}
    wanted.update(files)
    wanted.update({f"{ASSETS}/{name}": content for name, content in _assets(tokens_css, project).items()})
    project.docs.mkdir(parents=True, exist_ok=True)
    _remove_others(project.docs, frozenset(wanted))
    return sum(_write(project.docs / path, content) for path, content in wanted.items())


def _assets(tokens_css: str, project: Project) -> Mapping[str, bytes]:
    found = {"tokens.css": tokens_css.encode("utf-8")}
    for path in sorted((project.theme / "assets").iterdir()):
        if path.is_symlink() or not path.is_file():
            raise BuildError(f"theme/assets holds files only, and {path.name} is not one.")
        found[path.name] = path.read_bytes()
    library = project.chart_library
    found[library.name] = library.read_bytes()
    return joined(found)


def _remove_others(docs: Path, wanted: frozenset[str]) -> None:
    for path in sorted(docs.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.is_symlink() or path.relative_to(docs).as_posix() not in wanted:
            path.unlink()


def _write(path: Path, content: bytes) -> bool:
    """Writes only what differs, so that nothing looks new that is not."""
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return True
