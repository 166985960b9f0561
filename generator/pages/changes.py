"""What changed between two releases, as pages show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.derive.changes import Changes, DeadlineMove, StatusMove
from generator.derive.deadlines import Slippage
from generator.derive.redefinitions import Redefinition
from generator.derive.results import ReleaseResult
from generator.derive.revisions import Revision
from generator.derive.values import EVERYONE
from generator.model import Indicator, Link, Observation, PlanItem
from generator.pages.lookup import Lookup, Named, item_name
from generator.pages.measures import value_text
from generator.pages.redefinitions import rows_of, turned_sentence
from generator.pages.relations import FORWARD
from generator.words import counted, listed, lower_first, percent, sentence_case, was_were


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One thing that changed. `before` and `after` are statuses where `is_status`, else words; `note` may add to it."""

    thing: Named
    kind: str
    before: str
    after: str
    is_status: bool = False
    note: str = ""


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
        ChangeGroup("Statuses that moved", "", _moves(changes.moved, items, lookup)),
        ChangeGroup(
            "Progress that moved",
            "",
            tuple(
                ChangeRow(_named(move.item, lookup), items[move.item].kind, percent(move.before), percent(move.after))
                for move in changes.percents
            ),
        ),
        ChangeGroup("Deadlines that moved", "", tuple(_deadline(move, result, lookup) for move in changes.deadlines)),
        ChangeGroup(
            "Reported in the quarter before, but not in this one",
            "",
            _moves(changes.fell_silent, items, lookup),
        ),
        ChangeGroup(
            "Reported for the first time",
            f"{sentence_case(_by_kind(changes.first_reported, result))} had no status in the quarter before.",
            _moves(changes.first_reported, items, lookup),
        ),
        ChangeGroup("What became of items", "", tuple(_onward(link, lookup) for link in changes.onward)),
        ChangeGroup("Added to the plans", "", _things(changes.added, items, lookup)),
        ChangeGroup(
            "No longer in the plans",
            "",
            tuple(ChangeRow(lookup.gone(each.item), "", "", "") for each in changes.removed),
        ),
        ChangeGroup(
            "Earlier reports that now read differently",
            "What was published for an earlier quarter has been revised.",
            _things(changes.revised, items, lookup),
        ),
    )


def _measure_groups(result: ReleaseResult, lookup: Lookup, changes: Changes) -> tuple[ChangeGroup, ...]:
    return (
        ChangeGroup(
            "Indicators whose status moved",
            "",
            tuple(
                ChangeRow(lookup.name("indicator", move.indicator), "", move.before, move.after, is_status=True)
                for move in changes.indicators
            ),
        ),
        ChangeGroup(
            "Indicators that are measured or judged otherwise",
            "A status that moved with the measure or its target tells nothing of how things went.",
            tuple(row for each in changes.redefined for row in _redefined(each, lookup)),
        ),
        ChangeGroup(
            "Risk scores that moved",
            "",
            tuple(
                ChangeRow(lookup.name("risk", move.risk), "risk", str(move.before), str(move.after))
                for move in changes.scores
            ),
        ),
        ChangeGroup(
            "Figures that were revised",
            _revisions_sentence(changes.figures),
            tuple(_revision(each, result, lookup) for each in changes.figures),
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
        f"{counted(len(changes.onward), 'item')} {was_were(len(changes.onward))} carried forward, merged or dropped"
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


def _moves(moves: Iterable[StatusMove], items: Mapping[str, PlanItem], lookup: Lookup) -> tuple[ChangeRow, ...]:
    return tuple(
        ChangeRow(_named(move.item, lookup), items[move.item].kind, move.before, move.after, is_status=True)
        for move in moves
    )


def _deadline(move: DeadlineMove, result: ReleaseResult, lookup: Lookup) -> ChangeRow:
    """The deadline before and now, and how often it has moved in all."""
    slipped = result.items[move.item].slippage
    note = slippage_text(slipped) if slipped is not None and slipped.times_moved > 1 else ""
    kind = result.tree.items[move.item].kind
    return ChangeRow(_named(move.item, lookup), kind, move.before.label, move.after.label, note=note)


def slippage_text(slip: Slippage) -> str:
    times = "once" if slip.times_moved == 1 else f"{slip.times_moved} times"
    return f"Moved {times}: first {slip.original.label}, now {slip.current.label}."


def _things(ids: Iterable[str], items: Mapping[str, PlanItem], lookup: Lookup) -> tuple[ChangeRow, ...]:
    return tuple(ChangeRow(_named(id, lookup), items[id].kind, "", "") for id in ids)


def _by_kind(moves: Iterable[StatusMove], result: ReleaseResult) -> str:
    """ "5 actions and 117 activities"."""
    kinds = [result.tree.items[move.item].kind for move in moves]
    return listed([counted(kinds.count(kind), kind) for kind in dict.fromkeys(kinds)])


def _named(id: str, lookup: Lookup) -> Named:
    return Named(item_name(lookup.items[id]), lookup.item_address(id))


def _onward(link: Link, lookup: Lookup) -> ChangeRow:
    """What an item lives on as; of one that was dropped, why."""
    named = lookup.name("plan item", link.from_id)
    if link.to_kind == "plan":
        return ChangeRow(named, "", "", f"{FORWARD[link.relation]} the plan: {link.note}")
    return ChangeRow(named, "", "", f"{FORWARD[link.relation]} {lookup.name(link.to_kind, link.to_id).name}")


def _redefined(redefinition: Redefinition, lookup: Lookup) -> Iterator[ChangeRow]:
    """What is otherwise, line by line; the first says what that did to the status."""
    named = lookup.name("indicator", redefinition.new.indicator)
    note = turned_sentence(redefinition)
    for row in rows_of(redefinition):
        what = Named(f"{named.name}: {lower_first(row.what)}", named.address)
        yield ChangeRow(what, "", row.before, row.after, note=note)
        note = ""


def _revisions_sentence(revisions: Iterable[Revision]) -> str:
    every = list(revisions)
    provisional = sum(1 for each in every if each.was_provisional)
    if not provisional:
        return ""
    return f"{provisional} of {len(every)} had been published as provisional, so a change was to be expected."


def _revision(revision: Revision, result: ReleaseResult, lookup: Lookup) -> ChangeRow:
    indicator = result.indicators[revision.after.indicator].indicator
    named = lookup.name("indicator", indicator.indicator)
    where = "" if revision.after.area == lookup.whole_id else f", {lookup.name('area', revision.after.area).name}"
    where += "" if revision.after.breakdown == EVERYONE else f", {lookup.group_name(revision.after.breakdown)}"
    what = Named(f"{named.name}, {revision.after.period.label}{where}", named.address)
    return ChangeRow(what, "", value_text(indicator, revision.before.value), _now(indicator, revision.after))


def _now(indicator: Indicator, after: Observation) -> str:
    """The value, or why there is none any more."""
    return value_text(indicator, after.value) if after.value else sentence_case(after.value_status)
