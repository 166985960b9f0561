"""Everything that is worked out of Smallshire's two quarters."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.derive import derive
from generator.derive.results import PublisherResult, ReleaseResult
from tests.projects import copy_project, load

# fmt: off
ITEMS = [
    # item                 status          overdue  no update  reasons               mean of it and below
    # No objective has a status, so objectives are not asked for one and owe no update.
    ("greener-smallshire", "not reported", None,    False,     [],                   "36.25"),  # (45 × 3 + 10) / 4
    ("plant-trees",        "on target",    None,    False,     [],                   "45"),
    ("plant-trees-a1",     "completed",    None,    False,     [],                   ""),       # completed before
    ("plant-trees-a2",     "on target",    None,    False,     [],                   ""),
    ("plant-trees-m1",     "on target",    30,      False,     ["overdue"],          ""),
    ("cycle-lanes",        "delayed",      None,    False,     ["delayed"],          "10"),
    ("bottle-bank",        "cancelled",    None,    False,     [],                   ""),
    ("warmer-homes",       "not reported", None,    False,     [],                   "66.66666666666666666666666667"),
    ("insulation-grants",  "completed",    None,    False,     [],                   "100"),
    ("boiler-checks",      "not reported", None,    True,      ["no update"],        ""),
    ("damp-survey",        "not started",  None,    False,     [],                   "0"),
    ("answer-calls",       "on target",    None,    False,     [],                   "0"),
    ("web-forms",          "on hold",      None,    False,     ["on hold"],          ""),
    ("lobby-signs",        "not legible",  61,      False,     ["overdue"],          ""),
]
# fmt: on


@pytest.fixture(scope="module")
def smallshire(tmp_path_factory: pytest.TempPathFactory) -> PublisherResult:
    project = copy_project(tmp_path_factory.mktemp("derive"))
    (only,) = derive(load(project)).publishers
    return only


@pytest.fixture(scope="module")
def latest(smallshire: PublisherResult) -> ReleaseResult:
    return smallshire.latest


@pytest.mark.parametrize(("item", "status", "overdue", "no_update", "reasons", "mean"), ITEMS)
def test_items(
    item: str, status: str, overdue: int | None, no_update: bool, reasons: list[str], mean: str, latest: ReleaseResult
) -> None:
    result = latest.items[item]
    assert (result.status, result.days_overdue, result.no_update) == (status, overdue, no_update)
    assert list(result.reasons) == reasons
    assert (str(result.progress.percent) if result.progress else "") == mean


def test_every_item_has_a_row_and_stands_in_the_order_of_its_plan(latest: ReleaseResult) -> None:
    assert list(latest.items) == [item for item, *_ in ITEMS]


def test_releases_stand_in_the_order_of_their_periods(smallshire: PublisherResult) -> None:
    assert [result.release.id for result in smallshire.releases] == ["2024-25-q1", "2024-25-q2"]
    assert smallshire.releases[0].changes is None


def test_counts_by_kind(latest: ReleaseResult) -> None:
    assert {kind: dict(counts.counts) for kind, counts in latest.counts.items()} == {
        "objective": {"not reported": 2},
        "action": {
            "completed": 1,
            "on target": 2,
            "not started": 1,
            "delayed": 1,
            "on hold": 1,
            "cancelled": 1,
            "not legible": 1,
            "not reported": 1,
        },
        "activity": {"completed": 1, "on target": 1},
        "milestone": {"on target": 1},
    }
    assert sum(counts.total for counts in latest.counts.values()) == len(latest.items)


def test_plans_add_up_to_the_release(latest: ReleaseResult) -> None:
    for kind, counts in latest.counts.items():
        assert sum(plan.counts[kind].total for plan in latest.plans.values() if kind in plan.counts) == counts.total
    # (45 × 3 + 10 + 100 + 0 × 0.5) / (3 + 1 + 1 + 0.5); boiler-checks is asked for and missing, the rest not asked.
    council, customer = latest.plans["council-plan"].progress, latest.plans["customer-plan"].progress
    assert council is not None
    assert customer is not None
    assert (round(council.percent, 6), council.given, council.asked) == (Decimal("44.545455"), 4, 5)
    assert (customer.percent, customer.given, customer.asked) == (Decimal(0), 1, 3)


def test_what_changed(latest: ReleaseResult) -> None:
    changes = latest.changes
    assert changes is not None
    assert [(move.item, move.before, move.after) for move in changes.moved] == [
        ("plant-trees-a2", "not started", "on target"),
        ("plant-trees-m1", "not started", "on target"),
        ("cycle-lanes", "on target", "delayed"),
        ("bottle-bank", "on hold", "cancelled"),
        ("insulation-grants", "on target", "completed"),
        ("web-forms", "on target", "on hold"),
    ]
    assert [move.item for move in changes.first_reported] == ["answer-calls"]
    assert [move.item for move in changes.fell_silent] == ["boiler-checks"]
    assert [(move.item, str(move.before), str(move.after)) for move in changes.percents] == [
        ("plant-trees", "20", "45"),
        ("cycle-lanes", "15", "10"),
        ("insulation-grants", "62.5", "100"),
    ]
    assert [(move.item, move.before.token, move.after.token) for move in changes.deadlines] == [
        ("plant-trees", "2024-12-31", "2025-03-31")
    ]
    assert (changes.added, [each.item for each in changes.removed], changes.revised) == (
        ("damp-survey",),
        ["fuel-vouchers"],
        ("cycle-lanes",),
    )


def test_what_needs_attention(latest: ReleaseResult) -> None:
    assert [item.item.item for item in latest.attention] == [item for item, *_, reasons, _ in ITEMS if reasons]
    assert [item.item.item for item in latest.needing("overdue")] == ["plant-trees-m1", "lobby-signs"]


def test_history_and_slippage_of_an_item(latest: ReleaseResult) -> None:
    trees = latest.items["plant-trees"]
    assert [(point.update.period.token, str(point.update.percent_complete)) for point in trees.history] == [
        ("2024/25 Q1", "20"),
        ("2024/25 Q2", "45"),
    ]
    # 1 April 2024 to 31 March 2025 is 365 days: 91 had passed by 30 June, 183 by 30 September.
    assert [point.percent_elapsed for point in trees.history] == [Decimal(100) * passed / 365 for passed in (91, 183)]
    assert trees.slippage is not None
    assert (trees.slippage.days, trees.slippage.times_moved) == (90, 1)
    assert latest.items["web-forms"].percent_elapsed is None  # nobody knows when its plan began


def test_the_earlier_quarter_is_told_as_it_stood(smallshire: PublisherResult) -> None:
    first = smallshire.releases[0]
    assert first.items["plant-trees"].slippage is None
    assert first.items["cycle-lanes"].status == "on target"
    assert "damp-survey" not in first.items
