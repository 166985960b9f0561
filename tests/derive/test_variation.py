"""Natural variation: XmR limits worked out by hand, from eight points and never fewer."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.derive.indicators import indicator_results
from generator.derive.variation import FACTOR, FEWEST_POINTS, RUN, Limits, limits
from tests.records import indicator, measured, observation

# By hand: the median, then the median of the differences from point to point, times 3.145 on either side of it.
BY_HAND = [
    # values                                    median  lower    upper    places of signals
    ("5 5 5 5 5 5 5 5",                         "5",    "5",     "5",     ""),
    # differences all 2: 2 × 3.145 = 6.29
    ("4 6 4 6 4 6 4 6",                         "5",    "-1.29", "11.29", ""),
    # most differences are 0, so their mean: 18 / 8 = 2.25, × 2.66 = 5.985
    ("10 10 10 10 10 10 10 10 28",              "10",   "4.015", "15.985", "8"),
    # differences all 1: 1 × 3.145
    ("10.5 11.5 10.5 11.5 10.5 11.5 10.5 11.5", "11",   "7.855", "14.145", ""),
    # a true shift stands out and does not widen the limits: ten differences of 1, one of 9
    ("30 31 30 31 30 31 30 31 40 41 40 41",     "31",   "27.855", "34.145", "8 9 10 11"),
]  # fmt: skip

RUNS = [
    # values, whose median is 0, all within their limits          places of signals
    ("-1 -3 -1 -3 -1 -3 -1 1 3 1 3 1 3 1",                        ""),  # seven on each side
    ("-1 -3 -1 -3 -1 -3 -1 -3 3 1 3 1 3 1 3 1",                   "0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15"),
    ("-1 -3 -1 -3 -1 -3 -1 -3 0 0 1 3 1 3 1 3 1",                 "0 1 2 3 4 5 6 7"),
    ("1 3 1 3 1 3 1 0 0 -1 -3 -1 -3 -1 -3 -1 -3",                 "9 10 11 12 13 14 15 16"),
    ("-1 -3 -1 -3 0 -1 -3 -1 -3 3 1 3 1 0 3 1 3 1",               ""),  # a point on the median ends a run
]  # fmt: skip


def numbers(text: str) -> list[Decimal]:
    return [Decimal(value) for value in text.split()]


@pytest.mark.parametrize("count", range(FEWEST_POINTS))
def test_fewer_than_eight_points_have_no_limits(count: int) -> None:
    assert limits([Decimal(place) for place in range(count)]) is None


def test_eight_points_are_the_fewest() -> None:
    assert FEWEST_POINTS == 8
    assert limits([Decimal(place) for place in range(8)]) is not None


@pytest.mark.parametrize(("values", "middle", "lower", "upper", "signals"), BY_HAND)
def test_by_hand(values: str, middle: str, lower: str, upper: str, signals: str) -> None:
    found = limits(numbers(values))
    assert found is not None
    assert found.middle == Decimal(middle)
    assert (found.lower, found.upper) == (Decimal(lower), Decimal(upper))
    assert list(found.signals) == [int(place) for place in signals.split()]


def test_one_point_far_out_among_ups_and_downs_is_a_signal() -> None:
    def series(far: str) -> list[Decimal]:
        low, high = Decimal(0), Decimal(1)
        return [*[low, high] * 4, Decimal(far), *[high, low] * 4]

    assert list(must(limits(series("3"))).signals) == []
    assert list(must(limits(series("9"))).signals) == [8]


@pytest.mark.parametrize(("values", "signals"), RUNS)
def test_runs(values: str, signals: str) -> None:
    found = must(limits(numbers(values)))
    assert found.middle == 0
    assert list(found.signals) == [int(place) for place in signals.split()]
    assert RUN == 8


def test_limits_are_exact_and_by_the_constant_that_the_method_page_gives() -> None:
    found = must(limits(numbers("0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8")))
    assert found.middle == Decimal("0.45")
    assert found.upper - found.middle == Decimal("0.1") * FACTOR == Decimal("0.3145")


def test_quarters_and_years_are_never_mixed() -> None:
    quarters = [observation(f"202{year}/2{year + 1} Q{quarter}", "10") for year in (0, 1) for quarter in (1, 2, 3, 4)]
    years = [observation(f"201{year}/1{year + 1} FY", "500") for year in range(1, 8)]
    alone = indicator_results(measured([indicator()], [*quarters[:7], *years]))["indicator"]
    assert alone.limits is None  # seven of each
    both = must(indicator_results(measured([indicator()], [*quarters, *years]))["indicator"].limits)
    assert {both.middle, both.lower, both.upper} == {Decimal(10)}


def test_quarters_without_a_value_do_not_count() -> None:
    quarters = [
        observation(f"202{year}/2{year + 1} Q{quarter}", "" if (year, quarter) == (0, 3) else "10")
        for year in (0, 1)
        for quarter in (1, 2, 3, 4)
    ]
    assert indicator_results(measured([indicator()], quarters))["indicator"].limits is None


@pytest.mark.parametrize("kind", ["ordinal", "text"])
def test_points_of_a_scale_and_words_have_no_limits(kind: str) -> None:
    """Steps of a scale are not equal, so their median and range mean nothing."""
    years = [observation(f"201{year}/1{year + 1} FY", "Good" if year % 2 else "Fair") for year in range(9)]
    assert indicator_results(measured([indicator(kind=kind)], years))["indicator"].limits is None


def must(found: Limits | None) -> Limits:
    assert found is not None
    return found
