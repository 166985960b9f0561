"""Model to results: pure functions, one policy a module."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from generator.derive.attention import Facts, reasons_for
from generator.derive.budgets import budget_tables
from generator.derive.changes import Changes, changes_between, indicator_moves
from generator.derive.deadlines import days_overdue, percent_elapsed, slippage
from generator.derive.indicators import IndicatorResult, indicator_results
from generator.derive.lineage import has_ended, lineage_through, past_items
from generator.derive.progress import progress_over
from generator.derive.redefinitions import redefinitions_between, with_more
from generator.derive.remits import remits_of
from generator.derive.results import (
    HistoryPoint,
    ItemResult,
    PlanResult,
    PublisherResult,
    ReleaseResult,
    Results,
)
from generator.derive.risks import risk_results
from generator.derive.statuses import (
    ANSWERED_ABOVE,
    StatusCounts,
    count_statuses,
    gave_no_update,
    kinds_reported,
    last_known,
    narrative_unchanged,
    standing_of,
)
from generator.derive.tree import Tree, grow
from generator.model import Edition, Plan, PlanItem, PlanUpdate, Portal, Publisher, Release
from generator.periods import Deadline


def derive(portal: Portal) -> Results:
    """Everything that is worked out, each publisher apart from the others."""
    return Results(tuple(derive_publisher(publisher) for publisher in portal.publishers))


def derive_publisher(publisher: Publisher) -> PublisherResult:
    """Each version is seen against the earlier releases as they stood when it was published: so its figures stay."""
    results: dict[Edition, ReleaseResult] = {}
    earlier: list[str] = []
    for release in publisher.releases:
        for version in publisher.versions(release.id):
            stood = [results[publisher.stood(id, version).edition] for id in earlier]
            seen = (*(each.release for each in stood), version)
            results[version.edition] = _release(seen, stood[-1] if stood else None, stood)
        earlier.append(release.id)
    now, superseded = (
        tuple(results[each.edition] for each in some) for some in (publisher.releases, publisher.superseded)
    )
    return PublisherResult(publisher, now, superseded)


def derive_last(publisher: Publisher) -> PublisherResult:
    """A publisher's last release against the one before it, where there is one: those two alone."""
    last = [each.id for each in publisher.releases[-2:]]
    return derive_pair(publisher, *last) if len(last) == 2 else derive_publisher(publisher)


def derive_pair(publisher: Publisher, before: str, after: str) -> PublisherResult:
    """Two of a publisher's releases alone, by their ids: the changes of the later are against the earlier.

    What came before each still counts: how often a deadline moved in all, and what was said last of an item.
    """
    places = [each.id for each in publisher.releases]
    first, last = (publisher.releases[: places.index(id) + 1] for id in (before, after))
    earlier = _release(first, None)
    later = _release(last, earlier)
    pair = replace(publisher, releases=(earlier.release, later.release))
    return PublisherResult(pair, (earlier, later))


def _release(
    releases: Sequence[Release], before: ReleaseResult | None, earlier: Sequence[ReleaseResult] = ()
) -> ReleaseResult:
    """The result of the last of `releases`, seen against those before it, the last of which had the result `before`.

    `earlier` are the results of all of them, where these are known.
    """
    release = releases[-1]
    indicators = indicator_results(release)
    tree = grow(release.plan_items)
    updates = {update.item: update for update in release.plan_updates if update.period == release.period}
    histories = _by_item(release.plan_updates)
    deadlines = _deadlines(releases)
    past = past_items(release)
    reported = kinds_reported(tree.items.values(), updates)
    items = {
        item: _item(
            tree.items[item], plan, release, histories.get(item, ()), deadlines[item], tree, updates, reported, past
        )
        for plan in release.plans
        for item in tree.of_plan(plan.plan)
    }
    changes = _changes(before, release, indicators)
    redefined = before.redefinitions if before is not None else {}
    return ReleaseResult(
        release=release,
        tree=tree,
        items=items,
        plans={plan.plan: _plan(plan, release, items, tree, updates) for plan in release.plans},
        counts=_counts(item for item in items.values() if not item.is_past),
        indicators=indicators,
        risks=risk_results(release),
        budgets=budget_tables(release),
        lineage=lineage_through(releases),
        remits=remits_of(release, tree),
        changes=changes,
        redefinitions=with_more(redefined, changes.redefined if changes is not None else ()),
        earlier=tuple(earlier),
    )


