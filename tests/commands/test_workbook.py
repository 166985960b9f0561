"""`portal workbook` and `portal read-workbook`, as officers of two units use them after `portal new-quarter`."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.project import Project
from tests.commands.support import FINE, PROBLEMS, USAGE, portal
from tests.projects import copy_project
from tests.workbook.support import grids_of, save_ods, save_xlsx

NEW = "smallshire/2024-25-q3"
BOOK = f"build/workbooks/{NEW.replace('/', '-')}"


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = copy_project(tmp_path_factory.mktemp("begun"))
    assert portal(project.root, "new-quarter", "smallshire").status == FINE
    return project


def fill_in(project: Project, unit: str, cells: dict[str, str]) -> Path:
    """Writes the cells into every update of the unit's workbook, and saves it as another program would."""
    grids = grids_of(project.root / f"{BOOK}-{unit}.xlsx")
    header, *rows = grids["Updates"]
    for row in rows:
        for heading, text in cells.items():
            row[header.index(heading)] = text
    return save_ods(grids, project.root / f"{unit}.ods")


def test_two_units_fill_in_a_quarter(begun: Project) -> None:
    root, updates = begun.root, begun.data / NEW / "plan_updates.csv"
    first = portal(root, "workbook", NEW, "--unit", "green-spaces")
    assert first.out.splitlines() == [
        f"Written: {BOOK}-green-spaces.xlsx, with Updates (3 rows) and Risk scores (1 row).",
        "To be filled in: 4 rows.",
        f"Next: fill it in, then portal read-workbook {BOOK}-green-spaces.xlsx",
    ]
    assert portal(root, "workbook", NEW, "--unit", "customer-services").status == FINE

    filled = fill_in(begun, "green-spaces", {"Status": "delayed", "Per cent complete": "0.5"})
    done = portal(root, "read-workbook", str(filled))
    assert (done.status, done.err) == (FINE, "")
    lines = done.out.splitlines()
    assert lines[0] == "plan_updates.csv: 3 rows changed (status 3 and percent_complete 3)."
    assert any(
        line.startswith("  sheet Updates, cell ") and "Type 50 for that many per cent." in line for line in lines
    )
    assert any("a percentage is given, and a reason why there is none. Empty one of the two." in line for line in lines)
    rest = f"portal check {NEW}, then portal sign {NEW} --unit green-spaces --post POST"
    assert "The check finds 6 problems in what was filled in:" in lines
    assert lines[-1] == f"Next: mend that in green-spaces.ods, and read it again; then {rest}"
    assert portal(root, "check", NEW).status == PROBLEMS

    filled = fill_in(begun, "green-spaces", {"Status": "delayed", "Per cent complete": "50", "Why no per cent": ""})
    done = portal(root, "read-workbook", str(filled))
    assert "plan_updates.csv: 3 rows changed (" in done.out
    assert done.out.splitlines()[-1] == f"Next: {rest}"
    filled = fill_in(begun, "customer-services", {"Status": "late"})
    refused = portal(root, "read-workbook", str(filled))
    assert refused.status == PROBLEMS
    assert "sheet Updates, cell " in refused.err
    assert "found “late”: this is not a known status. Use one of: not started," in refused.err
    assert refused.err.splitlines()[-1].endswith("Nothing was changed.")

    filled = fill_in(begun, "customer-services", {"Status": "on target", "Progress": "Half of the forms are online."})
    done = portal(root, "read-workbook", str(filled))
    assert "plan_updates.csv: 3 rows changed (status 3 and progress 3)." in done.out
    assert "plant-trees,2024/25 Q3,delayed,,50,,,,,,,," in updates.read_text("utf-8")
    assert "web-forms,2024/25 Q3,on target,,,not reported,,Half of the forms" in updates.read_text("utf-8")
    again = portal(root, "read-workbook", str(filled))
    assert f"{NEW} says all of this already: nothing was changed." in again.out
    assert portal(root, "check").status == FINE


def test_a_workbook_that_may_be_filled_in_is_not_written_over(begun: Project, tmp_path: Path) -> None:
    path = tmp_path / "mine.xlsx"
    words = ("workbook", NEW, "--unit", "place", "--out", str(path))
    assert portal(begun.root, *words).status == FINE
    assert portal(begun.root, *words).status == FINE
    save_xlsx(grids_of(path), path)
    before = path.read_bytes()
    done = portal(begun.root, *words)
    assert done.status == USAGE
    assert "is there already, and somebody may have filled it in." in done.err
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("workbook", "smallshire/2030-31-q1"), "There is no release smallshire/2030-31-q1."),
        (("workbook", NEW, "--unit", "parks"), "parks is not a unit of the release. Those that have are: "),
    ],
)
def test_what_is_not_there_is_told(begun: Project, words: tuple[str, ...], told: str) -> None:
    done = portal(begun.root, *words)
    assert done.status == USAGE
    assert told in done.err


def test_a_release_that_cannot_be_read_is_mended_first(begun: Project) -> None:
    path = begun.data / "smallshire" / "2024-25-q1" / "plans.csv"
    path.write_bytes(path.read_bytes().replace(b"title", b"name", 1))
    done = portal(begun.root, "workbook", "smallshire/2024-25-q1")
    assert done.status == PROBLEMS
    assert "data/smallshire/2024-25-q1/plans.csv, row 1, column title: this column is missing." in done.err
    assert done.err.splitlines()[-1].endswith("Nothing was written.")
