"""Tables to narrow and sort: what can be chosen, what each row is found by, and what it is sorted by."""

from __future__ import annotations

import re
from functools import cache

import pytest

from generator.derive import derive_publisher
from generator.derive.results import PublisherResult, ReleaseResult
from generator.pages.actions import action_row, actions_of, actions_sentence
from generator.pages.indicator_table import IndicatorRow, indicator_filters, indicator_rows
from generator.pages.listing import (
    INDICATOR_ORDER,
    ITEM_ORDER,
    OUTCOME_ORDER,
    Ask,
    Choice,
    Filter,
    Keys,
    day,
    filters_of,
    rank,
    word,
    words,
)
from generator.pages.lookup import Lookup, lookups_of
from generator.pages.resolutions import resolutions_sentence, resolved_rows
from generator.pages.risks import risk_row
from generator.tokens import read_tokens
from tests.conftest import ROOT
from tests.projects import council
from tests.records import deadline

# fmt: off
DAYS = [
    # deadline       sorted by
    ("2009-09-30",   "2009-09-30"),
    ("2009/10 Q2",   "2009-09-30"),   # by its last day
    ("2009/10 FY",   "2010-03-31"),
    ("ongoing",      ""),             # comes last
    ("tbc",          ""),
    ("",             ""),
]

RANKS = [
    # word            order            place
    ("overdue",       ITEM_ORDER,      "0"),
    ("delayed",       ITEM_ORDER,      "1"),
    ("cancelled",     ITEM_ORDER,      "9"),
    ("off target",    INDICATOR_ORDER, "0"),
    ("no data",       INDICATOR_ORDER, "4"),
    ("not needed",    OUTCOME_ORDER,   "4"),
    ("not known",     INDICATOR_ORDER, ""),
]
# fmt: on


def keys(**words: str) -> Keys:
    """A row found by these words; several of one filter are parted by a semicolon."""
    return Keys({key: tuple(map(word, text.split("; "))) if text else () for key, text in words.items()}, {})


def chosen(filter: Filter) -> list[tuple[str, str, int]]:
    return [(option.value, option.name, option.number) for option in filter.options]


@cache
def latest(id: str) -> tuple[ReleaseResult, Lookup]:
    result: PublisherResult = derive_publisher(council(id))
    return result.latest, lookups_of(result)[result.latest.release.id]


@pytest.mark.parametrize(("text", "key"), DAYS)
def test_deadlines_are_sorted_by_their_last_day(text: str, key: str) -> None:
    assert day(deadline(text)) == key


@pytest.mark.parametrize(("text", "order", "place"), RANKS)
def test_what_needs_somebody_comes_first(text: str, order: tuple[str, ...], place: str) -> None:
    assert rank(text, order) == place


def test_options_follow_their_order_then_the_alphabet_and_are_counted() -> None:
    rows = [keys(status="zebra"), keys(status="delayed"), keys(status="apple"), keys(status="delayed; overdue")]
    (found,) = filters_of(rows, [Ask("status", "Status", words(ITEM_ORDER))])
    assert (found.key, found.name) == ("status", "Status")
    assert chosen(found) == [
        ("overdue", "Overdue", 1),
        ("delayed", "Delayed", 2),
        ("apple", "Apple", 1),
        ("zebra", "Zebra", 1),
    ]


@pytest.mark.parametrize("text", ["", "one"])
def test_a_filter_that_would_leave_every_row_or_has_nothing_to_choose_is_left_out(text: str) -> None:
    assert filters_of([keys(plan=text), keys(plan=text)], [Ask("plan", "Plan")]) == ()


def test_one_option_that_only_some_rows_have_is_worth_choosing() -> None:
    (found,) = filters_of([keys(unit="Parks"), keys(unit="")], [Ask("unit", "Who leads")])
    assert chosen(found) == [("parks", "Parks", 1)]


def test_things_of_one_name_stay_apart_and_one_thing_counts_once_a_row() -> None:
    rows = [
        Keys({"unit": (Choice("parks", "Parks"), Choice("parks", "Parks"))}, {}),
        Keys({"unit": (Choice("parks-2", "Parks"),)}, {}),
    ]
    (found,) = filters_of(rows, [Ask("unit", "Who leads")])
    assert chosen(found) == [("parks", "Parks", 1), ("parks-2", "Parks", 1)]
    assert [row.values for row in rows] == [{"unit": "parks"}, {"unit": "parks-2"}]


