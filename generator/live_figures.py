"""Live figures: what officers write in a paper where a figure of the data belongs, such as [[indicator:ni-192 value]].

The grammar is closed, and this is all of it:

    [[indicator:ID value|target|status|direction|change|period [PERIOD]]]
    [[item:ID status|percent|due]]
    [[plan:ID percent]]
    [[risk:ID score|target|movement]]
    [[count:THINGS [STATUS] [in plan:ID|item:ID|body:ID]]]

A PERIOD is a token such as 2009/10 Q2; without one it is the last period that the release says anything of. THINGS are
a kind of plan item in the plural, indicators or risks. What each means is in content/README.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches

from generator.contract import tables
from generator.periods import Period, PeriodError
from generator.words import plural

LIVE = re.compile(r"\[\[([^\[\]]*)\]\]")
"""A live figure in a text; a line may break inside it."""

OPENING = "[["

PARTS: Mapping[str, tuple[str, ...]] = {
    "indicator": ("value", "target", "status", "direction", "change", "period"),
    "item": ("status", "percent", "due"),
    "plan": ("percent",),
    "risk": ("score", "target", "movement"),
}
"""What can be asked of each kind of thing."""

COUNT = "count"
KINDS = (*PARTS, COUNT)

INDICATORS, RISKS = "indicators", "risks"

WITHIN = ("plan", "item", "body")
"""What a count can be narrowed to. A plan and an item hold plan items only."""

JUDGED = "judged"
"""Stands for every indicator that a target judges, whatever its status."""

INDICATOR_STATUSES = ("on target", "close to target", "off target", "no target", "no data", JUDGED)
RISK_MOVEMENTS = ("rising", "falling", "no change")

IF_NOT = "If not, content/README.md lists all that can be asked."

_SHAPE = re.compile(r"([^\s:]*)\s?:\s?(\S+)(?: (.*))?")
_ID = re.compile(r"[a-z][a-z0-9-]{0,63}")


class FigureError(ValueError):
    """The text is no live figure: which rule it breaks, and what to type. What may be an officer's stands in quotes."""

    def __init__(self, rule: str, remedy: str) -> None:
        super().__init__(f"{rule}. {remedy}")
        self.rule = rule
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Figure:
    """One live figure. `id` is that of a thing; of a count it is what is counted, and `part` the status, "" for all.

    `period` is only an indicator's, None for the last one; `within` is a kind and an id, only a count's.
    """

    kind: str
    id: str
    part: str
    period: Period | None = None
    within: tuple[str, str] | None = None

    @property
    def written(self) -> str:
        """As it is typed."""
        period = self.period.token if self.period is not None else ""
        within = f"in {':'.join(self.within)}" if self.within is not None else ""
        return f"[[{' '.join(each for each in (f'{self.kind}:{self.id}', self.part, period, within) if each)}]]"

    @property
    def things(self) -> tuple[tuple[str, str], ...]:
        """The things that have to be there, as kind and id."""
        if self.kind != COUNT:
            return ((self.kind, self.id),)
        return (self.within,) if self.within is not None else ()

    def about(self, kind: str, old: str, new: str) -> Figure:
        """The same with another id in place of `old`."""
        if self.kind == kind and self.id == old:
            return replace(self, id=new)
        return replace(self, within=(kind, new)) if self.within == (kind, old) else self


def item_kinds() -> Mapping[str, str]:
    """Every kind of plan item by its plural."""
    column = next(column for column in tables()["plan_items"].columns if column.name == "kind")
    return {plural(kind): kind for kind in column.choices}


def statuses_of(things: str) -> tuple[str, ...]:
    """The statuses by which these things are counted."""
    if things == INDICATORS:
        return INDICATOR_STATUSES
    if things == RISKS:
        return RISK_MOVEMENTS
    return next(column for column in tables()["plan_updates"].columns if column.name == "status").choices


def split(text: str) -> Iterator[str | Figure]:
    """The text in pieces: what is written, and each live figure. Raises `FigureError` where one is none."""
    end = 0
    for match in LIVE.finditer(text):
        yield text[end : match.start()]
        yield parse(match[1])
        end = match.end()
    yield text[end:]


def parse(inside: str) -> Figure:
    """The figure that stands between [[ and ]]. Raises `FigureError`."""
    text = " ".join(inside.split())
    match = _SHAPE.fullmatch(text)
    if match is None:
        remedy = "Write it as [[indicator:ni-192 value]]: content/README.md lists all that can be asked."
        raise FigureError("a live figure names a kind, a colon and an id", remedy)
    kind, id, rest = match[1].lower(), match[2].lower(), (match[3] or "").strip()
    _one_of(kind, KINDS, "a live figure has no such kind", f"{id} {rest}".strip())
    if kind == COUNT:
        return _count(id, rest)
    if not _ID.fullmatch(id):
        raise FigureError("this is no id", f"Write the id as it stands in the data, after {kind}: and without a space.")
    part, _, period = rest.partition(" ")
    _one_of(part.lower(), PARTS[kind], f"that can't be asked of {_a(kind)}", "", f"{kind}:{id} ", f" {period}")
    if period and kind != "indicator":
        rule = f"a figure of {_a(kind)} is that of the release, and takes no period"
        raise FigureError(rule, f"Write “[[{kind}:{id} {part.lower()}]]”.")
    return Figure(kind, id, part.lower(), _period(period) if period else None)


def nearest(word: str, words: Iterable[str]) -> str:
    """The one most like `word`, "" where none is."""
    return next(iter(get_close_matches(word, sorted(words), n=1)), "")


def _count(things: str, rest: str) -> Figure:
    known = (*item_kinds(), INDICATORS, RISKS)
    _one_of(things, known, "there is no counting of that", "", "count:", f" {rest}")
    status, narrowed, within = rest.partition("in ") if rest.startswith("in ") else rest.partition(" in ")
    status = status.strip().lower()
    if status:
        after = f" in {within}" if within else ""
        _one_of(status, statuses_of(things), f"{things} are not counted by that", "", f"count:{things} ", after)
    if not narrowed:
        return Figure(COUNT, things, status)
    kind, colon, id = within.strip().partition(":")
    if not colon or kind not in WITHIN or not _ID.fullmatch(id):
        remedy = f"Write “[[count:{things} {status or 'delayed'} in plan:ID]]”, or item:ID or body:ID."
        raise FigureError("a count is narrowed to a plan, an item or a body", remedy)
    if kind != "body" and things in (INDICATORS, RISKS):
        remedy = f"Write “[[{' '.join(part for part in (f'count:{things}', status) if part)} in body:ID]]”."
        raise FigureError(f"{things} are counted for the whole or for a body", remedy)
    return Figure(COUNT, things, status, within=(kind, id))


def _period(text: str) -> Period:
    try:
        return Period.parse(text)
    except PeriodError as error:
        raise FigureError(error.rule.rstrip("."), error.remedy) from error


def _one_of(word: str, known: tuple[str, ...], rule: str, rest: str, before: str = "", after: str = "") -> None:
    if word in known:
        return
    close = nearest(word, known)
    if close:
        colon = ":" if not before else ""
        raise FigureError(rule, f"Did you mean “[[{f'{before}{close}{colon}{rest}{after}'.strip()}]]”? {IF_NOT}")
    raise FigureError(rule, f"Write one of: {', '.join(known)}.")


def _a(word: str) -> str:
    return f"an {word}" if word[0] in "aeiou" else f"a {word}"
