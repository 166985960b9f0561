"""Bad input, a folder a case: what lies over Smallshire, and in expected.json what a check must say of it.

A new case is added by adding a folder. `rule` and `remedy` need hold the first words only; everything else is exact.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from generator.errors import DataProblems, Problem
from generator.pipeline import build, check
from generator.project import Project
from tests.conftest import AT, ROOT, quiet
from tests.projects import copy_project, load

BAD = ROOT / "tests" / "bad"
CASES = sorted(path.parent.name for path in BAD.glob("*/expected.json"))


@dataclass(frozen=True)
class Case:
    about: str
    without: tuple[str, ...]
    problems: list[dict[str, Any]]


def read_case(name: str) -> Case:
    raw = json.loads((BAD / name / "expected.json").read_text("utf-8"))
    return Case(raw["about"], tuple(raw.get("without", ())), raw["problems"])


def project_of(name: str, folder: Path) -> Project:
    return copy_project(folder, BAD / name, read_case(name).without)


def touched(name: str) -> tuple[str, ...]:
    """The releases that the case changes, to spare the time of the others; all, when it changes none."""
    return tuple(sorted({"/".join(path.parts[-3:-1]) for path in (BAD / name).glob("data/*/*/*")}))


def place(problem: dict[str, Any] | Problem) -> tuple[object, ...]:
    """What is compared exactly: file, row, column, found."""
    if isinstance(problem, Problem):
        return problem.file, problem.row, problem.column, problem.found
    return problem["file"], problem["row"], problem["column"], problem["found"]


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_smallshire_itself_is_sound(tmp_path: Path) -> None:
    assert len(load(copy_project(tmp_path)).publishers) == 1


def test_every_folder_is_a_case() -> None:
    assert len(CASES) > 60
    assert sorted(path.name for path in BAD.iterdir() if path.is_dir()) == CASES


@pytest.mark.parametrize("name", CASES)
def test_bad_input_gets_its_own_clear_problem(name: str, tmp_path: Path) -> None:
    case = read_case(name)
    with pytest.raises(DataProblems) as caught:
        load(project_of(name, tmp_path), releases=touched(name))
    found = caught.value.problems
    assert case.about.endswith(".")
    assert case.problems
    assert [place(problem) for problem in found] == [place(problem) for problem in case.problems]
    for problem, expected in zip(found, case.problems, strict=True):
        assert expected["rule"]
        assert expected["remedy"]
        assert problem.rule.startswith(expected["rule"])
        assert problem.remedy.startswith(expected["remedy"])
        assert "\n" not in problem.line
        assert problem.remedy.endswith((".", "…"))


def test_faults_in_many_files_are_all_told_in_one_run() -> None:
    problems = read_case("many-faults-at-once").problems
    assert len(problems) > 12
    assert len({problem["file"] for problem in problems}) > 8


def test_a_failed_build_builds_nothing_and_leaves_the_last_good_site(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    build(project, AT, quiet)
    good, docs = bytes_of(project.out), bytes_of(project.docs)
    assert "index.html" in good
    updates = project.data / "smallshire" / "2024-25-q2" / "plan_updates.csv"
    updates.write_text(updates.read_text("utf-8").replace(",45,", ",145,", 1), "utf-8")
    told: list[str] = []
    with pytest.raises(DataProblems, match="1 problem in the data"):
        build(project, AT, told.append)
    assert bytes_of(project.out) == good
    assert bytes_of(project.docs) == docs
    assert [path.name for path in project.out.parent.iterdir() if path.name.startswith(".site")] == []
    assert len(told) == 1


class Rows(HTMLParser):
    """The text of each cell of the report, and every tag in it."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.cells: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "td":
            self.cells.append("")

    def handle_data(self, data: str) -> None:
        if self.cells:
            self.cells[-1] += data


HOSTILE = "<script>alert(1)</script>&amp;“”'\\u202e"


def test_the_reports_list_every_problem_and_run_nothing(tmp_path: Path) -> None:
    project = project_of("many-faults-at-once", tmp_path)
    updates = project.data / "smallshire" / "2024-25-q2" / "plan_updates.csv"
    updates.write_text(updates.read_text("utf-8").replace(",amber,", f",{HOSTILE},", 1), "utf-8")
    with pytest.raises(DataProblems) as caught:
        check(project, (), AT, quiet)
    listed = json.loads((project.build / "problems.json").read_text("utf-8"))
    assert [Problem(**entry) for entry in listed] == list(caught.value.problems)
    assert HOSTILE in {entry["found"] for entry in listed}
    html = (project.build / "check.html").read_text("utf-8")
    report = Rows(html)
    assert "script" not in report.tags
    for problem in caught.value.problems:
        for part in (problem.place, problem.rule, problem.remedy):
            assert any(" ".join(part.split()) in " ".join(cell.split()) for cell in report.cells), part
    assert any(HOSTILE[:50] in cell for cell in report.cells)


def test_the_reports_say_so_when_there_is_nothing_wrong(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    check(project, (), AT, quiet)
    assert json.loads((project.build / "problems.json").read_text("utf-8")) == []
    assert "No problems" in (project.build / "check.html").read_text("utf-8")
