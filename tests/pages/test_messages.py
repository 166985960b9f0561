"""Sentences that are worked out: each row is read aloud by somebody, so it has to read well."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date

import pytest

from generator.derive import derive_publisher
from generator.derive.attention import INDICATOR_RULES, RULES
from generator.derive.clinics import RULES as CLINIC_RULES
from generator.derive.direction import DIRECTIONS
from generator.derive.results import ReleaseResult
from generator.derive.statuses import CLOSED, STATUSES, UNKNOWN, StatusCounts, count_statuses
from generator.derive.targets import INDICATOR_STATUSES
from generator.derive.variation import FACTOR, FEWEST_POINTS, RUN
from generator.model import Plan, PlanItem, PlanUpdate, Publisher
from generator.pages.indicator import CLINIC_WORDS
from generator.pages.messages import (
    ATTENTION_WORDS,
    attention_sentence,
    behind_message,
    history_message,
    plan_sentence,
    progress_sentence,
    quarter_headline,
)
from generator.pages.method import (
    ATTENTION_MEANINGS,
    DIRECTION_MEANINGS,
    INDICATOR_MEANINGS,
    INDICATOR_REASON_MEANINGS,
    STATUS_MEANINGS,
    MethodContent,
    method_page,
)
from generator.words import DIRECTION_WORDS
from tests.conftest import ROOT
from tests.records import Q1, Q2, plan_item, plan_update, release

# fmt: off
HEADLINES = [
    # kind, statuses, sentence
    ("action", "2 on target",
     "2 of 2 actions were on target; none was reported as delayed."),
    ("action", "1 on target, 1 completed",
     "2 of 2 actions were on target or completed; none was reported as delayed."),
    ("action", "1 on target, 1 delayed",
     "1 of 2 actions was on target; 1 was delayed."),
    ("action", "1 on target",
     "1 of 1 action was on target; none was reported as delayed."),
    ("action", "17 on target, 5 not reported, 1 not legible",
     "17 of 23 actions were on target; "
     "none was reported as delayed, 1 was not legible in the source and 5 gave no update."),
    ("activity", "1 completed, 2 delayed, 1 on hold",
     "1 of 4 activities was completed; 2 were delayed and 1 was on hold."),
    ("priority", "3 not started, 1 cancelled",
     "0 of 4 priorities were on target; none was reported as delayed, 3 were not started and 1 was cancelled."),
    ("action", "3 not reported",
     "Nothing was reported for this quarter."),
    ("action", "",
     "Nothing was reported for this quarter."),
]

BEHIND = [
    # behind  of   sentence
    (0,       0,   "No percentages were reported"),
    (0,       5,   "All 5 actions with a figure keep up with the time that has passed"),
    (1,       5,   "1 of 5 actions with a figure is behind the time that has passed"),
    (3,       5,   "3 of 5 actions with a figure are behind the time that has passed"),
]

HISTORIES = [
    # per cent at quarter 1, 2      message
    ("",     "",                    ""),
    ("",     "40",                  "40% complete in July to September 2024"),
    ("40",   "",                    "40% complete in April to June 2024"),
    ("0",    "40",                  "Progress rose from 0% to 40% by July to September 2024"),
    ("40",   "10",                  "Progress fell from 40% to 10% by July to September 2024"),
    ("40",   "40",                  "Still 40% complete in July to September 2024"),
    ("0",    "0",                   "Still 0% complete in July to September 2024"),
]

PROGRESS = [
    # per cent  due            sentence, for a plan from 1 July 2024 judged on 30 September 2024
    ("40",      "2024-12-31",  "40% complete, with 50% of the time passed."),
    ("0",       "2024-12-31",  "0% complete, with 50% of the time passed."),
    ("40",      "ongoing",     "40% complete."),
    ("",        "2024-12-31",  "No percentage complete was reported."),
]

NEEDS = [
    # statuses of items                sentence
    ("on target",                      ""),
    ("delayed",                        "1 item needs a closer look: 1 delayed."),
    ("delayed, on hold",               "2 items need a closer look: 1 delayed and 1 on hold."),
    ("delayed, delayed, not reported", "3 items need a closer look: 2 delayed and 1 without an update."),
]
# fmt: on


def counts_of(text: str) -> StatusCounts:
    """Counts from words such as "17 on target, 5 not reported"."""
    parts = [part.split(" ", 1) for part in text.split(", ") if part]
    return count_statuses(status for number, status in parts for _ in range(int(number)))


def result_of(items: list[PlanItem], updates: list[PlanUpdate]) -> ReleaseResult:
    plan = Plan("plan", "Plan", "corporate", "", date(2024, 7, 1), None, "")
    one = release(Q2, items, updates)
    given = {field.name: getattr(one, field.name) for field in fields(one)}
    whole = type(one)(**{**given, "plans": (plan,)})
    return derive_publisher(Publisher(one.publisher, (whole,), ())).latest


@pytest.mark.parametrize(("kind", "statuses", "sentence"), HEADLINES)
def test_headlines(kind: str, statuses: str, sentence: str) -> None:
    assert quarter_headline({kind: counts_of(statuses)}) == sentence


def test_a_headline_is_about_the_highest_kind_that_was_reported_on() -> None:
    counts = {
        "objective": counts_of("2 not reported"),
        "action": counts_of("1 on target"),
        "activity": counts_of("9 delayed"),
    }
    assert quarter_headline(counts).startswith("1 of 1 action was")


@pytest.mark.parametrize(
    ("below", "told"),
    [
        ({"action": "1 delayed, 1 on target"}, "Below them, 1 of 2 actions was delayed."),
        (
            {"objective": "2 delayed, 1 on target", "action": "1 delayed, 1 on target"},
            "Below them, 2 of 3 objectives and 1 of 2 actions were delayed.",
        ),
        (
            {"objective": "2 delayed", "action": "1 delayed, 1 on hold"},
            "Below them, 2 of 2 objectives were delayed and 1 of 2 actions was delayed and 1 on hold.",
        ),
    ],
)
def test_a_headline_says_what_is_late_below(below: dict[str, str], told: str) -> None:
    counts = {"priority": counts_of("2 on target"), **{kind: counts_of(text) for kind, text in below.items()}}
    assert quarter_headline(counts) == f"2 of 2 priorities were on target. {told}"


@pytest.mark.parametrize("status", sorted(set(STATUSES) - {"on target", "completed"}))
def test_a_headline_leaves_no_status_out(status: str) -> None:
    headline = quarter_headline({"action": counts_of(f"5 on target, 2 {status}")})
    assert headline.startswith("5 of 7 actions were on target;")
    assert "2 gave no update" in headline if status == "not reported" else f"2 were {status}" in headline


@pytest.mark.parametrize(("behind", "total", "sentence"), BEHIND)
def test_behind(behind: int, total: int, sentence: str) -> None:
    assert behind_message(behind, total) == sentence


@pytest.mark.parametrize(("behind", "total"), [(0, 1), (1, 1)])
def test_behind_reads_well_for_a_single_action(behind: int, total: int) -> None:
    assert not behind_message(behind, total).startswith(("All 1 action", "1 of 1 action"))


@pytest.mark.parametrize(("first", "second", "message"), HISTORIES)
def test_histories(first: str, second: str, message: str) -> None:
    updates = [plan_update("a", percent=first, period=Q1), plan_update("a", percent=second, period=Q2)]
    assert history_message(result_of([plan_item("a")], updates).items["a"]) == message


@pytest.mark.parametrize(("percent", "due", "sentence"), PROGRESS)
def test_progress(percent: str, due: str, sentence: str) -> None:
    result = result_of([plan_item("a", due=due)], [plan_update("a", percent=percent)])
    assert progress_sentence(result.items["a"]) == sentence


def test_progress_of_what_lies_below() -> None:
    items = [plan_item("a"), plan_item("b", "a"), plan_item("c", "a")]
    result = result_of(items, [plan_update("b", percent="30")])
    assert progress_sentence(result.items["a"]) == "30% complete on average, from 1 of 2 figures."


@pytest.mark.parametrize(("statuses", "sentence"), NEEDS)
def test_what_needs_a_closer_look(statuses: str, sentence: str) -> None:
    given = dict(zip("abc", statuses.split(", "), strict=False))
    updates = [plan_update(item, status) for item, status in given.items()]
    assert attention_sentence(result_of([plan_item(item) for item in given], updates)) == sentence


def test_what_a_plan_holds() -> None:
    counts: Mapping[str, StatusCounts] = {"action": counts_of("5 on target"), "activity": counts_of("1 delayed")}
    assert plan_sentence(counts) == "5 actions and 1 activity"


def test_every_status_and_every_rule_has_its_words_on_the_method_page() -> None:
    assert list(STATUS_MEANINGS) == list(STATUSES)
    assert list(ATTENTION_MEANINGS) == list(RULES) == list(ATTENTION_WORDS)
    for meaning in (*STATUS_MEANINGS.values(), *ATTENTION_MEANINGS.values()):
        assert meaning[0].isupper()
        assert meaning.endswith(".")


def test_every_status_direction_and_rule_of_indicators_has_its_words_on_the_method_page() -> None:
    assert list(INDICATOR_MEANINGS) == list(INDICATOR_STATUSES)
    assert list(DIRECTION_MEANINGS) == list(DIRECTIONS)
    assert list(INDICATOR_REASON_MEANINGS) == list(INDICATOR_RULES)
    assert list(CLINIC_WORDS) == list(CLINIC_RULES)
    for meaning in (
        *INDICATOR_MEANINGS.values(),
        *DIRECTION_MEANINGS.values(),
        *INDICATOR_REASON_MEANINGS.values(),
    ):
        assert meaning[0].isupper()
        assert meaning.endswith(".")
    for rule, words in CLINIC_WORDS.items():
        assert words[0].isupper()
        assert words.replace(",", "").lower() == rule


def test_the_method_page_is_written_from_the_rules_in_force() -> None:
    content = method_page().content
    assert isinstance(content, MethodContent)
    assert [status for status, _ in content.statuses] == list(STATUSES)
    assert [reason for reason, _, _ in content.reasons] == list(RULES)
    assert [status for status, _ in content.indicator_statuses] == list(INDICATOR_STATUSES)
    assert [way for way, _ in content.directions] == list(DIRECTIONS)
    assert [reason for reason, *_ in content.indicator_reasons] == list(INDICATOR_RULES)
    assert list(content.clinic_rules) == list(CLINIC_WORDS.values())
    assert (content.fewest_points, content.factor, content.run) == (FEWEST_POINTS, str(FACTOR), RUN) == (8, "3.145", 8)


def test_every_status_and_direction_of_indicators_has_its_shape_and_colour() -> None:
    """Always a word and a shape as well as a colour."""
    tokens = json.loads((ROOT / "theme" / "tokens.json").read_text("utf-8"))
    shapes = {look["word"]: look["path"] for look in (*tokens["statuses"], *tokens["marks"])}
    for words in (STATUSES, INDICATOR_STATUSES, DIRECTIONS, INDICATOR_RULES, ("green flag", "red flag")):
        assert set(words) <= shapes.keys()
        assert len({shapes[word] for word in words}) == len(list(words)), "a shape of its own among those beside it"


def test_directions_are_told_alike_by_shapes_and_in_sentences() -> None:
    tokens = json.loads((ROOT / "theme" / "tokens.json").read_text("utf-8"))
    labels = {look["word"]: look["label"] for look in tokens["marks"]}
    for word, told in DIRECTION_WORDS.items():
        assert labels[word].lower() == told


def test_the_words_say_what_the_rules_do() -> None:
    for status in CLOSED:
        assert "never overdue" in STATUS_MEANINGS[status]
    for status in UNKNOWN:
        assert "missing" in STATUS_MEANINGS[status] or "Nothing is assumed" in STATUS_MEANINGS[status]
