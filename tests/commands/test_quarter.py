"""`portal new-quarter`, as an officer types it: the files that it makes, what it says, and what it refuses."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from generator.periods import Period
from generator.project import SETTINGS, Project
from generator.quarter.package import renew_package
from tests.commands.support import FINE, PROBLEMS, USAGE, Done, portal
from tests.conftest import ROOT
from tests.projects import change_rows, copy_project

NEW = "smallshire/2024-25-q3"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return copy_project(tmp_path)


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Done]:
    """A project whose next quarter was started, for tests that only look at it."""
    project = copy_project(tmp_path_factory.mktemp("begun"))
    return project, portal(project.root, "new-quarter", "smallshire")


def lines(project: Project, release: str, table: str) -> list[str]:
    return (project.data / "smallshire" / release / f"{table}.csv").read_text("utf-8").splitlines(keepends=True)


def test_every_row_is_kept_and_what_is_due_is_added(begun: tuple[Project, Done]) -> None:
    project, done = begun
    assert (done.status, done.err) == (FINE, "")
    old, new = (project.data / "smallshire" / name for name in ("2024-25-q2", "2024-25-q3"))
    assert {path.name for path in new.iterdir()} == {path.name for path in old.iterdir()}
    for path in sorted(old.glob("*.csv")):
        before, after = path.read_text("utf-8"), (new / path.name).read_text("utf-8")
        if path.stem not in ("plan_updates", "observations", "risk_scores"):
            assert after == before
    added = {
        table: [line for line in lines(project, "2024-25-q3", table) if line not in lines(project, "2024-25-q2", table)]
        for table in ("plan_updates", "observations", "risk_scores")
    }
    assert added["risk_scores"] == [
        "sapling-frost,2024/25 Q3,,,,8,2,4,not reported,,,,,,\n",
        "builder-shortage,2024/25 Q3,,,,,,,not reported,,,,,,\n",
    ]
    assert "plant-trees,2024/25 Q3,not reported,,,not reported,,,,,,,\n" in added["plan_updates"]
    assert "plant-trees-a2,2024/25 Q3,not reported,,,not applicable,,,,,,,\n" in added["plan_updates"]
    assert not any(line.startswith(("plant-trees-a1,", "bottle-bank,")) for line in added["plan_updates"])
    assert [line.split(",")[:2] for line in added["observations"] if line.startswith("office-warmth")] == [
        ["office-warmth", f"2024 M{month}"] for month in (10, 11, 12)
    ]
    assert not any(line.startswith("tree-survival") for line in added["observations"])
    text = "".join(lines(project, "2024-25-q3", "plan_updates"))
    assert text.index("plant-trees,2024/25 Q2") < text.index("plant-trees,2024/25 Q3") < text.index("plant-trees-a1,")


def test_the_package_speaks_of_the_new_period(begun: tuple[Project, Done]) -> None:
    project, done = begun
    raw = json.loads((project.data / NEW / "datapackage.json").read_bytes())
    told = {key: raw[key] for key in ("name", "version", "title", "period", "as_at", "released", "next_release")}
    assert told == {
        "name": "smallshire-2024-25-q3",
        "version": "1.0.0",
        "title": "Smallshire: quarter 3 of 2024/25",
        "period": "2024/25 Q3",
        "as_at": "2024-12-31",
        "released": "2025-02-03",
        "next_release": "2025-05-08",
    }
    assert "It comes out on 3 February 2025: as the last release announced." in done.out
    assert done.out.splitlines()[-1] == f"Next, a workbook for each unit: portal workbook {NEW} --unit place"


def test_what_is_to_be_filled_in_is_told_by_unit(begun: tuple[Project, Done]) -> None:
    _, done = begun
    assert "To be filled in, 9 updates, " in done.out
    assert "  Green Spaces (green-spaces): " in done.out
    assert "  No unit is named in responsibilities.csv: " in done.out


def test_the_new_quarter_passes_the_check(begun: tuple[Project, Done]) -> None:
    project, _ = begun
    done = portal(project.root, "check")
    assert (done.status, done.err) == (FINE, "")
    assert "No problems in 3 releases" in done.out


def test_the_days_can_be_given(project: Project) -> None:
    words = ("--released", "2025-02-10", "--as-at", "2025-01-15")
    assert portal(project.root, "new-quarter", "smallshire", *words).status == FINE
    raw = json.loads((project.data / NEW / "datapackage.json").read_bytes())
    assert (raw["released"], raw["as_at"]) == ("2025-02-10", "2025-01-15")


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (("nowhere",), USAGE, "There is no publisher nowhere. The publishers are: smallshire."),
        (("smallshire/2025-26-q1",), USAGE, "the next smallshire/2024-25-q3. Quarters are not skipped"),
        (("smallshire", "--released", "3/2/2025"), USAGE, "--released 3/2/2025: "),
        (("smallshire", "--released", "2024-12-01"), PROBLEMS, "a release can't come before its as_at date"),
        (("smallshire", "--as-at", "2024-09-01"), PROBLEMS, "reporting can't be judged before its period starts"),
    ],
)
def test_what_it_cannot_start_is_refused(project: Project, words: tuple[str, ...], status: int, told: str) -> None:
    done = portal(project.root, "new-quarter", *words)
    assert done.status == status
    assert told in done.err
    assert not (project.data / NEW).exists()


def test_a_folder_that_is_there_is_not_written_into(project: Project) -> None:
    place = project.data / NEW
    place.mkdir()
    done = portal(project.root, "new-quarter", "smallshire")
    assert (done.status, done.err) == (
        USAGE,
        f"data/{NEW} is there already, without a package. Look at what it holds, and take it away first.\n",
    )
    assert not [*place.iterdir()]


def test_a_quarter_that_breaks_a_rule_is_mended_first(project: Project) -> None:
    change_rows(project, "2024-25-q2/plan_updates.csv", {"status": "delayed"}, status="late")
    done = portal(project.root, "new-quarter", "smallshire")
    assert done.status == PROBLEMS
    assert "plan_updates.csv, row 10, column status: found “late”" in done.err
    assert done.err.endswith("1 problem in the data. Nothing was started.\n")


def test_a_quarter_that_nobody_has_filled_in_is_not_left_behind(project: Project) -> None:
    assert portal(project.root, "new-quarter", "smallshire").status == FINE
    done = portal(project.root, "new-quarter", "smallshire")
    assert done.status == USAGE
    assert done.err.startswith(f"{NEW} was started, and nothing has been filled in yet.")
    change_rows(
        project, "2024-25-q3/plan_updates.csv", {"item": "cycle-lanes", "period": "2024/25 Q3"}, status="delayed"
    )
    assert portal(project.root, "new-quarter", "smallshire").status == FINE
    assert (project.data / "smallshire" / "2024-25-q4").is_dir()


def test_seftons_next_quarter_tells_of_three(tmp_path: Path) -> None:
    root = tmp_path / "project"
    shutil.copytree(ROOT / "data" / "sefton", root / "data" / "sefton")
    shutil.copytree(ROOT / "content" / "papers" / "sefton", root / "content" / "papers" / "sefton")
    shutil.copyfile(ROOT / SETTINGS, root / SETTINGS)
    assert "To be filled in, 121 updates:" in portal(root, "new-quarter", "sefton").out
    raw = json.loads((root / "data" / "sefton" / "2009-10-q3" / "datapackage.json").read_bytes())
    assert "first three quarters of 2009/10" in raw["description"]
    assert "next_release" not in raw


def test_who_signed_the_last_quarter_has_not_signed_this() -> None:
    raw = json.loads((ROOT / "data" / "sefton" / "2009-10-q2" / "datapackage.json").read_bytes())
    signed = {**raw, "version": "1.2.0", "signatures": [{"post": "head", "date": "2009-12-01", "sha256": "0"}]}
    new, notes = renew_package(signed, "2009-10-q3", Period.parse("2009/10 Q3"), [date(2010, 1, 5)], None, None)
    assert "signatures" not in new
    assert (new["version"], new["released"]) == ("1.0.0", "2010-01-05")
    assert "5 January 2010: the first day that fits, since nothing says when" in notes[0]
