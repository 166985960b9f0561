"""What an officer is asked to confirm: it stops nothing, it is told, and the data itself can confirm it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.errors import DataProblems, Problem, errors_in
from generator.load import load_portal
from generator.pipeline import build, check
from generator.project import Project
from tests.conftest import AT, ROOT, quiet
from tests.projects import change_rows, copy_project, load_whole

LATEST = "2024-25-q2"
VALUES = f"{LATEST}/observations.csv"
FIRST = {"indicator": "residual-waste", "period": "2024/25 Q1"}
SECOND = {"indicator": "residual-waste", "period": "2024/25 Q2", "area": "smallshire", "breakdown": "all"}

FIGURES = [
    # quarter 1  quarter 2   asks to be confirmed
    ("120",      "110",      False),
    ("120",      "11999.9",  False),
    ("120",      "12000",    True),    # a hundred times
    ("120",      "1.21",     False),
    ("120",      "1.2",      True),    # a hundredth
    ("0.5",      "50",       True),
    ("120",      "0",        False),   # 0 has no ratio
    ("0",        "110",      False),   # quarter 2 stands against the last figure above 0, 100 a year before
    ("99",       "98.9",     False),
]  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return copy_project(tmp_path)


def put(project: Project, first: str, second: str, confirmed: str = "") -> None:
    change_rows(project, VALUES, FIRST, value=first, confirmed="Counted twice by the depot.")
    change_rows(project, VALUES, SECOND, value=second, confirmed=confirmed)


def warnings(project: Project) -> list[Problem]:
    return list(load_whole(project, releases=[f"smallshire/{LATEST}"]).warnings)


def test_smallshire_has_nothing_to_confirm_and_one_figure_that_is_confirmed(project: Project) -> None:
    assert warnings(project) == []
    confirmed = {"indicator": "office-warmth", "period": "2024 M09"}
    change_rows(project, VALUES, confirmed, value="2340", confirmed="")
    (warning,) = warnings(project)
    assert (warning.row, warning.column, warning.found) == (12, "value", "2340")


@pytest.mark.parametrize(("first", "second", "asks"), FIGURES)
def test_figures_that_are_far_from_the_one_before(first: str, second: str, asks: bool, project: Project) -> None:
    put(project, first, second)
    assert [(warning.row, warning.found) for warning in warnings(project)] == ([(6, second)] if asks else [])


def test_a_warning_says_where_what_and_how_to_confirm_it(project: Project) -> None:
    put(project, "120", "12000")
    (warning,) = warnings(project)
    assert warning == Problem(
        file=f"data/smallshire/{VALUES}",
        rule="this is far from the figure before it, 120",
        remedy="Correct it; or, if it is right, write in “confirmed” who confirmed it and how.",
        row=6,
        column="value",
        found="12000",
        warning=True,
    )
    assert errors_in([warning]) == 0


def test_a_figure_that_somebody_confirmed_is_not_asked_about(project: Project) -> None:
    put(project, "120", "12000", confirmed="The Waste Manager: a new depot was weighed.")
    assert warnings(project) == []


def test_only_the_same_kind_of_period_area_and_group_is_compared(project: Project) -> None:
    """A year's total is many times a month's, and a ward's a small part of the whole."""
    change_rows(project, VALUES, {"indicator": "residual-waste", "area": "mill-ward"}, value="0.5")
    change_rows(project, VALUES, {"breakdown": "tenants"}, value="11000")
    change_rows(
        project, VALUES, {"indicator": "residual-waste", "period": "2023/24 Q2"}, period="2023/24 FY", value="1"
    )
    assert warnings(project) == []


def test_points_of_a_scale_and_words_are_not_compared(project: Project) -> None:
    change_rows(project, VALUES, {"indicator": "eco-award"}, value="1000000")
    assert warnings(project) == []


def test_a_warning_stops_neither_check_nor_build_and_is_told(project: Project) -> None:
    put(project, "120", "12000")
    told: list[str] = []
    check(project, (), AT, told.append)
    (line,) = [line for line in told if VALUES in line]
    assert line.startswith(f"data/smallshire/{VALUES}, row 6, column value: to confirm: found “12000”")
    (listed,) = json.loads((project.build / "problems.json").read_text("utf-8"))
    assert Problem(**listed) == warnings(project)[0]
    html = (project.build / "check.html").read_text("utf-8")
    assert "confirmed" in html
    assert "No problems" not in html
    assert build(project, AT, quiet).pages > 10
    assert "12,000" in (project.out / "indicators/residual-waste/index.html").read_text("utf-8")


def test_beside_a_problem_warnings_are_told_and_not_counted_as_problems(project: Project) -> None:
    put(project, "120", "12000")
    change_rows(project, f"{LATEST}/targets.csv", {"indicator": "office-warmth"}, lower="21", upper="19")
    with pytest.raises(DataProblems, match=r"^1 problem in the data") as caught:
        load_whole(project, releases=[f"smallshire/{LATEST}"])
    assert [problem.warning for problem in caught.value.problems] == [True, False]


def test_the_councils_own_figures_have_nothing_left_to_confirm() -> None:
    """Sefton's commentary stays as its paper has it: that some of it is hard going is told, and true."""
    warnings = load_portal(ROOT / "data", ROOT / "content", AT).warnings
    assert [each for each in warnings if "hard going" not in each.rule] == []
    assert {each.file.split("/")[1] for each in warnings} == {"sefton"}


WHOLE_AND_PARTS = [
    # whole   owners  tenants  asks to be confirmed
    ("100",   "60",   "40",    False),
    ("100",   "60",   "41",    True),
    ("0",     "0",    "0",     False),
    ("100",   "60",   "",      False),   # a part that is not reported adds up to nothing
]  # fmt: skip


@pytest.mark.parametrize(("whole", "owners", "tenants", "asks"), WHOLE_AND_PARTS)
def test_parts_that_do_not_make_the_whole(whole: str, owners: str, tenants: str, asks: bool, project: Project) -> None:
    folder = project.data / "smallshire" / LATEST
    with (folder / "breakdowns.csv").open("a", encoding="utf-8") as groups:
        groups.write("owners,Owners,tenure,all,,,,\n")
    with (folder / "observations.csv").open("a", encoding="utf-8") as values:
        for group, value in (("all", whole), ("owners", owners), ("tenants", tenants)):
            status = "final" if value else "not reported"
            values.write(f"empty-homes,2024/25 FY,smallshire,{group},{value},{status},,,,,,,,\n")
    found = [warning for warning in warnings(project) if "add up to" in warning.rule]
    assert bool(found) is asks
    change_rows(project, VALUES, {"indicator": "empty-homes", "period": "2024/25 FY"}, confirmed="Some are unknown.")
    assert not [warning for warning in warnings(project) if "add up to" in warning.rule]
