"""Quartile position: as reported, else from the bounds; and whether it moved."""

from __future__ import annotations

from itertools import product

import pytest

from generator.derive.indicators import indicator_results
from generator.derive.quartiles import POSITIONS, quartile, quartile_change
from tests.records import benchmark, indicator, measured, observation

HIGHER = {"lower quartile": "70", "median": "80", "upper quartile": "90"}
LOWER = {"lower quartile": "30", "median": "20", "upper quartile": "10"}
"""The Audit Commission calls the best end upper, whichever way is better."""
LOWER_BY_SIZE = {"lower quartile": "10", "median": "20", "upper quartile": "30"}
"""Some publishers call the smaller number lower: it makes no difference."""

PLACES = [
    # better is  bounds         value    quartile
    ("higher",   HIGHER,        "95",    "best"),
    ("higher",   HIGHER,        "90",    "best"),    # on a bound counts as the better of the two
    ("higher",   HIGHER,        "89.9",  "second"),
    ("higher",   HIGHER,        "80",    "second"),
    ("higher",   HIGHER,        "79.9",  "third"),
    ("higher",   HIGHER,        "70",    "third"),
    ("higher",   HIGHER,        "69.9",  "worst"),
    ("higher",   HIGHER,        "0",     "worst"),
    ("lower",    LOWER,         "5",     "best"),
    ("lower",    LOWER,         "10",    "best"),
    ("lower",    LOWER,         "10.1",  "second"),
    ("lower",    LOWER,         "20",    "second"),
    ("lower",    LOWER,         "25",    "third"),
    ("lower",    LOWER,         "30",    "third"),
    ("lower",    LOWER,         "30.1",  "worst"),
    ("lower",    LOWER_BY_SIZE, "5",     "best"),
    ("lower",    LOWER_BY_SIZE, "25",    "third"),
    ("lower",    LOWER_BY_SIZE, "31",    "worst"),
    ("target",   HIGHER,        "95",    ""),        # nearest is best: the ends are not good or bad
    ("higher",   HIGHER,        "",      ""),
    ("higher",   {"lower quartile": "70", "upper quartile": "90"}, "95", ""),  # a bound is missing
    ("higher",   {},            "95",    ""),
]  # fmt: skip

MOVES = [
    # before    after     moved
    ("worst",   "third",  "up"),
    ("third",   "best",   "up"),
    ("best",    "second", "down"),
    ("best",    "worst",  "down"),
    ("second",  "second", "same"),
    ("",        "best",   ""),
    ("best",    "",       ""),
    ("",        "",       ""),
    ("bottom",  "best",   ""),
]  # fmt: skip


@pytest.mark.parametrize(("polarity", "bounds", "value", "expected"), PLACES)
def test_places(polarity: str, bounds: dict[str, str], value: str, expected: str) -> None:
    given = [benchmark(statistic, bound) for statistic, bound in bounds.items()]
    assert quartile(indicator(polarity), value, given) == expected


def test_every_position_has_rows_for_both_polarities() -> None:
    wanted = set(product(("higher", "lower"), POSITIONS))
    assert wanted <= {(row[0], row[3]) for row in PLACES}


@pytest.mark.parametrize("position", POSITIONS)
def test_what_was_reported_stands_before_what_is_worked_out(position: str) -> None:
    given = [benchmark("quartile position", position), *(benchmark(name, bound) for name, bound in HIGHER.items())]
    assert quartile(indicator(), "95", given) == position


@pytest.mark.parametrize("position", POSITIONS)
def test_a_position_can_be_known_without_the_value(position: str) -> None:
    assert quartile(indicator(), "", [benchmark("quartile position", position)]) == position


def test_bands_and_means_are_no_quartiles() -> None:
    assert quartile(indicator(), "95", [benchmark("band", "Band 1"), benchmark("mean", "80")]) == ""


def test_the_bounds_of_two_comparators_are_not_mixed() -> None:
    mixed = [
        benchmark("lower quartile", "70", comparator="Shires"),
        benchmark("median", "80", comparator="Shires"),
        benchmark("upper quartile", "60", comparator="Neighbours"),
    ]
    assert quartile(indicator(), "75", mixed) == ""


@pytest.mark.parametrize(("before", "after", "moved"), MOVES)
def test_moves(before: str, after: str, moved: str) -> None:
    assert quartile_change(before, after) == moved


def test_a_period_is_placed_by_its_own_bounds_and_moves_against_the_year_before() -> None:
    values = [observation("2022/23 FY", "85"), observation("2023/24 FY", "85"), observation("2024/25 FY", "85")]
    given = [
        *(benchmark(name, bound, "2023/24 FY") for name, bound in HIGHER.items()),
        benchmark("quartile position", "third", "2024/25 FY"),
    ]
    result = indicator_results(measured([indicator()], values, benchmarks=given))["indicator"]
    assert [(point.quartile, point.quartile_change) for point in result.points] == [
        ("", ""),
        ("second", ""),
        ("third", "down"),
    ]
