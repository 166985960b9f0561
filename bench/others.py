"""What others take for the same: each site generator on the Markdown that a build of ours left in build/docs.

- bare mkdocs: the engine that we use, with the theme that ours grew from and nothing of ours, and a navigation that
  names the sections only. No search index: ours is timed with one.
- Zensical: the same settings.
- Hugo: a page with the same parts as ours (`bench/hugo`).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bench.measure import Run, run
from bench.project import ROOT
from generator.project import SETTINGS, Project
from generator.site.told import read_told

HUGO = ROOT / "bench" / "hugo"
ZENSICAL = ROOT / "build" / "bench" / "venv" / "bin" / "zensical"
"""Installed by `make bench`: it has no part in building a site."""


@dataclass(frozen=True, slots=True)
class Other:
    """One generator: its command, run in `folder`, builds into `site`."""

    name: str
    version: str
    command: Sequence[str]
    folder: Path
    site: Path

    def timed(self) -> Run:
        """One run from nothing."""
        shutil.rmtree(self.site, ignore_errors=True)
        return run(self.command, self.folder)

    @property
    def pages(self) -> int:
        """How many the last run made."""
        return sum(1 for _ in self.site.rglob("*.html"))


def others(project: Project) -> list[Other]:
    """All that are installed here, ready to build what `project` last built."""
    return [each(project) for each in (bare_mkdocs, zensical, hugo) if each is bare_mkdocs or _is_there(each)]


def bare_mkdocs(project: Project) -> Other:
    folder = _mkdocs_folder(project, "mkdocs")
    command = (sys.executable, "-m", "mkdocs", "build", "--quiet")
    return Other("bare mkdocs", _said(sys.executable, "-m", "mkdocs", "--version"), command, folder, folder / "site")


def zensical(project: Project) -> Other:
    folder = _mkdocs_folder(project, "zensical")
    return Other("Zensical", _said(str(ZENSICAL), "--version"), (str(ZENSICAL), "build"), folder, folder / "site")


def hugo(project: Project) -> Other:
    """Its names for pages that have others below them are other ones: `_index.md`."""
    folder = project.build / "others" / "hugo"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(HUGO, folder)
    shutil.copytree(project.docs, folder / "content")
    shutil.move(folder / "content" / "assets", folder / "static" / "assets")
    for page in sorted((folder / "content").rglob("index.md")):
        if any(page.parent.glob("*/**/index.md")):
            page.rename(page.with_name("_index.md"))
    return Other("Hugo", _said("hugo", "version"), ("hugo", "--quiet"), folder, folder / "public")


def _is_there(each: Any) -> bool:
    return shutil.which("hugo") is not None if each is hugo else ZENSICAL.is_file()


def _mkdocs_folder(project: Project, name: str) -> Path:
    folder = project.build / "others" / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copytree(project.docs, folder / "docs")  # Zensical reads nothing outside its own folder
    nav = read_told(project.build / SETTINGS).nav
    settings = {
        "site_name": "Performance Portal",
        "docs_dir": "docs",
        "site_dir": "site",
        "theme": {"name": "material", "language": "en"},
        "plugins": [],
        "use_directory_urls": False,
        "markdown_extensions": ["tables", {"toc": {"permalink": True}}],
        "nav": [entry for section in nav for entry in _fronts(section)],
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings, sort_keys=False), "utf-8")
    return folder


def _fronts(section: dict[str, Any]) -> list[dict[str, str]]:
    """The front page of a section alone."""
    ((title, below),) = section.items()
    while not isinstance(below, str):
        below = next(iter(below[0].values()))
    return [{title: below}]


def _said(*command: str) -> str:
    """The version that a tool tells, as far as it is one."""
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    words = f"{done.stdout} {done.stderr}".replace(",", " ").split()
    return next((word.removeprefix("v") for word in words if word[:1] in "v0123456789" and "." in word), "")
