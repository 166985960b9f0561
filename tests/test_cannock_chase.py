"""What Cannock Chase's paper holds, against the data made from it and against the finished site.

The paper: Performance and Partnerships Scrutiny Sub-Committee, 18 March 2009, "Direction of Travel Improvement Plan
2008/09", with Annex 1, the plan. Counts here were made from the paper; data/cannock-chase/NOTES.md says where it is
damaged, silent or contradicts itself.
"""

from __future__ import annotations

from collections import Counter

import pytest

from generator.derive import derive_publisher
from generator.derive.results import ReleaseResult
from generator.model import Publisher, Release
from generator.project import Project
from tests.projects import council
from tests.sites import plain, read_page

PLAN = "dot-improvement-plan-2008-09"
PAPER = "direction-of-travel-improvement-plan-2008-09"
MEETING = "performance-and-partnerships-2009-03-18"
SCRUTINY = "performance-and-partnerships-scrutiny"

# 3.8 to 3.11: the recommendations, with the actions of each one in Annex 1 (none for housing, which has its own plan).
ACTIONS = {
    "rec-1-corporate-capacity": 14,
    "rec-2-crime-and-safety": 6,
    "rec-3-strategic-housing": 0,
    "rec-4-data-quality": 3,
}

# Annex 1, the headings 1.1 to 1.3 under the first recommendation, with their actions.
SECTIONS = {"section-capacity": 7, "section-performance-management": 4, "section-value-for-money": 3}

# Annex 1, two rows or four points in one action.
MILESTONES = {"employee-support": 2, "external-funding": 2, "crime-performance-arrangements": 4}

# Annex 1, the column Completed By: the eight rows with "Done".
DONE = {
    "performance-recruitment": "Done",
    "partnership-governance": "Done",
    "budget-setting": "Done",
    "external-funding-strategy": "Done",
    "equality-action-plan": "Done",
    "reporting-timetable": "Done - Refreshed annually",
    "lsp-template": "Done",
    "vfm-methodology": "Done",
}

# The same column: the rows with a date.
DUE = {
    "workforce-strategy": "2009 M07",
    "grievance-procedure": "2009 M04",
    "shared-funding-post": "2009 CY",
    "shared-services": "2009 CY",
    "performance-framework": "2009 M03",
    "performance-spreadsheets": "2009 M04",
    "vfm-strategy": "2009 M03",
    "vfm-reviews": "2009-04-01",
    "analytical-capacity": "2009 M04",
    "crime-performance-arrangements": "2009 M04",
    "joint-operations-group-review": "2009 M01",
    "partnership-commissioning": "2009 M03",
    "night-time-economy": "2009 M04",
    "data-quality-action-plan": "2009 M01",
    "data-quality-policy": "2009 M04",
    "data-quality-responsibility": "2009 M02",
}

# Annex 1, Key Delivery Officers: everything that is printed as a post, a unit or a group, and not as a name.
DELIVERING = {
    "workforce-strategy": ["hr"],
    "performance-framework": ["ptt"],
    "reporting-timetable": ["ptt"],
    "performance-spreadsheets": ["ptt"],
    "vfm-strategy": ["all-senior-managers"],
    "joint-operations-group-review": ["partnership-officer-community-safety"],
    "partnership-commissioning": ["partnership-officer-community-safety"],
    "night-time-economy": ["cdrp"],  # named in the text of 2.6
    "data-quality-action-plan": ["ptt"],
    "data-quality-policy": ["ptt"],
    "data-quality-responsibility": ["ptt", "dmt"],
}

# The numbered sections of the report between the plan's presentation (2) and the background papers (13).
IMPLICATIONS = (
    "Contribution to CHASE",
    "Financial Implications",
    "Human Resource Implications",
    "Legal Implications",
    "Section 17 (Crime Prevention) Implications",
    "Human Rights Act Implications",
    "Data Protection Act Implications",
    "Risk Management Implications",
    "Equality and Diversity Implications",
    "Other Options Considered",
)


@pytest.fixture(scope="module")
def publisher() -> Publisher:
    return council("cannock-chase")


@pytest.fixture(scope="module")
def result(publisher: Publisher) -> ReleaseResult:
    return derive_publisher(publisher).latest


