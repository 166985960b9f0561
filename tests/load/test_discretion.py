"""Messages about what is withheld say where and which rule, and repeat nothing of it: logs get published."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.errors import DataProblems, Problem
from generator.load.discretion import NOT_SHOWN
from generator.pipeline import check
from generator.project import Project
from tests.conftest import AT
from tests.projects import change_descriptor, change_rows, copy_project
from tests.removal import Chosen, withhold

LATEST = "2024-25-q2"
EXEMPT = {"access": "exempt", "exempt_paragraph": "3"}
PAPER = "content/papers/smallshire/climate-committee-2024-11-14/performance-2024-25-q2.md"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return copy_project(tmp_path)


@dataclass(frozen=True)
class Told:
    """What a check said: its problems, and all that anybody could read of them anywhere."""

    problems: tuple[Problem, ...]
    everything: str

    def at(self, file: str, column: str) -> Problem:
        return next(each for each in self.problems if each.file.endswith(file) and each.column == column)


def told(project: Project) -> Told:
    lines: list[str] = []
    problems: tuple[Problem, ...] = ()
    try:
        problems = check(project, (), AT, lines.append).warnings
    except DataProblems as found:
        problems = found.problems
    reports = [(project.build / name).read_text("utf-8") for name in ("problems.json", "check.html", "counts.json")]
    shown = [problem.line for problem in problems]
    return Told(problems, "\n".join([*lines, *shown, *reports]))


CELLS = [
    # file, the row, the broken cell, and what must not be told
    ("plan_updates.csv", {"item": "cycle-lanes", "period": "2024/25 Q2"}, {"percent_complete": "4731.9%"}, ("4731",)),
    (
        "plan_updates.csv",
        {"item": "cycle-lanes", "period": "2024/25 Q2"},
        {"percent_complete": "4,731"},
        ("4731", "4,731"),
    ),
    (
        "plan_updates.csv",
        {"item": "cycle-lanes", "period": "2024/25 Q2"},
        {"percent_complete": "0.4731"},
        ("47.31", "4731"),
    ),
    ("plan_items.csv", {"item": "damp-survey"}, {"due": "14/03/2025"}, ("2025-03-14", "14 March")),
    ("plan_items.csv", {"item": "damp-survey"}, {"title": " Zyx title "}, ("Zyx",)),
    ("plan_items.csv", {"item": "damp-survey"}, {"kind": "zyx-kind"}, ("zyx",)),
    ("posts.csv", {"post": "head-of-green-spaces"}, {"unit": "zyx-unit"}, ("zyx",)),
    ("risk_scores.csv", {"risk": "sapling-frost", "period": "2024/25 Q2"}, {"score": "4731"}, ("4731",)),
    ("meetings.csv", {"body": "climate-committee"}, {"date": "45610"}, ("45610", "2024-11-14 for")),
]


@pytest.mark.parametrize(("file", "row", "cells", "secrets"), CELLS)
def test_a_fault_of_a_withheld_row_is_told_without_what_was_found(
    project: Project, file: str, row: dict[str, str], cells: dict[str, str], secrets: tuple[str, ...]
) -> None:
    change_rows(project, f"{LATEST}/{file}", row, **cells, **EXEMPT)
    said = told(project)
    problem = said.at(file, *cells)
    assert (problem.found, problem.row is not None) == ("", True)
    assert problem.rule
    assert problem.remedy.endswith(NOT_SHOWN)
    for secret in secrets:
        assert secret.casefold() not in said.everything.casefold()


@pytest.mark.parametrize(("file", "row", "cells", "secrets"), CELLS)
def test_the_same_fault_of_a_public_row_is_told_in_full(
    project: Project, file: str, row: dict[str, str], cells: dict[str, str], secrets: tuple[str, ...]
) -> None:
    change_rows(project, f"{LATEST}/{file}", row, **cells)
    said = told(project)
    problem = said.at(file, *cells)
    (cell,) = cells.values()
    assert problem.found.rstrip("0") == cell.rstrip("0")
    assert NOT_SHOWN not in problem.remedy


def test_what_may_be_said_of_any_cell_is_said_of_a_withheld_one(project: Project) -> None:
    change_rows(
        project, f"{LATEST}/plan_items.csv", {"item": "damp-survey"}, access="embargoed", publish_at="2030-01-01"
    )
    remedy = told(project).at("plan_items.csv", "publish_at").remedy
    assert remedy.startswith("Type a date, a time and its offset from Greenwich, such as 2009-12-02T09:30:00+00:00.")


def test_a_row_that_refers_to_a_withheld_one_is_as_discreet(project: Project) -> None:
    change_rows(project, f"{LATEST}/plan_items.csv", {"item": "plant-trees"}, **EXEMPT)
    change_rows(project, f"{LATEST}/plan_updates.csv", {"item": "plant-trees"}, status="zyx")
    said = told(project)
    assert said.at("plan_updates.csv", "status").found == ""
    assert "zyx" not in said.everything


def test_no_withheld_id_is_proposed(project: Project) -> None:
    change_rows(project, f"{LATEST}/units.csv", {"unit": "housing"}, **EXEMPT)
    change_rows(project, f"{LATEST}/posts.csv", {"post": "head-of-green-spaces"}, unit="hausing")
    said = told(project)
    problem = said.at("posts.csv", "unit")
    assert problem.found == "hausing"
    assert problem.remedy == "Add it to units.csv, or correct it here."
    assert "housing" not in said.everything


def test_a_sum_of_public_and_withheld_figures_is_not_told(project: Project) -> None:
    change_rows(project, f"{LATEST}/budgets.csv", {"budget": "place-green-2024"}, net_revenue="47310", **EXEMPT)
    said = told(project)
    assert said.problems
    assert "47310" not in said.everything
    assert "47,310" not in said.everything
    assert "297310" not in said.everything
    assert said.at("budgets.csv", "net_revenue").rule == "the divisions make 250000"  # so the public rows say


def test_a_withheld_package_is_told_of_without_a_word_of_it(project: Project) -> None:
    change_descriptor(project, LATEST, **EXEMPT, title=" Zyx ", next_release="zyx")
    change_rows(project, f"{LATEST}/posts.csv", {"post": "head-of-green-spaces"}, unit="zyx-unit")
    said = told(project)
    assert len(said.problems) == 3
    assert "zyx" not in said.everything.casefold()


def test_a_withheld_table_is_told_of_without_a_word_of_it(project: Project) -> None:
    withhold(project, Chosen(tables=frozenset({(LATEST, "clinics")})), **EXEMPT)
    change_rows(project, f"{LATEST}/clinics.csv", {"clinic": "frost-clinic"}, kind="zyx")
    assert "zyx" not in told(project).everything


@pytest.mark.parametrize("access", ['access: "exempt"\nexempt_paragraph: "3"', 'access: ["exempt"]', "access: private"])
def test_a_withheld_paper_is_told_of_without_a_word_of_it(project: Project, access: str) -> None:
    path = project.root / PAPER
    text = path.read_text("utf-8").replace('access: "public"', access) + "\n<b onclick='zyx'>Zyx</b>\n"
    path.write_text(text, "utf-8")
    assert "zyx" not in told(project).everything.casefold()
    path.write_text(text.replace("---\n", "---\n[zyx: ", 1), "utf-8")
    assert "zyx" not in told(project).everything.casefold()


def broken(project: Project, name: str, old: str, new: str, encoding: str = "utf-8") -> None:
    path = project.data / "smallshire" / LATEST / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_bytes(text.replace(old, new).encode(encoding))


UNREADABLE = [
    # what is done to a file in which a row is withheld        and the encoding
    ("zyx title", 'zyx "title',                                "utf-8"),
    ("zyx title", '"zyx title',                                "utf-8"),
    ("zyx title", "zyx, title",                                "utf-8"),
    ("zyx title", "zyx title\0",                               "utf-8"),
    ("zyx title", "zyx title \u2019",                          "cp1252"),
    ("zyx title", "zyx title \u202e",                          "utf-8"),
    ("zyx title", "zyx title",                                 "utf-16"),
    ("item,plan", "plan,item",                                 "utf-8"),
    ("exempt,,3", "exempt",                                    "utf-8"),
    ("exempt,,3", "exempt,,3,,",                               "utf-8"),
    ("exempt,,3", "privat,,",                                  "cp1252"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "encoding"), UNREADABLE)
def test_a_table_that_cant_be_read_is_not_quoted_when_it_may_withhold_something(
    project: Project, old: str, new: str, encoding: str
) -> None:
    change_rows(project, f"{LATEST}/plan_items.csv", {"item": "damp-survey"}, title="zyx title", **EXEMPT)
    change_rows(project, f"{LATEST}/plan_updates.csv", {"item": "damp-survey"}, status="zyx status")
    broken(project, "plan_items.csv", old, new, encoding)
    said = told(project)
    assert said.problems
    assert "zyx" not in said.everything.casefold()


def test_a_withheld_row_that_stands_in_the_place_of_the_header_is_not_quoted(project: Project) -> None:
    path = project.data / "smallshire" / LATEST / "posts.csv"
    path.write_text("zyx-post,Zyx title,housing,,exempt,,3\n" + path.read_text("utf-8"), "utf-8")
    assert "zyx" not in told(project).everything.casefold()


def test_a_table_that_withholds_nothing_is_quoted_though_another_does(project: Project) -> None:
    broken(project, "posts.csv", "Head of Green Spaces", 'Head of "Green Spaces"')
    problem = next(each for each in told(project).problems if each.file.endswith("posts.csv"))
    assert "Green Spaces" in problem.found


def test_commas_in_a_cell_do_not_hide_a_table_that_withholds_nothing(project: Project) -> None:
    change_rows(
        project, f"{LATEST}/posts.csv", {"post": "director-of-place"}, title="Director, Place", note="Since May"
    )
    broken(project, "posts.csv", "Head of Green Spaces", 'Head of "Green Spaces"')
    problem = next(each for each in told(project).problems if each.file.endswith("posts.csv"))
    assert "Green Spaces" in problem.found


def test_a_table_that_cant_be_read_and_names_a_withheld_thing_hides_what_refers_to_it(project: Project) -> None:
    change_rows(project, f"{LATEST}/units.csv", {"unit": "housing"}, **EXEMPT)
    change_rows(project, f"{LATEST}/responsibilities.csv", {"thing": "cycle-lanes"}, role="zyx")
    broken(project, "posts.csv", "Head of Green Spaces", 'Head of "Green Spaces"')
    assert "zyx" not in told(project).everything
    assert "Green Spaces" not in told(project).everything


def test_an_older_title_of_a_withheld_thing_is_not_told(project: Project) -> None:
    change_rows(project, "2024-25-q1/plan_items.csv", {"item": "plant-trees"}, title="Zyx of old", reference="9.9")
    change_rows(project, f"{LATEST}/plan_items.csv", {"item": "plant-trees"}, title="Abc of new", **EXEMPT)
    said = told(project)
    assert said.at("plan_items.csv", "title").rule == "in …q… this id was …"
    assert "zyx" not in said.everything.casefold()
    assert "abc of new" not in said.everything.casefold()


def test_where_all_is_public_all_is_told(project: Project) -> None:
    change_rows(project, f"{LATEST}/agenda_items.csv", {"access": "exempt"}, access="", exempt_paragraph="")
    change_rows(project, f"{LATEST}/posts.csv", {"post": "head-of-green-spaces"}, unit="hausing")
    problem = told(project).at("posts.csv", "unit")
    assert (problem.found, problem.remedy) == ("hausing", "Did you mean housing? If not, add it to units.csv.")


def test_the_reports_are_those_messages(project: Project) -> None:
    change_rows(project, f"{LATEST}/plan_items.csv", {"item": "damp-survey"}, kind="zyx", **EXEMPT)
    problems = told(project).problems
    listed = json.loads((project.build / "problems.json").read_text("utf-8"))
    assert [Problem(**entry) for entry in listed] == list(problems)
