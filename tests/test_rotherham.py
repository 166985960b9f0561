"""What Rotherham's paper holds, against the data made from it and against the finished site.

The paper: Corporate Improvement Board, 10 September 2007: agenda, minutes of 14 May 2007, "Performance Clinics" (its
Appendix A tells of each clinic) and "Corporate Improvement Plan" (its Appendix A is the plan). Counts here were made
from the paper; data/rotherham/NOTES.md says where it is damaged, silent or contradicts itself.
"""

from __future__ import annotations

import re
from collections import Counter

import pytest

from generator.derive import derive_publisher
from generator.derive.results import ReleaseResult
from generator.model import Publisher, Release
from generator.project import Project
from tests.projects import council
from tests.sites import ReadPage, plain, read_page

PLAN = "corporate-improvement-plan"

# Appendix A of "Corporate Improvement Plan": sections by their headings, in the order printed, with their key actions.
KEY_ACTIONS = {
    "ambitions": 47,
    "political-leadership": 6,
    "governance": 12,
    "consultation": 8,
    "performance-management": 13,
    "workforce": 47,  # 39 actions, two of which are headings over 8 activities
    "operational-efficiency": 11,
    "quality-services": 15,
    "working-in-partnership": 12,
    "other-areas": 4,
}

# The same table: the column "On Target" (31 marks beside 29 key actions; the rest of the column is empty).
STATUSES = {
    "section": {"not reported": 10},
    "priority": {"not reported": 32},
    "objective": {"not reported": 40},
    "action": {"completed": 5, "on target": 2, "ongoing": 19, "delayed": 3, "not reported": 138},
    "activity": {"not reported": 8},
    "milestone": {"completed": 6, "not reported": 94},  # marks that belong to one of several dates
}


# Appendix A of "Performance Clinics", Safer Rotherham Partnership: both missed their targets by what is printed.
MISSED = {"bv-127a": ("22.2", "21.8", "0.4"), "bv-128a": ("15.7", "13.0", "2.7")}


@pytest.fixture(scope="module")
def publisher() -> Publisher:
    return council("rotherham")


@pytest.fixture(scope="module")
def result(publisher: Publisher) -> ReleaseResult:
    return derive_publisher(publisher).latest


@pytest.fixture(scope="module")
def release(result: ReleaseResult) -> Release:
    return result.release


@pytest.fixture(scope="module")
def indicators_page(built: Project) -> ReadPage:
    return read_page(built.out, "rotherham/indicators")


def test_one_release_of_the_first_quarter(publisher: Publisher) -> None:
    assert [(each.id, each.period.token) for each in publisher.releases] == [("2007-08-q1", "2007/08 Q1")]


# The plan


def test_the_plan_of_the_paper_is_in_the_data(result: ReleaseResult) -> None:
    tree = result.tree
    assert tuple(tree.top(PLAN)) == tuple(KEY_ACTIONS)
    found = dict.fromkeys(KEY_ACTIONS, 0)
    for item in tree.items.values():
        above = item
        while above.parent:
            above = tree.items[above.parent]
        found[above.item] += item.kind in ("action", "activity")
    assert found == KEY_ACTIONS
    assert sum(found.values()) == 175
    assert {kind: counts.total for kind, counts in result.counts.items()} == {
        "section": 10,  # the headings of the parts
        "priority": 32,  # numbered below each
        "objective": 40,  # first column
        "action": 167,  # second column, "key actions"
        "activity": 8,  # bullets below two of the workforce actions
        "milestone": 100,  # dates and measures of key actions that have several
    }


def test_marks_as_printed(result: ReleaseResult) -> None:
    assert {kind: dict(counts.counts) for kind, counts in result.counts.items()} == STATUSES


def test_no_percentage_is_asked_for(result: ReleaseResult) -> None:
    for item in result.items.values():
        assert item.update is not None
        assert (item.update.percent_complete, item.update.percent_status) == (None, "not applicable")


def test_the_sites_plan_holds_as_many(built: Project) -> None:
    page = read_page(built.out, f"rotherham/plans/{PLAN}")
    assert "10 sections, 32 priorities, 40 objectives, 167 actions, 100 milestones and 8 activities" in page.words
    for number, status in ((5, "Completed"), (2, "On target"), (19, "Ongoing"), (3, "Delayed"), (138, "Not reported")):
        assert f"{number} {status}" in page.texts["li"]


def test_every_key_action_has_its_place_on_the_site(built: Project, result: ReleaseResult) -> None:
    for id, each in result.items.items():
        page, _, anchor = address_of(id, result).partition("#")
        html = (built.out / page / "index.html").read_text("utf-8")
        assert (
            f'id="{anchor}"' in html if anchor else each.item.title in plain(read_page(built.out, page).texts["h1"][0])
        )


