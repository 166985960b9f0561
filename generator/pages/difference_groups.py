"""Every way in which two releases can differ, as the groups that a comparison tells of them.

A group is one entry in `GROUPS`: how it is called, and the rows that it takes from what was worked out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator.derive.changes import Changes
from generator.derive.deadlines import Slippage
from generator.derive.differences import Differences
from generator.derive.lineage import DROPPED, Thing
from generator.derive.results import ReleaseResult
from generator.model import Correction, RiskScore
from generator.pages.changes import (
    ChangeRow,
    deadline_row,
    indicator_row,
    item_rows,
    onward_row,
    percent_row,
    redefinition_change_rows,
    revision_row,
    score_row,
    status_rows,
)
from generator.pages.lookup import Lookup
from generator.periods import format_date
from generator.words import counted, listed

UNCHANGED = "unchanged"
"""The group that tells of what did not change."""

NO_WORD = (
    "No link says what became of it. Keep its row, and say in links.csv what it lives on as or why it was dropped."
)


@dataclass(frozen=True, slots=True)
class Pair:
    """What the groups take their rows from. `old` and `new` name things as each release does."""

    before: ReleaseResult
    after: ReleaseResult
    changes: Changes
    differences: Differences
    old: Lookup
    new: Lookup


Rows = Callable[[Pair], Iterable[ChangeRow]]
Sentence = Callable[[Pair, Sequence[ChangeRow]], str]


@dataclass(frozen=True, slots=True)
class Kind:
    """One way to differ: the name and heading of its group, its rows, and the sentence over them."""

    name: str
    heading: str
    rows: Rows
    sentence: Sentence = lambda pair, rows: ""


def _by_status(pair: Pair, rows: Sequence[ChangeRow]) -> str:
    """ "Now 3 delayed and 2 completed."."""
    now = [row.after for row in rows]
    return f"Now {listed([f'{now.count(status)} {status}' for status in dict.fromkeys(now)])}."


def _deadlines(pair: Pair) -> Iterator[ChangeRow]:
    for move in pair.changes.deadlines:
        slip = pair.after.items[move.item].slippage
        yield replace(deadline_row(move, pair.after, pair.new), note=_slip(slip) if slip is not None else "")


def _slip(slip: Slippage) -> str:
    """ "First due 31 March 2010; moved twice, 90 days later in all."."""
    times = {1: "once", 2: "twice"}.get(slip.times_moved, f"{slip.times_moved} times")
    days = f", {counted(abs(slip.days), 'day')} {'later' if slip.days > 0 else 'sooner'} in all" if slip.days else ""
    return f"First due {slip.original.label}; moved {times}{days}."


def _slipped(pair: Pair, rows: Sequence[ChangeRow]) -> str:
    days = [
        (now - then).days
        for move in pair.changes.deadlines
        if (then := move.before.last_day) is not None and (now := move.after.last_day) is not None
    ]
    later, sooner = sum(each > 0 for each in days), sum(each < 0 for each in days)
    parts = [f"{later} slipped" if later else "", f"{sooner} came forward" if sooner else ""]
    return f"{listed([part for part in parts if part])}." if later or sooner else ""


def _set(pair: Pair) -> Iterator[ChangeRow]:
    for each in pair.differences.redated:
        if each.after is not None:
            yield _row(pair.new, ("plan item", each.item), "no deadline", each.after.label)


def _taken_away(pair: Pair) -> Iterator[ChangeRow]:
    for each in pair.differences.redated:
        if each.before is not None:
            yield _row(pair.new, ("plan item", each.item), each.before.label, "no deadline")


def _onward(relation: str) -> Rows:
    return lambda pair: (onward_row(link, pair.new) for link in pair.changes.onward if link.relation == relation)


def _gone(pair: Pair) -> Iterator[ChangeRow]:
    """Items that the later release has not any more: under their last names."""
    for each in pair.changes.removed:
        kind = pair.old.items[each.item].kind
        yield ChangeRow(pair.new.gone(each.item), kind, "", "", note=NO_WORD, id=each.item)


def _figures(pair: Pair) -> Iterator[ChangeRow]:
    for each in pair.changes.figures:
        note = "It had been published as provisional." if each.was_provisional else ""
        yield replace(revision_row(each, pair.after, pair.new), note=note)


def _rescored(pair: Pair) -> Iterator[ChangeRow]:
    for each in pair.differences.rescored:
        yield _row(pair.new, ("risk", each.risk), _score(each.before), _score(each.after))


def _score(score: RiskScore | None) -> str:
    if score is None:
        return "not reported"
    return str(score.score) if score.score is not None else score.score_status


def _retitled(pair: Pair) -> Iterator[ChangeRow]:
    return (_row(pair.new, each.thing, each.before, each.after) for each in pair.differences.retitled)


def _corrections(pair: Pair) -> Iterator[ChangeRow]:
    for each in pair.differences.corrections:
        row = _row(pair.new, (each.thing_kind, each.thing), each.before, each.after)
        yield replace(row, note=_correction(each, pair.new))


def _correction(each: Correction, lookup: Lookup) -> str:
    """What was corrected, why, when, and by which post."""
    post = f", {lookup.name('post', each.post).name}" if each.post else ""
    said = " ".join(f"{part.rstrip('.')}." for part in (each.what, each.reason) if part)
    return f"{said} ({format_date(each.date)}{post})"


def _row(lookup: Lookup, thing: Thing, before: str = "", after: str = "") -> ChangeRow:
    kind, id = thing
    shown = lookup.items[id].kind if kind == "plan item" else kind
    return ChangeRow(lookup.name(kind, id), shown, before, after, id=id)


GROUPS = (
    Kind(
        "statuses",
        "Statuses that moved",
        lambda pair: status_rows(pair.changes.moved, pair.new.items, pair.new),
        _by_status,
    ),
    Kind(
        "indicator-statuses",
        "Indicators whose status moved",
        lambda pair: (indicator_row(each, pair.new) for each in pair.changes.indicators),
        _by_status,
    ),
    Kind(
        "redefined",
        "Indicators that are measured or judged otherwise",
        lambda pair: (row for each in pair.changes.redefined for row in redefinition_change_rows(each, pair.new)),
        lambda pair, rows: "A status that moved with the measure or its target tells nothing of how things went.",
    ),
    Kind(
        "percentages",
        "Progress that moved",
        lambda pair: (percent_row(each, pair.new.items, pair.new) for each in pair.changes.percents),
    ),
    Kind("deadlines", "Deadlines that moved", _deadlines, _slipped),
    Kind("deadlines-taken-away", "Deadlines that were taken away", _taken_away),
    Kind("deadlines-set", "Deadlines that were set for the first time", _set),
    Kind(
        "silent",
        "Reported in the earlier release, but not in the later one",
        lambda pair: status_rows(pair.changes.fell_silent, pair.new.items, pair.new),
    ),
    Kind(
        "first-reported",
        "Reported for the first time",
        lambda pair: status_rows(pair.changes.first_reported, pair.new.items, pair.new),
        _by_status,
    ),
    Kind("carried-forward", "Carried forward", _onward("carried forward as")),
    Kind("merged", "Merged", _onward("merged into")),
    Kind("split", "Split", _onward("split into")),
    Kind("dropped", "Dropped, and why", _onward(DROPPED)),
    Kind("gone", "Gone from the plans without a word", _gone),
    Kind(
        "added",
        "Added to the plans",
        lambda pair: item_rows(pair.changes.added, pair.new.items, pair.new),
    ),
    Kind(
        "new",
        "New plans, indicators and risks",
        lambda pair: (_row(pair.new, thing) for thing in pair.differences.came),
    ),
    Kind(
        "ended",
        "Plans, indicators and risks that are there no longer",
        lambda pair: (_row(pair.old, thing) for thing in pair.differences.left),
    ),
    Kind("values", "Figures that were revised", _figures),
    Kind(
        "reports-revised",
        "Earlier reports that now read differently",
        lambda pair: item_rows(pair.changes.revised, pair.new.items, pair.new),
    ),
    Kind(
        "risk-scores",
        "Risk scores that moved",
        lambda pair: (score_row(each, pair.new) for each in pair.changes.scores),
    ),
    Kind("risks-scored", "Risks that were scored for the first time, or are no longer", _rescored),
    Kind("titles", "Worded otherwise", _retitled),
    Kind("corrections", "Corrections", _corrections),
    Kind(
        UNCHANGED,
        "Commentary that is word for word the same",
        lambda pair: (_row(pair.new, thing) for thing in pair.differences.unchanged),
    ),
)
"""Every way in which two releases can differ, in the order in which it is told."""
