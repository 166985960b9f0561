"""`manifest.json`: what a site is made of, file by file, so that a copy of it can be checked wherever it is.

It tells nothing of what was read: the releases are those that the public may see, the files those of the site. Files
that a tool of others makes, and that another version of it makes otherwise, stand apart under the name of that tool.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from generator import __version__
from generator.model import Publisher
from generator.site.tree import Mark, mark_of, read_tree

MANIFEST = "manifest.json"
FORMAT = 1

OTHERS: Mapping[str, str] = {".pdf": "Chromium"}
"""Tools by the end of the names of files that only the same version of them, with the same fonts, makes again."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is said of a site: the moment whose public view it shows, its releases, and the marks of its files."""

    generator: str
    at: datetime
    releases: tuple[Mapping[str, str], ...]
    files: Mapping[str, Mark]
    others: Mapping[str, Mapping[str, Mark]]

    @property
    def marks(self) -> Mapping[str, Mark]:
        """Of all files, whoever made them."""
        return {**self.files, **{path: mark for marks in self.others.values() for path, mark in marks.items()}}

    @property
    def moment(self) -> str:
        """The moment as people are told it."""
        return self.at.isoformat(timespec="seconds")

    @property
    def newest(self) -> str:
        """The newest release of each publisher, with its version."""
        latest = {each["publisher"]: each for each in self.releases}
        return ", ".join(f"{each['publisher']}/{each['release']} {each['version']}" for each in latest.values())

    def shows_the_same(self, other: Manifest) -> bool:
        """Whether readers would see no difference: the same in all but the moment."""
        return replace(self, at=other.at) == other


class MalformedError(ValueError):
    """What should be a manifest is none. Says why."""


def write_manifest(site: Path, publishers: Iterable[Publisher], at: datetime) -> str:
    """Writes the manifest of a finished site into it. It does not list itself. Returns its own SHA-256 hash."""
    marks = {file: mark_of(site / file) for file in read_tree(site).files}
    others: dict[str, dict[str, Mark]] = {}
    for file in list(marks):
        if tool := OTHERS.get(Path(file).suffix):
            others.setdefault(tool, {})[file] = marks.pop(file)
    manifest = Manifest(__version__, at.astimezone(UTC), _releases(publishers), marks, others)
    content = {
        "format": FORMAT,
        "generator": manifest.generator,
        "at": manifest.at.isoformat(),
        "releases": manifest.releases,
        "files": {path: asdict(mark) for path, mark in manifest.files.items()},
        "others": {tool: {path: asdict(mark) for path, mark in made.items()} for tool, made in others.items()},
    }
    (site / MANIFEST).write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return mark_of(site / MANIFEST).sha256


def read_manifest(content: bytes) -> Manifest:
    """Raises `MalformedError` unless this is a manifest and all of it is understood."""
    try:
        raw = json.loads(content.decode("utf-8"), object_pairs_hook=_without_repetition)
        if raw["format"] != FORMAT:
            raise MalformedError(f"its format is {raw['format']}, and this portal knows {FORMAT}")
        if raw.keys() != {"format", "generator", "at", "releases", "files", "others"}:
            raise MalformedError("it holds other entries than a manifest does")
        others = {tool: _marks(files) for tool, files in raw["others"].items()}
        manifest = Manifest(
            raw["generator"], datetime.fromisoformat(raw["at"]), tuple(raw["releases"]), _marks(raw["files"]), others
        )
    except MalformedError:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise MalformedError("it is not as the portal writes it") from error
    if len(manifest.marks) != len(manifest.files) + sum(len(files) for files in others.values()):
        raise MalformedError("it lists a file twice")
    return manifest


def _releases(publishers: Iterable[Publisher]) -> tuple[Mapping[str, str], ...]:
    return tuple(
        {
            "publisher": publisher.name.id,
            "release": release.id,
            "period": release.period.token,
            "version": release.version,
        }
        for publisher in publishers
        for release in publisher.releases
    )


def _marks(files: Mapping[str, Any]) -> Mapping[str, Mark]:
    marks = {path: Mark(**mark) for path, mark in files.items()}
    for path, mark in marks.items():
        if any(part in ("", ".", "..") for part in path.split("/")) or "\\" in path or "\0" in path:
            raise MalformedError(f"{path!a} is not the path of a file in a site")
        if type(mark.size) is not int or not isinstance(mark.sha256, str):
            raise MalformedError(f"the marks of {path} are none")
    return marks


def _without_repetition(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(pairs) != len({key for key, _ in pairs}):
        raise MalformedError("an entry stands twice")
    return dict(pairs)
