"""What Manchester's paper holds, against the data made from it and against the finished site.

The paper: Audit Committee, 11 March 2010, "Comprehensive Area Assessment 2009", with Appendix 3 (area action plan) and
Appendix 4 (Use of Resources plan). Counts here were made from the paper; data/manchester/NOTES.md says where it is
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
from tests.sites import ReadPage, plain, read_page

AREA, RESOURCES = "area-assessment-action-plan", "use-of-resources-action-plan"
MEETING = "manchester/committees/audit-committee/audit-committee-2010-03-11"

# 3.4 and the table of scores below it: the lines of enquiry for Use of Resources, with the strength of each level 2.
SCORES = {
    "1.1": ("3", ""),  # Financial Health: strength is told of lines at level 2 only
    "1.2": ("2", "medium"),
    "1.3": ("2", "strong"),
    "2.1": ("2", "medium"),
    "2.2": ("2", "weak"),  # Data Quality
    "2.3": ("2", "strong"),
    "2.4": ("2", "medium"),
    "3.1": ("2", "strong"),
    "3.2": ("2", "medium"),
    "3.3": ("not assessed", ""),  # Workforce, printed n/a
}

# Appendix 3: the areas of concern in the order printed, with the rows of actions in each one's table.
ACTIONS = {
    "1a": 2,
    "1b": 6,
    "1c": 1,
    "1d": 2,
    "2a": 8,
    "2b": 8,
    "2c": 11,
    "3a": 7,
    "3b": 1,
    "4": 2,
    "5a": 13,
    "5b": 9,
    "5c": 4,
    "5d": 3,
}

# Appendix 4: its sections by their headings, with the priorities ("Improvement Priority") in each.
PRIORITIES = {
    "uor-financial-planning": 3,
    "uor-understanding-vfm": 4,
    "uor-commissioning": 4,
    "uor-data-quality": 3,
    "uor-risk-and-governance": 4,
    "uor-natural-resources": 5,
    "uor-physical-assets": 4,
    "uor-human-resources": 6,
}

# Appendix 4, the column RAG.
CONFIDENCE = {"green": 4, "amber": 23, "red": 2, "": 4}


@pytest.fixture(scope="module")
def publisher() -> Publisher:
    return council("manchester")


@pytest.fixture(scope="module")
def result(publisher: Publisher) -> ReleaseResult:
    return derive_publisher(publisher).latest


@pytest.fixture(scope="module")
def release(result: ReleaseResult) -> Release:
    return result.release


@pytest.fixture(scope="module")
def assessments_page(built: Project) -> ReadPage:
    return read_page(built.out, "manchester/assessments")


def test_one_release_of_the_third_quarter(publisher: Publisher) -> None:
    assert [(each.id, each.period.token) for each in publisher.releases] == [("2009-10-q3", "2009/10 Q3")]


# What was judged


def test_50_assessments_of_which_12_are_scored_and_1_was_not_assessed(release: Release) -> None:
    assert len(release.assessments) == 50
    assert sum(1 for each in release.assessments if each.score is not None) == 12
    assert [each.item for each in release.assessments if each.score_status == "not assessed"] == ["kloe-3-3"]


def test_scores_by_line_of_enquiry(release: Release) -> None:
    references = {item.item: item.reference for item in release.frameworks if item.item.startswith("kloe-")}
    found = {
        references[each.item]: (str(each.score) if each.score is not None else each.score_status, each.strength)
        for each in release.assessments
        if each.item in references
    }
    assert found == SCORES
    assert Counter(strength for _, strength in SCORES.values() if strength) == {"strong": 3, "medium": 4, "weak": 1}


def test_scores_over_the_lines(release: Release) -> None:
    # 3.1 to 3.3: organisational assessment and managing performance 3, use of resources 2.
    scores = {each.item: each.score for each in release.assessments}
    overall = ("organisational-assessment", "managing-performance", "use-of-resources")
    assert [scores[item] for item in overall] == [3, 3, 2]


def test_one_red_flag_and_one_green(release: Release) -> None:
    # 2.1: red for school attendance, green for gun crime.
    assert {each.flag: each.item for each in release.assessments if each.flag} == {
        "green": "flag-gun-crime",
        "red": "flag-school-absence",
    }


def test_30_passages_on_areas_of_concern(release: Release) -> None:
    # The list at the end of Appendix 3: passages of the published assessment, by the number of the concern.
    concerns = {item.item for item in release.frameworks if item.framework == "areas-of-concern"} - {"areas-of-concern"}
    passages = [each for each in release.assessments if each.item in concerns]
    assert len(passages) == 30
    assert {each.item for each in passages} == concerns
    assert len(concerns) == len(ACTIONS)


def test_the_site_shows_every_judgement(assessments_page: ReadPage, release: Release, built: Project) -> None:
    html = (built.out / "manchester/assessments/index.html").read_text("utf-8")
    for each in release.assessments:
        assert f'id="{each.assessment}"' in html
    assert "12 scores" in assessments_page.words
    assert "1 red flag" in assessments_page.words
    assert "1 green flag" in assessments_page.words
    lines = [(plain(heading).split(" ")[0], heading) for heading in assessments_page.texts["h3"]]
    assert {reference for reference, _ in lines} >= set(SCORES)
    for strength, count in (("strong", 3), ("medium", 4), ("weak", 1)):
        shown = [text for text in assessments_page.texts["p"] if f"{strength} within its level" in text]
        assert len(shown) == count
    assert any("Not assessed" in text for text in assessments_page.texts["p"])


# The area action plan


def test_the_area_plan_has_5_sections_14_concerns_and_77_actions(result: ReleaseResult) -> None:
    tree = result.tree
    sections = tree.top(AREA)
    assert len(sections) == 5
    concerns = [concern for section in sections for concern in tree.children[section]]
    found = {
        tree.items[concern].reference: sum(tree.items[child].kind == "action" for child in tree.children[concern])
        for concern in concerns
    }
    assert list(found.items()) == list(ACTIONS.items())
    assert (len(concerns), sum(found.values())) == (14, 77)
    of_plan = Counter(tree.items[item].kind for item in tree.of_plan(AREA))
    # Milestones: seven under the first action of 4, two each under those of 1b and 3a.
    assert of_plan == {"section": 5, "concern": 14, "action": 77, "milestone": 11}


def test_the_site_lists_every_concern_with_its_actions(result: ReleaseResult, built: Project) -> None:
    tree = result.tree
    for section in tree.top(AREA):
        for concern in tree.children[section]:
            page = read_page(built.out, f"manchester/items/{concern}")
            actions = [f"../{action}/index.html" for action in tree.children[concern]]
            listed = dict.fromkeys(href for _, href in page.links)  # the navigation has them too
            assert [href for href in listed if href in actions] == actions
            assert len(actions) == ACTIONS[tree.items[concern].reference]


def test_why_there_is_a_red_flag_and_what_is_being_done(built: Project, assessments_page: ReadPage) -> None:
    """From the flag to concern 2b, its eight actions and the three indicators that measure it; and back."""
    flag = next(
        text for text in assessments_page.texts["section"] if text.startswith("School Absence") and "flag" in text
    )
    assert "young people who are absent from secondary schools" in flag
    assert any(href.endswith("items/concern-2b-school-absence/index.html") for _, href in assessments_page.links)
    concern = read_page(built.out, "manchester/items/concern-2b-school-absence")
    back = {href for _, href in concern.links}
    assert "../../assessments/index.html#red-flag-school-absence" in back
    indicators = ("absence-primary", "absence-secondary", "secondary-pa")
    assert {f"../../indicators/{each}/index.html" for each in indicators} <= back
    for each in indicators:
        page = read_page(built.out, f"manchester/indicators/{each}")
        assert "../../items/concern-2b-school-absence/index.html" in {href for _, href in page.links}
        assert any(text.startswith("At most") for text in page.texts["dd"])


# The Use of Resources plan


def test_the_resources_plan_has_8_sections_33_priorities_116_actions_and_24_activities(result: ReleaseResult) -> None:
    tree = result.tree
    assert {section: len(tree.children[section]) for section in tree.top(RESOURCES)} == PRIORITIES
    of_plan = Counter(tree.items[item].kind for item in tree.of_plan(RESOURCES))
    assert of_plan == {"section": 8, "priority": 33, "action": 116, "activity": 24}


def test_confidence_as_rated_and_kept_apart_from_status(result: ReleaseResult) -> None:
    priorities = [each for each in result.items.values() if each.item.kind == "priority"]
    assert Counter(each.update.confidence if each.update else "" for each in priorities) == CONFIDENCE
    assert {each.status for each in result.items.values()} == {"not reported"}  # neither plan marks status


def test_the_site_shows_confidence(built: Project) -> None:
    page = read_page(built.out, f"manchester/plans/{RESOURCES}")
    assert "8 sections, 33 priorities, 116 actions and 24 activities" in page.words
    for word, count in (("Green", 4), ("Amber", 23), ("Red", 2)):
        assert f"{count} {word}" in page.texts["li"]


# Indicators


def test_39_indicators_of_which_22_are_national(release: Release) -> None:
    # Appendix 3, the column of measures of success: "NI …", "Local", and LAA targets without a number.
    frameworks = Counter(each.framework for each in release.indicators)
    assert frameworks == {"ni": 22, "local": 13, "laa": 3, "": 1}  # the September Guarantee is called no indicator
    assert sum(each.reference.startswith("NI ") for each in release.indicators) == 22
    assert sum(link.from_kind == "indicator" and link.relation == "measures" for link in release.links) == 48


def test_29_targets_and_one_value(release: Release) -> None:
    assert Counter(each.comparison for each in release.targets) == {
        "at most": 16,
        "at least": 11,
        "more than": 1,  # the September Guarantee, above the 92% of 2008
        "improve": 1,  # 2c, LDD young people: the figure is lost
    }
    assert [(each.indicator, each.value) for each in release.observations] == [("september-guarantee", "92")]


def test_the_site_has_a_page_for_every_indicator_with_its_target(release: Release, built: Project) -> None:
    listed = {href for _, href in read_page(built.out, "manchester/indicators").links}
    for indicator in release.indicators:
        assert f"{indicator.indicator}/index.html" in listed
        page = read_page(built.out, f"manchester/indicators/{indicator.indicator}")
        assert plain(page.texts["h1"][0]) == indicator.title
        for target in release.targets:
            if target.indicator == indicator.indicator and (bound := target.lower or target.upper):
                cells = " ".join([*page.texts["td"], *page.texts["dd"]]).replace(",", "")
                assert f"{target.comparison} {bound}".lower() in cells.lower(), indicator.indicator


# The committee, and data quality


def test_one_meeting_one_item_one_paper(publisher: Publisher, release: Release, built: Project) -> None:
    assert [each.meeting for each in release.meetings] == ["audit-committee-2010-03-11"]
    assert len(release.agenda_items) == 1
    assert [each.paper for each in publisher.papers] == ["comprehensive-area-assessment-2009"]
    page = read_page(built.out, f"{MEETING}/comprehensive-area-assessment-2009")
    assert "11 March 2010" in page.words


def test_14_checks_of_data_quality_are_on_the_data_page(release: Release, built: Project) -> None:
    # 3.6 and Appendix 4, Data Quality: the programme; no results are told.
    assert len(release.quality_checks) == 14
    html = (built.out / "manchester/data/index.html").read_text("utf-8")
    for check in release.quality_checks:
        assert f'id="{check.check}"' in html


def test_what_kloe_means(built: Project, release: Release) -> None:
    assert "KLOE" in {term.term for term in release.terms}
    page = read_page(built.out, "glossary")
    assert "KLOE" in page.words
    assert "Key Line" in page.words


def test_only_posts_units_and_bodies_answer_for_things(release: Release) -> None:
    """No person is named: whoever holds a role is a row of these tables."""
    holders = {
        "post": {post.post for post in release.posts},
        "unit": {unit.unit for unit in release.units},
        "body": {body.body for body in release.bodies},
    }
    assert release.responsibilities
    for held in release.responsibilities:
        assert held.holder in holders[held.holder_kind], held
