"""What an officer looks at before a quarter is published: who has not reported, what changed, what reads badly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.derive.commentary import Heavy, heavy_commentary
from generator.derive.lineage import Thing
from generator.derive.results import PublisherResult, ReleaseResult
from generator.derive.unreported import Unreported, unreported_in
from generator.pages.difference_groups import UNCHANGED
from generator.pages.differences import Comparison, compare_pair
from generator.pages.lookup import Lookup, lookups_of
from generator.reading import HARDEST
from generator.words import counted, plural, shortened

NOBODY = "Nobody is named as leading these"

SENTENCE = 400
"""The longest part of a sentence that is quoted, in characters."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that is not reported yet: its name, its kind, what is missing, and the posts that lead it."""

    name: str
    kind: str
    what: str
    leads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfUnit:
    unit: str
    waiting: tuple[Waiting, ...]


@dataclass(frozen=True, slots=True)
class HardText:
    """One text that is long or hard: where it stands and why it is listed.

    `split` is the sentence to split, "" for none; `words` are those to say more simply.
    """

    name: str
    kind: str
    column: str
    why: str
    split: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuarterCheck:
    """A publisher's latest release. `comparison` is against the one before it, None where only one was read.

    `waiting` is how many things are not reported yet; one that two units lead stands below both of `units`.
    """

    publisher: str
    name: str
    release: str
    period: str
    waiting: int
    units: tuple[OfUnit, ...]
    comparison: Comparison | None
    hard: tuple[HardText, ...]

    @property
    def unchanged(self) -> tuple[str, ...]:
        """The names of what is told in the same words as before."""
        groups = self.comparison.groups if self.comparison is not None else ()
        return tuple(row.thing.name for group in groups if group.name == UNCHANGED for row in group.rows)

    @property
    def sentence(self) -> str:
        """The whole check in one line."""
        parts = [f"{self.waiting} not reported" if self.waiting else "everything is reported"]
        if self.comparison is not None:
            parts.append(f"{counted(self.comparison.changes, 'change')} since {self.comparison.before.period}")
        parts.append(f"{counted(len(self.hard), 'commentary')} long or hard to read")
        if self.comparison is not None:
            parts.append(f"{len(self.unchanged) or 'none'} unchanged word for word")
        return f"{self.publisher}, {self.period}: {', '.join(parts)}."


def check_quarter(result: PublisherResult) -> QuarterCheck:
    """The last release of what was worked out, against the one before it where there is one."""
    latest = result.latest
    before = result.releases[-2] if len(result.releases) > 1 else None
    lookup = lookups_of(result)[latest.release.id]
    name = latest.release.publisher
    unreported = unreported_in(latest, before)
    return QuarterCheck(
        publisher=name.id,
        name=name.name,
        release=latest.release.id,
        period=latest.release.period.label,
        waiting=len(unreported),
        units=tuple(_by_unit(unreported, latest, lookup)),
        comparison=compare_pair(result) if before is not None else None,
        hard=tuple(_hard(each, lookup) for each in heavy_commentary(latest.release)),
    )


def _by_unit(unreported: Iterable[Unreported], result: ReleaseResult, lookup: Lookup) -> Iterator[OfUnit]:
    """By the unit that leads each, in the order of their names; what nobody leads comes last."""
    units: dict[str, list[Waiting]] = {}
    for each in unreported:
        for unit, leads in _leads(each.thing, result, lookup).items():
            units.setdefault(unit, []).append(Waiting(*_named(each.thing, lookup), each.what, tuple(leads)))
    for unit in sorted(units, key=lambda unit: (unit == NOBODY, unit.casefold())):
        yield OfUnit(unit, tuple(units[unit]))


def _leads(thing: Thing, result: ReleaseResult, lookup: Lookup) -> Mapping[str, list[str]]:
    """The posts that lead a thing by their units; of an item that nobody leads, those of what it is part of."""
    kind, id = thing
    while not (leads := lookup.leads(kind, id)):
        id = result.tree.items[id].parent if kind == "plan item" else ""
        if not id:
            return {NOBODY: []}
    units: dict[str, list[str]] = {}
    for lead in leads:
        unit = lead.unit.name if lead.unit is not None else lead.name
        units.setdefault(unit, []).extend([lead.name] if lead.name != unit else [])
    return units


def _named(thing: Thing, lookup: Lookup) -> tuple[str, str]:
    kind, id = thing
    return lookup.name(kind, id).name, lookup.items[id].kind if kind == "plan item" else kind


def _hard(each: Heavy, lookup: Lookup) -> HardText:
    name, kind = _named(each.thing, lookup)
    reading = each.reading
    words = reading.longest if reading.is_hard else ()
    return HardText(name, kind, each.column, _why(each), shortened(reading.split, SENTENCE), words)


def _why(each: Heavy) -> str:
    """ "181 words. 36 words a sentence on average, 1 word in 4 is long (reading age 22, at most 18)."."""
    reading = each.reading
    length = f"{reading.words} {plural('word', reading.words)}, {reading.per_sentence} to a sentence on average"
    age = f"; reading age {reading.age}, where {HARDEST} is the most" if reading.is_hard else ""
    return f"{length}; {reading.long_words}% are long words{age}."
