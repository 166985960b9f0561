"""Puts a council's repository together: all of it, or nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from string import Template

from generator.errors import UsageError
from generator.periods import format_date
from generator.project import SETTINGS
from generator.starting.engine import ROOT, copy_engine
from generator.starting.package import UNTIL_RELEASED, first_release
from generator.starting.settings import COLOURS_PATH, FAVICON, colours_css, favicon, settings
from generator.starting.wishes import Wishes

TEMPLATES: Mapping[str, str] = {
    "README.md": "README.md",
    "pages/accessibility.md": "content/pages/accessibility.md",
    "pages/contact.md": "content/pages/contact.md",
    "pages/privacy.md": "content/pages/privacy.md",
}
"""What is written afresh, and where it goes."""


@dataclass(frozen=True, slots=True)
class Started:
    """What was made: `release` is the first one, such as ourtown/2026-27-q1."""

    folder: Path
    release: str
    tables: int


def start_repository(folder: Path, wishes: Wishes) -> Started:
    """Makes the repository in `folder`, which is empty or not there yet. Raises `UsageError` where it is not."""
    if folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
        raise UsageError(f"{folder} is there already and not empty. Name a folder that is not there yet.")
    beside = folder.absolute().with_name(f".{folder.absolute().name}.new")
    if beside.exists():
        raise UsageError(f"{beside} is left from an attempt that was cut short. Delete it, then run this again.")
    try:
        _make(beside, wishes)
        if folder.exists():
            folder.rmdir()
        beside.rename(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    tables = len(first_release(wishes)) - 1
    return Started(folder, f"{wishes.id}/{wishes.release}", tables)


def _make(folder: Path, wishes: Wishes) -> None:
    folder.mkdir(parents=True)
    copy_engine(folder)
    for path, content in _own_files(wishes):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def _own_files(wishes: Wishes) -> Iterator[tuple[str, bytes]]:
    """What is the council's own, by path."""
    templates = resources.files(__package__) / "templates"
    words = _words(wishes)
    for source, target in TEMPLATES.items():
        yield target, Template((templates / source).read_text("utf-8")).substitute(words).encode()
    for name, content in first_release(wishes).items():
        yield f"data/{wishes.id}/{wishes.release}/{name}", content
    yield SETTINGS, settings((ROOT / SETTINGS).read_text("utf-8"), wishes).encode()
    if wishes.colour:
        yield str(COLOURS_PATH), colours_css(wishes.colour).encode()
        yield str(FAVICON), favicon((ROOT / FAVICON).read_text("utf-8"), wishes.colour).encode()


def _words(wishes: Wishes) -> Mapping[str, str]:
    period = wishes.period
    return {
        "name": wishes.name,
        "short_name": wishes.short_name,
        "id": wishes.id,
        "release": f"{wishes.id}/{wishes.release}",
        "period": period.label,
        "as_at": format_date(period.end),
        "released": format_date(period.end + UNTIL_RELEASED),
    }
