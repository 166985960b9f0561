"""The files of a version that was corrected: they lie in a folder of their version, and a later one stands."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.errors import DataProblems
from tests.projects import change_descriptor, copy_project, load

RELEASE = "2024-25-q2"

# fmt: off
REFUSED = [
    # its folder   the version that stands    rule says
    ("0.9.0",      "1.1.0",                   "the folder of a version is named after it"),
    ("1.0.0",      "1.0.0",                   "a version that was corrected is earlier than the one that stands"),
]
# fmt: on


@pytest.mark.parametrize(("name", "standing", "rule"), REFUSED)
def test_a_version_lies_where_it_belongs(name: str, standing: str, rule: str, tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    folder = project.data / "smallshire"
    shutil.copytree(folder / RELEASE, folder / "versions" / RELEASE / name)
    change_descriptor(project, RELEASE, version=standing)
    with pytest.raises(DataProblems) as caught:
        load(project)
    told = [(problem.file, problem.column, problem.found) for problem in caught.value.problems if rule in problem.rule]
    assert told == [(f"data/smallshire/versions/{RELEASE}/{name}/datapackage.json", "version", "1.0.0")]
