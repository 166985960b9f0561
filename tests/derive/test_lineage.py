"""What became of items between plans, and what they owe afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from generator.derive import derive_publisher
from generator.derive.lineage import DROPPED, ONWARD, lineage_of, past_items
from generator.model import Link, Plan, Publisher, Release
from tests.records import Q1, Q2, link, plan_item, plan_update, release

ITEM = "plan item"

# fmt: off
MOVED = [
    # links from, relation, to                                                            where "a" is found now
    ([],                                                                                  None),
    ([("a", "carried forward as", "b")],                                                  (ITEM, "b")),
    ([("a", "merged into", "b")],                                                         (ITEM, "b")),
    ([("a", "carried forward as", "b"), ("b", "merged into", "c")],                       (ITEM, "c")),
    ([("a", "split into", "b"), ("a", "split into", "c")],                                None),  # several
    ([("a", "carried forward as", "b"), ("b", "split into", "c"), ("b", "split into", "d")], (ITEM, "b")),
    ([("b", "merged into", "a")],                                                         None),
]
# fmt: on


def linked(*links: tuple[str, str, str]) -> tuple[Link, ...]:
    return tuple(link(ITEM, start, relation, ITEM, end) for start, relation, end in links)


@pytest.mark.parametrize(("links", "expected"), MOVED)
def test_where_an_item_lives_on(links: list[tuple[str, str, str]], expected: tuple[str, str] | None) -> None:
    assert lineage_of(replace(release(Q2), links=linked(*links))).moved_to(ITEM, "a") == expected


def test_every_relation_onward_has_a_row() -> None:
    assert {relation for links, _ in MOVED for _, relation, _ in links} == set(ONWARD)


def two_plans() -> Release:
    """An ended plan with four items, and a running one with two."""
    old = ("finished", "merged", "dropped", "left")
    items = [*(replace(plan_item(id), plan="old") for id in old), plan_item("kept"), plan_item("whole")]
    updates = [
        plan_update("finished", "completed", "100", period=Q1),
        plan_update("merged", "delayed", period=Q1),
        plan_update("dropped", "on hold", period=Q1),
        plan_update("left", "on target", period=Q1),
        plan_update("kept", "on target", period=Q2),
    ]
    plans = (
        Plan("old", "Old", "", "", date(2021, 4, 1), date(2024, 6, 30), ""),
        Plan("plan", "New", "", "", date(2024, 7, 1), date(2027, 6, 30), ""),
    )
    links = (
        link(ITEM, "merged", "merged into", ITEM, "whole"),
        link(ITEM, "dropped", DROPPED, "plan", "old", "No money."),
    )
    return replace(release(Q2, items, updates), plans=plans, links=links)


def test_what_belongs_to_the_past_owes_nothing_and_is_counted_with_its_own_plan() -> None:
    after = two_plans()
    result = derive_publisher(Publisher(after.publisher, (after,), ())).latest
    assert past_items(after) == {"finished", "merged", "dropped", "left"}
    assert {id: item.status for id, item in result.items.items() if item.is_past} == {
        "finished": "completed",
        "merged": "delayed",
        "dropped": "on hold",
        "left": "on target",
    }
    assert [item.item.item for item in result.attention] == ["whole"]  # it gave no update
    assert result.counts["action"].counts == {"on target": 1, "not reported": 1}
    assert result.plans["old"].counts["action"].total == 4
    assert result.plans["old"].has_ended
    assert result.lineage.dropped == {"dropped": "No money."}


def test_the_change_of_plan_tells_what_became_of_items_and_no_false_silence() -> None:
    after = two_plans()
    before = replace(
        release(Q1, after.plan_items, [each for each in after.plan_updates if each.period.token == Q1]),
        plans=after.plans,
    )
    changes = derive_publisher(Publisher(after.publisher, (before, after), ())).latest.changes
    assert changes is not None
    assert [each.from_id for each in changes.onward] == ["merged", "dropped"]
    assert changes.fell_silent == ()
    assert [move.item for move in changes.first_reported] == ["kept"]
