"""What changed between two releases, as pages show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.derive.changes import Changes, DeadlineMove, IndicatorMove, PercentMove, StatusMove
from generator.derive.deadlines import Slippage
from generator.derive.redefinitions import Redefinition
from generator.derive.results import ReleaseResult
from generator.derive.revisions import Revision, ScoreMove
from generator.derive.values import EVERYONE
from generator.model import Link, PlanItem
from generator.pages.lookup import Lookup, Named, item_name
from generator.pages.measures import value_text
from generator.pages.redefinitions import rows_of, turned_sentence
from generator.pages.relations import FORWARD
from generator.words import counted, listed, lower_first, percent, sentence_case, was_were


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One thing that changed. `before` and `after` are statuses where `is_status`, else words; `note` may add to it.

    `id` is the thing's own.
    """

    thing: Named
    kind: str
    before: str
    after: str
    is_status: bool = False
    note: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """Changes of one kind. A long group is folded: its sentence says what is in it."""

    heading: str
    sentence: str
    rows: tuple[ChangeRow, ...]


def change_groups(result: ReleaseResult, lookup: Lookup, changes: Changes | None) -> tuple[ChangeGroup, ...]:
    """Changes since the release before, all or those of a part, grouped; groups with nothing in them are left out."""
    if changes is None:
        return ()
    groups = (*_item_groups(result, lookup, changes), *_measure_groups(result, lookup, changes))
    return tuple(group for group in groups if group.rows)


def _item_groups(result: ReleaseResult, lookup: Lookup, changes: Changes) -> tuple[ChangeGroup, ...]:
    items = result.tree.items
    return (
        ChangeGroup("Statuses that moved", "", status_rows(changes.moved, items, lookup)),
        ChangeGroup(
            "Progress that moved",
            "",
            tuple(percent_row(move, items, lookup) for move in changes.percents),
        ),
        ChangeGroup(
            "Deadlines that moved", "", tuple(deadline_row(move, result, lookup) for move in changes.deadlines)
        ),
        ChangeGroup(
            "Reported in the quarter before, but not in this one",
            "",
            status_rows(changes.fell_silent, items, lookup),
        ),
        ChangeGroup(
            "Reported for the first time",
            f"{sentence_case(_by_kind(changes.first_reported, result))} had no status in the quarter before.",
            status_rows(changes.first_reported, items, lookup),
        ),
        ChangeGroup(
            f"What became of {_what_moved_on(changes)}s", "", tuple(onward_row(link, lookup) for link in changes.onward)
        ),
        ChangeGroup("Added to the plans", "", item_rows(changes.added, items, lookup)),
        ChangeGroup(
            "No longer in the plans",
            "",
            tuple(ChangeRow(lookup.gone(each.item), "", "", "") for each in changes.removed),
        ),
        ChangeGroup(
            "Earlier reports that now read differently",
            "What was published for an earlier quarter has been revised.",
            item_rows(changes.revised, items, lookup),
        ),
    )


def _measure_groups(result: ReleaseResult, lookup: Lookup, changes: Changes) -> tuple[ChangeGroup, ...]:
    return (
        ChangeGroup(
            "Indicators whose status moved",
            "",
            tuple(indicator_row(move, lookup) for move in changes.indicators),
        ),
        ChangeGroup(
            "Indicators that are measured or judged otherwise",
            "A status that moved with the measure or its target tells nothing of how things went.",
            tuple(row for each in changes.redefined for row in redefinition_change_rows(each, lookup)),
        ),
        ChangeGroup(
            "Risk scores that moved",
            "",
            tuple(score_row(move, lookup) for move in changes.scores),
        ),
        ChangeGroup(
            "Figures that were revised",
            _revisions_sentence(changes.figures),
            tuple(revision_row(each, result, lookup) for each in changes.figures),
        ),
    )


def changes_sentence(result: ReleaseResult, changes: Changes | None) -> str:
    """What changed, in one sentence; "" for a first release."""
    if changes is None:
        return ""
    parts = [
        f"progress moved on {counted(len(changes.percents), 'action')}" if changes.percents else "",
        f"{counted(len(changes.moved), 'status')} moved" if changes.moved else "",
        f"{counted(len(changes.deadlines), 'deadline')} moved" if changes.deadlines else "",
        f"{_by_kind(changes.fell_silent, result)} gave no status this time" if changes.fell_silent else "",
        f"{_by_kind(changes.first_reported, result)} gave a status for the first time"
        if changes.first_reported
        else "",
        f"{counted(len(changes.added), 'item')} joined the plans" if changes.added else "",
        f"{counted(len(changes.removed), 'item')} left the plans" if changes.removed else "",
        f"{counted(len(changes.onward), _what_moved_on(changes))} {was_were(len(changes.onward))} "
        "carried forward, merged or dropped"
        if changes.onward
        else "",
        f"{counted(len(changes.revised), 'earlier report')} changed" if changes.revised else "",
        f"{counted(len(changes.indicators), 'indicator')} changed status" if changes.indicators else "",
        f"{counted(len(changes.redefined), 'indicator')} {was_were(len(changes.redefined))} redefined"
        if changes.redefined
        else "",
        f"{counted(len(changes.scores), 'risk')} changed score" if changes.scores else "",
        f"{counted(len(changes.figures), 'figure')} {was_were(len(changes.figures))} revised"
        if changes.figures
        else "",
    ]
    present = [part for part in parts if part]
    return f"{sentence_case(listed(present))}." if present else "Nothing changed since the quarter before."