def _changes(
    before: ReleaseResult | None, release: Release, indicators: Mapping[str, IndicatorResult]
) -> Changes | None:
    """Against the release before; None for the first."""
    if before is None:
        return None
    return changes_between(
        before.release,
        release,
        indicator_moves(_statuses(before.indicators), _statuses(indicators)),
        redefinitions_between(before.release, release, indicators),
    )


def _statuses(indicators: Mapping[str, IndicatorResult]) -> Mapping[str, str]:
    return {id: each.status for id, each in indicators.items() if not each.is_past}


def _by_item(updates: Iterable[PlanUpdate]) -> Mapping[str, Sequence[PlanUpdate]]:
    """Each item's updates, the oldest period first."""
    found: dict[str, list[PlanUpdate]] = {}
    for update in sorted(updates, key=lambda update: update.period):
        found.setdefault(update.item, []).append(update)
    return found


def _deadlines(releases: Iterable[Release]) -> Mapping[str, Sequence[Deadline | None]]:
    """Each item's deadline in each release that has it, the oldest first."""
    found: dict[str, list[Deadline | None]] = {}
    for release in releases:
        for item in release.plan_items:
            found.setdefault(item.item, []).append(item.due)
    return found


def _item(
    item: PlanItem,
    plan: Plan,
    release: Release,
    history: Sequence[PlanUpdate],
    deadlines: Sequence[Deadline | None],
    tree: Tree,
    updates: Mapping[str, PlanUpdate],
    reported: frozenset[str],
    past_ids: frozenset[str],
) -> ItemResult:
    update = updates.get(item.item)
    past = item.item in past_ids
    status = standing_of(update, history, release.period, past=past)
    asked = item.kind in reported and item.kind not in ANSWERED_ABOVE and not past
    overdue = None if past else days_overdue(item.due, last_known(history, release.period), release.as_at)
    no_update = asked and gave_no_update(update, history, release.period)
    end = item.due.last_day if item.due is not None else None
    return ItemResult(
        item=item,
        update=update,
        history=tuple(_point(past, release, plan.start, end) for past in history),
        status=status,
        progress=progress_over([item.item], tree, updates),
        percent_elapsed=percent_elapsed(plan.start, end, release.as_at),
        days_overdue=overdue,
        slippage=slippage(deadlines),
        no_update=no_update,
        reasons=()
        if past
        else reasons_for(
            Facts(status, overdue, no_update, narrative_unchanged(update, history), update.confidence if update else "")
        ),
        is_past=past,
    )


def _point(update: PlanUpdate, release: Release, start: date | None, end: date | None) -> HistoryPoint:
    day = release.as_at if update.period == release.period else update.period.end
    return HistoryPoint(update, percent_elapsed(start, end, day))


def _plan(
    plan: Plan, release: Release, items: Mapping[str, ItemResult], tree: Tree, updates: Mapping[str, PlanUpdate]
) -> PlanResult:
    """What lives on as another item is counted there, unless the whole plan has ended."""
    ended = has_ended(plan, release)
    own = [items[item] for item in tree.of_plan(plan.plan) if ended or not items[item].is_past]
    return PlanResult(plan, _counts(own), progress_over(tree.top(plan.plan), tree, updates), ended)


def _counts(items: Iterable[ItemResult]) -> Mapping[str, StatusCounts]:
    listed = list(items)
    kinds = dict.fromkeys(result.item.kind for result in listed)
    return {kind: count_statuses(result.status for result in listed if result.item.kind == kind) for kind in kinds}
