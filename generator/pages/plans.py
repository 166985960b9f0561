"""Plans: the list of them, and each as a tree with progress."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.derive.results import PlanResult, PublisherResult, ReleaseResult
from generator.pages import addresses
from generator.pages.charts import Chart, progress_chart
from generator.pages.items import gone_since
from generator.pages.lineage import became
from generator.pages.lookup import Lookup, Named, has_own_page, item_name
from generator.pages.messages import plan_sentence
from generator.pages.page import Page
from generator.pages.scorecard import (
    CountBar,
    ItemRow,
    PlanCard,
    average_progress,
    item_row,
    plan_bars,
    plan_cards,
)
from generator.pages.timeline import timeline_chart
from generator.periods import format_date
from generator.words import counted, listed, percent, sentence_case, shortened

CHART_LABEL = 70
"""Longest name of an item in a chart, in characters."""


@dataclass(frozen=True, slots=True)
class PlansContent:
    period: str
    plans: tuple[PlanCard, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """A plan item in the tree; `holds` counts what is directly below it, `became` is what it lives on as.

    `percent` is "" where there is no figure, `percent_number` then None.
    """

    row: ItemRow
    percent: str
    percent_number: float | None
    elapsed_number: float | None
    below: tuple[Branch, ...]
    holds: str
    became: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class PlanContent:
    """`gone` says that the plan is not in the latest release, "" where it is."""

    gone: str
    period: str
    as_at: str
    holds: str
    moved_on: str
    unit: str
    span: str
    note: str
    progress: str
    bars: tuple[CountBar, ...]
    chart: Chart | None
    timeline: Chart | None
    tree: tuple[Branch, ...]


def plan_pages(result: PublisherResult, lookups: Mapping[str, Lookup]) -> tuple[Page, ...]:
    """The list of plans, and a page for every plan that was ever published: old links hold."""
    latest = result.latest
    if not any(release.plans for release in result.releases):
        return ()
    name = result.publisher.name
    index = Page(
        address=addresses.plans(name.id),
        title=f"{name.short_name}: plans",
        nav_title="Plans",
        description=_plans_sentence(name.short_name, latest),
        template="plans.md.jinja",
        content=PlansContent(latest.release.period.label, plan_cards(latest)),
        kind="List",
        publisher=name.short_name,
        period=latest.release.period.name,
    )
    pages: dict[str, Page] = {}
    for release in reversed(result.releases):
        own = lookups[release.release.id]
        for plan, of_plan in release.plans.items():
            if of_plan.counts and plan not in pages:
                pages[plan] = _plan_page(plan, release, own, gone_since(release, result), _moved_on(plan, result))
    return (index, *pages.values())


def _plans_sentence(name: str, result: ReleaseResult) -> str:
    """Which plans there are, those that run first."""
    plans = sorted((plan for plan in result.plans.values() if plan.counts), key=lambda plan: plan.has_ended)
    titles = [f"{plan.plan.title}{' (ended)' if plan.has_ended else ''}" for plan in plans]
    return shortened(f"{name} reports on {counted(len(plans), 'plan')}: {listed(titles)}.", 300)


def _moved_on(plan: str, result: PublisherResult) -> str:
    """What was part of a plan and stands in another now, where it is counted; "" where nothing is."""
    once = {item.item for each in result.releases for item in each.release.plan_items if item.plan == plan}
    now = {item.item: item for item in result.latest.release.plan_items if item.item in once and item.plan != plan}
    if not now:
        return ""
    kinds = [item.kind for item in now.values()]
    what = listed([counted(kinds.count(kind), kind) for kind in dict.fromkeys(kinds)])
    return f"{sentence_case(what)} that began in this plan now stand in a later one, and are counted there."


def _plan_page(plan: str, result: ReleaseResult, lookup: Lookup, gone: str, moved_on: str) -> Page:
    of_plan, release = result.plans[plan], result.release
    rows = [
        (shortened(item_name(item.item), CHART_LABEL), lookup.item_address(item.item.item), item)
        for item in (result.items[id] for id in result.tree.of_plan(plan))
        if has_own_page(item.item)
    ]
    unit = of_plan.plan.unit
    return Page(
        address=addresses.plan(release.publisher.id, plan),
        title=of_plan.plan.title,
        description=f"{sentence_case(plan_sentence(of_plan.counts))}. {average_progress(of_plan)}",
        template="plan.md.jinja",
        content=PlanContent(
            gone=gone or _ended(of_plan),
            period=release.period.label,
            as_at=format_date(release.as_at),
            holds=sentence_case(plan_sentence(of_plan.counts)),
            moved_on=moved_on,
            unit=lookup.name("unit", unit).name if unit else "",
            span=_span(result, plan),
            note=of_plan.plan.note,
            progress=average_progress(of_plan),
            bars=plan_bars(of_plan, result),
            chart=progress_chart("chart-progress", rows),
            timeline=None if of_plan.has_ended else timeline_chart(plan, result, lookup),
            tree=tuple(_branch(item, result, lookup) for item in result.tree.top(plan)),
        ),
        kind="Plan",
        publisher=release.publisher.short_name,
        period=release.period.name,
    )


def _ended(of_plan: PlanResult) -> str:
    """What to say of a plan that has run out; "" while it runs."""
    if not of_plan.has_ended or of_plan.plan.end is None:
        return ""
    return f"This plan ended on {format_date(of_plan.plan.end)}. Each status below is the last that was reported."


def _span(result: ReleaseResult, plan: str) -> str:
    start, end = result.plans[plan].plan.start, result.plans[plan].plan.end
    if start is None or end is None:
        return "Not known"
    return f"{format_date(start)} to {format_date(end)}"


def _branch(id: str, result: ReleaseResult, lookup: Lookup) -> Branch:
    item = result.items[id]
    children = result.tree.children.get(id, ())
    kinds = [result.tree.items[child].kind for child in children]
    given = item.update.percent_complete if item.update is not None else None
    elapsed = item.percent_elapsed
    return Branch(
        row=item_row(item, result, lookup),
        percent="" if given is None else percent(given),
        percent_number=None if given is None else float(given),
        elapsed_number=None if elapsed is None else float(round(elapsed, 1)),
        below=tuple(_branch(child, result, lookup) for child in children),
        holds=listed([counted(kinds.count(kind), kind) for kind in dict.fromkeys(kinds)]),
        became=became(id, result, lookup),
    )
