"""Live figures in a paper: each is there in the release that the paper reports on, or the check says what to type."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import DataProblems, Problem
from generator.load.discretion import NOT_SHOWN
from generator.load.live import read_figures
from generator.load.numbering import check_numbering
from generator.load.resolving import NOT_PUBLIC
from generator.project import Project
from tests.papers import PLACE, change_entry, write_body
from tests.projects import change_descriptor, change_rows, copy_project, load, load_whole

LATEST = "2024-25-q2"
EXEMPT = {"access": "exempt", "exempt_paragraph": "3"}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return copy_project(tmp_path)


def problems(project: Project) -> tuple[Problem, ...]:
    try:
        return load_whole(project).warnings
    except DataProblems as found:
        return found.problems


def of_paper(project: Project) -> list[Problem]:
    return [problem for problem in problems(project) if problem.file == PLACE]


FOUND = """\
1.1 Waste was [[indicator:residual-waste value]], against [[indicator:residual-waste target 2024/25 Q1]] before.

| trees | due | odds |
| --- | --- | --- |
| [[item:plant-trees percent]] | [[item:plant-trees
due]] | [[risk:sapling-frost score]] |

- [[count:actions delayed in plan:council-plan]] of [[count:actions]], [[plan:council-plan percent]];
- [[indicator:tree-survival target 2024/25 FY]] next year.
"""


def test_what_is_there_is_found(project: Project) -> None:
    write_body(project, FOUND.replace("plant-trees\ndue", "plant-trees due"))
    assert of_paper(project) == []
    assert load(project).publishers[0].papers[0].release == LATEST


MISSED = [
    # the figure, the rule, and what to type
    (
        "[[indicator:residual-wast value]]",
        f"“{LATEST}” has no indicator “residual-wast”",
        "Did you mean “[[indicator:residual-waste",
    ),
    (
        "[[item:plant-tree percent]]",
        f"“{LATEST}” has no plan item “plant-tree”",
        "Did you mean “[[item:plant-trees percent]]”?",
    ),
    ("[[plan:zyx percent]]", f"“{LATEST}” has no plan “zyx”", "Write an id of that release."),
    ("[[risk:sapling-forst score]]", f"“{LATEST}” has no risk", "Did you mean “[[risk:sapling-frost score]]”?"),
    (
        "[[count:actions in plan:council-plans]]",
        f"“{LATEST}” has no plan",
        "Did you mean “[[count:actions in plan:council-plan]]”?",
    ),
    ("[[count:actions in body:cabinet]]", f"“{LATEST}” has no body with a remit", "Write an id"),
    (
        "[[indicator:residual-waste value 2023/24 Q1]]",
        f"“{LATEST}” has no figure of “residual-waste”",
        "Did you mean “[[ind",
    ),
    ("[[indicator:residual-waste worth]]", "that can't be asked of an indicator", "Write one of: value"),
]


def test_what_is_not_there_is_told_with_its_line_and_what_to_type_all_at_once(project: Project) -> None:
    first = write_body(project, "\n".join(f"- So it went: {written}." for written, _, _ in MISSED))
    found = of_paper(project)
    assert [problem.row for problem in found] == list(range(first, first + len(MISSED)))
    for problem, (written, rule, remedy) in zip(found, MISSED, strict=True):
        assert (problem.found, problem.warning) == (written, False)
        assert problem.rule.startswith(rule)
        assert problem.remedy.startswith(remedy)
        assert f"line {problem.row}" in problem.place


MISPLACED = {
    "## How [[item:plant-trees status]]": "a live figure can't stand in a heading",
    "See [all [[item:plant-trees status]]](https://example.org/).": "a live figure can't stand in the words of a link",
    "Type `[[item:plant-trees status]]`.": "a live figure can't stand in what is shown as it is typed",
    "    [[item:plant-trees status]]": "a live figure can't stand in what is shown as it is typed",
    "See [it](https://example.org/[[item:plant-trees status]]).": "a live figure can't stand in",
    "Half of [[item:plant-trees status].": "a live figure is begun and not ended",
}


@pytest.mark.parametrize("body", MISPLACED)
def test_a_figure_stands_in_words(body: str) -> None:
    problems: list[Problem] = []
    whole = f"Words.\n\n{body}\n\nMore of [[item:plant-trees percent]]."
    read_figures(f"---\ntitle: x\n---\n{whole}", {}, whole, "paper.md", problems)
    assert [(problem.row, problem.rule[: len(MISPLACED[body])]) for problem in problems] == [(6, MISPLACED[body])]


def test_front_matter_holds_figures_where_words_stand_alone(project: Project) -> None:
    change_entry(project, "how the Council Plan is going", "of [[item:plant-trees status]]")
    change_entry(project, "note the progress made", "note [[count:actions delayed]]")
    assert of_paper(project) == []
    change_entry(project, "Performance in quarter 2 of 2024/25", "All of [[item:plant-trees percent]]")
    (problem,) = of_paper(project)
    assert (problem.column, problem.rule) == ("title", "no live figure can stand here")


def test_the_release_is_the_newest_out_on_the_day_of_the_meeting_or_the_one_named(project: Project) -> None:
    meeting = {"meeting": "climate-committee-2024-11-14"}
    change_rows(project, f"{LATEST}/meetings.csv", meeting, date="2024-10-31")
    write_body(project, "[[item:plant-trees percent]]")
    assert load(project).publishers[0].papers[0].release == "2024-25-q1"
    write_body(project, "[[item:plant-trees percent]]", f"release: {LATEST}")
    assert load(project).publishers[0].papers[0].release == LATEST
    change_rows(project, f"{LATEST}/meetings.csv", meeting, date="2024-01-31")
    assert of_paper(project) == []


@pytest.mark.parametrize(
    ("entries", "date", "rule", "remedy"),
    [
        (("release: 2024-25-q3",), "2024-11-14", "there is no release of this name", "Did you mean “2024-25-q"),
        ((), "2024-01-31", "no release was out on the day of the meeting", "Name the release"),
    ],
)
def test_without_a_release_no_figure_is_found(
    entries: tuple[str, ...], date: str, rule: str, remedy: str, project: Project
) -> None:
    change_rows(project, f"{LATEST}/meetings.csv", {"body": "climate-committee"}, date=date)
    write_body(project, "[[item:plant-trees percent]]", *entries)
    (problem,) = of_paper(project)
    assert problem.column == "release"
    assert problem.rule.startswith(rule)
    assert problem.remedy.startswith(remedy)


WITHHELD = [
    # the rows that are withheld, and a figure that names them or comes near
    ("plan_items.csv", {"item": "damp-survey"}, "[[item:damp-survey percent]]"),
    ("plan_items.csv", {"item": "damp-survey"}, "[[item:damp-surve percent]]"),
    ("indicators.csv", {"indicator": "eco-award"}, "[[indicator:eco-award value]]"),
    (
        "observations.csv",
        {"indicator": "residual-waste", "period": "2024/25 Q1"},
        "[[indicator:residual-waste value 2024/25 Q1]]",
    ),
    ("risks.csv", {"risk": "lobby-flood"}, "[[risk:lobby-flood score]]"),
]


@pytest.mark.parametrize(("file", "rows", "written"), WITHHELD)
def test_a_public_paper_that_names_a_withheld_figure_is_told_without_a_word_of_it(
    file: str, rows: dict[str, str], written: str, project: Project
) -> None:
    change_rows(project, f"{LATEST}/{file}", rows, **EXEMPT)
    if "targets" not in file and "observations" in file:
        change_rows(project, f"{LATEST}/targets.csv", rows, **EXEMPT)
    first = write_body(project, f"1.1 So it went: {written}.")
    (problem,) = of_paper(project)
    assert (problem.rule, problem.row, problem.found) == (NOT_PUBLIC, first, "")
    assert problem.remedy.endswith(NOT_SHOWN)
    for secret in (*rows.values(), written):
        assert secret not in problem.line


def test_a_withheld_paper_is_held_against_all_that_there_is(project: Project) -> None:
    change_rows(project, f"{LATEST}/plan_items.csv", {"item": "damp-survey"}, **EXEMPT)
    write_body(project, "1.1 So it went: [[item:damp-survey percent]].")
    change_entry(project, 'access: "public"', 'access: exempt\nexempt_paragraph: "3"')
    assert of_paper(project) == []
    for written in (
        "item:damp-zyx percent",
        "zyx:damp percent",
        "itme:zyx status",
        "item:zyx status zyx",
        "item:zyx_y due",
    ):
        write_body(project, f"1.1 So it went: [[{written}]].")
        (problem,) = of_paper(project)
        assert problem.found == ""
        assert "zyx" not in problem.line


def test_a_withheld_release_is_not_there(project: Project) -> None:
    change_descriptor(project, LATEST, **EXEMPT)
    write_body(project, "[[item:plant-trees percent]]", f"release: {LATEST}")
    assert all(LATEST not in problem.said for problem in of_paper(project))


NUMBERS = {
    "1.1 a\n\n1.2 b\n\n2.1 c\n\n### 2.2 d\n\n2.3 e\n\n- 2.3.1 f": [],
    "1.1 a\n\n1.1 b": [(3, "1.1", "the number stands on line 1 already", False)],
    "1.1 a\n\n1.3 b\n\n1.4 c": [(3, "1.3", "the number that should come here is 1.2", True)],
    "1.2 a": [(1, "1.2", "the number that should come here is 1.1", True)],
    "1.1 a\n\n1.2 b\n\n1.4 d\n\n1.3 c": [
        (5, "1.4", "the number that should come here is 1.3", True),
        (7, "1.3", "the number that should come here is 1.5", True),
    ],
    "### 2.1 a\n\n2.1 b": [(3, "2.1", "the number stands on line 1 already", False)],
}


@pytest.mark.parametrize("body", NUMBERS)
def test_numbers_of_paragraphs_stand_once_and_in_order(body: str) -> None:
    found = check_numbering(body, "paper.md", 0)
    assert [(each.row, each.found, each.rule, each.warning) for each in found] == NUMBERS[body]


def test_a_paper_is_for_decision_or_for_information(project: Project) -> None:
    write_body(project, "Words.", "to: Climate Committee", "decision: for information")
    paper = load(project).publishers[0].papers[0]
    assert (paper.to, paper.decision) == ("Climate Committee", "for information")
    write_body(project, "Words.")
    change_entry(project, "decision: for information", "decision: to note")
    (problem,) = of_paper(project)
    assert (problem.column, problem.remedy) == ("decision", "Use one of: for decision, for information.")
