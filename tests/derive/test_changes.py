"""What changed between two releases: one item a row, as quarter 1 and quarter 2 tell of it."""

from __future__ import annotations

from dataclasses import asdict, fields

import pytest

from generator.derive.changes import Changes, IndicatorMove, Removal, changes_between, indicator_moves
from generator.model import PlanItem, PlanUpdate
from tests.records import Q1, Q2, plan_item, plan_update, release

# fmt: off
STATUSES_THAT_MOVED = [
    # before           after            kind of change
    ("on target",      "delayed",       "moved"),
    ("delayed",        "completed",     "moved"),
    ("on hold",        "cancelled",     "moved"),
    ("not reported",   "on target",     "first_reported"),
    ("not legible",    "delayed",       "first_reported"),
    ("",               "not started",   "first_reported"),
    ("on target",      "not reported",  "fell_silent"),
    ("on target",      "not legible",   "fell_silent"),
    ("on target",      "",              "fell_silent"),
    ("completed",      "",              ""),  # nothing more is expected of it
    ("cancelled",      "not reported",  ""),
    ("on target",      "on target",     ""),
    ("not reported",   "",              ""),
    ("",               "",              ""),
]

PERCENTAGES_THAT_MOVED = [
    # before  after   moved
    ("10",    "20",   True),
    ("20",    "10",   True),
    ("0",     "5",    True),
    ("5",     "0",    True),
    ("10",    "10",   False),
    ("10",    "10.0", False),
    ("",      "10",   False),
    ("10",    "",     False),
]

DEADLINES_THAT_MOVED = [
    # before        after         moved
    ("2024-12-31",  "2025-03-31", True),
    ("2025-03-31",  "2024-12-31", True),
    ("2024-12-31",  "ongoing",    True),
    ("tbc",         "2024-12-31", True),
    ("2024-12-31",  "2024-12-31", False),
    ("",            "2024-12-31", False),
    ("2024-12-31",  "",           False),
]
# fmt: on


def kinds_of(changes: Changes) -> list[str]:
    return [name for name, found in asdict(changes).items() if found]


def between(before: tuple[list[PlanItem], list[PlanUpdate]], after: tuple[list[PlanItem], list[PlanUpdate]]) -> Changes:
    return changes_between(release(Q1, *before), release(Q2, *after))


@pytest.mark.parametrize(("before", "after", "kind"), STATUSES_THAT_MOVED)
def test_statuses(before: str, after: str, kind: str) -> None:
    old = [plan_update("a", before, period=Q1)] if before else []
    new = [plan_update("a", after, period=Q2)] if after else []
    changes = between(([plan_item("a")], old), ([plan_item("a")], [*old, *new]))
    assert kinds_of(changes) == ([kind] if kind else [])
    assert changes.total == (1 if kind else 0)
    for move in (*changes.moved, *changes.first_reported, *changes.fell_silent):
        assert (move.item, move.before, move.after) == ("a", before or "not reported", after or "not reported")


@pytest.mark.parametrize(("before", "after", "moved"), PERCENTAGES_THAT_MOVED)
def test_percentages(before: str, after: str, moved: bool) -> None:
    old, new = plan_update("a", percent=before, period=Q1), plan_update("a", percent=after, period=Q2)
    changes = between(([plan_item("a")], [old]), ([plan_item("a")], [new]))
    assert kinds_of(changes) == (["percents"] if moved else [])
    assert [(str(move.before), str(move.after)) for move in changes.percents] == ([(before, after)] if moved else [])


@pytest.mark.parametrize(("before", "after", "moved"), DEADLINES_THAT_MOVED)
def test_deadlines(before: str, after: str, moved: bool) -> None:
    changes = between(([plan_item("a", due=before)], []), ([plan_item("a", due=after)], []))
    found = [(move.before.token, move.after.token) for move in changes.deadlines]
    assert found == ([(before, after)] if moved else [])
    assert kinds_of(changes) == (["deadlines"] if moved else [])


