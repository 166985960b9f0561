"""build/check.html: what a communications officer looks at before a quarter is published, and the terminal's lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import DataProblems
from generator.pipeline import build, check
from generator.project import Project
from tests.conftest import AT, quiet
from tests.projects import change_rows, copy_project
from tests.sites import ReadPage
from tests.test_reading import OFFICIAL

UPDATES = "2024-25-q2/plan_updates.csv"
NOW = {"period": "2024/25 Q2"}
TREES = {"item": "plant-trees", **NOW}
VALUES = {"indicator": "residual-waste", "period": "2024/25 Q2", "area": "smallshire", "breakdown": "all"}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return copy_project(tmp_path)


def checked(project: Project, *releases: str) -> tuple[ReadPage, list[str]]:
    """The page, and what the terminal was told."""
    told: list[str] = []
    check(project, releases, AT, told.append)
    return ReadPage(project.report.read_text("utf-8")), told


def test_who_has_not_reported_is_said_by_unit_with_the_post(project: Project) -> None:
    change_rows(project, UPDATES, TREES, status="not reported", percent_complete="", percent_status="not reported")
    page, told = checked(project)
    assert "Green Spaces (1)" in page.texts["h3"]
    assert "1.1 Plant 2,000 trees action: no status; Head of Green Spaces" in page.texts["li"]
    (said,) = [line for line in told if line.startswith("smallshire, ")]
    assert " not reported, " in said
    assert " since April to June 2024" in said


def test_what_is_to_be_confirmed_stands_apart_from_what_is_wrong(project: Project) -> None:
    change_rows(project, "2024-25-q2/observations.csv", VALUES, value="12000", confirmed="")
    page, _ = checked(project)
    assert "To confirm" in page.texts["h2"]
    assert "Problems to mend" not in page.texts["h2"]
    assert "“12000”" in page.texts["code"]
    change_rows(project, UPDATES, TREES, status="late")
    with pytest.raises(DataProblems):
        checked(project)
    page = ReadPage(project.report.read_text("utf-8"))
    assert [text for text in page.texts["h2"] if text in ("To confirm", "Problems to mend")] == [
        "Problems to mend",
        "To confirm",
    ]
    assert "1 problem." in page.texts["strong"]


def test_hard_commentary_is_shown_with_the_sentence_to_split(project: Project) -> None:
    hard = f"{OFFICIAL.rstrip('.')} in Smallshire"
    change_rows(project, UPDATES, TREES, progress=f"Trees were planted. {hard}.")
    page, _ = checked(project)
    assert f"Split this sentence: “{hard}”" in page.texts["p"]
    assert any(text.startswith("Long words: multidisciplinary, ") for text in page.texts["p"])
    assert any("are long words; reading age" in text for text in page.texts["p"])


def test_commentary_that_is_word_for_word_the_same(project: Project) -> None:
    first = {"item": "plant-trees", "period": "2024/25 Q1"}
    for release in ("2024-25-q1", "2024-25-q2"):
        change_rows(project, f"{release}/plan_updates.csv", first, progress="Half are in.")
    change_rows(project, UPDATES, TREES, progress="Half are in.")
    page, told = checked(project)
    assert "If nothing happened, say so." in page.words
    assert any("1 unchanged word for word" in line for line in told)


def test_what_is_still_to_be_signed_of_the_latest_release(project: Project) -> None:
    page, _ = checked(project)
    signing = [text for text in page.texts["li"] if "nobody has signed" in text or "can't be signed yet" in text]
    assert signing
    assert all(text.startswith("data/smallshire/2024-25-q2/datapackage.json: ") for text in signing)
    assert any("portal sign smallshire/2024-25-q2" in text for text in signing)


def test_one_release_alone_is_compared_with_nothing(project: Project) -> None:
    page, told = checked(project, "smallshire/2024-25-q2")
    assert "what changed" not in page.words
    assert not any("since" in line for line in told)


def test_a_build_writes_the_same_page(project: Project) -> None:
    checked(project)
    page = project.report.read_bytes()
    build(project, AT, quiet)
    assert project.report.read_bytes() == page


def test_the_page_stands_alone_and_holds_nothing_that_runs(project: Project) -> None:
    change_rows(project, "2024-25-q2/plan_items.csv", {"item": "plant-trees"}, title="Plant <script>trees</script>")
    change_rows(project, UPDATES, TREES, status="not reported", percent_complete="", percent_status="not reported")
    page, _ = checked(project)
    assert "Plant <script>trees</script>" in page.words
    assert not page.tags.keys() & {"script", "link", "img", "iframe", "object"}
    assert all(href.startswith("#") for _, href in page.links)
    assert not [name for _, name in page.attributes if name == "src" or name.startswith("on")]


def test_what_is_withheld_is_not_on_the_page(project: Project) -> None:
    change_rows(
        project,
        "2024-25-q2/plan_items.csv",
        {"item": "plant-trees"},
        title="Plant secret trees",
        access="embargoed",
        publish_at="2030-01-01T00:00:00Z",
    )
    change_rows(project, UPDATES, TREES, status="not reported", percent_complete="", percent_status="not reported")
    page, _ = checked(project)
    assert "secret" not in page.words
