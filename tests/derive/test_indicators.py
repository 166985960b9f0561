"""All that is worked out for an indicator: its series, the year before, targets ahead, reasons."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.derive import derive
from generator.derive.indicators import IndicatorResult, indicator_results
from generator.derive.results import ReleaseResult
from generator.model import Benchmark, Observation, QualityCheck, Target
from tests.projects import copy_project, load
from tests.records import benchmark, indicator, measured, observation, quality_check, target

# fmt: off
SMALLSHIRE = [
    # indicator         points: period, value, status, missed by, direction, quartile
    ("tree-survival",   [("2022/23 FY", "80",    "no target",       "",     "not known", "third"),
                         ("2023/24 FY", "84.96", "close to target", "0.04", "improved",  "second")]),
    ("residual-waste",  [("2023/24 Q2", "100",   "no target",       "",     "not known", ""),
                         ("2024/25 Q1", "120",   "off target",      "15",   "not known", ""),   # 5% of 105 is 5.25
                         ("2024/25 Q2", "110",   "off target",      "10",   "declined",  "")]),
    ("council-rating",  [("2022/23 FY", "Fair",  "no target",       "",     "not known", ""),
                         ("2023/24 FY", "Good",  "on target",       "",     "improved",  "")]),
    ("office-warmth",   [("2024 M08",   "23.4",  "off target",      "2.4",  "not known", ""),
                         ("2024 M09",   "2000",  "no target",       "",     "not known", "")]),
    ("empty-homes",     [("2023/24 FY", "",      "no data",         "",     "not known", "")]),
    ("eco-award",       [("2023 CY", "Bronze leaf", "no target",    "",     "not known", "")]),
    ("young-homeless",  [("2024/25 Q1", "21",    "no target",       "",     "not known", ""),
                         ("2024/25 Q2", "17",    "no target",       "",     "not known", "")]),
]

AHEAD = {
    # indicator         targets for periods without a value
    "tree-survival":    [("2024/25 FY", "target"), ("2024/25 FY", "stretch")],
    "empty-homes":      [("2024/25 FY", "target")],
}

REASONS = {
    # indicator         what members should look at                    a clinic is suggested because
    "residual-waste":   (("off target twice", "reservation"),          "off target two periods running"),
}
# fmt: on


@pytest.fixture(scope="module")
def latest(tmp_path_factory: pytest.TempPathFactory) -> ReleaseResult:
    (only,) = derive(load(copy_project(tmp_path_factory.mktemp("indicators")))).publishers
    return only.latest


def result_of(
    observations: list[Observation],
    targets: list[Target] | None = None,
    benchmarks: list[Benchmark] | None = None,
    checks: list[QualityCheck] | None = None,
) -> IndicatorResult:
    release = measured([indicator()], observations, targets or (), benchmarks or (), checks or ())
    return indicator_results(release)["indicator"]


def periods(result: IndicatorResult) -> list[str]:
    return [point.observation.period.token for point in result.points]


@pytest.mark.parametrize(("id", "points"), SMALLSHIRE)
def test_smallshires_points(id: str, points: list[tuple[str, ...]], latest: ReleaseResult) -> None:
    found = [
        (
            point.observation.period.token,
            point.observation.value,
            point.verdict.status,
            "" if point.verdict.missed_by is None else str(point.verdict.missed_by),
            point.direction,
            point.quartile,
        )
        for point in latest.indicators[id].points
    ]
    assert found == points


def test_every_indicator_of_smallshire_has_a_row_and_stands_in_its_order(latest: ReleaseResult) -> None:
    assert list(latest.indicators) == [id for id, _ in SMALLSHIRE]


def test_smallshires_targets_ahead(latest: ReleaseResult) -> None:
    found = {id: [(aim.period.token, aim.kind) for aim in each.ahead] for id, each in latest.indicators.items()}
    assert {id: aims for id, aims in found.items() if aims} == AHEAD


def test_what_to_look_at_in_smallshire(latest: ReleaseResult) -> None:
    found = {id: (each.reasons, each.suggestion) for id, each in latest.indicators.items()}
    assert {id: both for id, both in found.items() if any(both)} == REASONS


def test_smallshires_checks_stand_beside_the_figures_that_they_touch(latest: ReleaseResult) -> None:
    """A check of the whole plan stands beside every figure."""
    found = {id: [check.check for check in each.checks] for id, each in latest.indicators.items()}
    assert found == {
        id: ["check-waste", "check-all"] if id == "residual-waste" else ["check-all"] for id, _ in SMALLSHIRE
    }


def test_points_run_by_the_day_they_end_and_a_year_follows_its_last_quarter() -> None:
    order = ["2023/24 FY", "2024/25 Q1", "2024 M09", "2024/25 Q2", "2024/25 H1", "2024 CY", "2024/25 Q4", "2024/25 FY"]
    assert periods(result_of([observation(period, "1") for period in reversed(order)])) == order


def test_only_the_whole_area_and_everyone_together_are_judged() -> None:
    rows = [
        observation("2024/25 FY", "1"),
        observation("2024/25 FY", "2", area="ward"),
        observation("2024/25 FY", "3", breakdown="tenants"),
        observation("2023/24 FY", "4", area="ward"),
    ]
    result = result_of(rows)
    assert [(point.observation.value, point.before) for point in result.points] == [("1", "")]


def test_the_latest_is_the_last_with_a_value_and_the_judged_the_last_with_a_target() -> None:
    rows = [observation("2022/23 FY", "80"), observation("2023/24 FY", "90"), observation("2024/25 FY", "")]
    aims = [target("at least", "85", period="2022/23 FY"), target("at least", "85")]
    result = result_of(rows, aims)
    assert result.latest is result.points[1]
    assert result.judged is result.leading is result.points[0]
    assert [point.verdict.status for point in result.points] == ["off target", "no target", "no data"]


def test_without_values_there_is_no_latest_and_nothing_judged() -> None:
    for rows in ([], [observation("2024/25 FY", "")]):
        result = result_of(rows, [target("at least", "85")])
        assert (result.latest, result.judged, result.leading) == (None, None, None)


def test_targets_ahead_run_by_period_and_leave_out_those_with_a_row() -> None:
    years = ["2024/25 FY", "2025/26 FY", "2026/27 FY"]
    aims = [target("at least", "85", period=period) for period in reversed(years)]
    assert [aim.period.token for aim in result_of([observation("2024/25 FY", "")], aims).ahead] == years[1:]


def test_an_ordinary_target_judges_and_a_stretch_stands_beside_it() -> None:
    aims = [target("at least", "85"), target("at least", "95", kind="stretch")]
    (point,) = result_of([observation("2024/25 FY", "90")], aims).points
    assert (point.target, point.stretch) == (aims[0], aims[1])


# fmt: off
LOOK_AT = [
    # by period: value against at least 85             reservations    reasons
    ({"2023/24 FY": "80", "2024/25 FY": "80"},         [],             ("off target twice",)),
    ({"2023/24 FY": "80", "2024/25 FY": "90"},         [],             ()),
    ({"2023/24 FY": "80", "2024/25 FY": ""},           [],             ()),
    ({"2022/23 FY": "80", "2023/24 FY": "", "2024/25 FY": "80"}, [],   ("off target twice",)),
    ({"2022/23 FY": "80", "2024/25 FY": "80"},         [],             ()),  # a year is left out: not running
    ({"2024/25 Q1": "80", "2024/25 Q2": "80"},         [],             ("off target twice",)),
    ({"2024/25 Q1": "80", "2024/25 Q3": "80"},         [],             ()),
    ({"2023/24 FY": "80", "2024/25 Q1": "80"},         [],             ()),  # a year and a quarter
    ({"2024/25 FY": "90"},                             ["Old data."],  ("reservation",)),
    ({"2024/25 FY": "90"},                             [""],           ()),
    ({},                                               ["Old data."],  ("reservation",)),
]
# fmt: on


@pytest.mark.parametrize(("values", "reservations", "reasons"), LOOK_AT)
def test_reasons(values: dict[str, str], reservations: list[str], reasons: tuple[str, ...]) -> None:
    rows = [observation(period, value) for period, value in values.items()]
    aims = [target("at least", "85", period=period) for period in values]
    checks = [quality_check(f"check-{place}", "indicator", text) for place, text in enumerate(reservations)]
    assert result_of(rows, aims, checks=checks).reasons == reasons


def test_a_reservation_about_everything_is_shown_and_singles_no_indicator_out() -> None:
    result = result_of([observation("2024/25 FY", "90")], checks=[quality_check("check", "", "Old data.")])
    assert (result.reasons, [check.reservation for check in result.checks]) == ((), ["Old data."])


def test_off_target_twice_is_two_times_and_not_one_time_told_twice() -> None:
    """Quarter 4 and the year that it ends are no two periods running."""
    rows = [observation("2024/25 Q4", "80"), observation("2024/25 FY", "80")]
    aims = [target("at least", "85", period=period) for period in ("2024/25 Q4", "2024/25 FY")]
    assert result_of(rows, aims).reasons == ()


def test_each_indicator_has_its_own_rows() -> None:
    release = measured(
        [indicator(id="one"), indicator(id="two")],
        [observation("2024/25 FY", "1", id="one"), observation("2023/24 FY", "2", id="two")],
        [target("at least", "5", id="two")],
        checks=[quality_check("own", "two"), quality_check("everywhere")],
    )
    one, two = indicator_results(release).values()
    assert (periods(one), one.ahead, [check.check for check in one.checks]) == (["2024/25 FY"], (), ["everywhere"])
    assert (periods(two), len(two.ahead), [check.check for check in two.checks]) == (
        ["2023/24 FY"],
        1,
        ["own", "everywhere"],
    )


def test_benchmarks_stand_beside_their_indicator() -> None:
    given = [benchmark("mean", "80"), benchmark("mean", "81", comparator="Neighbours")]
    assert result_of([observation("2024/25 FY", "1")], benchmarks=given).benchmarks == tuple(given)


def broken(period: str, value: str) -> Observation:
    return replace(observation(period, value), series_break="Counted afresh.")


def test_nothing_is_compared_across_a_break_in_the_series() -> None:
    result = result_of([observation("2021/22 FY", "10"), broken("2022/23 FY", "90"), observation("2023/24 FY", "95")])
    assert [point.direction for point in result.points] == ["not known", "not known", "improved"]


def test_the_usual_ups_and_downs_begin_after_the_last_break() -> None:
    years = [f"20{year}/{year + 1} FY" for year in range(10, 21)]
    steady = [observation(year, "50") for year in years]
    assert result_of(steady).limits is not None
    assert result_of([*steady[:4], broken(years[4], "50"), *steady[5:]]).limits is None
