"""Whatever frictionless refuses of all the bad inputs, the portal refuses. Takes minutes: `make test-long` runs it."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import DataProblems
from tests.frictionless_alone import is_refused
from tests.projects import load
from tests.test_bad import CASES, project_of, touched

IN_RELEASES = [name for name in CASES if touched(name)]
"""The bad inputs that frictionless would read: it knows nothing of papers and pages."""


@pytest.mark.parametrize("name", IN_RELEASES)
def test_whatever_frictionless_refuses_is_refused(name: str, tmp_path: Path) -> None:
    project = project_of(name, tmp_path)
    if any(is_refused(project.data / release) for release in touched(name) if (project.data / release).is_dir()):
        with pytest.raises(DataProblems):
            load(project, releases=touched(name))
