"""What was published is judged again by a check, whatever its hash says; a build may trust the hash."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.errors import DataProblems
from generator.load import load_portal
from generator.load.folders import PUBLISHED
from generator.load.raw import file_hashes
from generator.project import Project
from tests.conftest import AT
from tests.projects import change_rows, copy_project, load_whole, sign_all

RELEASE = "2024-25-q1"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = copy_project(tmp_path)
    sign_all(project)
    return project


def test_a_hash_that_was_made_to_fit_hides_nothing_from_the_check(project: Project) -> None:
    """A plan item's deadline before its plan is a rule between rows, which a trusted release is spared."""
    change_rows(project, f"{RELEASE}/plan_items.csv", {"parent": ""}, parent="nowhere-at-all")
    folder = project.data / "smallshire"
    book = json.loads((folder / PUBLISHED).read_text("utf-8"))
    for entry in book["releases"]:
        if entry["release"] == RELEASE:
            entry["files"] = file_hashes(folder / RELEASE, RELEASE)
    (folder / PUBLISHED).write_text(json.dumps(book), "utf-8")
    with pytest.raises(DataProblems, match="problem"):
        load_whole(project)
    assert load_portal(project.data, project.content, AT, trusting=True).portal.publishers


def test_a_paper_that_changed_since_it_was_published_is_to_confirm(project: Project) -> None:
    (name,) = (project.content / "papers" / "smallshire").glob("*/performance-2024-25-q2.md")
    assert not [each for each in load_whole(project).warnings if "since" in each.rule]
    name.write_text(name.read_text("utf-8") + "\nOne more sentence.\n", "utf-8")
    told = [each.line for each in load_whole(project).warnings if "was published with it" in each.rule]
    assert told == [
        "content/papers/smallshire/climate-committee-2024-11-14/performance-2024-25-q2.md: to confirm: this paper is "
        "changed since 2024-25-q2 1.0.0 was published with it. Take that back, or leave it if it is right: members may "
        "have read the paper as it was."
    ]
