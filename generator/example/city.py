"""The small council: one release with a few of the county's National Indicators, so that the two can be compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.example.aims import indicators, targets
from generator.example.catalogue import Row, listed
from generator.example.chance import chance, rounded, swing
from generator.example.parts import EVERYONE
from generator.example.published import Measures, periods
from generator.example.quarters import LAST
from generator.example.series import Series, within

WHOLE = "sampleford"
KEPT_QUARTERS = 8
KEPT_YEARS = 2


def tables(measures: Measures, seed: int) -> Mapping[str, list[Row]]:
    """Every table of the city's only release."""
    chosen = {row["indicator"]: row for row in listed("sampleford_indicators")}
    series = [each for each in measures.series if each.id in chosen]
    own = Measures(series, {})
    values = [row for each in series for row in _observations(each, chosen[each.id], seed)]
    kept = {(row["indicator"], row["period"]) for row in values}
    return {
        "units": list(listed("sampleford_units")),
        "posts": list(listed("sampleford_posts")),
        "frameworks": [row for row in listed("frameworks") if row["framework"] == "ni"],
        "responsibilities": [_led(id, row["lead"]) for id, row in chosen.items()],
        "areas": [{"area": WHOLE, "name": "Sampleford", "kind": "whole"}],
        "breakdowns": [{"breakdown": EVERYONE, "name": "Everyone", "kind": EVERYONE}],
        "indicators": [row | {"source": "", "suppress_below": ""} for row in indicators(own)],
        "observations": values,
        "targets": [row for row in _targets(own, chosen) if (row["indicator"], row["period"]) in kept],
    }


def _observations(series: Series, about: Row, seed: int) -> Iterator[Row]:
    random = chance(seed, WHOLE, series.id)
    kept = KEPT_QUARTERS if series.quarterly else KEPT_YEARS
    for period in periods(series, LAST)[-kept:]:
        exact = float(series.values[period]) * float(about["times"]) * (1 + 0.015 * swing(random))
        yield {
            "indicator": series.id,
            "period": period,
            "area": WHOLE,
            "breakdown": EVERYONE,
            "value": str(within(series.about, rounded(exact, series.decimals))),
            "value_status": "final",
        }


def _targets(own: Measures, chosen: Mapping[str, Row]) -> Iterator[Row]:
    decimals = {series.id: series.decimals for series in own.series}
    for row in targets(own, LAST):
        times, id = float(chosen[row["indicator"]]["target"]), row["indicator"]
        bound = "lower" if row.get("lower") else "upper"
        if row["kind"] == "target":
            yield row | {"area": WHOLE, bound: str(rounded(float(row[bound]) * times, decimals[id]))}


def _led(indicator: str, post: str) -> Row:
    return {
        "thing_kind": "indicator",
        "thing": indicator,
        "role": "lead",
        "holder_kind": "post",
        "holder": post,
        "order": "1",
    }
