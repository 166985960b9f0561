"""Parts that several pages share: counts that lead to what they count, plan cards, lists of items."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from generator.derive.results import ItemResult, PlanResult, ReleaseResult
from generator.derive.statuses import STATUSES, StatusCounts
from generator.pages import addresses
from generator.pages.charts import Chart, status_chart
from generator.pages.lookup import Lookup, item_name
from generator.pages.messages import plan_sentence
from generator.periods import Deadline
from generator.words import NO_BREAK, counted, listed, percent, plural, sentence_case, shortened

CONFIDENCE = ("green", "amber", "red")
"""The colours in which publishers rate their own confidence, in the order in which they are shown."""

QUARTERS = 5
"""How many quarters the bars of statuses go back: the last of them is a year before the latest."""

PARENT_LENGTH = 70
"""Longest name of what an item is part of, in a list, in characters."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many items have a status, and where they are listed."""

    status: str
    number: int
    address: str = ""


@dataclass(frozen=True, slots=True)
class CountBar:
    """The items of one kind by status."""

    heading: str
    counts: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class PlanCard:
    title: str
    address: str
    holds: str
    bars: tuple[CountBar, ...]
    progress: str


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One plan item in a list: `parent` is the name of what it is part of, "" at the top.

    `asked` is whether its kind of item is reported on at all; `holds` counts what stands below it, "" if nothing does.
    """

    name: str
    address: str
    kind: str
    parent: str
    status: str
    status_as_reported: str
    due: str
    overdue: str
    leads: tuple[str, ...]
    asked: bool
    holds: str


def count_bars(counts: Iterable[tuple[str, StatusCounts]]) -> tuple[CountBar, ...]:
    """A bar for each kind of item; kinds of which nothing was reported have none."""
    return tuple(
        CountBar(
            sentence_case(counted(of_kind.total, kind)),
            tuple(Count(status, of_kind.of(status)) for status in STATUSES if of_kind.of(status)),
        )
        for kind, of_kind in counts
        if of_kind.known
    )


def plan_cards(result: ReleaseResult, *, running: bool = False) -> tuple[PlanCard, ...]:
    """A card a plan; with `running`, only of those that have not ended."""
    publisher = result.release.publisher.id
    return tuple(
        PlanCard(
            title=plan.plan.title,
            address=addresses.plan(publisher, plan.plan.plan),
            holds=sentence_case(plan_sentence(plan.counts)),
            bars=plan_bars(plan, result),
            progress=average_progress(plan),
        )
        for plan in result.plans.values()
        if plan.counts and not (running and plan.has_ended)
    )


def plan_bars(plan: PlanResult, result: ReleaseResult) -> tuple[CountBar, ...]:
    """The plan's items by kind and status, and the publisher's confidence where it gives that."""
    confidence = confidence_bar(result.items[item] for item in result.tree.of_plan(plan.plan.plan))
    bars = count_bars(plan.counts.items())
    return bars if confidence is None else (*bars, confidence)


def average_progress(plan: PlanResult) -> str:
    """The plan's average percentage and what it rests on; says so when there is none."""
    progress = plan.progress
    if progress is None:
        return "No percentages are reported for this plan."
    basis = f"from {progress.given} of {counted(progress.asked, 'figure')}"
    return f"{percent(progress.percent)} complete on average, {basis}."


def item_row(item: ItemResult, result: ReleaseResult, lookup: Lookup) -> ItemRow:
    plan_item = item.item
    update = item.update
    return ItemRow(
        name=item_name(plan_item),
        address=lookup.item_address(plan_item.item),
        kind=plan_item.kind,
        parent=shortened(item_name(lookup.items[plan_item.parent]), PARENT_LENGTH) if plan_item.parent else "",
        status=item.status,
        status_as_reported=update.status_as_reported if update is not None else "",
        due=due_text(item),
        overdue=overdue_text(item),
        leads=tuple(holder.name for holder in lookup.holders("plan item", plan_item.item, "lead")),
        asked=result.asks(item),
        holds=holds(plan_item.item, result),
    )


def holds(id: str, result: ReleaseResult) -> str:
    """What stands below an item, by kind: "6 priorities and 47 actions"; "" where nothing does."""
    kinds = [result.tree.items[child].kind for child in result.tree.below(id)]
    return listed([counted(kinds.count(kind), kind) for kind in dict.fromkeys(kinds)])


def confidence_bar(items: Iterable[ItemResult]) -> CountBar | None:
    """The publisher's own ratings of its confidence, by colour; None where it gives none."""
    ratings = [item.update.confidence for item in items if item.update is not None and item.update.confidence]
    if not ratings:
        return None
    counts = tuple(Count(colour, ratings.count(colour)) for colour in CONFIDENCE if colour in ratings)
    return CountBar(f"{sentence_case(counted(len(ratings), 'confidence rating'))}, the publisher’s own", counts)


def due_text(item: ItemResult) -> str:
    """The deadline in words: the date or period, else the publisher's own words, else that none is given."""
    due = item.item.due
    return deadline_text(due) if due is not None else sentence_case(item.item.due_text) or "None given"


def deadline_text(due: Deadline) -> str:
    """A deadline in a cell of its own; a line never breaks within a date."""
    label = sentence_case(due.label)
    return label.replace(" ", NO_BREAK) if label[0].isdigit() else label


def overdue_text(item: ItemResult) -> str:
    """ "14 days overdue"; "" when it is not."""
    return "" if item.days_overdue is None else f"{counted(item.days_overdue, 'day')} overdue"


def statuses_by_quarter(quarters: Sequence[ReleaseResult], kinds: Collection[str] | None = None) -> Chart | None:
    """Stacked bars of the last of these quarters; a quarter in which no item of a kind was reported has none.

    With `kinds`, of these kinds of item only.
    """
    rows: list[tuple[str, str, StatusCounts]] = []
    silent: dict[str, list[str]] = {}
    for release in quarters[-QUARTERS:]:
        for kind, counts in release.counts.items():
            if kinds is not None and kind not in kinds:
                continue
            if counts.known:
                rows.append((sentence_case(plural(kind)), release.release.period.name, counts))
            else:
                silent.setdefault(release.release.period.label, []).append(plural(kind))
    if not rows:
        return None
    parts = [f"{listed(kinds)} in {period}" for period, kinds in silent.items()]
    sentence = f"No status was reported for {listed(parts)}, so there is no bar." if parts else ""
    return status_chart("chart-statuses", _status_message(quarters[-1], kinds), sentence, rows)


def _status_message(result: ReleaseResult, kinds: Collection[str] | None) -> str:
    shown = {kind: counts for kind, counts in result.counts.items() if kinds is None or kind in kinds}
    parts = [
        f"{counts.of('delayed')} of {counted(counts.total, kind)}"
        for kind, counts in shown.items()
        if counts.of("delayed")
    ]
    if not parts:
        silent = [counted(counts.total, kind) for kind, counts in shown.items() if not counts.known]
        unknown = f"; nothing is known of {listed(silent)}" if silent else ""
        return f"Nothing was reported as delayed in {result.release.period.label}{unknown}"
    delayed = sum(counts.of("delayed") for counts in shown.values())
    return f"{listed(parts)} {'was' if delayed == 1 else 'were'} delayed in {result.release.period.label}"
