"""What Salford's business plan holds, against the data made from it.

The paper: Chief Executive's Directorate Business Plan 2009/2012. Counts here were made from the paper;
data/salford/NOTES.md says where it is damaged, silent or contradicts itself.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from generator.derive import derive_publisher
from generator.derive.results import ReleaseResult
from generator.model import Publisher, Release
from tests.projects import council

NOW, LATER, BEFORE = "ced-plan-2009-10", "ced-plan-2010-12", "ced-achievements-2008-09"

# Section 7a: each priority, and Part 2, with its objectives in the order printed and how many actions each has. The
# seven lettered steps of the Think Efficiency models are counted apart.
OBJECTIVES = {
    "p-downturn": [6],
    "p-skills": [7, 3, 8, 4, 3],
    "p-crime": [1, 1, 1, 3, 3, 2],
    "p-neighbourhoods": [7, 2, 1, 1, 1],
    "p-agreement": [1, 7, 3, 3, 5, 3, 4, 7],
    "p-one-council": [4, 4, 4, 4, 5, 2],
    "p-sub-regional": [1, 1, 1],
    "part-2": [3, 1, 3, 2, 0, 0, 1],
}

# Section 7b: Part 1 and Part 2, counted the same way.
LATER_OBJECTIVES = {"outcome-2010-12": [1, 1, 1, 2, 1, 4, 2, 1], "organisational-2010-12": [2, 1, 1]}

# Section 7a, the column of deadlines, with its row: where numbers of bullets and deadlines agree, and where not.
DEADLINES = {
    "downturn-support-3": "2009 M06",  # Priority 1: Intervention design
    "downturn-support-4": "ongoing",
    "working-neighbourhood-teams-1": "2009 M02",  # before the year begins
    "working-neighbourhood-teams-7": "2009 M09",
    "cctv-strategy-3": "2009 M12",
    "policing-green-paper-impacts": "2009 M08",  # one deadline for three bullets: on the objective
    "cdrp-leadership": "2009 M07",
    "community-cohesion-strategy-2": "2010 M03",
    "snaps-1": "2010 M04",
    "think-efficiency-models-3a": "2009-05-31",
    "think-efficiency-models-3g": "2009-12-31",
    "corporate-iip-4": "2009 M04 to 2009 M05",
    "policy-function-1": "2009 M07",
    "complaints-1": "2009 M04",
    "exemplar-employer": "",  # three deadlines for eight bullets
    "community-engagement": "",
    "lsp-equality": "",
}

# Table 1 of section 6, the first column.
NUMBERS = (
    "1 15 16 17 18 20 21 23 24 25 26 27 28 29 30 32 33a 33b 34 35 36 41 42 49 "
    "161 162 163 164 165 174 116 151 152 153 173"
).split()

# Section 8: the current and the target score of each risk, in the order printed, with its owner (KB, MV, MV, KB, KB,
# SW, DMc, DB, SW, KB).
RISKS = {
    "capacity": (16, 9, "assistant-chief-executive"),
    "staffing": (12, 6, "director-of-change"),
    "continuity-of-service": (9, 4, "director-of-change"),
    "member-communication": (6, 4, "assistant-chief-executive"),
    "partnership-working": (12, 6, "assistant-chief-executive"),
    "reputation": (12, 8, "director-of-marketing-and-communications"),
    "business-continuity": (6, 4, "project-and-programme-management"),
    "section-17": (8, 4, "community-safety"),
    "values": (6, 4, "director-of-marketing-and-communications"),
    "financial-management": (8, 6, "assistant-chief-executive"),
}

# Section 8, the bullets of "What do we do now?", "What are we going to do?" and of milestones that are no mere dates.
CONTROLS = {
    "capacity": (1, 2, 0),
    "staffing": (7, 8, 1),  # seven dates for eight bullets, kept as one row
    "continuity-of-service": (3, 3, 0),
    "member-communication": (1, 3, 0),
    "partnership-working": (1, 1, 2),
    "reputation": (3, 4, 0),
    "business-continuity": (1, 3, 4),
    "section-17": (1, 4, 3),
    "values": (1, 4, 2),
    "financial-management": (6, 2, 2),
}


@pytest.fixture(scope="module")
def publisher() -> Publisher:
    return council("salford")


@pytest.fixture(scope="module")
def result(publisher: Publisher) -> ReleaseResult:
    return derive_publisher(publisher).latest


@pytest.fixture(scope="module")
def release(result: ReleaseResult) -> Release:
    return result.release


def test_one_release_at_the_start_of_the_year(publisher: Publisher) -> None:
    assert [(each.id, each.period.token, each.as_at) for each in publisher.releases] == [
        ("2009-10-q1", "2009/10 Q1", date(2009, 4, 1))
    ]
    assert publisher.papers == ()
    assert publisher.releases[0].meetings == ()


# Who they are: sections 1 and 3


def test_a_directorate_of_eight_teams(release: Release) -> None:
    units = {each.unit: each for each in release.units}
    described = {
        "policy-and-improvement",
        "change-management",
        "employability",
        "community-safety",
        "community-cohesion",
        "lsp-team",
        "marketing-and-communications",
        "executive-services",
    }
    assert {units[unit].parent for unit in described} == {"chief-executives-directorate"}
    assert sum(each.parent == "marketing-and-communications" for each in release.units) == 5
    assert "123 staff in eight teams" in units["chief-executives-directorate"].note


def test_eight_aims_five_thinks_seven_priorities(release: Release) -> None:
    parents = Counter(each.parent for each in release.frameworks)
    assert (parents["aims"], parents["thinks"], parents["priorities-2009-10"]) == (8, 5, 7)
    # The diagram of section 5, kept at the end of the text: lines in each box.
    boxes = [parents[item] for item in parents if item.startswith("priority-")]
    assert boxes == [4, 6, 1, 2, 6, 9, 3]
    pledges = [each.title for each in release.frameworks if each.parent == "pledges"]
    assert pledges == ["Pledge 2", "Pledge 4", "Pledge 5", "Pledge 6"]


def test_11_budget_lines_all_to_be_completed(release: Release) -> None:
    # Section 3, Resources - Our Budget.
    assert Counter(each.kind for each in release.budgets) == {"division": 8, "total": 1, "income": 1, "net": 1}
    for line in release.budgets:
        assert line.period.token == "2009/10 FY"
        assert line.value_status == "to be completed"
        assert (line.posts, line.net_revenue, line.forecast) == (None, None, None)


# The plans: sections 7a, 7b and 2


@pytest.mark.parametrize(
    ("plan", "expected"), [(NOW, OBJECTIVES), (LATER, LATER_OBJECTIVES)], ids=["2009/10", "2010/12"]
)
def test_objectives_and_actions(plan: str, expected: dict[str, list[int]], result: ReleaseResult) -> None:
    tree = result.tree
    found = {top: [len(tree.children.get(objective, ())) for objective in tree.children[top]] for top in tree.top(plan)}
    assert found == expected
    kinds = Counter(tree.items[item].kind for item in tree.of_plan(plan))
    lettered = 7 if plan == NOW else 0
    assert kinds["objective"] == sum(len(counts) for counts in expected.values())
    assert kinds["action"] + kinds["milestone"] == sum(map(sum, expected.values())) + lettered


def test_41_objectives_123_actions_and_seven_lettered_steps(result: ReleaseResult) -> None:
    tree = result.tree
    assert sum(map(len, OBJECTIVES.values())) == 41
    assert sum(map(sum, OBJECTIVES.values())) == 123
    assert [tree.items[step].reference for step in tree.children["think-efficiency-models-3"]] == list("abcdefg")


@pytest.mark.parametrize("item", DEADLINES)
def test_deadlines_as_printed(item: str, result: ReleaseResult) -> None:
    due = result.tree.items[item].due
    assert (due.token if due else "") == DEADLINES[item]


def test_deadlines_that_cannot_be_paired_are_kept_as_words(result: ReleaseResult) -> None:
    words = {
        "exemplar-employer": "TBC; Sept 2009; Nov 2009",
        "community-engagement": "Autumn 2009; As per meeting cycle (monthly/quarterly); August 2009",
        "lsp-equality": "Summer 09; March 2010",
    }
    for item, due_text in words.items():
        assert result.tree.items[item].due_text == due_text
        assert all(result.tree.items[child].due is None for child in result.tree.children[item])


def test_every_objective_says_what_it_contributes_to(release: Release) -> None:
    tied = {
        link.from_id
        for link in release.links
        if (link.from_kind, link.relation, link.to_kind) == ("plan item", "contributes to", "framework item")
    }
    assert {each.item for each in release.plan_items if each.kind == "objective"} <= tied
    pledge_6 = [link.from_id for link in release.links if link.to_id == "pledge-6"]
    assert len(pledge_6) == 6  # 7a: one under Priority 1, four under Priority 2, one under Priority 5


def test_equality_and_risks_of_objectives(result: ReleaseResult) -> None:
    items = result.tree.items
    assert items["downturn-support"].equality == "EIA required"
    assert items["fear-of-crime"].equality.startswith("Yes")
    assert items["think-efficiency-models-1"].equality == "No"
    silent = {
        id
        for top in OBJECTIVES
        for id in result.tree.children[top]
        if not items[id].risks and not any(items[child].risks for child in result.tree.children.get(id, ()))
    }
    assert silent == {"internal-communications", "financial-planning", "corporate-values"}


def test_six_priorities_and_18_achievements_of_2008_09(result: ReleaseResult, release: Release) -> None:
    tree = result.tree
    found = {tree.items[top].title: len(tree.children.get(top, ())) for top in tree.top(BEFORE)}
    assert list(found.values()) == [3, 0, 2, 1, 3, 1, 8]
    assert found["Priority not legible"] == 8
    assert len(release.plan_updates) == 18
    assert {(each.period.token, each.status, each.status_as_reported) for each in release.plan_updates} == {
        ("2008/09 FY", "completed", "Achievement")
    }
    employment = next(each.progress for each in release.plan_updates if each.item == "y8-economy-1")
    assert "72.8%" in employment
    assert "72.4%" in employment
    tourism = next(each.progress for each in release.plan_updates if each.item == "y8-unknown-7")
    assert "2%" in tourism
    assert "7%" in tourism


# Indicators: section 6


def test_35_national_indicators_without_values(release: Release) -> None:
    assert [each.reference for each in release.indicators] == [f"NI {number}" for number in NUMBERS]
    assert len(NUMBERS) == 35
    assert {(each.framework, each.designation) for each in release.indicators} == {("ni", "not legible")}
    assert release.observations == ()
    assert release.targets == ()


def test_what_measures_what(release: Release) -> None:
    measures = Counter((link.to_id, link.from_id) for link in release.links if link.relation == "measures")
    crime = ("15", "16", "30", "32", "33a", "33b")  # NI 19, named there as well, is not in table 1
    expected = [("fear-of-crime", f"ni-{number}") for number in crime]
    expected += [("community-cohesion-strategy", f"ni-{number}") for number in ("1", "35")]
    assert sorted(measures) == sorted(expected)


def test_national_indicator_1_rests_on_two_surveys(release: Release) -> None:
    rests = {link.to_id for link in release.links if (link.from_id, link.relation) == ("ni-1", "rests on")}
    assert rests == {"place-survey", "big-listening"}
    refreshed = {each.source: each.refreshed for each in release.sources}
    assert (refreshed["place-survey"], refreshed["big-listening"]) == ("every two years", "two to three times a year")


# Risks: section 8


def test_ten_risks_with_their_scores_and_owners(release: Release) -> None:
    owners = {held.thing: held.holder for held in release.responsibilities if held.thing_kind == "risk"}
    scores = {each.risk: (each.score, each.target_score, owners[each.risk]) for each in release.risk_scores}
    assert scores == RISKS
    assert [each.risk for each in release.risks] == list(RISKS)


def test_likelihood_and_impact_are_not_guessed(release: Release) -> None:
    assert {each.period.token for each in release.risk_scores} == {"2009/10 Q1"}
    for score in release.risk_scores:
        assert (score.likelihood, score.impact, score.target_likelihood, score.target_impact) == (None,) * 4
    assert {each.steps for each in release.risks} == {None}


def test_what_is_done_about_each_risk(release: Release) -> None:
    found = Counter((each.risk, each.kind) for each in release.risk_actions)
    kinds = ("in place", "planned", "milestone")
    assert {risk: tuple(found[risk, kind] for kind in kinds) for risk in RISKS} == CONTROLS
    assert len(release.risk_actions) == sum(map(sum, CONTROLS.values())) == 73
    due = {each.risk_action: each.due.token for each in release.risk_actions if each.due}
    assert due["member-communication-plan-3"] == "2010 M04"
    assert due["partnership-working-ms-2"] == "2009 M05"
    assert due["business-continuity-plan-3"] == "2009 M12"


# Who answers, and to whom


def test_who_oversees_the_directorate(release: Release) -> None:
    overseen = {link.to_id for link in release.links if (link.from_kind, link.relation) == ("unit", "within remit of")}
    assert overseen == {"dmg", "qpe"}
    names = {each.body: each.name for each in release.bodies}
    assert names["dmg"] == "Directorate Management Group"
    assert len(names) == 34


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
    led = {held.thing for held in release.responsibilities if held.thing_kind == "plan item"}
    objectives = {each.item for each in release.plan_items if each.kind == "objective"}
    assert objectives - led == {"skills-targets-2010-12", "cohesion-targets-2010-12"}  # 7b prints no lead


def test_abbreviations_are_in_the_glossary(release: Release) -> None:
    expected = set("LAA CDRP CWP MAA AGMA EIA CAA SSP LSP DMG IiP NEET PCSO SNAP JSA".split())
    assert expected <= {term.term for term in release.terms}
