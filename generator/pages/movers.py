"""Indicators that got better or worse than a year before: those that members and residents should see first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.derive.indicators import IndicatorResult
from generator.derive.results import ReleaseResult
from generator.pages import addresses
from generator.pages.lookup import Lookup, Named
from generator.pages.measures import shown_value, value_text
from generator.pages.sparklines import sparkline_of

SHOWN = 3
"""How many of each are named on a publisher's home."""


@dataclass(frozen=True, slots=True)
class Mover:
    """One indicator, its change in words, and its status. `spark` are the points of a small line, "" with too few."""

    indicator: Named
    change: str
    status: str
    spark: str


@dataclass(frozen=True, slots=True)
class Movers:
    """The first few that moved one way, how many did in all, how many of those by no more than usual, and the list."""

    direction: str
    total: int
    chance: int
    address: str
    shown: tuple[Mover, ...]


def movers(result: ReleaseResult, lookup: Lookup, direction: str) -> Movers | None:
    """Those that moved in `direction` ("improved" or "declined"); None where none did."""
    found = ranked(each for each in result.living.values() if each.leading and each.leading.direction == direction)
    if not found:
        return None
    address = addresses.narrowed(addresses.indicators(lookup.publisher), direction=direction)
    chance = sum(each.stands_out is False for each in found)
    return Movers(direction, len(found), chance, address, tuple(_mover(each, lookup) for each in found[:SHOWN]))


def ranked(results: Iterable[IndicatorResult]) -> list[IndicatorResult]:
    """What stands out from its usual ups and downs first, what may be chance last; otherwise as they come."""
    order = {True: 0, None: 1, False: 2}
    return sorted(results, key=lambda each: order[each.stands_out])


def _mover(result: IndicatorResult, lookup: Lookup) -> Mover:
    point = result.leading
    assert point is not None
    indicator = result.indicator
    before, now = value_text(indicator, point.before, exact=True), shown_value(indicator, point)
    chance = ", within its usual ups and downs" if result.stands_out is False else ""
    return Mover(
        indicator=lookup.name("indicator", indicator.indicator),
        change=f"{now}, from {before} a year before{chance}",
        status=point.verdict.status,
        spark=sparkline_of(indicator, [each.observation for each in result.points]),
    )