def test_items_that_came_and_went_are_not_also_told_as_moved() -> None:
    old = ([plan_item("gone"), plan_item("stays")], [plan_update("gone", "on target", "10", period=Q1)])
    new = ([plan_item("stays"), plan_item("new")], [plan_update("new", "delayed", "20", period=Q2)])
    changes = between(old, new)
    assert (changes.added, changes.removed) == (("new",), (Removal("gone", ()),))
    assert kinds_of(changes) == ["added", "removed"]
    assert changes.total == 2


def test_an_earlier_report_that_now_reads_differently() -> None:
    items = [plan_item("percent"), plan_item("words"), plan_item("same"), plan_item("left out")]
    published = [plan_update(item.item, percent="10", period=Q1, progress="Begun.") for item in items]
    now = [
        plan_update("percent", percent="15", period=Q1, progress="Begun."),
        plan_update("words", percent="10", period=Q1, progress="Begun in May."),
        plan_update("same", percent="10", period=Q1, progress="Begun."),
    ]
    changes = between((items, published), (items, now))
    assert changes.revised == ("percent", "words")


def test_each_release_is_read_for_its_own_period() -> None:
    old = [plan_update("a", "on target", "10", period=Q1)]
    new = [plan_update("a", "delayed", "90", period=Q1), plan_update("a", "on target", "10", period=Q2)]
    changes = between(([plan_item("a")], old), ([plan_item("a")], new))
    assert kinds_of(changes) == ["revised"]


def test_nothing_changed() -> None:
    same: tuple[list[PlanItem], list[PlanUpdate]] = ([plan_item("a", due="2025-03-31")], [])
    assert between(same, same) == Changes()
    assert between(same, same).total == 0


def test_every_kind_of_change_has_rows() -> None:
    told = {kind for *_, kind in STATUSES_THAT_MOVED if kind}
    told |= {"percents", "deadlines", "added", "removed", "revised"}  # the tests above
    told |= {"onward", "figures", "scores"}  # test_lineage and test_money_and_figures
    told |= {"indicators", "redefined"}  # the table below and test_redefinitions
    assert told == {field.name for field in fields(Changes)}


# fmt: off
INDICATORS_THAT_MOVED = [
    # before            after              moved
    ("off target",      "on target",       True),
    ("on target",       "close to target", True),
    ("no data",         "off target",      True),
    ("on target",       "no data",         True),
    ("on target",       "on target",       False),
    ("",                "on target",       False),  # new in the later release
    ("on target",       "",                False),  # no longer there
]
# fmt: on


@pytest.mark.parametrize(("before", "after", "moved"), INDICATORS_THAT_MOVED)
def test_indicators_whose_status_moved(before: str, after: str, moved: bool) -> None:
    then, now = ({"a": status} if status else {} for status in (before, after))
    assert indicator_moves(then, now) == ((IndicatorMove("a", before, after),) if moved else ())


def test_changes_within_a_part_are_all_that_is_about_it_and_nothing_else() -> None:
    """Whatever changes: those about a and those about b together are all of them."""
    items = [plan_item("a", due="2024-12-31"), plan_item("b", due="2024-12-31"), plan_item("gone", "a")]
    later = [plan_item("a", due="2025-03-31"), plan_item("b", due="2025-03-31"), plan_item("new-b")]
    old = release(Q1, items, [plan_update("a", percent="10", period=Q1), plan_update("b", percent="10", period=Q1)])
    new = release(Q2, later, [plan_update("a", "delayed", "20"), plan_update("b", "delayed", "20")])
    moves = indicator_moves({"a": "on target", "b": "on target"}, {"a": "off target", "b": "off target"})
    every = changes_between(old, new, moves)
    of_a, of_b = (every.within({name, f"new-{name}"}, {name}, {name}) for name in "ab")
    assert kinds_of(of_a) == ["moved", "percents", "deadlines", "removed", "indicators"]
    assert kinds_of(of_b) == ["moved", "percents", "deadlines", "added", "indicators"]
    assert of_a.total + of_b.total == every.total
    assert every.within() == Changes()
