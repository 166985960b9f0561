"""Progress over trees, each drawn as lines of: item, its parent, weight, status, per cent, why there is none."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.derive.progress import Progress, progress_over
from generator.derive.tree import grow
from tests.records import plan_item, plan_update

Line = tuple[str, str, str, str, str, str]

# fmt: off
TREES: list[tuple[str, list[Line], str, int, int]] = [
    # what it shows                      item  in      weight status          %      why none          mean, of
    ("one figure is the mean",         [("a",  "",     "",    "on target",    "40",  "")],               "40",   1, 1),
    ("nothing at all",                 [("a",  "",     "",    "",             "",    "")],               "none", 0, 0),
    ("0 is a figure",                  [("a",  "",     "",    "on target",    "0",   "")],               "0",    1, 1),
    ("the plain mean of two",          [("a",  "",     "",    "on target",    "20",  ""),
                                        ("b",  "",     "",    "on target",    "60",  "")],               "40",   2, 2),
    ("weights count",                  [("a",  "",     "3",   "on target",    "20",  ""),
                                        ("b",  "",     "1",   "on target",    "60",  "")],               "30",   2, 2),
    ("an empty weight is 1",           [("a",  "",     "3",   "on target",    "0",   ""),
                                        ("b",  "",     "",    "on target",    "100", "")],               "25",   2, 2),
    ("missing is not 0",               [("a",  "",     "",    "on target",    "60",  ""),
                                        ("b",  "",     "",    "delayed",      "",    "not reported")],   "60",   1, 2),
    ("no update at all is missing",    [("a",  "",     "",    "on target",    "60",  ""),
                                        ("b",  "",     "",    "",             "",    "")],               "60",   1, 2),
    ("to be completed is missing",     [("a",  "",     "",    "on target",    "60",  ""),
                                        ("b",  "",     "",    "on target",    "",    "to be completed")], "60",  1, 2),
    ("not applicable is not asked",    [("a",  "",     "",    "on target",    "60",  ""),
                                        ("b",  "",     "",    "on target",    "",    "not applicable")], "60",   1, 1),
    ("cancelled is left out",          [("a",  "",     "",    "on target",    "60",  ""),
                                        ("b",  "",     "",    "cancelled",    "10",  "")],               "60",   1, 1),
    ("with all that is below it",      [("a",  "",     "",    "on target",    "60",  ""),
                                        ("b",  "",     "",    "cancelled",    "",    "not reported"),
                                        ("c",  "b",    "",    "on target",    "10",  "")],               "60",   1, 1),
    ("all cancelled",                  [("a",  "",     "",    "cancelled",    "60",  "")],               "none", 0, 0),
    ("weight 0 does not count",        [("a",  "",     "0",   "on target",    "0",   ""),
                                        ("b",  "",     "1",   "on target",    "60",  "")],               "60",   2, 2),
    ("nothing but weight 0",           [("a",  "",     "0",   "on target",    "50",  "")],               "none", 0, 0),
    ("children speak for their parent", [("a", "",     "",    "",             "",    ""),
                                        ("b",  "a",    "",    "on target",    "10",  ""),
                                        ("c",  "a",    "",    "on target",    "30",  "")],               "20",   2, 2),
    ("a figure speaks for all below",  [("a",  "",     "",    "on target",    "50",  ""),
                                        ("b",  "a",    "",    "on target",    "10",  ""),
                                        ("c",  "a",    "",    "",             "",    "")],               "50",   1, 1),
    ("activities that are not asked",  [("a",  "",     "",    "on target",    "",    "not reported"),
                                        ("b",  "a",    "",    "on target",    "",    "not applicable")], "none", 0, 1),
    # a: 3 × (10 × 1 + 40 × 2), weighing 3 + 6; b: 100, weighing 1.  (270 + 100) / 10
    ("weights multiply on the way down", [("a", "",    "3",   "",             "",    ""),
                                        ("a1", "a",    "1",   "on target",    "10",  ""),
                                        ("a2", "a",    "2",   "on target",    "40",  ""),
                                        ("b",  "",     "1",   "completed",    "100", "")],               "37",   3, 3),
    ("three levels deep",              [("a",  "",     "",    "",             "",    ""),
                                        ("b",  "a",    "",    "",             "",    ""),
                                        ("c",  "b",    "",    "on target",    "12.5", ""),
                                        ("d",  "b",    "",    "",             "",    "")],               "12.5", 1, 2),
    ("exact, not floating",            [("a",  "",     "0.1", "on target",    "0.1", ""),
                                        ("b",  "",     "0.2", "on target",    "0.1", "")],               "0.1",  2, 2),
]
# fmt: on


@pytest.mark.parametrize(
    ("lines", "mean", "given", "asked"), [tree[1:] for tree in TREES], ids=[tree[0] for tree in TREES]
)
def test_progress(lines: list[Line], mean: str, given: int, asked: int) -> None:
    tree = grow(plan_item(item, parent, weight) for item, parent, weight, *_ in lines)
    updates = {item: plan_update(item, status, percent, why) for item, _, _, status, percent, why in lines if status}
    expected = None if mean == "none" else Progress(Decimal(mean), given, asked)
    assert progress_over(tree.top("plan"), tree, updates) == expected


def test_a_mean_that_does_not_end_stays_within_what_was_given() -> None:
    tree = grow(plan_item(item) for item in "abc")
    progress = progress_over("abc", tree, {item: plan_update(item, percent="100") for item in "abc"})
    assert progress == Progress(Decimal(100), 3, 3)
    thirds = progress_over("abc", tree, {"a": plan_update("a", percent="100"), "b": plan_update("b", percent="0")})
    assert thirds == Progress(Decimal(50), 2, 3)
