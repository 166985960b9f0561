"""Runs the site engine (mkdocs) on build/docs, with settings that inherit those that people edit.

Pages are shared out among as many engines as there are cores, and those that the last build made from the same are
taken from there (`kept`). A plain build does neither: one engine reads everything.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from generator.project import SETTINGS, Project
from generator.site.kept import KeptPages
from generator.site.policy import content_policy
from generator.site.told import HOOK, Told, write_told
from generator.site.tools import Run, run_tool, run_tools

UNUSED = ("assets/javascripts", "assets/images")
"""What the theme brings and no page of ours loads."""

ENGINE = "The site engine"

QUIETLY = {"NO_MKDOCS_2_WARNING": "1"}
"""The engine's notice about a version that the lock file excludes is of no use to an officer."""

LEAST = 100
"""Pages that are worth an engine of their own: starting one takes as long as building so many."""


def run_engine(
    nav: list[dict[str, Any]],
    project: Project,
    stage: Path,
    waiting: str = "",
    moved: Iterable[str] = (),
    *,
    workers: int = 1,
    plain: bool = False,
) -> None:
    """Builds the site into `stage`, an empty or missing folder.

    `waiting` is what every page says of what waits for an election; "" where nothing does. `moved` are the paths of
    pages that send readers on. Raises `BuildError` with the engine's own words.
    """
    settings = _settings(project, waiting)
    pages = sorted(path.relative_to(project.docs).as_posix() for path in project.docs.rglob("*.md"))
    if plain:
        run_tool(ENGINE, _command(settings | {"nav": nav}, project, project.build / SETTINGS, stage), **QUIETLY)
    else:
        kept = KeptPages.of(project, [nav, settings])
        told = [Told(nav, list(share), list(moved), False) for share in _shares(kept.changed(pages), workers)]
        told[0] = replace(told[0], is_first=True)
        _run_shares(told, settings, project, stage)
        kept.place(stage)
        kept.remember(pages, stage)
    for folder in UNUSED:
        shutil.rmtree(stage / folder, ignore_errors=True)
    # The sitemap once more, in an envelope that tells the time: hosts make their own.
    (stage / "sitemap.xml.gz").unlink(missing_ok=True)


def _shares(pages: Sequence[str], workers: int) -> list[Sequence[str]]:
    """As many as are worth an engine, each with pages from all over the site. At least one, though it be empty."""
    number = max(1, min(workers, len(pages) // LEAST))
    return [pages[first::number] for first in range(number)]


def _run_shares(told: Sequence[Told], settings: Mapping[str, Any], project: Project, stage: Path) -> None:
    """Each share is built in a folder of its own: inside `stage`, where the engine leaves hidden ones alone."""
    hooked = {**settings, "hooks": [str(HOOK)]}
    folders = [stage, *(stage / f".share-{number}" for number in range(1, len(told)))]
    runs = []
    for number, (each, folder) in enumerate(zip(told, folders, strict=True)):
        file = project.build / (f"share-{number}.yml" if number else SETTINGS)
        write_told(each, file)
        runs.append(Run(_command(hooked, project, file, folder), QUIETLY))
    run_tools(ENGINE, runs)
    for folder in folders[1:]:
        _move(folder, stage)


def _move(folder: Path, stage: Path) -> None:
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        target = stage / path.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        path.rename(target)
    shutil.rmtree(folder)


def _command(settings: Mapping[str, Any], project: Project, file: Path, stage: Path) -> Sequence[str]:
    """The engine's, on settings that are written into `file`."""
    content = {**settings, "docs_dir": str(project.docs), "site_dir": str(stage)}
    file.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")
    return [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--config-file", str(file)]


def _settings(project: Project, waiting: str) -> dict[str, Any]:
    return {
        "INHERIT": os.path.relpath(project.root / SETTINGS, project.build),
        "extra": {"content_policy": content_policy(), "waiting": waiting},
        "theme": {"custom_dir": str(project.theme / "overrides")},
    }
