"""What members must look at, by rule, and who has not reported: for a publisher, or within one body's remit."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from generator.derive.remits import Remit
from generator.derive.resolutions import outcome_of
from generator.derive.results import ItemResult, PublisherResult, ReleaseResult
from generator.pages import addresses
from generator.pages.flags import Flagged, FlaggedItem, flagged_indicators, flagged_items, flagged_risks, item_filters
from generator.pages.listing import Filter
from generator.pages.lookup import Lookup, Named, item_name
from generator.pages.page import Page
from generator.periods import format_date
from generator.words import counted, listed, lower_first, sentence_case

Chosen = Callable[[str], bool]
"""Whether an id is among those asked for."""

NOBODY = "No lead is named"


@dataclass(frozen=True, slots=True)
class Silent:
    """One holder and what it leads that gave no update for the quarter."""

    holder: str
    items: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Exceptions:
    """Everything that meets a rule, each thing once with its reasons."""

    items: tuple[FlaggedItem, ...]
    indicators: tuple[Flagged, ...]
    risks: tuple[Flagged, ...]
    resolutions: tuple[Named, ...]
    silent: tuple[Silent, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.items or self.indicators or self.risks or self.resolutions)


@dataclass(frozen=True, slots=True)
class ExceptionsContent:
    sentence: str
    filters: tuple[Filter, ...]
    exceptions: Exceptions
    as_at: str


def exceptions_page(result: PublisherResult, lookup: Lookup) -> Page:
    latest = result.latest
    name = result.publisher.name
    found = exceptions_in(latest, lookup)
    sentence = exceptions_sentence(found)
    return Page(
        address=addresses.exceptions(name.id),
        title=f"{name.short_name}: what needs a closer look",
        nav_title="Needs a closer look",
        description=f"{name.short_name}, {latest.release.period.label}: {lower_first(sentence)}",
        template="exceptions.md.jinja",
        content=ExceptionsContent(sentence, item_filters(found.items), found, format_date(latest.release.as_at)),
        kind="List",
        publisher=name.short_name,
        period=latest.release.period.name,
    )


def exceptions_in(result: ReleaseResult, lookup: Lookup, remit: Remit | None = None, body: str = "") -> Exceptions:
    """What meets a rule in the release; or what of it stands within the remit of a `body`, with its own resolutions."""
    has_item = _chosen(None if remit is None else remit.items)
    has_indicator = _chosen(None if remit is None else remit.indicators)
    has_risk = _chosen(None if remit is None else remit.risks)
    return Exceptions(
        items=flagged_items((item for id, item in result.items.items() if has_item(id)), result, lookup),
        indicators=flagged_indicators((each for id, each in result.living.items() if has_indicator(id)), lookup),
        risks=flagged_risks((risk for id, risk in result.risks.items() if has_risk(id)), lookup),
        resolutions=_overdue(result, lookup, body),
        silent=_silent([item for item in result.needing("no update") if has_item(item.item.item)], lookup),
    )


def exceptions_sentence(found: Exceptions) -> str:
    """What there is to look at, in one sentence."""
    flagged = ((found.items, "plan item"), (found.indicators, "indicator"), (found.risks, "risk"))
    parts = [counted(len(each), word) for each, word in flagged if each]
    if found.resolutions:
        parts.append(f"{counted(len(found.resolutions), 'resolution')} past the date that was set")
    if not parts:
        return "Nothing meets a rule for a closer look."
    return f"{sentence_case(listed(parts))} to look at."


def _chosen(ids: Collection[str] | None) -> Chosen:
    if ids is None:
        return lambda id: True
    wanted = frozenset(ids)
    return lambda id: id in wanted


def _overdue(result: ReleaseResult, lookup: Lookup, body: str) -> tuple[Named, ...]:
    """The open resolutions past their date: every one, or those of one body's meetings."""
    release = result.release
    meetings = {meeting.meeting for meeting in release.meetings if not body or meeting.body == body}
    minutes = {minute.minute for minute in release.minutes if minute.meeting in meetings}
    return tuple(
        Named(
            lookup.name("resolution", each.resolution).name,
            lookup.name("resolution", each.resolution).address,
            each.text,
        )
        for each in release.resolutions
        if each.minute in minutes and outcome_of(each, release.as_at) == "overdue"
    )


def _silent(items: list[ItemResult], lookup: Lookup) -> tuple[Silent, ...]:
    """Who leads what gave no update: each holder with its items, the one with most first."""
    found: dict[str, list[Named]] = {}
    for item in items:
        id = item.item.item
        holders = [holder.name for holder in lookup.holders("plan item", id, "lead")] or [NOBODY]
        for holder in holders:
            found.setdefault(holder, []).append(Named(item_name(item.item), lookup.item_address(id)))
    ranked = sorted(found.items(), key=lambda entry: (-len(entry[1]), entry[0]))
    return tuple(Silent(holder, tuple(own)) for holder, own in ranked)
