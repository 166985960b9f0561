"""Targets, how a value stands against them, and what other councils achieve."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.example.catalogue import Row, listed
from generator.example.chance import rounded
from generator.example.parts import WHOLE
from generator.example.published import Measures, periods
from generator.example.quarters import FIRST, Quarter, year_token
from generator.example.series import Series, season

FIRST_TARGETS = 1
"""The first financial year with targets: 2006/07."""


def indicators(measures: Measures) -> Iterator[Row]:
    for series in measures.series:
        row = {column: cell for column, cell in series.about.items() if column not in ("lead", "objective")}
        row["framework"] = "ni" if series.id.startswith("ni-") else "local"
        row["value_type"] = "number" if series.moves["noise"] else "ordinal"
        if row["value_type"] == "ordinal":
            row |= {"scale": "Poor; Not effective; Effective; Very effective", "decimals": ""}
        if series.percentage and row["polarity"] != "target":
            row |= {"minimum": "0", "maximum": "100"}
        yield row


def targets(measures: Measures, at: Quarter) -> Iterator[Row]:
    """Every target up to the end of the financial year: those of the quarters to come are known already."""
    for series in measures.series:
        for year in range(FIRST_TARGETS, at.year + 1):
            if series.quarterly:
                quarters = [Quarter(year * 4 + place) for place in range(4)]
                tokens = [(each.token, each.place) for each in quarters if each >= FIRST]
            elif series.about["frequency"] == "annual" or year_token(year) in series.values:
                tokens = [(year_token(year), 0)]
            else:
                tokens = []
            for token, place in tokens:
                yield from _targets(series, token, year, place)


def _targets(series: Series, period: str, year: int, place: int) -> Iterator[Row]:
    aims = series.moves["targets"]
    aim = (aims.split(";") if ";" in aims else aims.split())[year - FIRST_TARGETS].strip()
    if aim == "-":
        return
    comparison = series.moves["aim"]
    row = {"indicator": series.id, "period": period, "area": WHOLE, "kind": "target", "comparison": comparison}
    if comparison == "between":
        row["lower"], row["upper"] = aim.split("..")
        yield row
        return
    bound = "lower" if comparison == "at least" else "upper"
    if not series.moves["noise"]:
        yield row | {bound: aim}
        return
    exact = float(aim) + (season(series.moves, place) if place and series.moves["profiled"] else 0)
    yield row | {bound: str(rounded(exact, series.decimals))}
    if stretch := series.moves["stretch"]:
        further = exact + float(stretch) * (1 if comparison == "at least" else -1)
        yield row | {"kind": "stretch", bound: str(rounded(further, series.decimals))}


def standing(series: Series, value: str, target: Row | None) -> str:
    """On target, close to target or off target; no target or no data otherwise."""
    if not value:
        return "no data"
    if target is None:
        return "no target"
    if not value.lstrip("-").replace(".", "").isdigit():
        points = ["Poor", "Not effective", "Effective", "Very effective"]
        met = points.index(value) >= points.index(target["lower"])
        return "on target" if met else "off target"
    found, miss = Decimal(value), Decimal(0)
    if target.get("lower"):
        miss = max(miss, Decimal(target["lower"]) - found)
    if target.get("upper"):
        miss = max(miss, found - Decimal(target["upper"]))
    allowed = Decimal(series.about["tolerance"] or 0)
    if series.about["tolerance_kind"] == "relative":
        allowed *= abs(Decimal(target.get("lower") or target["upper"])) / 100
    return "on target" if not miss else "close to target" if miss <= allowed else "off target"


def benchmarks(measures: Measures, at: Quarter) -> Iterator[Row]:
    """What others achieved, a year after the year; for some indicators each quarter of the last four years' ends."""
    for about in listed("comparators"):
        series = measures.one(about["indicator"])
        for year in range(at.year - 3, at.year):
            if year >= FIRST_TARGETS and _is_known(series, year, at):
                yield from _compared(series, about, year_token(year), year, full=not series.quarterly)
        if about["each"] == "quarter":
            for token in periods(series, at.step(-1))[-4:]:
                year = int(token[2:4]) - 5
                yield from _compared(series, about, token, year, full=True)


def _is_known(series: Series, year: int, at: Quarter) -> bool:
    """National figures come out in the second quarter after their year."""
    return at.number >= (year + 1) * 4 + 1 and (series.quarterly or year_token(year) in series.values)


def _compared(series: Series, about: Row, period: str, year: int, *, full: bool) -> Iterator[Row]:
    levels = [float(text) for text in series.moves["levels"].split()]
    middle = (levels[year] + sum(levels) / len(levels)) / 2 * (1 + float(about["better"]) / 100)
    if period[-2] == "Q":
        middle += season(series.moves, int(period[-1]))
    spread = middle * float(about["spread"]) / 200
    values = [("Nearest neighbours", "mean", 0.15), ("Regional councils", "mean", -0.2), ("All England", "median", 0.0)]
    if full:
        values += [("All England", "upper quartile", 1.0), ("All England", "lower quartile", -1.0)]
    for comparator, statistic, off in values:
        value = str(rounded(middle + off * spread, series.decimals))
        yield {
            "indicator": series.id,
            "period": period,
            "comparator": comparator,
            "statistic": statistic,
            "value": value,
        }
