"""A site that withholds something is the same, to the byte, as one from data that never had it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.contract import tables
from generator.errors import DataProblems
from generator.pipeline import build
from generator.project import SETTINGS, Project
from tests.conftest import AT, quiet
from tests.projects import copy_project, load
from tests.removal import Chosen, read_rows, remove, withhold
from tests.torture.withheld import differences

LATEST = "2024-25-q2"
PAPER = "performance-2024-25-q2"
OPENS = datetime(2024, 12, 1, 9, 0, tzinfo=UTC)
BEFORE = datetime(2024, 12, 1, 8, 59, 59, tzinfo=UTC)
EXEMPT = {"access": "exempt", "exempt_paragraph": "3"}
EMBARGOED = {"access": "embargoed", "publish_at": "2024-12-01T09:00:00+00:00"}


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return copy_project(tmp_path_factory.mktemp("untouched"))


def pair(folder: Path, chosen: Chosen, **how: str) -> tuple[Project, Project]:
    """Smallshire with something withheld, and without it."""
    with_it, without = copy_project(folder / "with"), copy_project(folder / "without")
    withhold(with_it, chosen, **how)
    remove(without, chosen)
    return with_it, without


def removable(folder: Path, table: str) -> Chosen:
    """The first row of the table without which the rest is sound."""
    for place in range(len(read_rows(copy_project(folder / "look").data / "smallshire" / LATEST / f"{table}.csv"))):
        chosen = Chosen(rows=frozenset({(LATEST, table, place)}))
        project = copy_project(folder / str(place))
        remove(project, chosen)
        try:
            load(project)
        except DataProblems:
            continue
        return chosen
    raise AssertionError(f"no row of {table} can be taken out")


@pytest.mark.parametrize("table", sorted(tables()))
def test_the_portal_is_as_without_a_withheld_row(table: str, untouched: Project, tmp_path: Path) -> None:
    """Whatever is made later is made from the portal alone."""
    with_it, without = pair(tmp_path, removable(tmp_path, table), **EMBARGOED)
    assert load(with_it, BEFORE) == load(without, BEFORE)
    assert load(with_it, OPENS) == load(untouched, OPENS)


CASES = {
    "rows of many tables": Chosen(
        rows=frozenset(
            {
                (LATEST, table, place)
                for table in ("plan_items", "observations", "minutes", "terms", "links")
                for place in (1,)
            }
        )
    ),
    "a table": Chosen(tables=frozenset({(LATEST, "clinics")})),
    "a paper": Chosen(papers=frozenset({PAPER})),
    "a package": Chosen(packages=frozenset({LATEST}), papers=frozenset({PAPER})),
}


@pytest.mark.parametrize(
    ("name", "how", "at"), list(zip(CASES, (EMBARGOED, EXEMPT) * 2, (BEFORE, AT) * 2, strict=True)), ids=CASES
)
def test_the_finished_site_is_as_without_it(name: str, how: dict[str, str], at: datetime, tmp_path: Path) -> None:
    with_it, without = pair(tmp_path, CASES[name], **how)
    for project in (with_it, without):
        build(project, at, quiet)
    assert differences(with_it.out, without.out) == []


BEFORE_THE_POLL = datetime(2027, 4, 1, tzinfo=UTC)
ELECTION = """extra:
  pre_election:
    - from: "2027-03-22T00:00:00+00:00"
      until: "2027-05-06T22:00:00+01:00"
"""


def test_before_an_election_the_finished_site_is_as_without_what_is_sensitive(tmp_path: Path) -> None:
    with_it, without = pair(tmp_path, CASES["rows of many tables"], access="sensitive")
    told: list[str] = []
    for project in (with_it, without):
        settings = project.root / SETTINGS
        settings.write_text(settings.read_text("utf-8").replace("extra:\n", ELECTION, 1), "utf-8")
        build(project, BEFORE_THE_POLL, told.append)
    assert differences(with_it.out, without.out) == []
    assert "comes back on 6 May 2027" in (with_it.out / "index.html").read_text("utf-8")
    assert any("(5 until the pre-election period is over)" in line for line in told)
    assert load(with_it, AT) == load(copy_project(tmp_path / "untouched"), AT)


@pytest.mark.parametrize("table", sorted(tables()))
def test_a_withheld_table_is_as_if_each_of_its_rows_were_withheld(
    table: str, untouched: Project, tmp_path: Path
) -> None:
    by_table, by_row = copy_project(tmp_path / "table"), copy_project(tmp_path / "row")
    rows = read_rows(by_row.data / "smallshire" / LATEST / f"{table}.csv")
    open_rows = [place for place, row in enumerate(rows) if not row["access"]]
    withhold(by_table, Chosen(tables=frozenset({(LATEST, table)})), **EMBARGOED)
    withhold(by_row, Chosen(rows=frozenset({(LATEST, table, place) for place in open_rows})), **EMBARGOED)
    assert load(by_table, BEFORE) == load(by_row, BEFORE)
    assert getattr(load(by_table, BEFORE).publishers[0].latest, table) == ()
    assert load(by_table, OPENS) == load(untouched, OPENS)


def test_a_row_is_not_more_open_than_its_table(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    withhold(project, Chosen(rows=frozenset({(LATEST, "clinics", 0)})), access="public")
    withhold(project, Chosen(tables=frozenset({(LATEST, "clinics")})), **EXEMPT)
    assert load(project).publishers[0].latest.clinics == ()
