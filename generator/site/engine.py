"""Runs the site engine (mkdocs) on build/docs, with settings that inherit those that people edit."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Any

import yaml

from generator.project import SETTINGS, Project
from generator.site import aside
from generator.site.policy import content_policy
from generator.site.tools import run_tool

UNUSED = ("assets/javascripts", "assets/images")
"""What the theme brings and no page of ours loads."""


def run_engine(
    nav: list[dict[str, Any]], project: Project, stage: Path, waiting: str = "", *, plain: bool = False
) -> None:
    """Builds the site into `stage`, an empty or missing folder. Raises `BuildError` with the engine's own words.

    `waiting` is what every page says of what waits for an election; "" where nothing does. Unless it is to be `plain`,
    the engine is spared the HTML in pages (see `aside`).
    """
    settings = project.build / SETTINGS
    content = _settings(nav, project, stage, waiting) | ({} if plain else {"hooks": [aside.__file__]})
    settings.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--config-file", str(settings)]
    # The engine's notice about a version that the lock file excludes is of no use to an officer.
    run_tool("The site engine", command, NO_MKDOCS_2_WARNING="1")
    for folder in UNUSED:
        shutil.rmtree(stage / folder, ignore_errors=True)
    # The sitemap once more, in an envelope that tells the time: hosts make their own.
    (stage / "sitemap.xml.gz").unlink(missing_ok=True)


def _settings(nav: list[dict[str, Any]], project: Project, stage: Path, waiting: str) -> dict[str, Any]:
    return {
        "INHERIT": os.path.relpath(project.root / SETTINGS, project.build),
        "docs_dir": str(project.docs),
        "site_dir": str(stage),
        "extra": {"content_policy": content_policy(), "waiting": waiting},
        "theme": {"custom_dir": str(project.theme / "overrides")},
        "nav": nav,
    }
