"""What the paper on Sefton holds, against the data made from it and against the finished site.

The paper: Cabinet Member Performance and Governance, 2 December 2009, "Performance Portfolio Monitoring 2009/10 -
Quarter 2", with Annex 1. Counts here were made from the paper; data/sefton/NOTES.md says where it is damaged or silent.
"""

from __future__ import annotations

from collections import Counter

import pytest

from generator.derive import derive_publisher
from generator.derive.results import PublisherResult, ReleaseResult
from generator.model import Publisher
from generator.project import Project
from tests.projects import council
from tests.sites import ReadPage, read_page

# Annex 1, by its headings: each action in the order in which it is printed, with how many activities are listed below.
ACTIVITIES = {
    "corporate-plan": {  # the three actions with, or beside, COR codes: no activities
        "corporate-performance-management": 0,
        "cor-cex-ap-076": 0,
        "cor-cex-ap-080": 0,
    },
    "departmental-service-plan": {  # DSP codes: 28 activities
        "dsp-cex-ap-002": 9,
        "departmental-communications": 0,
        "elections-media-services": 0,
        "emergency-communications": 0,
        "central-advertising": 0,
        "borough-partnership-governance": 11,
        "dsp-cex-ap-011": 3,
        "dsp-cex-ap-012": 5,
    },
    "communications-annual-service-plan": {  # ASP01 codes: 25 activities
        "asp01-cex-ap-001": 6,
        "asp01-cex-ap-002": 8,
        "annual-emergency-communications": 6,
        "asp01-cex-ap-004": 5,
    },
    "performance-and-partnerships-annual-service-plan": {  # ASP03 codes: 64 activities
        "asp03-cex-ap-001": 6,
        "asp03-cex-ap-002": 11,
        "asp03-cex-ap-003": 12,
        "asp03-cex-ap-004": 7,
        "asp03-cex-ap-005": 5,
        "asp03-cex-ap-006": 12,
        "asp03-cex-ap-007": 5,
        "asp03-cex-ap-008": 6,
    },
}

# The statuses: an action's are the lines "Quarter 1" and "Quarter 2" of its progress summary in Annex 1 (five actions
# have no line for quarter 2, and one is lost); an activity's is the last column of the table of activities.
STATUSES = {
    "2009-10-q1": {
        "action": {"on target": 15, "not reported": 7, "not legible": 1},
        "activity": {"not reported": 117},  # activities have one printed status, that of quarter 2
    },
    "2009-10-q2": {
        "action": {"on target": 17, "not reported": 5, "not legible": 1},
        "activity": {
            "on target": 86,
            "completed": 17,
            "delayed": 8,
            "not started": 3,
            "cancelled": 2,
            "on hold": 1,
        },
    },
}

# Annex 1, the rows whose last column reads "Delayed", in the order of the plans.
DELAYED = (
    "borough-partnership-governance-a2",
    "borough-partnership-governance-a7",
    "asp03-cex-ap-002-a2",
    "asp03-cex-ap-002-a4",
    "asp03-cex-ap-002-a9",
    "asp03-cex-ap-003-a7",
    "asp03-cex-ap-006-a11",
    "asp03-cex-ap-008-a5",
)

OBSERVATORY = "sefton/items/asp03-cex-ap-005"
MEETING = "sefton/committees/cabinet-member-performance-and-governance/cabinet-member-2009-12-02"


@pytest.fixture(scope="module")
def publisher() -> Publisher:
    return council("sefton")


@pytest.fixture(scope="module")
def result(publisher: Publisher) -> PublisherResult:
    return derive_publisher(publisher)


@pytest.fixture(scope="module")
def quarter_2(result: PublisherResult) -> ReleaseResult:
    return next(release for release in result.releases if release.release.id == "2009-10-q2")


@pytest.fixture(scope="module")
def quarter_page(built: Project) -> ReadPage:
    return read_page(built.out, "sefton/quarters/2009-10-q2")


def test_23_actions_and_117_activities() -> None:
    assert [len(actions) for actions in ACTIVITIES.values()] == [3, 8, 4, 8]
    assert [sum(actions.values()) for actions in ACTIVITIES.values()] == [0, 28, 25, 64]


@pytest.mark.parametrize("release", STATUSES)
def test_every_action_and_activity_of_the_paper_is_in_the_data(release: str, result: PublisherResult) -> None:
    tree = next(each.tree for each in result.releases if each.release.id == release)
    found = {plan: {action: len(tree.children.get(action, ())) for action in tree.top(plan)} for plan in ACTIVITIES}
    assert {plan: list(actions.items()) for plan, actions in found.items()} == {
        plan: list(actions.items()) for plan, actions in ACTIVITIES.items()
    }
    assert Counter(item.kind for item in tree.items.values()) == {"action": 23, "activity": 117}