def status_rows(moves: Iterable[StatusMove], items: Mapping[str, PlanItem], lookup: Lookup) -> tuple[ChangeRow, ...]:
    return tuple(
        ChangeRow(
            _named(move.item, lookup), items[move.item].kind, move.before, move.after, is_status=True, id=move.item
        )
        for move in moves
    )


def indicator_row(move: IndicatorMove, lookup: Lookup) -> ChangeRow:
    named = lookup.name("indicator", move.indicator)
    return ChangeRow(named, "", move.before, move.after, is_status=True, id=move.indicator)


def percent_row(move: PercentMove, items: Mapping[str, PlanItem], lookup: Lookup) -> ChangeRow:
    named, kind = _named(move.item, lookup), items[move.item].kind
    return ChangeRow(named, kind, percent(move.before), percent(move.after), id=move.item)


def deadline_row(move: DeadlineMove, result: ReleaseResult, lookup: Lookup) -> ChangeRow:
    """The deadline before and now, and how often it has moved in all."""
    slipped = result.items[move.item].slippage
    note = slippage_text(slipped) if slipped is not None and slipped.times_moved > 1 else ""
    kind = result.tree.items[move.item].kind
    return ChangeRow(_named(move.item, lookup), kind, move.before.label, move.after.label, note=note, id=move.item)


def slippage_text(slip: Slippage) -> str:
    times = "once" if slip.times_moved == 1 else f"{slip.times_moved} times"
    return f"Moved {times}: first {slip.original.label}, now {slip.current.label}."


def item_rows(ids: Iterable[str], items: Mapping[str, PlanItem], lookup: Lookup) -> tuple[ChangeRow, ...]:
    return tuple(ChangeRow(_named(id, lookup), items[id].kind, "", "", id=id) for id in ids)


def score_row(move: ScoreMove, lookup: Lookup) -> ChangeRow:
    return ChangeRow(lookup.name("risk", move.risk), "risk", str(move.before), str(move.after), id=move.risk)


def onward_row(link: Link, lookup: Lookup) -> ChangeRow:
    """What a thing lives on as, and the reason where one is given; of an item that was dropped, why."""
    named = lookup.name(link.from_kind, link.from_id)
    if link.to_kind == "plan" and link.from_kind == "plan item":
        return ChangeRow(named, "", "", f"{FORWARD[link.relation]} the plan: {link.note}", id=link.from_id)
    now = f"{FORWARD[link.relation]} {lookup.name(link.to_kind, link.to_id).name}"
    return ChangeRow(named, "", "", now, note=link.note, id=link.from_id)


def revision_row(revision: Revision, result: ReleaseResult, lookup: Lookup) -> ChangeRow:
    """A figure then and now: with every decimal where both would round to one."""
    indicator = result.indicators[revision.after.indicator].indicator
    named = lookup.name("indicator", indicator.indicator)
    where = "" if revision.after.area == lookup.whole_id else f", {lookup.name('area', revision.after.area).name}"
    where += "" if revision.after.breakdown == EVERYONE else f", {lookup.group_name(revision.after.breakdown)}"
    what = Named(f"{named.name}, {revision.after.period.label}{where}", named.address)
    then, now = revision.before.value, revision.after.value
    exact = value_text(indicator, then) == value_text(indicator, now)
    gone = "" if now else sentence_case(revision.after.value_status)
    before, after = value_text(indicator, then, exact), gone or value_text(indicator, now, exact)
    return ChangeRow(what, "", before, after, id=indicator.indicator)


def _by_kind(moves: Iterable[StatusMove], result: ReleaseResult) -> str:
    """ "5 actions and 117 activities"."""
    kinds = [result.tree.items[move.item].kind for move in moves]
    return listed([counted(kinds.count(kind), kind) for kind in dict.fromkeys(kinds)])


def _named(id: str, lookup: Lookup) -> Named:
    return Named(item_name(lookup.items[id]), lookup.item_address(id))


def _what_moved_on(changes: Changes) -> str:
    return "item" if all(link.from_kind == "plan item" for link in changes.onward) else "thing"


def redefinition_change_rows(redefinition: Redefinition, lookup: Lookup) -> Iterator[ChangeRow]:
    """What is otherwise, line by line; the first says what that did to the status."""
    named = lookup.name("indicator", redefinition.new.indicator)
    note = turned_sentence(redefinition)
    for row in rows_of(redefinition):
        what = Named(f"{named.name}: {lower_first(row.what)}", named.address)
        yield ChangeRow(what, "", row.before, row.after, note=note, id=redefinition.new.indicator)
        note = ""


def _revisions_sentence(revisions: Iterable[Revision]) -> str:
    every = list(revisions)
    provisional = sum(1 for each in every if each.was_provisional)
    if not provisional:
        return ""
    return f"{provisional} of {len(every)} had been published as provisional, so a change was to be expected."
