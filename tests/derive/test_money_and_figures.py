"""Budgets, revisions of figures, outcomes of resolutions, and comparisons between publishers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from generator.derive import derive_publisher
from generator.derive.budgets import budget_tables, variance
from generator.derive.comparisons import comparisons_of, same_reference
from generator.derive.resolutions import outcome_of
from generator.derive.results import PublisherResult
from generator.derive.revisions import revisions_between, score_moves
from generator.model import Publisher, PublisherName, Resolution
from tests.records import Q1, Q2, budget, deadline, indicator, measured, observation, release, risk_score

# fmt: off
VARIANCES = [
    # budget     forecast   over or under
    ("1000",     "1200",    Decimal(200)),
    ("1000",     "900",     Decimal(-100)),
    ("1000",     "1000",    Decimal(0)),
    ("0",        "5",       Decimal(5)),
    ("1000",     "",        None),
    ("",         "1000",    None),
]

OUTCOMES = [
    # reported       due            as at          outcome
    ("open",         "2024-09-29",  "2024-09-30",  "overdue"),
    ("open",         "2024-09-30",  "2024-09-30",  "open"),      # due that very day
    ("open",         "2024/25 Q2",  "2024-10-01",  "overdue"),   # by the last day of its period
    ("open",         "ongoing",     "2024-09-30",  "open"),
    ("open",         "",            "2024-09-30",  "open"),
    ("done",         "2024-01-01",  "2024-09-30",  "done"),
    ("not needed",   "2024-01-01",  "2024-09-30",  "not needed"),
    ("not reported", "2024-01-01",  "2024-09-30",  "not reported"),
]

REFERENCES = [
    ("NI 192", "NI 192"), ("ni192", "NI 192"), (" NI  192 ", "NI 192"),
    ("BV127a", "BV 127A"), ("33a", "33A"), ("L-12", "L-12"),
]
# fmt: on


@pytest.mark.parametrize(("net", "forecast", "expected"), VARIANCES)
def test_variance(net: str, forecast: str, expected: Decimal | None) -> None:
    assert variance(budget("division", net, forecast)) == expected


def test_budgets_stand_by_year_the_latest_first_and_only_amounts_are_drawn() -> None:
    lines = (
        budget("division", "5", year="2023/24 FY"),
        budget("division", "0"),
        budget("division"),
        budget("total", "10"),
        budget("net", "8"),
    )
    latest, before = budget_tables(replace(release(Q2), budgets=lines))
    assert (latest.period.token, before.period.token) == ("2024/25 FY", "2023/24 FY")
    assert [line.net_revenue for line in latest.drawn] == [Decimal(0)]  # 0 is an amount, "to be completed" is none
    assert latest.closing is not None
    assert latest.closing.kind == "net"
    assert before.closing is None


@pytest.mark.parametrize(("reported", "due", "as_at", "expected"), OUTCOMES)
def test_outcomes(reported: str, due: str, as_at: str, expected: str) -> None:
    resolution = Resolution("r", "m", 1, "", "Do it.", deadline(due), reported, "", "")
    assert outcome_of(resolution, date.fromisoformat(as_at)) == expected


def test_revisions_are_figures_that_read_otherwise_not_those_that_came_or_went() -> None:
    before = measured(
        [indicator()],
        [observation(Q1, "5"), observation(Q2, ""), observation("2023/24 Q4", "7"), observation(Q1, "2", "ward")],
    )
    after = measured(
        [indicator()],
        [observation(Q1, "6"), observation(Q2, "9"), observation(Q1, "2", "ward"), observation("2023/24 Q3", "1")],
    )
    (revision,) = revisions_between(before, after)
    assert (revision.before.value, revision.after.value, revision.was_provisional) == ("5", "6", False)


def test_score_moves_compare_each_release_for_its_own_period() -> None:
    before = replace(release(Q1), risk_scores=(risk_score("a", 9, 6, Q1), risk_score("b", 9, 6, Q1)))
    scores = (
        risk_score("a", 8, 6, Q1),
        risk_score("a", 12, 6, Q2),
        risk_score("b", 9, 6, Q2),
        risk_score("c", 1, 1),
    )
    after = replace(release(Q2), risk_scores=scores)
    assert [(move.risk, move.before, move.after) for move in score_moves(before, after)] == [("a", 9, 12)]


@pytest.mark.parametrize(("written", "expected"), REFERENCES)
def test_references_that_differ_in_spaces_or_case_are_one(written: str, expected: str) -> None:
    assert same_reference(written) == expected


def publisher(
    id: str, value: str = "5", reference: str = "NI 1", unit: str = "%", *, fictional: bool = False
) -> PublisherResult:
    name = PublisherName(id, id.title(), id.title(), "", fictional)
    one = measured([replace(indicator(unit=unit), reference=reference)], [observation("2024/25 FY", value)])
    one = replace(one, publisher=name)
    return derive_publisher(Publisher(name, (one,), ()))


# fmt: off
COMPARED = [
    # publishers (name, value, reference, unit, fictional)                      names that stand together
    ([("b", "5", "NI 1", "%", False), ("a", "6", "ni1", "%", False)],           [["a", "b"]]),  # by name
    ([("a", "5", "NI 1", "%", False)],                                          []),
    ([("a", "5", "NI 1", "%", False), ("b", "", "NI 1", "%", False)],           []),            # no value
    ([("a", "5", "NI 1", "%", False), ("b", "5", "NI 2", "%", False)],          []),
    ([("a", "5", "NI 1", "%", False), ("b", "5", "NI 1", "%", True)],           []),            # never
    ([("a", "5", "NI 1", "%", True), ("b", "5", "NI 1", "%", True)],            [["a", "b"]]),
    ([("a", "5", "NI 1", "%", False), ("b", "5", "NI 1", "number", False)],     []),            # another unit
    ([("a", "5", "", "%", False), ("b", "5", "", "%", False)],                  []),
    ([("a", "5", "L-1", "%", False), ("b", "5", "L-1", "%", False)],            []),            # its own list each
]
# fmt: on


@pytest.mark.parametrize(("given", "expected"), COMPARED)
def test_comparisons(given: list[tuple[str, str, str, str, bool]], expected: list[list[str]]) -> None:
    publishers = [
        publisher(id, value, reference, unit, fictional=fictional) for id, value, reference, unit, fictional in given
    ]
    assert [[entry.publisher.id for entry in each.entries] for each in comparisons_of(publishers)] == expected


def test_one_that_counts_otherwise_is_named_and_not_compared() -> None:
    (only,) = comparisons_of([publisher("a"), publisher("b"), publisher("c", unit="number")])
    assert [entry.publisher.id for entry in only.entries] == ["a", "b"]
    assert [entry.publisher.id for entry in only.unlike] == ["c"]
