"""What else differs between two releases: deadlines set or taken away, scores, titles, corrections, commentary."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from generator.derive import derive_pair, derive_publisher
from generator.derive.differences import Differences, Rescored, Retitled, differences_between
from generator.model import Correction, Link, Plan, Publisher, Release
from tests.records import Q1, Q2, Q3, indicator, link, plan_item, plan_update, release, risk, risk_score

FIRST, SECOND = release(Q1), release(Q2)


def items(due: str) -> Callable[[Release], Release]:
    return lambda each: replace(each, plan_items=(plan_item("a", due=due),))


# fmt: off
DEADLINES = [
    # before        after         told
    ("",            "2024-12-31", True),
    ("2024-12-31",  "",           True),
    ("",            "tbc",        True),
    ("2024-12-31",  "2025-03-31", False),  # `Changes` tells that it moved
    ("",            "",           False),
]

SCORES = [
    # before       after         told
    (12,           None,         True),
    (None,         12,           True),
    (12,           "closed",     True),
    ("closed",     None,         False),
    (12,           16,           False),  # `Changes` tells that it moved
    (None,         None,         False),
]

COMMENTARIES = [
    # before        after          status       unchanged
    ("Half done.",  "Half done.",  "on target", True),
    ("Half done.",  "Half done!",  "on target", False),
    ("Half done.",  "",            "on target", False),
    ("",            "",            "on target", False),
    ("All done.",   "All done.",   "completed", False),  # nothing more is expected of it
]
# fmt: on


@pytest.mark.parametrize(("before", "after", "told"), DEADLINES)
def test_deadlines_that_were_set_or_taken_away(before: str, after: str, told: bool) -> None:
    found = differences_between(items(before)(FIRST), items(after)(SECOND)).redated
    assert [(each.item, each.before is None, each.after is None) for each in found] == (
        [("a", not before, not after)] if told else []
    )


@pytest.mark.parametrize(("before", "after", "told"), SCORES)
def test_risks_that_were_scored_first_or_last(before: int | str | None, after: int | str | None, told: bool) -> None:
    old, new = (
        replace(
            each,
            risks=(risk("a"),),
            risk_scores=()
            if score is None
            else (
                risk_score(
                    "a",
                    score if isinstance(score, int) else None,
                    None,
                    each.period.token,
                    why="" if isinstance(score, int) else score,
                ),
            ),
        )
        for each, score in ((FIRST, before), (SECOND, after))
    )
    then, now = (next(iter(each.risk_scores), None) for each in (old, new))
    assert differences_between(old, new).rescored == ((Rescored("a", then, now),) if told else ())


@pytest.mark.parametrize(("before", "after", "status", "unchanged"), COMMENTARIES)
def test_commentary_that_is_word_for_word_the_same(before: str, after: str, status: str, unchanged: bool) -> None:
    old = replace(FIRST, plan_updates=(plan_update("a", period=Q1, progress=before),))
    new = replace(SECOND, plan_updates=(*old.plan_updates, plan_update("a", status, progress=after)))
    assert differences_between(old, new).unchanged == ((("plan item", "a"),) if unchanged else ())


def test_a_risk_whose_commentary_is_the_same() -> None:
    def scored(each: Release, words: str) -> Release:
        score = replace(risk_score("a", 12, 6, each.period.token), commentary=words)
        return replace(each, risks=(risk("a"),), risk_scores=(score,))

    assert differences_between(scored(FIRST, "Watched."), scored(SECOND, "Watched.")).unchanged == (("risk", "a"),)
    assert differences_between(scored(FIRST, "Watched."), scored(SECOND, "Watched closely.")).unchanged == ()


def test_what_came_what_left_what_is_worded_anew_and_what_was_corrected() -> None:
    old_plan, new_plan = (Plan(id, id, "", "", None, None, "") for id in ("old", "new"))
    fixed = Correction("c", "indicator", "kept", None, FIRST.id, "1.0.0", "", "1", "2", "", date(2024, 8, 1), "", "")
    before = replace(
        FIRST,
        plans=(old_plan,),
        plan_items=(plan_item("stays"), plan_item("goes")),
        indicators=(indicator(id="kept"), indicator(id="gone")),
        risks=(risk("gone"),),
    )
    after = replace(
        SECOND,
        plans=(new_plan,),
        plan_items=(replace(plan_item("stays"), title="Stays, in other words"), plan_item("comes")),
        indicators=(indicator(id="kept"), indicator(id="new")),
        corrections=(fixed,),
    )
    assert differences_between(before, after) == Differences(
        came=(("plan", "new"), ("indicator", "new")),  # items that come and go are `Changes`
        left=(("plan", "old"), ("indicator", "gone"), ("risk", "gone")),
        retitled=(Retitled(("plan item", "stays"), "stays", "Stays, in other words"),),
        corrections=(fixed,),
    )
    assert differences_between(after, replace(after, id="again")).corrections == ()


def test_nothing_differs() -> None:
    assert differences_between(FIRST, SECOND) == Differences()


def test_two_releases_alone_keep_the_history_of_those_before_them() -> None:
    """The deadline moved in each quarter; the changes of the third are against the first."""
    dues = {Q1: "2024-12-31", Q2: "2025-03-31", Q3: "2025-06-30"}
    plan = Plan("plan", "Plan", "", "", None, None, "")
    releases = tuple(
        replace(release(quarter, [plan_item("a", due=due)]), plans=(plan,)) for quarter, due in dues.items()
    )
    publisher = Publisher(releases[0].publisher, releases, ())
    pair = derive_pair(publisher, releases[0].id, releases[2].id)
    assert [each.release.id for each in pair.releases] == [releases[0].id, releases[2].id]
    slip = pair.latest.items["a"].slippage
    assert slip is not None
    assert slip.times_moved == 2
    changes = pair.latest.changes
    assert changes is not None
    assert [(move.before.token, move.after.token) for move in changes.deadlines] == [(dues[Q1], dues[Q3])]
    assert derive_pair(publisher, releases[1].id, releases[2].id).latest == derive_publisher(publisher).latest


# fmt: off
ONWARD = [
    # kind         relation               told
    ("plan item",  "carried forward as",  True),
    ("plan item",  "dropped from",        True),
    ("indicator",  "carried forward as",  True),
    ("risk",       "merged into",         True),
    ("indicator",  "measures",            False),
]
# fmt: on


@pytest.mark.parametrize(("kind", "relation", "told"), ONWARD)
def test_what_things_became_is_told_whatever_they_are(kind: str, relation: str, told: bool) -> None:
    tie: Link = link(kind, "a", relation, kind, "b")
    after = replace(SECOND, links=(tie,))
    publisher = Publisher(FIRST.publisher, (FIRST, after), ())
    changes = derive_publisher(publisher).latest.changes
    assert changes is not None
    assert changes.onward == ((tie,) if told else ())
    own = {"plan item": {"items": "a"}, "indicator": {"indicators": "a"}, "risk": {"risks": "a"}}[kind]
    assert changes.within(**own).onward == changes.onward