def address_of(id: str, result: ReleaseResult) -> str:
    """An item's page; a small one is an anchor on that of the item above."""
    item = result.items[id].item
    if item.kind not in ("activity", "milestone"):
        return f"rotherham/items/{id}"
    return f"{address_of(item.parent, result).partition('#')[0]}#{id}"


def test_several_dates_and_vague_ones_stand_in_the_papers_own_words(result: ReleaseResult) -> None:
    words = [each.item.due_text for each in result.items.values() if each.item.kind in ("action", "activity")]
    assert "As per white paper implementation plan" in words
    assert [each for each in words if "annually" in each.lower()]
    assert [each.item.recurrence for each in result.items.values() if each.item.recurrence]


# Indicators


def test_73_indicators_with_51_values(release: Release) -> None:
    assert len(release.indicators) == 73
    assert sum(1 for each in release.observations if each.value) == 51
    frameworks = Counter(each.framework for each in release.indicators)
    # Appendix A of "Performance Clinics" and the plan's progress measures, by the reference printed.
    assert (frameworks["bvpi"], frameworks["cpa-measures"], frameworks["paf"]) == (17, 3, 3)


def test_targets_by_what_they_ask(release: Release) -> None:
    assert Counter(each.comparison for each in release.targets) == {
        "at least": 50,
        "at most": 14,
        "described": 9,
        "between": 2,  # "Median (17 - 28)" and "Median (25 - 28 days)", the plan, Benefits
        "less than": 2,  # "TQ less than 16" and "less than 24 days"
        "more than": 1,  # "more than 70%"
    }


def test_9_quartile_positions_and_3_bands(release: Release) -> None:
    # Appendix A of the clinics: quartiles of BVPI 8, 11a (2), 78a (2), 78b (2), complaints (2); bands of PAF C72 (3).
    assert Counter(each.statistic for each in release.benchmarks) == {"quartile position": 9, "band": 3}


@pytest.mark.parametrize("id", MISSED)
def test_by_how_much_crime_missed_its_target(id: str, result: ReleaseResult, built: Project) -> None:
    value, bound, missed = MISSED[id]
    point = result.indicators[id].judged
    assert point is not None
    assert point.observation.period.token == "2006/07 FY"
    assert point.target is not None
    assert (point.observation.value, point.target.upper, point.verdict.status) == (value, bound, "off target")
    assert (str(point.verdict.missed_by), point.direction) == (missed, "declined")
    page = read_page(built.out, f"rotherham/indicators/{id}")
    assert any(text.startswith("Off target") and f"issed by {missed}" in text for text in page.texts["dd"])
    assert f"at most {bound}" in " ".join(page.texts["li"])


def test_the_targets_ahead_for_violent_crime(result: ReleaseResult) -> None:
    # The plan, "BVPI 127a": 22.1, 22.0 and 21.9 for the three years from 2007/08.
    ahead = [(each.period.token, each.upper) for each in result.indicators["bv-127a"].ahead]
    assert ahead == [("2007/08 FY", "22.1"), ("2008/09 FY", "22.0"), ("2009/10 FY", "21.9")]


def test_the_site_lists_every_indicator(indicators_page: ReadPage, release: Release) -> None:
    links = {href for _, href in indicators_page.links}
    assert {f"{each.indicator}/index.html" for each in release.indicators} <= links
    assert "BVPI Best Value Performance Indicators (17)" in indicators_page.texts["dt"]


def test_every_figure_is_on_its_indicators_page(built: Project, release: Release) -> None:
    for id in dict.fromkeys(each.indicator for each in release.observations):
        cells = [row.replace(",", "") for row in read_page(built.out, f"rotherham/indicators/{id}").texts["td"]]
        for each in release.observations:
            if each.indicator == id and each.value:
                is_number = re.fullmatch(r"-?[0-9]+\.[0-9]+", each.value)
                number = each.value.rstrip("0").rstrip(".") if is_number else each.value
                assert any(number in cell for cell in cells), (id, each.value)


def test_the_quartiles_of_housing_benefit_fell(result: ReleaseResult, built: Project) -> None:
    # Appendix A of the clinics, Housing Benefit: 78a best to second, 78b best to worst.
    for id, quartiles in (("bv-78a", ["best", "second"]), ("bv-78b", ["best", "worst"])):
        assert [point.quartile for point in result.indicators[id].points if point.quartile] == quartiles
        words = read_page(built.out, f"rotherham/indicators/{id}").words
        assert f"Fell from the {quartiles[0]} to the {quartiles[1]} quartile" in words


def test_6_assessments_are_on_the_site(release: Release, built: Project) -> None:
    # "Links to CPA" in the clinics paper, the plan's progress column, and minutes 45 and 49.
    assert len(release.assessments) == 6
    html = (built.out / "rotherham/assessments/index.html").read_text("utf-8")
    for each in release.assessments:
        assert f'id="{each.assessment}"' in html


# Clinics


# The Board
