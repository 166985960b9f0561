"""What a release still waits for: one thing a row, as its own quarter and the one before it tell of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.derive import derive_publisher
from generator.derive.unreported import Unreported, unreported_in
from generator.model import Area, Observation, Plan, PlanItem, PlanUpdate, Publisher, Release
from generator.periods import Period
from tests.records import Q1, Q2, indicator, link, observation, plan_item, plan_update, release, risk, risk_score

PLAN = Plan("plan", "Plan", "", "", None, None, "")
AREAS = (Area("whole", "Smallshire", "whole", "", "", ""),)


def waits(after: Release, before: Release | None = None) -> list[tuple[str, str]]:
    """The ids of what is waited for, and what is."""
    releases = (after,) if before is None else (before, after)
    results = derive_publisher(Publisher(after.publisher, releases, ())).releases
    found = unreported_in(results[-1], results[-2] if before is not None else None)
    return [(each.thing[1], each.what) for each in found]


def quarter(period: str, items: list[PlanItem], updates: list[PlanUpdate]) -> Release:
    return replace(release(period, items, updates), plans=(PLAN,))


# fmt: off
ITEMS = [
    # quarter 1        quarter 2        per cent            waits for
    ("on target",      "delayed",       "40",               ""),
    ("on target",      "not reported",  "not applicable",   "status"),
    ("on target",      "",              "",                 "status"),   # not even a row
    ("on target",      "delayed",       "not reported",     "percentage"),
    ("on target",      "delayed",       "to be completed",  "percentage"),
    ("on target",      "delayed",       "not applicable",   ""),
    ("on target",      "delayed",       "not legible",      ""),         # nobody can answer that any more
    ("completed",      "",              "",                 ""),
    ("completed",      "not reported",  "not reported",     ""),
    ("not reported",   "not reported",  "not applicable",   ""),         # its kind was never asked
]
# fmt: on


@pytest.mark.parametrize(("before", "after", "percent", "what"), ITEMS)
def test_items(before: str, after: str, percent: str, what: str) -> None:
    first = plan_update("a", before, why="not applicable", period=Q1)
    given = percent if percent.isdigit() else ""
    now = [plan_update("a", after, given, "" if given else percent)] if after else []
    other = replace(plan_item("other"), kind="objective")  # something is always reported, so that the quarter has begun
    updates = [plan_update("other", "on target", why="not applicable", period=each) for each in (Q1, Q2)]
    items = [plan_item("a"), other]
    found = waits(quarter(Q2, items, [first, *now, *updates]), quarter(Q1, items, [first, updates[0]]))
    assert found == ([("a", what)] if what else [])


def test_a_quarter_that_was_just_begun_waits_for_everything_that_was_reported_before() -> None:
    below = (replace(plan_item(id, "a"), kind=kind) for id, kind in (("b", "activity"), ("c", "milestone")))
    items = [plan_item("a"), *below]
    before = [plan_update("a", "on target", "40", period=Q1), plan_update("c", "on target", period=Q1)]
    empty = [plan_update(item.item, "not reported") for item in items]
    assert waits(quarter(Q2, items, [*before, *empty]), quarter(Q1, items, before)) == [("a", "status")]
    assert waits(quarter(Q2, items, empty)) == [("a", "status"), ("b", "status")]  # the milestone is told above it
    assert waits(quarter(Q2, items, [])) == []  # a plan without any report


def test_what_lives_on_as_another_item_is_not_waited_for() -> None:
    items = [plan_item("a"), plan_item("b")]
    after = quarter(Q2, items, [plan_update("b", "on target", "50")])
    assert waits(after) == [("a", "status")]
    assert waits(replace(after, links=(link("plan item", "a", "merged into", "plan item", "b"),))) == []


def missing(period: str, status: str) -> Observation:
    return replace(observation(period, ""), value_status=status)


# fmt: off
VALUES = [
    # observations                                                           waits
    ([observation(Q1, "5"), observation(Q2, "6")],                           False),
    ([observation(Q1, "5"), missing(Q2, "not reported")],                    True),
    ([observation(Q1, "5"), missing(Q2, "to be completed")],                 True),
    ([observation(Q1, "5"), missing(Q2, "suppressed")],                      False),
    ([observation(Q1, "5"), missing(Q2, "not legible")],                     False),
    ([observation(Q1, "5")],                                                 True),   # no row at all
    ([missing(Q1, "not reported"), observation(Q2, "6")],                    False),  # of an earlier quarter
    ([missing("2024 M09", "not reported")],                                  True),   # ends with the quarter
    ([observation("2023/24 FY", "5")],                                       False),  # told once a year
    ([],                                                                     False),
]
# fmt: on


@pytest.mark.parametrize(("rows", "expected"), VALUES)
def test_values(rows: list[Observation], expected: bool) -> None:
    after = replace(release(Q2), areas=AREAS, indicators=(indicator(),), observations=tuple(rows))
    assert waits(after) == ([("indicator", "value")] if expected else [])


def test_risks_without_a_score() -> None:
    scores = (risk_score("scored", 12, 6), risk_score("closed", None, None, why="closed"))
    after = replace(release(Q2), risks=(risk("scored"), risk("closed"), risk("open")), risk_scores=scores)
    assert waits(after) == [("open", "score")]
    assert Period.parse(Q2) == after.period
    assert unreported_in(derive_publisher(Publisher(after.publisher, (after,), ())).latest, None) == (
        Unreported(("risk", "open"), "score"),
    )
