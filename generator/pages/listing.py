"""Tables that readers narrow and sort: what each row is found by, and what there is to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.pages.addresses import anchor
from generator.periods import Deadline
from generator.words import DIRECTION_WORDS, sentence_case

ITEM_ORDER = (
    "overdue",
    "delayed",
    "on hold",
    "not reported",
    "not legible",
    "not started",
    "ongoing",
    "on target",
    "completed",
    "cancelled",
)
"""Statuses of plan items, what needs somebody first."""

INDICATOR_ORDER = ("off target", "close to target", "on target", "no target", "no data")
OUTCOME_ORDER = ("overdue", "open", "not reported", "done", "not needed")
DIRECTION_ORDER = ("declined", "no change", "improved")
MOVEMENT_ORDER = ("rising", "no change", "falling")


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to be found by: an id, or a word of ours, as addresses hold it, and its name."""

    value: str
    name: str


@dataclass(frozen=True, slots=True)
class Keys:
    """What one row is found by: its choices for each filter, and a sort key for each column, "" to come last."""

    choices: Mapping[str, tuple[Choice, ...]]
    sorts: Mapping[str, str]

    @property
    def values(self) -> Mapping[str, str]:
        """What attributes hold, parted by spaces."""
        return {filter: " ".join(dict.fromkeys(choice.value for choice in own)) for filter, own in self.choices.items()}


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose, and how many rows it leaves."""

    value: str
    name: str
    number: int


@dataclass(frozen=True, slots=True)
class Filter:
    key: str
    name: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """A filter that a table offers: its values in the given order, any others after them by the alphabet."""

    key: str
    name: str
    order: Sequence[str] = ()


def word(text: str) -> Choice:
    """A word of ours, such as a status, as something to choose."""
    return Choice(anchor(text), DIRECTION_WORDS.get(text, text))


def words(texts: Iterable[str]) -> tuple[str, ...]:
    """The values of words of ours, as an order to ask for."""
    return tuple(map(anchor, texts))


def filters_of(rows: Iterable[Keys], asked: Iterable[Ask]) -> tuple[Filter, ...]:
    """The filters that there is something to choose in: one that would leave every row is left out."""
    every = [row.choices for row in rows]
    found = []
    for ask in asked:
        options = _options([row.get(ask.key, ()) for row in every], ask.order)
        if any(option.number < len(every) for option in options):
            found.append(Filter(ask.key, ask.name, options))
    return tuple(found)


def rank(text: str, order: Sequence[str]) -> str:
    """The place of a word in an order, as a sort key; "" where it has none."""
    return str(order.index(text)) if text in order else ""


def day(deadline: Deadline | None) -> str:
    """The last day of a deadline as a sort key; "" where it has none."""
    last = deadline.last_day if deadline is not None else None
    return last.isoformat() if last is not None else ""


def _options(rows: Sequence[tuple[Choice, ...]], order: Sequence[str]) -> tuple[Option, ...]:
    names = {choice.value: choice.name for row in rows for choice in row}
    held = [{choice.value for choice in row} for row in rows]

    def place(value: str) -> tuple[int, str]:
        return (order.index(value) if value in order else len(order)), names[value].casefold()

    return tuple(
        Option(value, sentence_case(names[value]), sum(value in row for row in held))
        for value in sorted(names, key=place)
    )
