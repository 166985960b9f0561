"""`portal diff`: two releases compared, told to people, to machines and in a comment, and nothing that is withheld."""

from __future__ import annotations

import html
import json
import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from generator.comparing import compare
from generator.derive import derive_pair
from generator.derive.changes import Changes
from generator.derive.differences import Differences
from generator.errors import DataProblems, UsageError
from generator.load import load_portal
from generator.pages.difference_groups import GROUPS, UNCHANGED
from generator.pages.differences import Comparison, compare_pair
from generator.project import Project
from generator.telling import COMMENTED, as_json, as_lines, as_markdown
from tests.conftest import AT, ROOT, quiet
from tests.projects import change_descriptor, change_rows, copy_project, council
from tests.sites import ReadPage
from tests.test_cli import FINE, PROBLEMS, USAGE, portal

FIRST, LATEST = "smallshire/2024-25-q1", "smallshire/2024-25-q2"
UPDATES, ITEMS = "2024-25-q2/plan_updates.csv", "2024-25-q2/plan_items.csv"
TREES = {"item": "plant-trees", "period": "2024/25 Q2"}

AS_GROUPS = {
    "moved": {"statuses"},
    "first_reported": {"first-reported"},
    "fell_silent": {"silent"},
    "percents": {"percentages"},
    "deadlines": {"deadlines"},
    "added": {"added"},
    "removed": {"gone"},
    "revised": {"reports-revised"},
    "onward": {"carried-forward", "merged", "split", "dropped"},
    "figures": {"values"},
    "scores": {"risk-scores"},
    "indicators": {"indicator-statuses"},
    "redefined": {"redefined"},
    "redated": {"deadlines-set", "deadlines-taken-away"},
    "rescored": {"risks-scored"},
    "came": {"new"},
    "left": {"ended"},
    "retitled": {"titles"},
    "corrections": {"corrections"},
    "unchanged": {UNCHANGED},
}
"""The groups that tell of each part of what was worked out."""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return copy_project(tmp_path)


def told(project: Project, *wanted: str) -> Comparison:
    return compare(project, wanted or (LATEST,), AT, quiet)


def names(comparison: Comparison) -> dict[str, list[str]]:
    return {group.name: [row.id for row in group.rows] for group in comparison.groups}


def test_every_kind_of_difference_has_its_group() -> None:
    """One that is added to what is worked out has to be told, too."""
    assert {field.name for kind in (Changes, Differences) for field in fields(kind)} == AS_GROUPS.keys()
    assert {kind.name for kind in GROUPS} == set().union(*AS_GROUPS.values())
    assert len({kind.heading for kind in GROUPS}) == len(GROUPS)


def test_a_change_of_plan_is_told_group_by_group() -> None:
    """Exampleshire's plan of 2009 follows that of 2006: every count stands in the data."""
    two = [ROOT / "data" / "exampleshire" / id for id in ("2008-09-q4", "2009-10-q1")]
    (publisher,) = load_portal(ROOT / "data", ROOT / "content", AT, two).portal.publishers
    pair = derive_pair(publisher, "2008-09-q4", "2009-10-q1")
    comparison = compare_pair(pair)
    changes = pair.latest.changes
    assert changes is not None
    counts = {group.name: len(group.rows) for group in comparison.groups}
    onward = sum(counts[name] for name in AS_GROUPS["onward"])
    assert onward == len(changes.onward) > 30
    assert counts["statuses"] == len(changes.moved)
    assert counts["values"] == len(changes.figures)
    assert comparison.changes == sum(counts.values()) - counts.get(UNCHANGED, 0)
    rows = {group.name: group.rows for group in comparison.groups}
    assert all(row.after.startswith("Dropped from the plan: ") and row.after.endswith(".") for row in rows["dropped"])
    (slip,) = rows["deadlines"]
    assert (slip.before, slip.after) == ("31 January 2010", "30 June 2010")
    assert slip.note == "First due 31 January 2010; moved once, 150 days later in all."


def test_the_latest_is_compared_with_the_one_before_it(project: Project) -> None:
    assert told(project) == told(project, FIRST, LATEST)


def test_nothing_changed_says_so(project: Project) -> None:
    same = compare_pair(derive_pair(council("sefton"), "2009-10-q1", "2009-10-q1"))
    assert "Nothing changed between the two." in list(as_lines(same))
    assert "**Nothing changed between the two.**" in as_markdown(same)
    assert json.loads(as_json(same))["changes"] == 0


def test_json_has_every_group_and_the_ids(project: Project) -> None:
    change_rows(project, UPDATES, TREES, status="delayed")
    comparison = told(project)
    read: dict[str, Any] = json.loads(as_json(comparison))
    assert read["counts"].keys() == {kind.name for kind in GROUPS}
    assert {name: count for name, count in read["counts"].items() if count} == {
        name: len(ids) for name, ids in names(comparison).items()
    }
    moved = read["groups"]["statuses"][0]
    assert (moved["id"], moved["kind"], moved["before"], moved["after"]) == (
        "plant-trees",
        "action",
        "on target",
        "delayed",
    )
    assert (read["before"]["release"], read["after"]["release"]) == ("2024-25-q1", "2024-25-q2")


