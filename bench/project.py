"""A project to measure with: made publishers in a folder, and everything else the repository's own."""

from __future__ import annotations

import shutil
from pathlib import Path

from generator.project import SETTINGS, Project

ROOT = Path(__file__).parent.parent
SHARED = ("theme", "node_modules")
"""Folders of the repository that are used as they are."""


def made_project(folder: Path) -> Project:
    """An empty project in `folder`, with the site's own pages and no data."""
    folder.mkdir(parents=True)
    shutil.copyfile(ROOT / SETTINGS, folder / SETTINGS)
    shutil.copytree(ROOT / "content" / "pages", folder / "content" / "pages")
    for name in SHARED:
        (folder / name).symlink_to(ROOT / name, target_is_directory=True)
    (folder / "data").mkdir()
    return Project.at(folder)
