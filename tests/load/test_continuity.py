"""Ids over releases: what is the same thing worded anew, and what is another thing under its id."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import DataProblems
from generator.load.continuity import is_same
from generator.project import Project
from tests.projects import change_descriptor, change_rows, copy_project, load, load_whole

LATEST = "2024-25-q2"

# fmt: off
TITLES = [
    # before                            after                               may be the same
    ("Warmer homes",                    "Warmer homes",                     True),
    ("Warmer homes",                    "WARMER HOMES.",                    True),
    ("Warmer homes",                    "Warmer homes for everyone here",   True),
    ("Warmer homes",                    "Homes: warmer and dryer, cheaper", True),
    ("Warmer homes",                    "Open a second bottle bank",        False),
    ("Head of Housing",                 "Director of Housing and Planning", True),
    ("Head of Housing",                 "Town Clerk",                       False),
    ("Plant 2,000 trees",               "Plant 3,000 trees",                True),
]
# fmt: on


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return copy_project(tmp_path)


def put(project: Project, **cells: str) -> None:
    change_rows(project, f"{LATEST}/plan_items.csv", {"item": "lobby-signs"}, **cells)


@pytest.mark.parametrize(("before", "after", "same"), TITLES)
def test_titles_of_one_thing(before: str, after: str, same: bool) -> None:
    assert is_same(before, after) is is_same(after, before) is same


@pytest.mark.parametrize(
    "cells",
    [
        {"title": "Grow salad on every roof"},  # its reference, C3, stays
        {"reference": "C9"},
        {"plan": "council-plan"},
    ],
)
def test_a_new_title_a_new_reference_or_another_plan_is_no_other_thing(project: Project, cells: dict[str, str]) -> None:
    put(project, **cells)
    assert load_whole(project).warnings == ()


def test_without_references_the_title_has_to_hold(project: Project) -> None:
    for release in ("2024-25-q1", LATEST):
        change_rows(project, f"{release}/plan_items.csv", {"item": "lobby-signs"}, reference="")
    assert load_whole(project).warnings == ()
    put(project, title="Grow salad on every roof")
    with pytest.raises(DataProblems, match=r"^1 problem"):
        load(project)


@pytest.mark.parametrize("cells", [{"title": "Grow salad on every roof", "reference": "C9"}, {"kind": "milestone"}])
def test_a_correction_that_names_the_thing_says_that_it_is_the_same(project: Project, cells: dict[str, str]) -> None:
    put(project, **cells)
    with pytest.raises(DataProblems, match=r"^1 problem"):
        load(project)
    change_rows(
        project,
        f"{LATEST}/corrections.csv",
        {"correction": "customers-unit"},
        thing_kind="plan item",
        thing="lobby-signs",
    )
    assert load_whole(project).warnings == ()


def test_a_correction_may_be_of_the_day_of_either_release(project: Project) -> None:
    for day in ("2024-08-01", "2024-11-01"):
        change_rows(project, f"{LATEST}/corrections.csv", {}, date=day)
        assert load_whole(project).warnings == ()


def test_a_correction_may_be_of_any_version_that_was_published(project: Project) -> None:
    change_descriptor(project, "2024-25-q1", version="1.10.0")
    change_rows(project, f"{LATEST}/corrections.csv", {}, version="1.9.2")
    assert load_whole(project).warnings == ()
