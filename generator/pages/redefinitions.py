"""How an indicator came to be measured or judged otherwise, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.derive.redefinitions import Redefinition, TargetMove, TermMove
from generator.model import Indicator
from generator.pages.measures import POLARITY_WORDS, difference_text, target_text
from generator.words import sentence_case

NAMES = {
    "definition": "Definition",
    "unit_of_measure": "Unit",
    "polarity": "Which way is better",
    "value_type": "Kind of value",
    "scale": "Scale, worst to best",
}
CLOSE = frozenset({"tolerance", "tolerance_kind"})


@dataclass(frozen=True, slots=True)
class RedefinitionRow:
    """One thing that is otherwise since a quarter: what it was, and what it is."""

    since: str
    what: str
    before: str
    after: str


def redefinition_rows(redefinitions: Iterable[Redefinition]) -> tuple[RedefinitionRow, ...]:
    """The newest first."""
    return tuple(row for each in reversed(list(redefinitions)) for row in rows_of(each))


def rows_of(redefinition: Redefinition) -> Iterator[RedefinitionRow]:
    since = redefinition.period.label
    old, new = redefinition.old, redefinition.new
    for term in redefinition.terms:
        if term.column in NAMES:
            yield RedefinitionRow(since, NAMES[term.column], _term(term, term.before), _term(term, term.after))
    if any(term.column in CLOSE for term in redefinition.terms):
        yield RedefinitionRow(since, "What still counts as close", _tolerance(old), _tolerance(new))
    for move in redefinition.targets:
        yield RedefinitionRow(since, _target_name(move), *_bounds(redefinition, move))


def turned_sentence(redefinition: Redefinition) -> str:
    """What the status would be as the value was judged before; "" where it would be the same."""
    if not redefinition.turned:
        return ""
    return (
        f"By what held before {redefinition.period.label}, the same value would be {redefinition.as_before}: "
        f"it is {redefinition.status} because the measure or its target changed."
    )


def _term(term: TermMove, text: str) -> str:
    if term.column == "polarity" and text in POLARITY_WORDS:
        return sentence_case(POLARITY_WORDS[text])
    return text or "Not given"


def _tolerance(indicator: Indicator) -> str:
    if indicator.tolerance is None:
        return "Nothing"
    if indicator.tolerance_kind == "relative":
        return f"Up to {indicator.tolerance:f}% of the target"
    return f"Up to {difference_text(indicator, indicator.tolerance)}"


def _target_name(move: TargetMove) -> str:
    kind = "Target" if move.before.kind == "target" else "Stretch target"
    return f"{kind} for {move.before.period.label}"


def _bounds(redefinition: Redefinition, move: TargetMove) -> tuple[str, str]:
    return (
        sentence_case(target_text(redefinition.old, move.before)),
        sentence_case(target_text(redefinition.new, move.after)),
    )
