"""What frictionless refuses, that the portal refuses it too, and that it finds nothing in what the portal accepts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.load.descriptor import FILE
from generator.load.second_opinion import second_opinion
from tests.frictionless_alone import is_refused
from tests.projects import change_descriptor, change_rows, copy_project
from tests.test_bad import project_of, touched

RELEASE = "data/smallshire/2024-25-q2"


def test_it_finds_nothing_in_a_sound_release(tmp_path: Path) -> None:
    folder = copy_project(tmp_path).root / RELEASE
    assert list(second_opinion(folder, RELEASE)) == []


@pytest.mark.parametrize(
    ("column", "cell", "kind"),
    [
        ("status", "late", "Constraint Error"),
        ("percent_complete", "much", "Type Error"),
        ("percent_complete", "145", "Constraint Error"),
        ("item", "", "Missing"),
    ],
)
def test_it_names_place_and_kind_and_quotes_nothing(column: str, cell: str, kind: str, tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    change_rows(project, "2024-25-q2/plan_updates.csv", {"percent_complete": "45"}, **{column: cell})
    told = list(second_opinion(project.root / RELEASE, RELEASE))
    assert {(problem.file, problem.row) for problem in told} == {(f"{RELEASE}/plan_updates.csv", 3)}
    assert kind in " ".join(problem.rule for problem in told) or told[0].column == column
    assert not any(cell and cell in problem.line for problem in told)


def test_a_package_that_it_cannot_read_is_told(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    folder = project.root / RELEASE
    resources = json.loads((folder / FILE).read_text("utf-8"))["resources"]
    change_descriptor(project, folder.name, resources=[*resources, resources[0]])
    (problem,) = second_opinion(folder, RELEASE)
    assert (problem.file, problem.rule) == (f"{RELEASE}/{FILE}", "frictionless: Package Error")


def test_a_table_that_it_cannot_read_is_told(tmp_path: Path) -> None:
    folder = copy_project(tmp_path).root / RELEASE
    (folder / "posts.csv").unlink()
    assert [problem.file for problem in second_opinion(folder, RELEASE)]


def test_frictionless_refuses_what_is_plainly_wrong_and_nothing_that_is_sound(tmp_path: Path) -> None:
    assert not is_refused(copy_project(tmp_path / "sound").root / RELEASE)
    for name in ("foreign-key-unknown", "key-duplicate", "required-empty", "status-unknown", "cells-too-many"):
        project = project_of(name, tmp_path / name)
        assert any(is_refused(project.data / release) for release in touched(name)), name