def test_every_word_of_an_order_has_its_shape() -> None:
    tokens = read_tokens(ROOT / "theme" / "tokens.json").by_word
    assert {*ITEM_ORDER, *INDICATOR_ORDER, *OUTCOME_ORDER} <= tokens.keys()


def test_every_action_of_the_plans_that_run_without_the_aims_above_them() -> None:
    result, lookup = latest("exampleshire")
    items = actions_of(result)
    assert {item.item.kind for item in items} == {"action", "milestone"}
    assert not [item for item in items if item.is_past]
    ended = {id for id, plan in result.plans.items() if plan.has_ended}
    assert ended
    assert not [item for item in items if item.item.plan in ended]
    rows = [action_row(item, result, lookup) for item in items]
    assert {row.part for row in rows} == {row.keys.sorts["priority"] for row in rows}
    assert len({row.part for row in rows}) == 6, "each stands below a priority"
    late = [row for row in rows if "overdue" in row.keys.values["status"].split()]
    assert [row.item.overdue for row in late] == [row.item.overdue for row in rows if row.item.overdue]
    assert {row.keys.sorts["status"] for row in late} == {"0"}, "what is overdue comes first"
    assert f"{len(late)} overdue" in actions_sentence(items)


def test_an_action_is_found_by_the_unit_of_the_post_that_leads_it() -> None:
    result, lookup = latest("exampleshire")
    item = next(item for item in actions_of(result) if item.item.kind == "action")
    (lead,) = lookup.leads("plan item", item.item.item)
    assert lead.unit is not None
    assert lead.within == lead.unit.name != lead.name
    row = action_row(item, result, lookup)
    assert row.keys.values["unit"] == lead.unit.value
    assert row.leads == (lead,)
    assert lookup.leads("plan item", "no-such-item") == ()


def indicators(id: str) -> tuple[tuple[IndicatorRow, ...], dict[str, Filter]]:
    result, lookup = latest(id)
    rows = indicator_rows(result, lookup)
    return rows, {filter.key: filter for filter in indicator_filters(rows, result)}


def test_indicators_are_sorted_by_numbers_and_never_by_words() -> None:
    rows, _ = indicators("rotherham")
    numbers = [row.keys.sorts["value"] for row in rows if row.keys.sorts["value"]]
    assert len(numbers) > 10
    assert [number for number in numbers if not re.fullmatch(r"-?\d+(\.\d+)?", number)] == []
    without = {row.value for row in rows if not row.keys.sorts["value"]}
    assert "No value" in without
    assert all(row.keys.sorts["status"] for row in rows)


def test_indicators_are_found_by_status_framework_plan_who_leads_and_area() -> None:
    rows, filters = indicators("exampleshire")
    assert list(filters) == ["status", "direction", "priority", "unit", "framework", "area"]
    for filter in filters.values():
        for option in filter.options:
            found = [row for row in rows if option.value in row.keys.values[filter.key].split()]
            assert len(found) == option.number > 0, (filter.key, option)
    assert [option.value for option in filters["status"].options][:2] == ["off-target", "close-to-target"]


def test_risks_are_found_by_where_they_stand() -> None:
    result, lookup = latest("exampleshire")
    rows = [risk_row(risk, lookup) for risk in result.risks.values() if not risk.is_closed]
    for row in rows:
        gap = row.keys.sorts["distance"]
        stands = "not-known" if not gap else "above-target" if int(gap) > 0 else "at-target-or-below"
        assert row.keys.values["standing"] == stands


def test_resolutions_run_from_the_latest_meeting_and_say_what_came_of_them() -> None:
    result, lookup = latest("exampleshire")
    rows = resolved_rows(result.release, lookup)
    dates = [row.keys.sorts["meeting"] for row in rows]
    assert dates == sorted(dates, reverse=True)
    assert len(rows) == len(result.release.resolutions) == 40
    assert (
        resolutions_sentence(row.outcome for row in rows)
        == "40 resolutions: 2 overdue, 7 open, 30 done and 1 not needed."
    )
    assert {row.outcome for row in rows if row.keys.sorts["outcome"] == "0"} == {"overdue"}
