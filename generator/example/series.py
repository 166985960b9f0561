"""How each indicator moves over the years: a level a year, the season, chance, and what once changed it for good."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from random import Random

from generator.example.catalogue import Row, listed
from generator.example.chance import chance, rounded, swing
from generator.example.quarters import FIRST, QUARTERS, Quarter, quarter, year_token

MIDYEAR = 1.5
"""A year's level stands between its second and third quarters."""


@dataclass(frozen=True, slots=True)
class Series:
    """One indicator: its row in the catalogue, how it moves, and its true values over the whole area by period."""

    about: Row
    moves: Row
    values: Mapping[str, str]

    @property
    def id(self) -> str:
        return self.about["indicator"]

    @property
    def decimals(self) -> int:
        return int(self.about["decimals"] or 0)

    @property
    def quarterly(self) -> bool:
        return self.about["frequency"] == "quarterly"

    @property
    def counts(self) -> bool:
        """Whether its values are counts, so that parts add up."""
        return self.about["unit_of_measure"] == "number"

    @property
    def percentage(self) -> bool:
        return self.about["unit_of_measure"] == "%"


@cache
def moves() -> Mapping[str, Row]:
    return {row["indicator"]: row for row in listed("series")}


def all_series(seed: int) -> list[Series]:
    return [Series(row, moves()[row["indicator"]], _values(row, seed)) for row in listed("indicators")]


def season(move: Row, place: int) -> float:
    """What the time of year adds in the first to the fourth quarter."""
    return float(move["season"].split()[place - 1]) if move["season"] else 0.0


def level(move: Row, at: Quarter) -> float | None:
    """The level between those of the years around it; None before the first."""
    levels = [None if text == "-" else float(text) for text in move["levels"].split()]
    position = (at.number - MIDYEAR) / 4
    before = min(max(int(position), 0), len(levels) - 2)
    here, there = levels[before], levels[before + 1]
    if here is None:
        return levels[at.year]
    assert there is not None
    return here + (there - here) * (position - before)


def turned(id: str, at: Quarter) -> float:
    """What has changed the indicator for good by this quarter."""
    turns = [row for row in listed("turns") if row["indicator"] == id]
    return sum(float(row["by"]) for row in turns if quarter(row["period"]) <= at)


def _values(about: Row, seed: int) -> Mapping[str, str]:
    random = chance(seed, "series", about["indicator"])
    move = moves()[about["indicator"]]
    if about["frequency"] != "quarterly":
        return dict(_yearly(about, move, random))
    found: dict[str, str] = {}
    for each in QUARTERS:
        here = level(move, each)
        chanced = swing(random) * float(move["noise"])
        if here is not None:
            exact = here + season(move, each.place) + turned(about["indicator"], each) + chanced
            found[each.token] = str(within(about, rounded(exact, int(about["decimals"]))))
    return found


def within(about: Row, value: Decimal) -> Decimal:
    """The value within what its unit allows."""
    if about["unit_of_measure"] == "%" and about["polarity"] != "target":
        return min(max(value, Decimal(0)), Decimal(100))
    return value if about["polarity"] == "target" else max(value, Decimal(0))


def _yearly(about: Row, move: Row, random: Random) -> list[tuple[str, str]]:
    """One value a year from 2005/06 to 2008/09; every second year for a survey."""
    years = range(FIRST.year, 4, 2) if about["frequency"] == "two-yearly" else range(4)
    if not move["noise"]:
        points = [text.strip() for text in move["levels"].split(";")]
        return [(year_token(year), points[year]) for year in years]
    levels = [float(text) for text in move["levels"].split()]
    exact = [each + swing(random) * float(move["noise"]) for each in levels]
    return [(year_token(year), str(rounded(exact[year], int(about["decimals"])))) for year in years]
