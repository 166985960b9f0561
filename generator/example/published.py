"""What a release says of each indicator: the true history, but for what was provisional, missing or wrong then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from generator.example.catalogue import Row, listed, phrases
from generator.example.chance import rounded
from generator.example.parts import EVERYONE, RATIO, WHOLE, Part, parts, whole_ratio
from generator.example.quarters import Quarter, quarter, year_token
from generator.example.series import Series, all_series

KEPT = {"district": 8, "ward": 4}
"""For how many quarters a release keeps values of this kind of part; of groups, as many as `GROUPS_KEPT`."""

GROUPS_KEPT = 4
YEARS_KEPT = 2

CORRECTED_BEFORE_RELEASE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Measures:
    """Every indicator with its parts: all that the county will ever know."""

    series: Sequence[Series]
    parts: Mapping[str, Mapping[str, Sequence[Part]]]

    @classmethod
    def of(cls, seed: int) -> Measures:
        series = all_series(seed)
        return cls(series, {each.id: parts(each, seed) for each in series})

    def one(self, id: str) -> Series:
        return next(each for each in self.series if each.id == id)


def periods(series: Series, at: Quarter) -> list[str]:
    """The periods with a value by this quarter, the oldest first. A year is published in the quarter after it."""
    if series.quarterly:
        return [token for token in series.values if quarter(token) <= at]
    return [token for token in series.values if int(token[2:4]) - 5 < at.year]


def value_at(series: Series, period: str, at: Quarter) -> tuple[str, str, str]:
    """Value, status and note of one period as the release of `at` gives them."""
    value, status, note = series.values[period], "final", ""
    gap = _row("gaps", series.id, period)
    if gap and (not gap["filled"] or at < quarter(gap["filled"])):
        return "", "not reported", gap["note"]
    provisional = next((row for row in listed("provisional") if row["indicator"] == series.id), None)
    if provisional and _first_release(series, period) == at:
        return _moved(series, value, provisional["delta"]), "provisional", ""
    wrong = _row("corrections", series.id, period)
    if wrong and at < quarter(wrong["corrected"]):
        value = _moved(series, value, wrong["delta"])
    return value, status, note


def observations(measures: Measures, at: Quarter) -> Iterator[Row]:
    for series in measures.series:
        known = periods(series, at)
        for period in known:
            yield _whole(series, period, at)
        for period in known:
            for part in measures.parts[series.id].get(period, ()):
                if _is_kept(series, part, period, at) and not _has_gap(series, period, at):
                    yield _below(series, period, part)


def corrections(measures: Measures, at: Quarter) -> Iterator[Row]:
    for row in listed("corrections"):
        corrected = quarter(row["corrected"])
        if corrected > at:
            continue
        series = measures.one(row["indicator"])
        yield {
            "correction": row["correction"],
            "thing_kind": "indicator",
            "thing": series.id,
            "period": row["period"],
            "release": quarter(row["period"]).release,
            "version": "1.0.0",
            "what": phrases()["correction"].format(period=row["period"]),
            "before": _moved(series, series.values[row["period"]], row["delta"]),
            "after": series.values[row["period"]],
            "reason": row["reason"],
            "date": (corrected.released - CORRECTED_BEFORE_RELEASE).isoformat(),
            "post": row["post"],
        }


def _whole(series: Series, period: str, at: Quarter) -> Row:
    value, status, note = value_at(series, period, at)
    row = {
        "indicator": series.id,
        "period": period,
        "area": WHOLE,
        "breakdown": EVERYONE,
        "value": value,
        "value_status": status,
        "note": note,
    }
    if series.id == RATIO:
        row["value"], row["numerator"], row["denominator"] = whole_ratio(value)
    if turn := next((row for row in listed("turns") if row["indicator"] == series.id and row["break"]), None):
        row["series_break"] = turn["break"] if turn["period"] == period else ""
    return row


def _below(series: Series, period: str, part: Part) -> Row:
    row = {
        "indicator": series.id,
        "period": period,
        "area": part.area,
        "breakdown": part.group,
        "value": part.value,
        "value_status": "final",
        "numerator": part.numerator,
        "denominator": part.denominator,
    }
    if part.kind == "district" and (embargo := _row("embargoes", series.id, period)):
        row |= {"access": "embargoed", "publish_at": embargo["until"]}
    return row


def _is_kept(series: Series, part: Part, period: str, at: Quarter) -> bool:
    if not series.quarterly:
        return int(period[2:4]) - 5 >= at.year - YEARS_KEPT
    return at.number - quarter(period).number < KEPT.get(part.kind, GROUPS_KEPT)


def _has_gap(series: Series, period: str, at: Quarter) -> bool:
    return value_at(series, period, at)[1] == "not reported"


def _first_release(series: Series, period: str) -> Quarter:
    if series.quarterly:
        return quarter(period)
    return quarter(f"{year_token(int(period[2:4]) - 4)[:-2]}Q1")


def _row(table: str, indicator: str, period: str) -> Row | None:
    return next((row for row in listed(table) if (row["indicator"], row["period"]) == (indicator, period)), None)


def _moved(series: Series, value: str, by: str) -> str:
    return str(rounded(float(Decimal(value) + Decimal(by)), series.decimals))
