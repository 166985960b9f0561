"""Direction of travel: a value against the same period a year before, by polarity; and the share that improved."""

from __future__ import annotations

import pytest

from generator.derive.direction import DIRECTIONS, direction, share_improving
from generator.derive.indicators import Point, indicator_results
from generator.model import Observation
from tests.records import indicator, measured, observation, target

UP, DOWN, SAME, UNKNOWN = "improved", "declined", "no change", "not known"

WAYS = [
    # better is  kind       now          year before  target   direction
    ("higher",   "number",  "51",        "50",        "",      UP),
    ("higher",   "number",  "49",        "50",        "",      DOWN),
    ("higher",   "number",  "50",        "50",        "",      SAME),
    ("higher",   "number",  "50.0",      "50",        "",      SAME),     # the same number, written otherwise
    ("higher",   "number",  "50.0001",   "50",        "",      UP),
    ("higher",   "number",  "-3",        "-5",        "",      UP),
    ("higher",   "number",  "0",         "5",         "",      DOWN),     # 0 is a value
    ("higher",   "number",  "",          "50",        "",      UNKNOWN),
    ("higher",   "number",  "50",        "",          "",      UNKNOWN),
    ("higher",   "number",  "",          "",          "",      UNKNOWN),
    ("lower",    "number",  "49",        "50",        "",      UP),
    ("lower",    "number",  "51",        "50",        "",      DOWN),
    ("lower",    "number",  "50",        "50",        "",      SAME),
    ("lower",    "number",  "0",         "50",        "",      UP),
    ("lower",    "number",  "50",        "",          "",      UNKNOWN),
    ("target",   "number",  "20",        "25",        "19",    UP),
    ("target",   "number",  "25",        "20",        "19",    DOWN),
    ("target",   "number",  "18",        "20",        "19",    SAME),     # as far off, on the other side
    ("target",   "number",  "19",        "18",        "19",    UP),
    ("target",   "number",  "20",        "25",        "",      UNKNOWN),
    ("target",   "number",  "20",        "20",        "",      SAME),
    ("higher",   "ordinal", "Good",      "Fair",      "",      UP),
    ("higher",   "ordinal", "Poor",      "Fair",      "",      DOWN),
    ("higher",   "ordinal", "Fair",      "Fair",      "",      SAME),
    ("lower",    "ordinal", "Poor",      "Fair",      "",      UP),
    ("target",   "ordinal", "Good",      "Poor",      "Good",  UP),
    ("higher",   "text",    "Silver",    "Bronze",    "",      UNKNOWN),  # words are not compared
    ("higher",   "text",    "Bronze",    "Bronze",    "",      UNKNOWN),
]  # fmt: skip

SHARES = [
    # directions                         improved, of those known
    ([],                                 (0, 0)),
    ([UNKNOWN],                          (0, 0)),
    ([UP],                               (1, 1)),
    ([UP, DOWN, SAME],                   (1, 3)),
    ([UP, UNKNOWN, UP, UNKNOWN, DOWN],   (2, 3)),
    ([SAME, DOWN],                       (0, 2)),
]  # fmt: skip

YEARS_BEFORE = [
    # period          the same a year before  another that is not
    ("2024/25 FY",    "2023/24 FY",           "2022/23 FY"),
    ("2024/25 Q2",    "2023/24 Q2",           "2024/25 Q1"),
    ("2024/25 H1",    "2023/24 H1",           "2023/24 H2"),
    ("2024/25 AY",    "2023/24 AY",           "2023/24 FY"),
    ("2024 CY",       "2023 CY",              "2022 CY"),
    ("2024 M09",      "2023 M09",             "2024 M08"),
]  # fmt: skip


@pytest.mark.parametrize(("polarity", "kind", "now", "before", "aim", "way"), WAYS)
def test_ways(polarity: str, kind: str, now: str, before: str, aim: str, way: str) -> None:
    aimed = target("equals", aim) if aim else None
    assert direction(indicator(polarity, kind=kind), now, before, aimed) == way


@pytest.mark.parametrize("way", DIRECTIONS)
@pytest.mark.parametrize("polarity", ["higher", "lower", "target"])
def test_every_way_has_a_row_for_every_polarity(polarity: str, way: str) -> None:
    assert [row for row in WAYS if (row[0], row[1], row[5]) == (polarity, "number", way)]


@pytest.mark.parametrize(("directions", "share"), SHARES)
def test_shares(directions: list[str], share: tuple[int, int]) -> None:
    assert share_improving(directions) == share


@pytest.mark.parametrize(("period", "before", "other"), YEARS_BEFORE)
def test_only_the_same_period_a_year_before_counts(period: str, before: str, other: str) -> None:
    values = [observation(period, "30"), observation(before, "20"), observation(other, "40")]
    point = points(values)[period]
    assert (point.before, point.direction) == ("20", "improved")
    alone = points([observation(period, "30"), observation(other, "40")])[period]
    assert (alone.before, alone.direction) == ("", "not known")


def points(values: list[Observation]) -> dict[str, Point]:
    result = indicator_results(measured([indicator()], values))["indicator"]
    return {point.observation.period.token: point for point in result.points}


def test_a_span_of_years_has_no_year_before() -> None:
    assert points([observation("2010 CY to 2020 CY", "30")])["2010 CY to 2020 CY"].direction == "not known"


def test_nearness_is_to_the_target_of_the_period() -> None:
    values = [observation("2023/24 FY", "25"), observation("2024/25 FY", "22")]
    aims = [target("equals", "30", period="2023/24 FY"), target("equals", "20")]
    result = indicator_results(measured([indicator("target")], values, aims))["indicator"]
    assert result.points[-1].direction == "improved"  # 22 is 2 from 20, 25 was 5 from it


# fmt: off
NEARER = [
    # target                        year before  now     direction, where nearest to the target is best
    (("between", "19", "21"),       "18",        "20",   "improved"),   # into the range
    (("between", "19", "21"),       "20",        "23",   "declined"),   # out of it
    (("between", "19", "21"),       "23",        "22",   "improved"),
    (("between", "19", "21"),       "18",        "22",   "no change"),  # 1 below, 1 above
    (("equals", "20", ""),          "22",        "21",   "improved"),
    (("equals", "20", ""),          "18",        "23",   "declined"),
    (("at least", "20", ""),        "18",        "19",   "improved"),
    (("at least", "20", ""),        "21",        "25",   "no change"),  # both do what is asked
    (("at most", "", "20"),         "22",        "21",   "improved"),
    (("at most", "", "20"),         "22",        "23",   "declined"),
    (("described", "", ""),         "22",        "23",   "not known"),
    (("improve", "", ""),           "22",        "23",   "not known"),
]
# fmt: on


@pytest.mark.parametrize(("aim", "before", "now", "way"), NEARER)
def test_nearer(aim: tuple[str, str, str], before: str, now: str, way: str) -> None:
    assert direction(indicator("target"), now, before, target(*aim)) == way


def test_within_a_range_nothing_is_nearer() -> None:
    """19 to 21 is all as good: to move inside it is neither better nor worse."""
    values = [observation("2023/24 FY", "19"), observation("2024/25 FY", "21")]
    result = indicator_results(measured([indicator("target")], values, [target("between", "19", "21")]))["indicator"]
    assert result.points[-1].direction == "no change"
