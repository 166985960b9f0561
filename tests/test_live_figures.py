"""The grammar of live figures, as a table: what can be written, and what an officer is told of everything else."""

from __future__ import annotations

import pytest

from generator.derive.statuses import STATUSES
from generator.live_figures import (
    COUNT,
    INDICATOR_STATUSES,
    INDICATORS,
    JUDGED,
    PARTS,
    RISKS,
    WITHIN,
    Figure,
    FigureError,
    item_kinds,
    parse,
    split,
    statuses_of,
)
from generator.periods import Period

Q1 = Period.parse("2009/10 Q1")

GOOD = {
    "indicator:ni-192 value": Figure("indicator", "ni-192", "value"),
    "indicator:ni-192 value 2009/10 Q1": Figure("indicator", "ni-192", "value", Q1),
    "Indicator: NI-192  Value": Figure("indicator", "ni-192", "value"),
    "indicator:ni-192\n  change": Figure("indicator", "ni-192", "change"),
    "item:plant-trees percent": Figure("item", "plant-trees", "percent"),
    "plan:council-plan percent": Figure("plan", "council-plan", "percent"),
    "risk:frost movement": Figure("risk", "frost", "movement"),
    "count:actions": Figure("count", "actions", ""),
    "count:actions on hold": Figure("count", "actions", "on hold"),
    "count:actions delayed in plan:council-plan": Figure(
        "count", "actions", "delayed", within=("plan", "council-plan")
    ),
    "count:activities in item:plant-trees": Figure("count", "activities", "", within=("item", "plant-trees")),
    "count:indicators judged in body:cabinet": Figure("count", "indicators", "judged", within=("body", "cabinet")),
    "count:risks rising": Figure("count", "risks", "rising"),
}

BAD = [
    # what stands between the brackets, the rule, and what to type
    ("ni-192 value", "a live figure names a kind, a colon and an id", "Write it as [[indicator:ni-192 value]]"),
    ("", "a live figure names a kind, a colon and an id", "Write it as"),
    ("indicater:ni-192 value", "a live figure has no such kind", "Did you mean “[[indicator:ni-192 value]]”?"),
    ("figure:ni-192 value", "a live figure has no such kind", "Write one of: indicator, item, plan, risk, count."),
    ("indicator:ni_192 value", "this is no id", "Write the id as it stands in the data, after indicator:"),
    ("indicator:ni-192", "that can't be asked of an indicator", "Write one of: value, target, status, direction"),
    ("indicator:ni-192 valeu", "that can't be asked of an indicator", "Did you mean “[[indicator:ni-192 value]]”?"),
    ("item:trees percentage", "that can't be asked of an item", "Did you mean “[[item:trees percent]]”?"),
    ("indicator:ni-192 value Q1 2009/10", "", "Type"),
    ("indicator:ni-192 value 30/06/2009", "", "Type"),
    ("item:trees percent 2009/10 Q1", "a figure of an item is that of the release", "Write “[[item:trees percent]]”."),
    ("count:action delayed", "there is no counting of that", "Did you mean “[[count:actions delayed]]”?"),
    ("count:actions late", "actions are not counted by that", "Write one of: not started, on target"),
    (
        "count:actions delayd in plan:p",
        "actions are not counted by that",
        "Did you mean “[[count:actions delayed in plan:p]]”?",
    ),
    (
        "count:actions delayed in council-plan",
        "a count is narrowed to a plan, an item or a body",
        "Write “[[count:actions",
    ),
    (
        "count:indicators off target in plan:p",
        "indicators are counted for the whole or for a body",
        "Write “[[count:ind",
    ),
]


@pytest.mark.parametrize("inside", GOOD)
def test_what_can_be_written(inside: str) -> None:
    assert parse(inside) == GOOD[inside]
    assert parse(GOOD[inside].written[2:-2]) == GOOD[inside]


@pytest.mark.parametrize(("inside", "rule", "remedy"), BAD)
def test_everything_else_is_told_with_what_to_type(inside: str, rule: str, remedy: str) -> None:
    with pytest.raises(FigureError) as caught:
        parse(inside)
    assert caught.value.rule.startswith(rule)
    assert caught.value.rule
    assert caught.value.remedy.startswith(remedy)
    assert caught.value.remedy.endswith(".")


def test_a_text_is_parted_into_words_and_figures() -> None:
    trees, calls = Figure("item", "trees", "percent"), Figure("item", "calls", "due")
    assert list(split("Of all, [[item:trees percent]] and [[item:calls due]].")) == [
        "Of all, ",
        trees,
        " and ",
        calls,
        ".",
    ]
    assert list(split("No figure [1] here.")) == ["No figure [1] here."]


def test_items_are_counted_by_every_status_there_is() -> None:
    assert set(statuses_of("actions")) == set(STATUSES)
    assert "actions" in item_kinds()
    assert len(item_kinds()) == len(set(item_kinds().values())) == 8


def test_every_kind_part_and_narrowing_is_tried() -> None:
    tried = list(GOOD.values())
    assert {figure.kind for figure in tried} == {*PARTS, COUNT}
    assert {figure.within[0] for figure in tried if figure.within} == set(WITHIN)
    assert {INDICATORS, RISKS} <= {figure.id for figure in tried}
    assert JUDGED in INDICATOR_STATUSES
