"""The made-up county's figures: what moves, what is revised, what adds up, and what is held back."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from generator.derive.results import ReleaseResult
from tests.example.made import LATEST, WHOLE, Releases, Row, Tables, key


def test_statuses_are_mixed(result: ReleaseResult) -> None:
    shares = Counter(each.leading.verdict.status for each in result.indicators.values() if each.leading is not None)
    total = sum(shares.values())
    assert 0.45 <= shares["on target"] / total <= 0.65
    assert 0.12 <= shares["close to target"] / total <= 0.30
    assert 0.12 <= shares["off target"] / total <= 0.30
    assert shares["no target"]
    assert any(not each.points[-1].observation.value for each in result.indicators.values())


def test_the_new_collection_of_recycling_is_a_true_shift(result: ReleaseResult) -> None:
    limits = result.indicators["ni-192"].limits
    assert limits is not None
    assert {8, 9, 10, 11} <= set(limits.signals), "the quarters since October 2008"


def test_about_a_quarter_of_the_series_only_vary_naturally(result: ReleaseResult) -> None:
    limited = [each for each in result.indicators.values() if each.limits is not None]
    still = [each for each in limited if each.limits is not None and not each.limits.signals]
    assert len(still) >= len(limited) / 4


def test_a_break_keeps_years_apart(result: ReleaseResult) -> None:
    points = {point.observation.period.token: point for point in result.indicators["ni-117"].points}
    assert points["2008/09 Q1"].observation.series_break
    assert points["2008/09 Q4"].before == ""
    assert points["2009/10 Q1"].before != ""


def test_an_ordinal_indicator_is_judged(result: ReleaseResult) -> None:
    found = result.indicators["ni-196"]
    assert found.indicator.value_type == "ordinal"
    assert found.judged is not None


def test_history_stays_but_for_what_was_provisional_missing_or_corrected(releases: Releases) -> None:
    told = {(row["thing"], row["period"]) for row in releases[LATEST]["corrections"]}
    changed: set[tuple[str, str]] = set()
    before: dict[tuple[str, str, str, str], Row] = {}
    for tables in releases.values():
        for row in tables["observations"]:
            was = before.get(key(row))
            if was is not None and was["value"] != row["value"] and was["value_status"] == "final":
                changed.add((row["indicator"], row["period"]))
            before[key(row)] = row
    assert changed == told
    assert len(told) >= 6


def test_what_is_provisional_is_final_in_the_next_release(releases: Releases) -> None:
    names = list(releases)
    for now, after in pairwise(names):
        later = {key(row): row for row in releases[after]["observations"]}
        provisional = [row for row in releases[now]["observations"] if row["value_status"] == "provisional"]
        assert len(provisional) >= 5
        assert all(later[key(row)]["value_status"] == "final" for row in provisional)


def test_corrections_say_what_was_published(releases: Releases) -> None:
    for row in releases[LATEST]["corrections"]:
        values = {key(each): each["value"] for each in releases[row["release"]]["observations"]}
        assert values[row["thing"], row["period"], *WHOLE] == row["before"]
        assert row["before"] != row["after"]


def test_wards_and_districts_add_up(latest: Tables) -> None:
    parents = {row["area"]: row["parent"] for row in latest["areas"]}
    kinds = {row["area"]: row["kind"] for row in latest["areas"]}
    counts = {row["indicator"] for row in latest["indicators"] if row["unit_of_measure"] == "number"}
    rows = [row for row in latest["observations"] if row["breakdown"] == "all" and row["value"]]
    values = {(row["indicator"], row["period"], row["area"]): row for row in rows}
    warded = {row["indicator"] for row in rows if kinds[row["area"]] == "ward"}
    assert len(warded) >= 8
    assert len({row["indicator"] for row in rows if kinds[row["area"]] == "district"}) >= 20
    sums: Counter[tuple[str, str, str]] = Counter()
    for row in rows:
        number = row["value"] if row["indicator"] in counts else row["numerator"]
        if kinds[row["area"]] != "whole" and number:
            sums[row["indicator"], row["period"], parents[row["area"]]] += int(number)
    assert len(sums) > 100
    for place, total in sums.items():
        row = values[place]
        assert total == int(row["value"] if row["indicator"] in counts else row["numerator"])


def test_groups_of_a_count_add_up(latest: Tables) -> None:
    counts = {row["indicator"] for row in latest["indicators"] if row["unit_of_measure"] == "number"}
    kinds = {row["breakdown"]: row["kind"] for row in latest["breakdowns"]}
    grouped = [row for row in latest["observations"] if row["breakdown"] != "all"]
    assert len({row["indicator"] for row in grouped}) >= 8
    assert {kinds[row["breakdown"]] for row in grouped} == {"age", "sex", "disability"}
    whole = {key(row): row["value"] for row in latest["observations"]}
    sums: Counter[tuple[str, str, str]] = Counter()
    for row in grouped:
        if row["indicator"] in counts:
            sums[row["indicator"], row["period"], kinds[row["breakdown"]]] += int(row["value"])
    assert sums
    assert all(total == int(whole[indicator, period, *WHOLE]) for (indicator, period, _), total in sums.items())


def test_some_counts_are_small_enough_to_be_suppressed(latest: Tables) -> None:
    below = {row["indicator"]: int(row["suppress_below"]) for row in latest["indicators"] if row["suppress_below"]}
    small = {
        row["indicator"]
        for row in latest["observations"]
        if row["indicator"] in below and row["value"] and 0 < int(row["value"]) < below[row["indicator"]]
    }
    assert len(below) >= 2
    assert small == below.keys()
    whole = [row for row in latest["observations"] if row["indicator"] in below and key(row)[2:] == WHOLE]
    assert all(int(row["value"]) >= below[row["indicator"]] for row in whole), "papers print the whole"


def test_every_kind_of_target_and_benchmark(latest: Tables) -> None:
    assert {row["kind"] for row in latest["targets"]} == {"target", "stretch"}
    assert {row["comparison"] for row in latest["targets"]} == {"at least", "at most", "between"}
    found = {(row["comparator"], row["statistic"]) for row in latest["benchmarks"]}
    assert found == {
        ("Nearest neighbours", "mean"),
        ("Regional councils", "mean"),
        ("All England", "median"),
        ("All England", "upper quartile"),
        ("All England", "lower quartile"),
    }
    assert {row["period"][-2] for row in latest["benchmarks"]} == {"F", "Q"}
