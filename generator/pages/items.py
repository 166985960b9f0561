"""One plan item: where it stands, why, what was reported each quarter, its activities, who answers for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.derive.results import ItemResult, PublisherResult, ReleaseResult
from generator.derive.statuses import count_statuses
from generator.pages import addresses
from generator.pages.changes import ChangeGroup, change_groups, slippage_text
from generator.pages.charts import Chart, history_chart
from generator.pages.data import CorrectionRow, corrections_of
from generator.pages.lineage import Ancestor, Past, ancestors, became, moved_page
from generator.pages.lookup import Lookup, Named, TieGroup, has_own_page, item_name
from generator.pages.messages import progress_sentence
from generator.pages.page import Page
from generator.pages.reports import Report, report_of
from generator.pages.scorecard import CountBar, ItemRow, count_bars, due_text, item_row, overdue_text
from generator.periods import format_date
from generator.words import listed, plural, sentence_case, shortened

TITLE_LENGTH = 60
"""Longest name of an item in the navigation, in characters."""

ROLES = {
    "authorising": "Accountable (authorises the work)",
    "lead": "Leads the work",
    "delivering": "Delivers it",
    "consulted": "Is consulted",
}


@dataclass(frozen=True, slots=True)
class Accountable:
    role: str
    holders: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Activity:
    """A small item, an anchor on this page."""

    id: str
    reference: str
    title: str
    row: ItemRow
    reports: tuple[Report, ...]
    leads: tuple[Named, ...]
    ties: tuple[TieGroup, ...]
    note: str


@dataclass(frozen=True, slots=True)
class ItemContent:
    """`became` says what a closed item lives on as, or why it was dropped; `ancestors` are what this one carries on.

    `gone` says that the item is no longer in the plans, "" where it is.

    `asked` is whether its kind of item is reported on at all; `bars` count what stands below it, by status.
    """

    gone: str
    became: tuple[Named, ...]
    ancestors: tuple[Ancestor, ...]
    asked: bool
    bars: tuple[CountBar, ...]
    kind: str
    reference: str
    reference_note: str
    plan: Named
    parent: Named | None
    status: str
    status_as_reported: str
    sentence: str
    percent_number: float | None
    elapsed_number: float | None
    due: str
    due_note: str
    overdue: str
    conflict: str
    report_note: str
    confidence: str
    confidence_note: str
    slipped: str
    as_at: str
    period: str
    accountable: tuple[Accountable, ...]
    facts: tuple[tuple[str, str], ...]
    chart: Chart | None
    reports: tuple[Report, ...]
    activities: tuple[Activity, ...]
    activities_heading: str
    children: tuple[ItemRow, ...]
    changes: tuple[ChangeGroup, ...]
    corrections: tuple[CorrectionRow, ...]
    ties: tuple[TieGroup, ...]
    note: str


def item_pages(result: PublisherResult, lookups: Mapping[str, Lookup]) -> tuple[Page, ...]:
    """A page for every item that was ever published, as its last release has it: old links hold."""
    pages: dict[str, Page] = {}
    past: dict[str, tuple[ItemResult, Lookup]] = {}
    for release in reversed(result.releases):
        for id, item in release.items.items():
            past.setdefault(id, (item, lookups[release.release.id]))
    for release in reversed(result.releases):
        lookup = lookups[release.release.id]
        for id, item in release.items.items():
            if has_own_page(item.item) and id not in pages:
                now = result.latest.lineage.moved_to("plan item", id)
                pages[id] = (
                    moved_page(item, release, lookup, now[1])
                    if now is not None
                    else _item_page(item, release, lookup, gone_since(release, result), past)
                )
    return tuple(pages.values())


def gone_since(release: ReleaseResult, result: PublisherResult) -> str:
    """What to say of a thing whose last release is not the latest one; "" where it is."""
    if release is result.latest:
        return ""
    return f"Last reported for {release.release.period.label}: it is not in the plans of later quarters."


def _item_page(item: ItemResult, result: ReleaseResult, lookup: Lookup, gone: str, past: Past) -> Page:
    release, plan_item = result.release, item.item
    children = [result.items[child] for child in result.tree.children.get(plan_item.item, ())]
    small = tuple(_small_below(plan_item.item, result))
    given, elapsed = item.percent, item.percent_elapsed
    sentence = progress_sentence(item)
    return Page(
        address=addresses.item(release.publisher.id, plan_item.item),
        title=plan_item.title,
        nav_title=shortened(item_name(plan_item), TITLE_LENGTH),
        description=" ".join(
            part
            for part in (
                f"{sentence_case(plan_item.kind)} of {release.publisher.short_name}:",
                f"{item.status} in {release.period.label}.",
                sentence,
                _due_sentence(item),
            )
            if part
        ),
        template="item.md.jinja",
        content=ItemContent(
            gone=gone,
            became=became(plan_item.item, result, lookup),
            ancestors=ancestors(plan_item.item, result, past),
            asked=result.asks(item),
            bars=_bars_below(plan_item.item, result),
            kind=sentence_case(plan_item.kind),
            reference=plan_item.reference,
            reference_note=sentence_case(plan_item.reference_status),
            plan=lookup.name("plan", plan_item.plan),
            parent=lookup.name("plan item", plan_item.parent) if plan_item.parent else None,
            status=item.status,
            status_as_reported=item.update.status_as_reported if item.update is not None else "",
            sentence=sentence,
            percent_number=None if given is None else float(given),
            elapsed_number=None if elapsed is None else float(round(elapsed, 1)),
            due=due_text(item),
            due_note=plan_item.due_text if plan_item.due is not None else "",
            overdue=overdue_text(item),
            conflict=_conflict(item),
            report_note=item.update.note if item.update is not None else "",
            confidence=item.update.confidence if item.update is not None else "",
            confidence_note=result.plans[plan_item.plan].plan.note,
            slipped=_slipped(item),
            as_at=format_date(release.as_at),
            period=release.period.label,
            accountable=_accountable(plan_item.item, lookup),
            facts=_facts(item),
            chart=history_chart("chart-history", item),
            reports=tuple(report_of(point) for point in reversed(item.history)),
            activities=tuple(_activity(child, result, lookup) for child in small),
            activities_heading=sentence_case(listed([plural(kind) for kind in _kinds(small)])),
            children=tuple(item_row(child, result, lookup) for child in children if has_own_page(child.item)),
            changes=_changes(plan_item.item, result, lookup),
            corrections=tuple(
                row
                for id in (plan_item.item, *(each.item.item for each in small))
                for row in corrections_of("plan item", id, release, lookup)
            ),
            ties=lookup.ties("plan item", plan_item.item),
            note=plan_item.note,
        ),
        kind=sentence_case(plan_item.kind),
        publisher=release.publisher.short_name,
        status=sentence_case(item.status),
        period=release.period.name,
        under=_under(item, lookup),
        search_title=item_name(plan_item),
        reference=plan_item.reference,
    )


def _changes(id: str, result: ReleaseResult, lookup: Lookup) -> tuple[ChangeGroup, ...]:
    """What changed in what stands below, and in the indicators that measure it; an item by itself tells its own."""
    below = frozenset(result.tree.below(id))
    if result.changes is None or not below:
        return ()
    measuring = frozenset(
        link.from_id
        for link in result.release.links
        if (link.from_kind, link.relation, link.to_kind) == ("indicator", "measures", "plan item")
        and link.to_id in below | {id}
    )
    return change_groups(result, lookup, result.changes.within(below | {id}, measuring))


def _bars_below(id: str, result: ReleaseResult) -> tuple[CountBar, ...]:
    """The items below that have pages of their own, by kind and status."""
    below = [result.items[child] for child in result.tree.below(id) if has_own_page(result.items[child].item)]
    return count_bars(
        (kind, count_statuses(item.status for item in below if item.item.kind == kind)) for kind in _kinds(below)
    )


def _kinds(items: Iterable[ItemResult]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.item.kind for item in items))


def _small_below(id: str, result: ReleaseResult) -> Iterator[ItemResult]:
    """The items below that are anchors on this page: small ones, and small ones below those."""
    for child in result.tree.children.get(id, ()):
        if not has_own_page(result.items[child].item):
            yield result.items[child]
            yield from _small_below(child, result)


def _under(item: ItemResult, lookup: Lookup) -> str:
    """The navigation follows the plan: an item stands below what it is part of."""
    if item.item.parent:
        return lookup.item_address(item.item.parent)
    return addresses.plan(lookup.publisher, item.item.plan)


def _due_sentence(item: ItemResult) -> str:
    return f"Due {item.item.due.label}." if item.item.due is not None else ""


def _conflict(item: ItemResult) -> str:
    """Where what was reported and what the dates say do not agree: shown, not hidden."""
    if item.days_overdue is None:
        return ""
    overdue = overdue_text(item)
    if item.status in ("on target", "not started"):
        return f"Reported as {item.status}, although the deadline has passed: {overdue}."
    return ""


def _slipped(item: ItemResult) -> str:
    return slippage_text(item.slippage) if item.slippage is not None else ""


def _accountable(item: str, lookup: Lookup) -> tuple[Accountable, ...]:
    roles = ((words, lookup.holders("plan item", item, role)) for role, words in ROLES.items())
    return tuple(Accountable(words, holders) for words, holders in roles if holders)


def _facts(item: ItemResult) -> tuple[tuple[str, str], ...]:
    """What else the plan says of the item; nothing for columns that are empty."""
    plan_item = item.item
    named = (
        ("Outcome", plan_item.outcome),
        ("Measure of success", plan_item.measure),
        ("Recurs", plan_item.recurrence),
        ("Equality impact", plan_item.equality),
        ("What might stop it", plan_item.risks),
        ("Evidence", plan_item.evidence),
    )
    return tuple((name, text) for name, text in named if text)


def _activity(item: ItemResult, result: ReleaseResult, lookup: Lookup) -> Activity:
    id = item.item.item
    told = [point for point in item.history if point.update.progress or point.update.issues or point.update.note]
    return Activity(
        id=id,
        reference=item.item.reference,
        title=item.item.title,
        row=item_row(item, result, lookup),
        reports=tuple(report_of(point) for point in reversed(told)),
        leads=lookup.holders("plan item", id, "lead"),
        ties=lookup.ties("plan item", id),
        note=item.item.note,
    )