@pytest.fixture(scope="module")
def release(result: ReleaseResult) -> Release:
    return result.release


def test_one_release_of_the_fourth_quarter(publisher: Publisher, release: Release) -> None:
    assert [(each.id, each.period.token) for each in publisher.releases] == [("2008-09-q4", "2008/09 Q4")]
    assert (release.as_at.isoformat(), release.released.isoformat()) == ("2009-03-18", "2009-03-18")


# The plan


def test_4_recommendations_3_sections_23_actions_and_8_milestones(result: ReleaseResult) -> None:
    tree = result.tree
    assert Counter(tree.items[item].kind for item in tree.of_plan(PLAN)) == {
        "recommendation": 4,
        "section": 3,
        "action": 23,
        "milestone": 8,
    }
    found = {top: sum(tree.items[item].kind == "action" for item in tree.below(top)) for top in tree.top(PLAN)}
    assert list(found.items()) == list(ACTIONS.items())
    assert {item: len(tree.children[item]) for item in SECTIONS} == SECTIONS
    assert list(tree.children["rec-1-corporate-capacity"]) == list(SECTIONS)
    parents = Counter(item.parent for item in tree.items.values() if item.kind == "milestone")
    assert parents == MILESTONES


def test_references_as_printed(result: ReleaseResult) -> None:
    # Annex 1 numbers 1.11 to 1.17 under 1.1, and 2.1 to 2.6; the actions of 1.2, 1.3 and data quality have no numbers.
    tree = result.tree
    assert [tree.items[item].reference for item in tree.top(PLAN)] == ["1", "2", "3", "4"]
    assert [tree.items[item].reference for item in tree.children["section-capacity"]] == [
        f"1.1{place}" for place in range(1, 8)
    ]
    assert [tree.items[item].reference for item in tree.children["rec-2-crime-and-safety"]] == [
        f"2.{place}" for place in range(1, 7)
    ]
    assert sum(bool(item.reference) for item in tree.items.values()) == 4 + 3 + 7 + 6


def test_eight_rows_are_done(result: ReleaseResult) -> None:
    marks = {
        id: each.update.status_as_reported
        for id, each in result.items.items()
        if each.update is not None and each.status == "completed"
    }
    assert marks == DONE


def test_statuses_by_kind(result: ReleaseResult) -> None:
    found: dict[str, Counter[str]] = {}
    for each in result.items.values():
        found.setdefault(each.item.kind, Counter())[each.status] += 1
    assert found == {
        "recommendation": {"not reported": 4},
        "section": {"not reported": 3},
        "action": {"completed": 7, "ongoing": 7, "not reported": 9},  # 3.8, 3.9 and 3.11 say what goes on
        "milestone": {"completed": 1, "ongoing": 1, "not reported": 6},
    }


def test_deadlines(result: ReleaseResult) -> None:
    items = result.tree.items
    assert {id: item.due.token for id, item in items.items() if item.due is not None} == DUE
    assert not DUE.keys() & DONE.keys()
    assert {id: item.recurrence for id, item in items.items() if item.recurrence} == {
        "rec-3-strategic-housing": "every quarter",  # 3.3: the separate plan
        "reporting-timetable": "every year",
        "partnership-plan": "every March",  # 2.1
    }
    assert items["partnership-plan"].due_text == "Refreshed annually in March"
    assert items["vfm-strategy"].due_text == "To be reported to Cabinet March 2009"


def test_three_actions_are_overdue(result: ReleaseResult) -> None:
    # Due in January and February 2009, and not marked as done on 18 March.
    assert {id: each.days_overdue for id, each in result.items.items() if each.days_overdue is not None} == {
        "joint-operations-group-review": 46,
        "data-quality-action-plan": 46,
        "data-quality-responsibility": 18,
    }


def test_the_third_recommendation_has_a_plan_of_its_own(release: Release) -> None:
    ties = {(each.from_id, each.relation, each.to_id) for each in release.links}
    housing = "strategic-housing-improvement-plan"
    assert ("rec-3-strategic-housing", "rests on", housing) in ties


