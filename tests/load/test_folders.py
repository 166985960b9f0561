"""What a check says of the folders themselves: a quarter that would be left out, and one that stands twice."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.errors import DataProblems
from generator.load import load_portal
from generator.load.folders import check_content
from tests.conftest import AT
from tests.projects import change_descriptor, copy_project, load


def test_a_quarter_without_its_package_is_not_left_out_without_a_word(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    (project.data / "smallshire" / "2024-25-q3").mkdir()
    with pytest.raises(DataProblems) as caught:
        load(project)
    (problem,) = caught.value.problems
    assert problem.file == "data/smallshire/2024-25-q3"
    assert problem.rule == "this folder has no datapackage.json"


def test_a_project_without_any_release_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    with pytest.raises(DataProblems) as caught:
        load_portal(tmp_path / "data", tmp_path / "content", AT)
    (problem,) = caught.value.problems
    assert (problem.file, problem.rule) == ("data", "there is no release")


def test_two_releases_can_not_have_one_period(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    folder = project.data / "smallshire"
    shutil.copytree(folder / "2024-25-q1", folder / "2024-25-q1-again")
    change_descriptor(project, "2024-25-q1-again", name="smallshire-2024-25-q1-again")
    with pytest.raises(DataProblems) as caught:
        load(project)
    (problem,) = caught.value.problems
    assert (problem.column, problem.found) == ("period", "2024/25 Q1")
    assert problem.rule == "the release 2024-25-q1 has this period already"


LINKED = (
    "data/smallshire",
    "data/smallshire/2024-25-q1",
    "content/pages",
    "content/papers/smallshire",
    "content/papers/smallshire/climate-committee-2024-11-14",
)


@pytest.mark.parametrize("folder", LINKED)
def test_a_folder_is_no_symbolic_link(folder: str, tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    elsewhere = tmp_path / "elsewhere"
    (project.root / folder).rename(elsewhere)
    (project.root / folder).symlink_to(elsewhere, target_is_directory=True)
    with pytest.raises(DataProblems) as caught:
        load(project)
    told = [problem for problem in caught.value.problems if problem.rule == "folders are not symbolic links"]
    assert [problem.file for problem in told] == [folder]


# fmt: off
MISNAMED = [
    # what lies in content/    what to do
    ("contacts.yaml",          "Rename it contacts.yml, or take it away."),
    ("Contacts.yml",           "Rename it contacts.yml, or take it away."),
    ("synonyms.yaml",          "Rename it synonyms.yml, or take it away."),
    ("synonym.yml",            "Rename it synonyms.yml, or take it away."),
    ("page",                   "Rename it pages, or take it away."),
    ("minutes.docx",           "Put pages into content/pages and papers into content/papers, or take it away."),
]
# fmt: on


@pytest.mark.parametrize(("name", "remedy"), MISNAMED)
def test_a_file_of_nearly_the_right_name_is_told_the_right_one(name: str, remedy: str, tmp_path: Path) -> None:
    (tmp_path / name).touch()
    (problem,) = check_content(tmp_path, frozenset())
    assert (problem.file, problem.rule, problem.remedy) == (
        f"{tmp_path.name}/{name}",
        "nothing reads this file",
        remedy,
    )


def test_what_file_managers_leave_behind_is_passed_over(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    for folder in (
        "data",
        "data/smallshire",
        "data/smallshire/2024-25-q2",
        "content",
        "content/pages",
        "content/papers",
    ):
        (project.root / folder / ".DS_Store").write_bytes(b"\x00\x01")
    assert load(project).publishers
