"""What meets a rule for a closer look: each thing once, with every rule that it meets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.derive.attention import INDICATOR_RULES, RISK_RULES, RULES
from generator.derive.indicators import IndicatorResult
from generator.derive.results import ItemResult, ReleaseResult
from generator.derive.risks import RiskResult
from generator.pages.actions import action_row
from generator.pages.listing import Ask, Filter, Keys, filters_of, word, words
from generator.pages.lookup import Lookup, Named
from generator.pages.measures import message
from generator.pages.risk import headline
from generator.pages.scorecard import ItemRow

MISSED = "off target"


@dataclass(frozen=True, slots=True)
class Flagged:
    """One indicator or risk, where it stands in `thing.note`, and the rules that it meets."""

    thing: Named
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FlaggedItem:
    """One plan item. `reasons` are the rules that its status and deadline do not tell already."""

    item: ItemRow
    reasons: tuple[str, ...]
    keys: Keys


@dataclass(frozen=True, slots=True)
class FlagCount:
    """How many things meet a rule."""

    reason: str
    number: int


@dataclass(frozen=True, slots=True)
class Flags:
    """How many things need a closer look, where they are listed, and how many meet each rule."""

    total: int
    address: str
    counts: tuple[FlagCount, ...]


TOLD = frozenset({"delayed", "on hold", "overdue", "no update"})
"""Rules that the status of an item, or the days that it is overdue, tell by themselves."""


def flagged_items(items: Iterable[ItemResult], result: ReleaseResult, lookup: Lookup) -> tuple[FlaggedItem, ...]:
    """Those of `items` that meet a rule, in their order."""
    return tuple(_flagged_item(item, result, lookup) for item in items if item.reasons)


def flagged_indicators(results: Iterable[IndicatorResult], lookup: Lookup) -> tuple[Flagged, ...]:
    """Those that are off target or meet a rule."""
    found = ((each, _indicator_reasons(each)) for each in results)
    return tuple(Flagged(standing(each, lookup), reasons) for each, reasons in found if reasons)


def flagged_risks(risks: Iterable[RiskResult], lookup: Lookup) -> tuple[Flagged, ...]:
    """Those that are not closed and meet a rule."""
    return tuple(
        Flagged(_risk_standing(risk, lookup), risk.reasons) for risk in risks if risk.reasons and not risk.is_closed
    )


def flags_of(flagged: Sequence[Flagged], address: str) -> Flags:
    """The counts of `flagged`, for a page that leads to `address`, where they are listed."""
    met = [reason for each in flagged for reason in each.reasons]
    rules = (MISSED, *INDICATOR_RULES, *RISK_RULES)
    counts = tuple(FlagCount(reason, met.count(reason)) for reason in rules if reason in met)
    return Flags(len(flagged), address, counts)


def item_filters(rows: Iterable[FlaggedItem]) -> tuple[Filter, ...]:
    asked = (Ask("why", "Why", words(RULES)), Ask("priority", "Part of the plan"), Ask("unit", "Who leads"))
    return filters_of((row.keys for row in rows), asked)


def standing(result: IndicatorResult, lookup: Lookup) -> Named:
    """An indicator with where it stands, in a sentence."""
    named = lookup.name("indicator", result.indicator.indicator)
    return Named(named.name, named.address, f"{message(result)}.")


def _flagged_item(item: ItemResult, result: ReleaseResult, lookup: Lookup) -> FlaggedItem:
    row = action_row(item, result, lookup)
    keys = Keys({**row.keys.choices, "why": tuple(map(word, item.reasons))}, row.keys.sorts)
    return FlaggedItem(row.item, tuple(reason for reason in item.reasons if reason not in TOLD), keys)


def _indicator_reasons(result: IndicatorResult) -> tuple[str, ...]:
    """Off target, unless the rule that says so of two periods says it too; then the rules."""
    missed = result.judged is not None and result.judged.verdict.status == MISSED
    return (*((MISSED,) if missed and "off target twice" not in result.reasons else ()), *result.reasons)


def _risk_standing(risk: RiskResult, lookup: Lookup) -> Named:
    named = lookup.name("risk", risk.risk.risk)
    return Named(named.name, named.address, f"{headline(risk)}.")
