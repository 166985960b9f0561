"""Correcting what was published: the version before is kept, the reason stands beside it, and nothing small is told."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from generator.cli import app
from generator.errors import DataProblems
from generator.load.descriptor import FILE
from generator.project import Project
from tests.projects import change_descriptor, change_rows, copy_project, load, load_whole, sign_all
from tests.removal import read_rows

FIRST, LATEST = "smallshire/2024-25-q1", "smallshire/2024-25-q2"
FINE, PROBLEMS, USAGE = 0, 1, 2
WHY = ("--reason", "Two lorries were weighed twice.", "--post", "director-of-place", "--date", "2024-12-02")
WASTE = ("--thing", "indicator:residual-waste", "--period", "2024/25 Q1", "--column", "value")

Portal = Callable[..., Result]


@pytest.fixture(scope="module")
def all_signed(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = copy_project(tmp_path_factory.mktemp("signed"))
    sign_all(project)
    return project


@pytest.fixture
def project(tmp_path: Path, all_signed: Project) -> Project:
    """Smallshire, signed by everybody."""
    project = copy_project(tmp_path)
    shutil.rmtree(project.data)
    shutil.copytree(all_signed.data, project.data)
    return project


@pytest.fixture
def portal(project: Project, monkeypatch: pytest.MonkeyPatch) -> Portal:
    monkeypatch.chdir(project.root)
    return lambda *words: CliRunner().invoke(app, words)


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def corrections(project: Project, release: str = LATEST) -> list[dict[str, str]]:
    return read_rows(project.data / release / "corrections.csv")


def rules(project: Project) -> list[str]:
    """What the check refuses."""
    with pytest.raises(DataProblems) as caught:
        load_whole(project)
    return [problem.rule for problem in caught.value.problems if not problem.warning]


def test_a_figure_is_corrected_and_signed_again(project: Project, portal: Portal) -> None:
    before = bytes_of(project.data / LATEST)
    done = portal("correct", LATEST, *WASTE, "--after", "118", *WHY)
    assert (done.exit_code, done.stderr) == (FINE, "")
    assert "smallshire/2024-25-q2 is now version 1.1.0, a draft until it is signed." in done.stdout
    assert "observations.csv, row 5, column value: “120” is now “118”." in done.stdout
    assert f"Next: portal sign {LATEST}" in done.stdout
    after = bytes_of(project.data / LATEST)
    assert bytes_of(project.data / "smallshire" / "versions" / "2024-25-q2" / "1.0.0") == before
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"corrections.csv", FILE, "observations.csv"}
    assert after["observations.csv"] == before["observations.csv"].replace(
        b"2024/25 Q1,smallshire,all,120", b"2024/25 Q1,smallshire,all,118"
    )
    assert after["corrections.csv"].startswith(before["corrections.csv"])
    row = corrections(project)[-1]
    assert row["what"] == "Value"
    assert [row[name] for name in ("thing", "period", "release", "version", "before", "after")] == [
        "residual-waste", "2024/25 Q1", "2024-25-q2", "1.0.0", "120", "118",
    ]  # fmt: skip
    loaded = load_whole(project)
    assert [part.unit for sign_off in loaded.sign_offs for part in sign_off.unsigned] == []
    assert [problem.rule for problem in loaded.unsigned] == ["nobody has signed the whole"]
    again = portal("correct", LATEST, *WASTE, "--after", "119", *WHY)
    assert "version" not in again.stdout, "it is open already"
    assert corrections(project)[-1]["correction"] == "correction-residual-waste-2"
    assert corrections(project)[-1]["before"] == "120", "what was published"
    sign_all(project)
    assert load_whole(project).unsigned == ()
    listed = json.loads((project.data / "smallshire" / "published.json").read_text("utf-8"))["releases"]
    assert [(each["release"], each["version"]) for each in listed] == [
        ("2024-25-q1", "1.0.0"), ("2024-25-q2", "1.0.0"), ("2024-25-q2", "1.1.0"),
    ]  # fmt: skip


# fmt: off
REFUSED = [
    # what is typed, the reason apart                                     what the officer is told
    (("--thing", "residual-waste", "--column", "value"),                  "write KIND:ID, such as"),
    (("--thing", "indicator:waste", "--column", "value"),                 "no row of indicator waste"),
    (("--thing", "indicator:residual-waste", "--column", "valu"),         "--column valu: no table has"),
    (("--thing", "indicator:residual-waste", "--column", "value"),        "--period one of 2023/24 Q2"),
    (("--thing", "indicator:residual-waste", "--column", "polarity"),     "--after 120: this is not a known polarity"),
    ((*WASTE, "--where", "area=mill-ward"),                               "has no such row"),
    (WASTE,                                                               "This is what was published"),
    ((*WASTE, "--column", "note"),                                        "what is right with --after"),
    (("--column", "value"),                                               "with --thing KIND:ID"),
]
# fmt: on


@pytest.mark.parametrize(("words", "told"), REFUSED)
def test_what_can_not_be_corrected_changes_nothing(
    project: Project, portal: Portal, words: tuple[str, ...], told: str
) -> None:
    before = bytes_of(project.data)
    refused = portal("correct", LATEST, *WHY, *words, "--after", "120")
    assert refused.exit_code == USAGE
    assert told in refused.stderr
    assert bytes_of(project.data) == before


def test_a_correction_that_breaks_a_rule_is_taken_back(project: Project, portal: Portal) -> None:
    before = bytes_of(project.data)
    status = ("--thing", "plan-item:fuel-vouchers", "--period", "2024/25 Q1", "--column", "percent_complete")
    refused = portal("correct", FIRST, *status, "--after", "80", *WHY)
    assert refused.exit_code == PROBLEMS
    assert "completed" in refused.stderr
    assert bytes_of(project.data) == before


def test_what_counts_few_people_is_told_nowhere(project: Project, portal: Portal) -> None:
    few = ("--thing", "indicator:young-homeless", "--period", "2024/25 Q2", "--column", "value")
    done = portal("correct", LATEST, *few, "--where", "area=hill-ward", "--after", "2", *WHY)
    assert done.exit_code == FINE
    assert "row 18, column value: changed." in done.stdout
    assert "they count very few people" in done.stdout
    assert "“3”" not in done.stdout
    row = corrections(project)[-1]
    assert (row["what"], row["before"], row["after"]) == ("Value, hill-ward", "", "")


def test_a_version_is_opened_for_changes_by_hand(project: Project, portal: Portal) -> None:
    done = portal("correct", LATEST, "--reason", "The targets were those of the year before.")
    assert done.exit_code == FINE
    assert "is now version 1.1.0" in done.stdout
    load(project)
    assert "is a draft: it can be changed as it is" in portal("correct", LATEST).stderr
    change_rows(project, "2024-25-q2/targets.csv", {"kind": "stretch"}, lower="91")
    change_rows(project, "2024-25-q2/indicators.csv", {"indicator": "office-warmth"}, polarity="higher")
    change_rows(project, "2024-25-q2/plan_updates.csv", {"item": "bottle-bank", "period": "2024/25 Q2"}, note="Words.")
    assert rules(project) == ["version 1.0.0 published this otherwise, and no correction says why"] * 2
    target = (
        "--thing",
        "indicator:tree-survival",
        "--period",
        "2024/25 FY",
        "--where",
        "kind=stretch",
        "--column",
        "lower",
    )
    assert "2 problems" not in portal("correct", LATEST, *target, "--after", "91", *WHY).stderr
    polarity = ("--thing", "indicator:office-warmth", "--column", "polarity", "--after", "higher")
    assert portal("correct", LATEST, *polarity, *WHY).exit_code == PROBLEMS


def test_a_row_of_what_was_published_does_not_go_without_a_word(project: Project, portal: Portal) -> None:
    portal("correct", LATEST, "--reason", "A figure of somebody else.")
    path = project.data / LATEST / "observations.csv"
    rows = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(row for row in rows if "eco-award" not in row), "utf-8")
    assert rules(project) == [
        "version 1.0.0 published a row that is gone, and no correction says why: "
        "row 14 of versions/2024-25-q2/1.0.0/observations.csv"
    ]


def test_a_draft_says_otherwise_than_the_release_before(project: Project, portal: Portal) -> None:
    """No version is kept of what was never published; the reason is."""
    portal("sign", LATEST, "--withdraw", "--whole")
    bank = ("--thing", "plan item:bottle-bank", "--period", "2024/25 Q1", "--column", "status", "--after", "on target")
    change_rows(
        project, "2024-25-q2/plan_updates.csv", {"item": "bottle-bank", "period": "2024/25 Q1"}, status="on target"
    )
    assert "published this as “on hold”, and no correction says why" in rules(project)[0]
    reason = ("--reason", "The site was found in June.", "--post", "director-of-place")
    done = portal("correct", LATEST, *bank, *reason)
    assert done.exit_code == FINE
    assert not (project.data / "smallshire" / "versions").exists()
    row = corrections(project)[-1]
    assert [row[name] for name in ("release", "before", "after", "date")] == [
        "2024-25-q1", "on hold", "on target", "2024-11-01",
    ]  # fmt: skip
    unsaid = (
        "--thing",
        "plan item:bottle-bank",
        "--period",
        "2024/25 Q2",
        "--column",
        "percent_complete",
        "--after",
        "7",
    )
    assert "Nothing published says this yet" in portal("correct", LATEST, *unsaid, *reason).stderr


def test_later_releases_that_say_the_old_are_named(project: Project, portal: Portal) -> None:
    bank = (
        "--thing",
        "plan item:bottle-bank",
        "--period",
        "2024/25 Q1",
        "--column",
        "percent_complete",
        "--after",
        "6",
    )
    done = portal("correct", FIRST, *bank, *WHY)
    assert done.exit_code == USAGE, "quarter 2 would then say otherwise than quarter 1"
    assert "begin with the newest, portal correct smallshire/2024-25-q2, with the same words" in done.stderr
    assert portal("correct", LATEST, *bank, *WHY).exit_code == FINE
    row = corrections(project)[-1]
    assert row["release"] == "2024-25-q1", "which said it first"
    assert portal("correct", FIRST, *bank, *WHY).exit_code == FINE, "once the newest says what is right"
    assert corrections(project, FIRST)[-1]["correction"] == row["correction"], "it is one correction"
    assert len(load(project).publishers[0].releases[0].corrections) == 1


def test_withheld_rows_are_corrected_in_rows_that_are_withheld(project: Project, portal: Portal) -> None:
    portal("correct", LATEST, "--reason", "x")
    change_rows(
        project,
        "2024-25-q2/observations.csv",
        {"indicator": "residual-waste", "period": "2024/25 Q1"},
        access="exempt",
        exempt_paragraph="3",
    )
    change_descriptor(project, "2024-25-q2", description="Anew.")
    done = portal("correct", LATEST, *WASTE, "--after", "118", *WHY)
    assert done.exit_code == FINE
    assert "120" not in done.stdout
    assert corrections(project)[-1]["exempt_paragraph"] == "3"
    assert "correction-residual-waste" not in {
        each.correction for each in load(project).publishers[0].latest.corrections
    }


# fmt: off
KEPT = [
    # what becomes of the files of the version that was corrected           rule says
    (lambda kept: (kept / "units.csv").write_text("unit\n", "utf-8"),       "and this file was changed since"),
    (lambda kept: (kept / FILE).write_text("{", "utf-8"),                   "and can no longer be read"),
    (shutil.rmtree,                                                         "and its files are not kept"),
    (lambda kept: (kept.parent / "9.0.0").symlink_to(kept),                 "folders are not symbolic links"),
    (lambda kept: shutil.copytree(kept, kept.parent / "9.0.0"),             "published.json has no such version"),
]
# fmt: on


@pytest.mark.parametrize(("happens", "rule"), KEPT)
def test_what_is_kept_of_a_version_stays_as_it_was(
    happens: Callable[[Path], object], rule: str, project: Project, portal: Portal
) -> None:
    assert portal("correct", LATEST, *WASTE, "--after", "118", *WHY).exit_code == FINE
    happens(project.data / "smallshire" / "versions" / "2024-25-q2" / "1.0.0")
    assert any(rule in said for said in rules(project))
