"""Rows read are rows published and rows withheld: told to the officer, and to nobody else."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.errors import BuildError, DataProblems
from generator.load.counts import count_rows, summary
from generator.load.descriptor import FILE
from generator.load.packages import read_release
from generator.load.papers import read_papers
from generator.load.records import every
from generator.load.withholding import Moment
from generator.pipeline import build, check
from generator.project import Project
from tests.conftest import AT, quiet
from tests.projects import change_descriptor, change_rows, copy_project, load, load_whole
from tests.removal import read_rows

LATEST = "2024-25-q2"
EXEMPT = {"access": "exempt", "exempt_paragraph": "3"}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return copy_project(tmp_path)


def counts(project: Project, at: datetime = AT) -> dict[tuple[str, str], tuple[int, int, int]]:
    found = load_whole(project, at).counts
    return {(count.release, count.table): (count.read, count.published, count.withheld) for count in found}


def test_every_row_of_every_file_is_counted(project: Project) -> None:
    change_rows(project, f"{LATEST}/plan_items.csv", {"item": "plant-trees"}, **EXEMPT)
    found = counts(project)
    for path in (project.data / "smallshire").glob("*/*.csv"):
        rows = read_rows(path)
        read, published, withheld = found.get((path.parent.name, path.stem), (0, 0, 0))
        assert read == len(rows) == published + withheld


def test_what_goes_along_with_a_withheld_row_is_counted_as_withheld(project: Project) -> None:
    before = counts(project)
    change_rows(project, f"{LATEST}/plan_items.csv", {"item": "plant-trees"}, **EXEMPT)
    after = counts(project)
    assert before[LATEST, "plan_items"] == (14, 14, 0)
    assert after[LATEST, "plan_items"] == (14, 10, 4)
    assert after["2024-25-q1", "plan_items"][2] > 0, "it is taken down there too"
    assert after[LATEST, "plan_updates"][2] > 0


def test_papers_are_counted_too(project: Project) -> None:
    assert counts(project)["", "papers"] == (1, 1, 0)
    change_rows(project, f"{LATEST}/agenda_items.csv", {"paper": "performance-2024-25-q2"}, **EXEMPT)
    assert counts(project)["", "papers"] == (1, 0, 1)


def test_a_withheld_package_is_counted_as_withheld(project: Project) -> None:
    change_descriptor(project, LATEST, access="embargoed", publish_at="2024-12-01T09:00:00+00:00")
    found = counts(project, datetime(2024, 11, 1, tzinfo=UTC))
    assert all(published == 0 for (release, _), (_, published, _) in found.items() if release == LATEST)


def test_suppressed_figures_are_told_apart(project: Project) -> None:
    before = sum(count.suppressed for count in load_whole(project).counts)
    row = {"indicator": "tree-survival", "period": "2022/23 FY"}
    gone = {"value": "", "value_status": "suppressed", "numerator": "", "denominator": ""}
    change_rows(project, f"{LATEST}/observations.csv", row, **gone)
    (count,) = [each for each in load_whole(project).counts if each.suppressed]
    assert (count.table, count.read, count.suppressed) == ("observations", count.published, before + 1)


def test_counts_that_do_not_add_up_stop_the_build(project: Project) -> None:
    folder = project.data / "smallshire" / LATEST
    papers = read_papers(project.content / "papers" / "smallshire", "papers", Moment(AT), [])
    intake = read_release(folder, f"data/smallshire/{LATEST}", papers, Moment(AT), [])
    (publisher,) = load(project, releases=[f"smallshire/{LATEST}"]).publishers
    hidden = [record for record in every(intake.records) if record.withheld]
    assert count_rows("smallshire", [intake], hidden, publisher)
    short = replace(publisher, releases=(replace(publisher.latest, terms=publisher.latest.terms[1:]),))
    with pytest.raises(
        BuildError, match=f"smallshire/{LATEST}/terms: 2 rows were read, but 1 published and 0 withheld"
    ):
        count_rows("smallshire", [intake], hidden, short)


def test_the_officer_is_told_in_one_line_a_publisher_and_in_the_reports(project: Project) -> None:
    lines: list[str] = []
    loaded = check(project, (), AT, lines.append)
    (line,) = summary(loaded.counts)
    assert line in lines
    assert line.endswith(", 1 withheld.")
    listed = json.loads((project.build / "counts.json").read_text("utf-8"))
    row = next(each for each in listed if each["table"] == "agenda_items")
    assert row == {
        "publisher": "smallshire",
        "release": LATEST,
        "table": "agenda_items",
        "read": 5,
        "published": 4,
        "withheld": 1,
        "suppressed": 0,
        "waiting": 0,
    }
    assert "Rows read, published and withheld" in (project.build / "check.html").read_text("utf-8")


def test_no_counts_of_before_are_left_when_a_check_fails(project: Project) -> None:
    check(project, (), AT, quiet)
    change_rows(project, f"{LATEST}/posts.csv", {"unit": "housing"}, unit="zoo")
    with pytest.raises(DataProblems):
        check(project, (), AT, quiet)
    assert json.loads((project.build / "counts.json").read_text("utf-8")) == []


def test_no_count_reaches_the_site(project: Project) -> None:
    build(project, AT, quiet)
    names = {path.name for path in project.out.rglob("*")}
    assert not names & {"counts.json", "problems.json", "check.html", FILE}
    text = "\n".join(path.read_text("utf-8") for path in project.out.rglob("*.html")).casefold()
    assert "withheld" not in text