@pytest.mark.parametrize("release", STATUSES)
def test_statuses_as_printed(release: str, result: PublisherResult) -> None:
    counts = next(each.counts for each in result.releases if each.release.id == release)
    assert {kind: dict(of_kind.counts) for kind, of_kind in counts.items()} == STATUSES[release]


def test_what_is_delayed_on_hold_and_cancelled(quarter_2: ReleaseResult) -> None:
    assert tuple(item.item.item for item in quarter_2.needing("delayed")) == DELAYED
    assert [item.item.item for item in quarter_2.needing("on hold")] == ["asp03-cex-ap-008-a2"]  # "On Hold", activity 2


def test_percentages_of_actions_are_as_printed(quarter_2: ReleaseResult) -> None:
    """Annex 1, "% Complete" in the progress summary of the data observatory: 20 for quarter 1, 30 for quarter 2."""
    history = quarter_2.items["asp03-cex-ap-005"].history
    assert [(point.update.period.token, str(point.update.percent_complete)) for point in history] == [
        ("2009/10 Q1", "20"),
        ("2009/10 Q2", "30"),
    ]


def test_activities_are_asked_for_no_percentage(quarter_2: ReleaseResult) -> None:
    for item in quarter_2.items.values():
        if item.item.kind == "activity":
            assert item.update is not None
            assert (item.update.percent_complete, item.update.percent_status) == (None, "not applicable")


def test_only_posts_units_and_bodies_answer_for_things(publisher: Publisher) -> None:
    """No person is named: whoever holds a role is a row of these tables, and posts are titles of posts."""
    for release in publisher.releases:
        holders = {
            "post": {post.post for post in release.posts},
            "unit": {unit.unit for unit in release.units},
            "body": {body.body for body in release.bodies},
        }
        for held in release.responsibilities:
            assert held.holder in holders[held.holder_kind], held
        titles = {post.title for post in release.posts}
        assert titles <= {
            "Assistant Chief Executive (Management)",
            "Corporate Performance Officer",
            "Director of Knowledge and Information Management",
        }
    assert {entry.report_of for entry in publisher.papers} <= {"Assistant Chief Executive (Management)"}


def test_the_sites_quarter_page_lists_the_eight_delayed_items(quarter_page: ReadPage, quarter_2: ReleaseResult) -> None:
    targets = {href.removeprefix("../../") for _, href in quarter_page.links}
    for item in DELAYED:
        parent = quarter_2.items[item].item.parent
        assert f"items/{parent}/index.html#{item}" in targets
    headings = [text for level in ("h2", "h3") for text in quarter_page.texts.get(level, ())]
    assert "21 plan items" in " ".join(headings)  # the 8 and others: each once, with its reasons


def test_the_sites_quarter_page_counts_statuses(quarter_page: ReadPage) -> None:
    for count in ("23 actions", "117 activities"):
        assert count in quarter_page.words
    for number, status in ((86, "On target"), (17, "Completed"), (8, "Delayed"), (3, "Not started"), (2, "Cancelled")):
        assert f"{number} {status}" in quarter_page.texts["li"]


def test_who_is_accountable_for_the_data_observatory_and_why_april_will_not_be_met(built: Project) -> None:
    page = read_page(built.out, OBSERVATORY)
    assert "Assistant Chief Executive (Management)" in page.texts["dd"]  # the authorising officer's post
    assert "Performance and Partnerships Team" in page.texts["dd"]
    issues = " ".join(page.texts["p"])
    assert "April 2010" in issues  # 2.4 of the report, and the issues of ASP03-CEX-AP-005
    assert "unlikely to be met" in issues
    assert "20%" in page.words
    assert "30%" in page.words


def test_what_the_cabinet_member_was_asked_to_decide(built: Project) -> None:
    """The recommendation on the front of the report: to note progress."""
    for address in (MEETING, f"{MEETING}/performance-portfolio-monitoring-2009-10-q2"):
        page = read_page(built.out, address)
        assert any(text.startswith("That the Cabinet Member note the progress made") for text in page.texts["p"])
        assert "2 December 2009" in page.words


def test_what_changed_since_quarter_1(quarter_page: ReadPage, quarter_2: ReleaseResult) -> None:
    changes = quarter_2.changes
    assert changes is not None
    assert (len(changes.percents), len(changes.fell_silent), len(changes.moved)) == (12, 3, 0)
    assert "5 actions and 117 activities" in quarter_page.words  # that had no status at quarter 1
    assert (changes.added, changes.removed, changes.revised, changes.deadlines) == ((), (), (), ())
