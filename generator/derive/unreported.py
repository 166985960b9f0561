"""What a release still waits for: things that were asked for its period and have no answer yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.derive.indicators import IndicatorResult
from generator.derive.lineage import Thing
from generator.derive.results import ItemResult, ReleaseResult
from generator.derive.statuses import ANSWERED_ABOVE, CLOSED, last_known
from generator.periods import Period

WAITING = frozenset({"not reported", "to be completed"})
"""Why a value is missing, where it may still come."""


@dataclass(frozen=True, slots=True)
class Unreported:
    """`what` is missing of the thing: status, percentage, value or score."""

    thing: Thing
    what: str


def unreported_in(result: ReleaseResult, before: ReleaseResult | None) -> tuple[Unreported, ...]:
    """Every one, in the order of the plans, then of the indicators and risks.

    What kinds of item owe a report shows from this release and the one before it: while nothing is filled in yet, the
    one before it alone can tell. Where neither can, every kind that has a row for the period does.
    """
    return (*_items(result, before), *_indicators(result), *_risks(result))


def _items(result: ReleaseResult, before: ReleaseResult | None) -> Iterator[Unreported]:
    asked = {kind for each in (result, before) if each for kind, counts in each.counts.items() if counts.known}
    asked = asked or {item.item.kind for item in result.items.values() if item.update is not None}
    for id, item in result.items.items():
        if item.is_past or item.item.kind in ANSWERED_ABOVE or item.item.kind not in asked:
            continue
        if not _is_open(item, result.release.period):
            continue
        if item.status == "not reported":
            yield Unreported(("plan item", id), "status")
        elif item.owes_percent and item.update is not None and item.update.percent_status in WAITING:
            yield Unreported(("plan item", id), "percentage")


def _is_open(item: ItemResult, period: Period) -> bool:
    """Whether anything is expected of an item still: what was closed before owes nothing more."""
    return last_known((point.update for point in item.history), period) not in CLOSED


def _indicators(result: ReleaseResult) -> Iterator[Unreported]:
    for id, indicator in result.living.items():
        if _waits(indicator, result.release.period):
            yield Unreported(("indicator", id), "value")


def _waits(result: IndicatorResult, period: Period) -> bool:
    """Whether a value for a span that ends with the period is waited for, or a series has no row for it at all."""
    periods = {point.observation.period for point in result.points}
    if period not in periods and period.step(-1) in periods:
        return True
    return any(
        each.observation.period.end == period.end and each.observation.value_status in WAITING for each in result.points
    )


def _risks(result: ReleaseResult) -> Iterator[Unreported]:
    for id, risk in result.risks.items():
        if "risk not scored" in risk.reasons:
            yield Unreported(("risk", id), "score")
