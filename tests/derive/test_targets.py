"""Status against target: every comparison, polarity and kind of tolerance, in exact decimals."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import product

import pytest

from generator.contract import tables
from generator.derive.indicators import indicator_results
from generator.derive.targets import INDICATOR_STATUSES, JUDGED, judge, tolerance_of
from generator.model import Target
from tests.records import indicator, measured, observation, target

ON, CLOSE, OFF = "on target", "close to target", "off target"
NONE = ""

# Bounds are the target's: "85" reads "at least 85", "19-21" a range. A tolerance is in the unit, or per cent of the
# bound. What is missed by stands without its sign. The rows hold whichever way is better: a target says itself what is
# allowed, so polarity has no part in it, "improve" apart.
AGAINST_BOUNDS = [
    # comparison   bounds     tolerance  value        status  missed by
    ("at least",   "85",      NONE,      "85",        ON,     NONE),
    ("at least",   "85",      NONE,      "85.0",      ON,     NONE),
    ("at least",   "85",      NONE,      "100",       ON,     NONE),
    ("at least",   "85",      NONE,      "84.999",    OFF,    "0.001"),
    ("at least",   "85",      "2",       "84.999",    CLOSE,  "0.001"),
    ("at least",   "85",      "2",       "83",        CLOSE,  "2"),        # by exactly the tolerance
    ("at least",   "85",      "2",       "82.999",    OFF,    "2.001"),
    ("at least",   "80",      "5%",      "76",        CLOSE,  "4"),        # 5% of 80 is 4
    ("at least",   "80",      "5%",      "75.99",     OFF,    "4.01"),
    ("at least",   "0.3",     "0.1",     "0.2",       CLOSE,  "0.1"),      # in binary fractions this would be off
    ("at least",   "0.3",     NONE,      "0.1",       OFF,    "0.2"),
    ("at least",   "0",       NONE,      "0",         ON,     NONE),
    ("at least",   "-5",      NONE,      "-6",        OFF,    "1"),
    ("at least",   "-80",     "5%",      "-84",       CLOSE,  "4"),        # a tolerance has no sign
    ("at least",   "85",      "0",       "84",        OFF,    "1"),        # a tolerance of 0 allows nothing
    ("more than",  "85",      NONE,      "85.01",     ON,     NONE),
    ("more than",  "85",      NONE,      "85",        OFF,    "0"),        # the bound itself does not count
    ("more than",  "85",      "2",       "85",        CLOSE,  "0"),
    ("more than",  "85",      "2",       "83",        CLOSE,  "2"),
    ("more than",  "85",      "2",       "82.9",      OFF,    "2.1"),
    ("more than",  "80",      "5%",      "76",        CLOSE,  "4"),
    ("more than",  "80",      "5%",      "75",        OFF,    "5"),
    ("at most",    "21.8",    NONE,      "21.8",      ON,     NONE),
    ("at most",    "21.8",    NONE,      "0",         ON,     NONE),
    ("at most",    "21.8",    NONE,      "22.2",      OFF,    "0.4"),      # Rotherham's violent crime in 2006/07
    ("at most",    "21.8",    "0.4",     "22.2",      CLOSE,  "0.4"),
    ("at most",    "21.8",    "0.39",    "22.2",      OFF,    "0.4"),
    ("at most",    "200",     "5%",      "210",       CLOSE,  "10"),
    ("at most",    "200",     "5%",      "210.5",     OFF,    "10.5"),
    ("at most",    "0",       "1",       "1",         CLOSE,  "1"),
    ("less than",  "16",      NONE,      "15.9",      ON,     NONE),
    ("less than",  "16",      NONE,      "16",        OFF,    "0"),
    ("less than",  "16",      "1",       "16",        CLOSE,  "0"),
    ("less than",  "16",      "1",       "17",        CLOSE,  "1"),
    ("less than",  "16",      "1",       "17.5",      OFF,    "1.5"),
    ("less than",  "20",      "10%",     "22",        CLOSE,  "2"),
    ("less than",  "20",      "10%",     "23",        OFF,    "3"),
    ("equals",     "100",     NONE,      "100.00",    ON,     NONE),
    ("equals",     "100",     NONE,      "99",        OFF,    "1"),
    ("equals",     "100",     NONE,      "101",       OFF,    "1"),
    ("equals",     "100",     "1",       "101",       CLOSE,  "1"),
    ("equals",     "100",     "1",       "99",        CLOSE,  "1"),
    ("equals",     "200",     "1%",      "202",       CLOSE,  "2"),
    ("equals",     "200",     "1%",      "197",       OFF,    "3"),
    ("between",    "19-21",   NONE,      "19",        ON,     NONE),       # both ends count
    ("between",    "19-21",   NONE,      "20",        ON,     NONE),
    ("between",    "19-21",   NONE,      "21",        ON,     NONE),
    ("between",    "19-21",   NONE,      "18.9",      OFF,    "0.1"),
    ("between",    "19-21",   NONE,      "23.4",      OFF,    "2.4"),
    ("between",    "19-21",   "0.5",     "18.5",      CLOSE,  "0.5"),
    ("between",    "19-21",   "0.5",     "21.5",      CLOSE,  "0.5"),
    ("between",    "19-21",   "0.5",     "21.6",      OFF,    "0.6"),
    ("between",    "20-20",   NONE,      "20",        ON,     NONE),
    ("between",    "10-100",  "5%",      "9.5",       CLOSE,  "0.5"),      # 5% of the bound that was missed
    ("between",    "10-100",  "5%",      "9.4",       OFF,    "0.6"),
    ("between",    "10-100",  "5%",      "105",       CLOSE,  "5"),
    ("between",    "10-100",  "5%",      "105.1",     OFF,    "5.1"),
]  # fmt: skip

ON_A_SCALE = [
    # comparison   bounds         value        status
    ("at least",   "Good",        "Good",      ON),
    ("at least",   "Good",        "Excellent", ON),
    ("at least",   "Good",        "Fair",      OFF),
    ("at least",   "Good",        "Poor",      OFF),
    ("more than",  "Fair",        "Fair",      OFF),
    ("more than",  "Fair",        "Good",      ON),
    ("at most",    "Fair",        "Good",      OFF),
    ("at most",    "Fair",        "Poor",      ON),
    ("less than",  "Fair",        "Fair",      OFF),
    ("less than",  "Fair",        "Poor",      ON),
    ("equals",     "Good",        "Good",      ON),
    ("equals",     "Good",        "Excellent", OFF),
    ("between",    "Fair-Good",   "Fair",      ON),
    ("between",    "Fair-Good",   "Excellent", OFF),
    ("between",    "Fair-Good",   "Poor",      OFF),
]  # fmt: skip

TO_IMPROVE = [
    # better is  value    a year before  status
    ("higher",   "50.1",  "50",          ON),
    ("higher",   "50",    "50",          OFF),  # no change is no improvement
    ("higher",   "49",    "50",          OFF),
    ("lower",    "49",    "50",          ON),
    ("lower",    "50",    "50",          OFF),
    ("lower",    "51",    "50",          OFF),
]  # fmt: skip

SILENT = [
    # comparison   bound   value  status
    ("at least",   "85",   "",    "no data"),
    ("improve",    "",     "",    "no data"),
    ("described",  "",     "",    "no data"),
    ("described",  "",     "85",  "no target"),
    ("",           "",     "85",  "no target"),
    ("",           "",     "",    "no data"),
]  # fmt: skip


def aim(comparison: str, bounds: str) -> Target:
    match comparison:
        case "between":
            lower, _, upper = bounds.partition("-")
            return target("between", lower, upper)
        case "at most" | "less than":
            return target(comparison, "", bounds)
        case _:
            return target(comparison, bounds)


@pytest.mark.parametrize("polarity", ["higher", "lower", "target"])
@pytest.mark.parametrize(("comparison", "bounds", "tolerance", "value", "status", "missed"), AGAINST_BOUNDS)
def test_against_bounds(
    comparison: str, bounds: str, tolerance: str, value: str, status: str, missed: str, polarity: str
) -> None:
    verdict = judge(indicator(polarity, tolerance), value, aim(comparison, bounds))
    assert verdict.status == status
    assert verdict.missed_by == (Decimal(missed) if missed else None)
    assert verdict.because


@pytest.mark.parametrize(("comparison", "bounds", "value", "status"), ON_A_SCALE)
def test_on_a_scale(comparison: str, bounds: str, value: str, status: str) -> None:
    assert judge(indicator(kind="ordinal"), value, aim(comparison, bounds)).status == status


@pytest.mark.parametrize(("polarity", "value", "before", "status"), TO_IMPROVE)
def test_to_improve(polarity: str, value: str, before: str, status: str) -> None:
    verdict = judge(indicator(polarity), value, target("improve"), before)
    assert (verdict.status, verdict.missed_by) == (status, None)


def test_to_improve_on_a_scale() -> None:
    assert judge(indicator(kind="ordinal"), "Good", target("improve"), "Fair").status == ON
    assert judge(indicator(kind="ordinal"), "Fair", target("improve"), "Good").status == OFF


def test_to_improve_needs_the_year_before() -> None:
    verdict = judge(indicator(), "50", target("improve"))
    assert verdict.status not in JUDGED
    assert "a year before is not known" in verdict.because


def test_what_nears_no_known_value_can_not_be_called_better() -> None:
    """Where nearest to the target is best and the target is only to improve, there is nothing to come nearer to."""
    for value in ("49", "50", "51"):
        assert judge(indicator("target"), value, target("improve"), "50").status not in JUDGED


@pytest.mark.parametrize(("comparison", "bound", "value", "status"), SILENT)
def test_silent(comparison: str, bound: str, value: str, status: str) -> None:
    verdict = judge(indicator(), value, aim(comparison, bound) if comparison else None)
    assert (verdict.status, verdict.missed_by) == (status, None)


@pytest.mark.parametrize("comparison", ["at least", "described", "improve"])
def test_without_a_value_the_reason_is_that_there_is_none(comparison: str) -> None:
    verdict = judge(indicator(), "", aim(comparison, "85" if comparison == "at least" else ""))
    assert verdict.because == "no value was reported"


def test_words_are_not_judged() -> None:
    verdict = judge(indicator(kind="text"), "Bronze leaf", target("at least", "Silver leaf"))
    assert (verdict.status, verdict.missed_by) == ("no target", None)
    assert "in words" in verdict.because


# fmt: off
BECAUSE = [
    # tolerance  value   what a page says of it
    (NONE,       "85",   "the value meets the target"),
    (NONE,       "84",   "the value misses the target, and no tolerance is set"),
    ("2",        "84",   "the value misses the target by no more than the tolerance"),
    ("2",        "80",   "the value misses the target by more than the tolerance"),
]

TOLERANCES = [
    # tolerance  comparison   bounds    in the unit of measure
    (NONE,       "at least",  "80",     NONE),
    ("2",        "at least",  "80",     "2"),
    ("5%",       "at least",  "80",     "4"),
    ("5%",       "at most",   "80",     "4"),
    ("2.5%",     "at least",  "0.1",    "0.0025"),
    ("5%",       "at least",  "-80",    "4"),
]
# fmt: on


@pytest.mark.parametrize(("tolerance", "value", "because"), BECAUSE)
def test_because(tolerance: str, value: str, because: str) -> None:
    assert judge(indicator(tolerance=tolerance), value, target("at least", "85")).because == because


@pytest.mark.parametrize(("tolerance", "comparison", "bounds", "allowed"), TOLERANCES)
def test_tolerances(tolerance: str, comparison: str, bounds: str, allowed: str) -> None:
    expected = Decimal(allowed) if allowed else None
    assert tolerance_of(indicator(tolerance=tolerance), aim(comparison, bounds), Decimal(0)) == expected


def test_a_tolerance_says_nothing_of_points_of_a_scale() -> None:
    rated = replace(indicator(kind="ordinal"), tolerance=Decimal(1), tolerance_kind="absolute")
    assert judge(rated, "Fair", target("at least", "Good")).status == OFF


def test_every_comparison_has_rows_for_every_kind_of_tolerance_and_outcome() -> None:
    comparisons = set(next(c for c in tables()["targets"].columns if c.name == "comparison").choices)
    bounded = comparisons - {"improve", "described"}
    assert bounded == {row[0] for row in ON_A_SCALE}
    kinds = {(row[0], "relative" if row[2].endswith("%") else "absolute" if row[2] else "") for row in AGAINST_BOUNDS}
    assert set(product(bounded, ("", "absolute", "relative"))) <= kinds
    assert set(product(bounded, (ON, CLOSE, OFF))) == {(row[0], row[4]) for row in AGAINST_BOUNDS}
    assert comparisons - bounded <= {row[0] for row in SILENT}


def test_every_status_has_a_row() -> None:
    seen = {row[4] for row in AGAINST_BOUNDS} | {row[3] for row in SILENT}
    assert seen == set(INDICATOR_STATUSES)
    assert {ON, CLOSE, OFF} == JUDGED


# fmt: off
PERIODS = [
    # value for      target for      judged
    ("2024/25 FY",   "2024/25 FY",   True),
    ("2024/25 Q2",   "2024/25 Q2",   True),
    ("2024/25 Q2",   "2024/25 FY",   False),   # a year's target never judges a quarter
    ("2024/25 Q4",   "2024/25 FY",   False),   # not even the last, which ends with the year
    ("2024/25 FY",   "2024/25 Q4",   False),
    ("2024/25 Q2",   "2024/25 Q3",   False),
    ("2024/25 Q2",   "2023/24 Q2",   False),
    ("2024/25 H1",   "2024/25 Q2",   False),
    ("2024/25 AY",   "2024/25 FY",   False),
    ("2024 CY",      "2024/25 FY",   False),
    ("2024 M09",     "2024/25 Q2",   False),
]
# fmt: on


@pytest.mark.parametrize(("value_for", "target_for", "judged"), PERIODS)
def test_a_target_judges_its_own_period_only(value_for: str, target_for: str, judged: bool) -> None:
    release = measured([indicator()], [observation(value_for, "80")], [target("at least", "85", period=target_for)])
    result = indicator_results(release)["indicator"]
    assert [point.verdict.status for point in result.points] == [OFF if judged else "no target"]
    assert [aimed.period.token for aimed in result.ahead] == ([] if judged else [target_for])


def test_a_stretch_target_does_not_judge() -> None:
    stretch = target("at least", "95", kind="stretch")
    release = measured([indicator()], [observation("2024/25 FY", "90")], [target("at least", "85"), stretch])
    (point,) = indicator_results(release)["indicator"].points
    assert (point.verdict.status, point.stretch) == (ON, stretch)
    (alone,) = indicator_results(replace(release, targets=(stretch,)))["indicator"].points
    assert (alone.verdict.status, alone.target) == ("no target", None)


def test_a_wards_target_does_not_judge_the_whole_area() -> None:
    release = measured([indicator()], [observation("2024/25 FY", "80")], [target("at least", "85", area="ward")])
    (point,) = indicator_results(release)["indicator"].points
    assert point.verdict.status == "no target"