NASTY = [
    "<script>alert(1)</script>",
    "<!-- gone",
    "![x](https://example.org/x.png) [y](javascript:1)",
    "**bold** _thin_ ~~gone~~ `code`",
    "a | b | c",
    "@everyone and @octo/team",
    "see #12, GH-12 and octo/repo#3",
    "https://example.org www.example.org",
    ":tada: 10:30",
    "&lt;b&gt; &#64;",
    "1. first",
    "- [ ] todo",
]
GITHUB_MAKES = re.compile(r"(?<!\w)@\w|#\d|\bGH-\d|https?://|www\.|:\w+:", re.IGNORECASE)
"""What GitHub would turn into something in text that was read from a comment."""


@pytest.mark.parametrize("text", NASTY)
def test_a_comment_is_text_whatever_the_data_hold(text: str, project: Project) -> None:
    change_rows(project, ITEMS, {"item": "plant-trees"}, title=f"Plant trees {text}")
    change_rows(project, UPDATES, TREES, status="delayed")
    comparison = told(project)
    comment = as_markdown(comparison)
    row = next(line for line in comment.splitlines() if "Plant trees" in line)
    assert not set("<>`*_[]!~@#") & set(re.sub(r"&#\d+;", "", row))
    assert row.count("|") == 5
    shown = html.unescape(row)
    assert not GITHUB_MAKES.search(shown)
    assert text in shown.replace("\u200b", "")
    page = ReadPage(project.comparison.read_text("utf-8"))
    assert not page.tags.keys() & {"script", "img", "iframe", "link"}
    assert " ".join(text.split()) in page.words


def test_a_long_comment_is_cut_and_says_so() -> None:
    comment = as_markdown(compare_pair(derive_pair(council("sefton"), "2009-10-q1", "2009-10-q2")))
    assert len(comment.encode()) < 65_536
    assert re.search(rf"^… and {140 - COMMENTED} more\.$", comment, re.MULTILINE)


def test_what_is_withheld_is_in_no_comparison_and_in_no_count(project: Project) -> None:
    secret = {"access": "embargoed", "publish_at": "2030-01-01T00:00:00Z"}
    change_rows(project, ITEMS, {"item": "plant-trees"}, title="Plant secret trees", **secret)
    before = told(project)
    change_rows(project, UPDATES, TREES, status="cancelled", percent_complete="", percent_status="not reported")
    after = told(project)
    assert before == after
    assert not [id for ids in names(after).values() for id in ids if id.startswith("plant-trees")]
    assert "secret" not in project.comparison.read_text("utf-8")


def test_a_release_that_is_withheld_is_not_compared(project: Project) -> None:
    change_descriptor(project, "2024-25-q2", access="embargoed", publish_at="2030-01-01T00:00:00Z")
    with pytest.raises(UsageError, match="2024-25-q2 is public at this moment"):
        told(project)
    with pytest.raises(UsageError, match="first release"):
        told(project, FIRST)


# fmt: off
ASKED_WRONGLY = [
    # releases                     what is said
    ([FIRST],                      "is the first release"),
    ([LATEST, FIRST],              f"Type: portal diff {FIRST} {LATEST}"),
    ([FIRST, LATEST, FIRST],       "Name one release or two of one publisher"),
    ([LATEST, LATEST],             "with itself"),
    (["smallshire/2031-32-q1"],    "The releases are: smallshire/2024-25-q1, smallshire/2024-25-q2"),
]
# fmt: on


@pytest.mark.parametrize(("releases", "said"), ASKED_WRONGLY)
def test_asked_wrongly(releases: list[str], said: str, project: Project) -> None:
    with pytest.raises(UsageError, match=re.escape(said)):
        told(project, *releases)


def test_what_is_wrong_in_the_data_is_told_first(project: Project) -> None:
    change_rows(project, UPDATES, TREES, status="late")
    with pytest.raises(DataProblems):
        told(project)
    assert "late" in project.report.read_text("utf-8")
    assert not project.comparison.exists()


def test_the_command_prints_for_people_or_for_machines(project: Project) -> None:
    done = portal(project.root, "diff", LATEST)
    assert (done.returncode, done.stderr) == (FINE, "")
    assert done.stdout.splitlines()[-2:] == [
        "All of it, to read and to print: open build/diff.html in a browser.",
        f"Next, when nothing in it surprises you: portal sign {LATEST}",
    ]
    done = portal(project.root, "diff", FIRST, LATEST, "--json")
    assert json.loads(done.stdout)["publisher"] == "smallshire"
    assert portal(project.root, "diff", LATEST, "--json", "--markdown").returncode == USAGE
    change_rows(project, UPDATES, TREES, status="late")
    assert portal(project.root, "diff", LATEST).returncode == PROBLEMS