def test_the_site_shows_the_plan(result: ReleaseResult, built: Project) -> None:
    page = read_page(built.out, f"cannock-chase/plans/{PLAN}")
    assert "4 recommendations, 3 sections, 23 actions and 8 milestones" in page.words
    for recommendation in result.tree.top(PLAN):
        shown = read_page(built.out, f"cannock-chase/items/{recommendation}")
        assert result.tree.items[recommendation].title in plain(shown.texts["h1"][0])


# Who answers


def test_posts_units_and_groups_that_deliver(release: Release) -> None:
    found: dict[str, list[str]] = {}
    for held in release.responsibilities:
        if held.role == "delivering" and held.holder != "council":
            found.setdefault(held.thing, []).append(held.holder)
    assert found == DELIVERING


def test_every_row_with_a_lead_has_the_council_for_the_name(release: Release) -> None:
    # Annex 1, Lead Officer: names only. Two rows of 1.3 have none. 1.14 and 1.15 have one on each of their rows.
    leads = [held for held in release.responsibilities if held.role == "lead"]
    assert {held.holder for held in leads} == {"council"}
    assert all("no directorate" in held.note for held in leads)
    assert len(leads) == 23 - 2 + 4
    two = {held.thing for held in leads if "two names" in held.note}
    assert two == {"reporting-timetable", "performance-spreadsheets", "data-quality-responsibility"}


def test_only_posts_units_and_bodies_answer_for_things(release: Release) -> None:
    holders = {
        "post": {post.post for post in release.posts},
        "unit": {unit.unit for unit in release.units},
        "body": {body.body for body in release.bodies},
    }
    assert release.responsibilities
    for held in release.responsibilities:
        assert held.holder in holders[held.holder_kind], held


# What was judged


def test_use_of_resources_scored_3_and_direction_of_travel_not(release: Release) -> None:
    # Section 1: 3 out of 4. 3.4: inspected in January 2009, result awaited.
    assert {each.assessment: (each.score, each.score_status) for each in release.assessments} == {
        "use-of-resources-score": (3, ""),
        "dot-2008": (None, "not reported"),
        "dot-2009": (None, "not reported"),
    }
    score = next(each for each in release.assessments if each.score is not None)
    assert len(score.scale.split(";")) == 4
    assert (release.indicators, release.observations) == ((), ())


def test_the_questions_of_the_audit_commission(release: Release) -> None:
    # 3.1: two main questions with four and three points.
    parents = Counter(each.parent for each in release.frameworks)
    assert (parents["dot-outcomes"], parents["dot-progress"]) == (4, 3)
    numbered = {each.item: each.reference for each in release.frameworks if each.reference}
    assert numbered == {"dot-outcomes": "1", "dot-progress": "2"}


# The committee


def test_one_meeting_one_item_one_paper(publisher: Publisher, release: Release, built: Project) -> None:
    assert [(each.meeting, each.date.isoformat()) for each in release.meetings] == [(MEETING, "2009-03-18")]
    assert [each.paper for each in release.agenda_items] == [PAPER]
    assert [each.paper for each in publisher.papers] == [PAPER]
    assert (release.minutes, release.resolutions) == ((), ())
    page = read_page(built.out, f"cannock-chase/committees/{SCRUTINY}/{MEETING}/{PAPER}")
    assert "18 March 2009" in page.words


def test_the_paper_has_two_recommendations_and_sections_3_to_12(publisher: Publisher) -> None:
    paper = publisher.papers[0]
    assert len(paper.recommendations) == 2
    assert tuple(heading for heading, _ in paper.implications) == tuple(
        f"Section {number}: {heading}" for number, heading in enumerate(IMPLICATIONS, 3)
    )
    assert paper.background_papers == ("Audit Commission Audit and Inspection Letter March 2008",)
    for heading in ("## Section 1: Background", "## Section 2: Details of Matters to be Considered"):
        assert heading in paper.body


def test_the_paper_bears_on_building_an_excellent_council(release: Release) -> None:
    # Section 3.
    assert [(each.thing, each.framework_item, each.impact) for each in release.impacts] == [
        (PAPER, "building-an-excellent-council", "positive")
    ]


def test_terms_that_the_paper_does_not_spell_out(release: Release) -> None:
    expansions = {term.term: term.expansion for term in release.terms}
    assert (expansions["CHASE"], expansions["PTT"], expansions["DMT"]) == ("", "", "")
    assert expansions["JOG"] == "Joint Operations Group"
