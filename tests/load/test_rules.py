"""What rules let pass: the cases beside those of tests/bad that are right as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import Problem
from generator.load.records import Record
from generator.load.sums import groups_of
from generator.project import Project
from tests.projects import change_rows, copy_project, load_whole
from tests.records import row_read

LATEST = "2024-25-q2"
SCORES = f"{LATEST}/risk_scores.csv"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return copy_project(tmp_path)


def add(project: Project, table: str, *lines: str) -> None:
    with (project.data / "smallshire" / LATEST / f"{table}.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines)


def test_a_risk_that_nobody_owns_is_to_be_confirmed(project: Project) -> None:
    change_rows(project, f"{LATEST}/responsibilities.csv", {"thing": "builder-shortage"}, role="consulted")
    (warning,) = load_whole(project).warnings
    assert warning == Problem(
        file=f"data/smallshire/{LATEST}/risks.csv",
        rule="nobody owns this risk",
        remedy="Add a row with the role lead to responsibilities.csv.",
        row=3,
        column="risk",
        found="builder-shortage",
        warning=True,
    )


@pytest.mark.parametrize("table", ["plan_updates", "risk_scores"])
def test_reports_on_years_only_say_nothing_of_the_quarter(project: Project, table: str) -> None:
    """A plan that is published as its year starts may hold last year's achievements only."""
    change_rows(project, f"{LATEST}/{table}.csv", {"period": "2024/25 Q1"}, period="2022/23 FY")
    change_rows(project, f"{LATEST}/{table}.csv", {"period": "2024/25 Q2"}, period="2023/24 FY")
    assert load_whole(project).warnings == ()


def test_a_closed_risk_may_keep_its_scores(project: Project) -> None:
    change_rows(project, SCORES, {"risk": "lobby-flood", "period": LATEST_PERIOD}, score="4", target_score="4")
    assert load_whole(project).warnings == ()


def test_a_score_need_not_be_a_product_where_the_publisher_gives_no_factors(project: Project) -> None:
    change_rows(project, SCORES, {"risk": "builder-shortage"}, score="7", impact="")
    assert load_whole(project).warnings == ()


LATEST_PERIOD = "2024/25 Q2"

# fmt: off
BUDGETS = [
    # the line              is given                                       why it is right
    ("place-green-2024",    {"net_revenue": "", "forecast": "", "value_status": "not reported"}),  # nothing to sum
    ("place-total-2024",    {"posts": ""}),
    ("place-net-2024",      {"net_revenue": "", "forecast": "510000"}),
    ("customer-desk-2024",  {"value_status": "final"}),  # posts alone
]
# fmt: on


@pytest.mark.parametrize(("line", "cells"), BUDGETS)
def test_missing_is_not_0_in_a_budget(project: Project, line: str, cells: dict[str, str]) -> None:
    change_rows(project, f"{LATEST}/budgets.csv", {"budget": line}, **cells)
    assert load_whole(project).warnings == ()


REMITS = [
    "unit,green-spaces",  # a post of it leads
    "unit,customer-services",  # it has a plan
    "framework item,pledges",  # an item is tied to one of its lines
    "framework item,ni",  # an indicator belongs to it
    "plan,customer-plan",
    "plan item,web-forms",
    "indicator,residual-waste",
    "risk,lobby-flood",
]


@pytest.mark.parametrize("start", REMITS)
def test_what_brings_something_into_a_remit(project: Project, start: str) -> None:
    add(project, "links", f"{start},within remit of,body,climate-board,,,,")
    assert load_whole(project).warnings == ()


def test_a_plan_without_items_may_say_so_in_its_note(project: Project) -> None:
    add(project, "plans", "old-plan,Old Plan,strategy,,,,It was never printed.,,,")
    add(project, "links", "plan,old-plan,within remit of,body,climate-board,,,,")
    assert load_whole(project).warnings == ()


def test_what_is_split_lives_on_as_several(project: Project) -> None:
    add(
        project,
        "links",
        *(f"plan item,web-forms,split into,plan item,{to},,,," for to in ("answer-calls", "lobby-signs")),
    )
    assert load_whole(project).warnings == ()


def test_two_wards_of_one_name_may_lie_in_one_district_only(project: Project) -> None:
    add(project, "areas", "long-1,Long Ward,ward,,smallshire,,,,", "long-2,Long Ward,neighbourhood,,long-1,,,,")
    assert load_whole(project).warnings == ()


SUPPRESSED = [
    # hill ward                 vale ward                 why it can't be worked out
    (",suppressed",             ",suppressed"),           # two are
    (",suppressed",             ",not reported"),         # another is not known
    (",suppressed",             None),                    # nor is this
]  # fmt: skip


@pytest.mark.parametrize(("hill", "vale"), SUPPRESSED)
def test_a_suppressed_figure_that_can_not_be_worked_out(project: Project, hill: str, vale: str | None) -> None:
    wards = {"smallshire": "30,final", "mill-ward": "20,final", "hill-ward": hill, "vale-ward": vale}
    rows = (f"empty-homes,2024/25 FY,{area},all,{end},,,,,,,," for area, end in wards.items() if end is not None)
    add(project, "observations", *rows)
    assert load_whole(project).warnings == ()


def row(area: str, kind: str, parent: str) -> Record:
    return row_read("areas", {"area": area, "kind": kind, "parent": parent})


def test_an_area_has_the_parts_of_each_kind_however_far_down() -> None:
    rows = [row("all", "whole", ""), row("n", "district", "all"), row("s", "district", "all"), row("n1", "ward", "n")]
    rows += [row("n2", "ward", "n"), row("s1", "ward", "s"), row("s1a", "ward", "s1")]
    assert groups_of(rows, "area") == {
        "all": {"district": ["n", "s"], "ward": ["n1", "n2", "s1"]},
        "n": {"ward": ["n1", "n2"]},
        "s": {"ward": ["s1"]},
        "s1": {"ward": ["s1a"]},
    }
