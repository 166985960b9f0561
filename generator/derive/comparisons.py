"""One national indicator across the publishers that hold values for it. Real and made-up figures never meet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.derive.indicators import IndicatorResult
from generator.derive.results import PublisherResult
from generator.model import Indicator, PublisherName

NATIONAL = frozenset({"NI", "BV", "BVPI", "PAF"})
"""How references of the national lists begin: National Indicators, Best Value and social care indicators."""


Likeness = tuple[str, str, str]
"""Unit of measure, polarity and type: what two indicators have in common that can be compared."""


@dataclass(frozen=True, slots=True)
class Entry:
    publisher: PublisherName
    result: IndicatorResult


@dataclass(frozen=True, slots=True)
class Comparison:
    """Publishers by name, never by value. `unlike` hold the same reference in another unit or by another polarity."""

    reference: str
    fictional: bool
    entries: tuple[Entry, ...]
    unlike: tuple[Entry, ...]


def comparisons_of(publishers: Iterable[PublisherResult]) -> Sequence[Comparison]:
    """A comparison for each reference of which two publishers or more hold values in one unit and by one polarity."""
    found: dict[tuple[str, bool], list[Entry]] = {}
    for publisher in sorted(publishers, key=lambda each: each.publisher.name.short_name):
        name = publisher.publisher.name
        for result in publisher.latest.living.values():
            if is_national(result.indicator.reference) and result.latest is not None:
                place = (same_reference(result.indicator.reference), name.fictional)
                found.setdefault(place, []).append(Entry(name, result))
    comparisons = (_comparison(*place, entries) for place, entries in found.items())
    return sorted(
        (each for each in comparisons if each is not None),
        key=lambda each: (each.fictional, _by_number(each.reference)),
    )


def once_compared(publishers: Iterable[PublisherResult]) -> frozenset[tuple[str, bool]]:
    """References, and whether they are of made-up councils, that two publishers or more held alike in any release."""
    held: dict[tuple[str, bool, Likeness], set[str]] = {}
    for publisher in publishers:
        name = publisher.publisher.name
        for result in (each for release in publisher.releases for each in release.living.values()):
            if is_national(result.indicator.reference) and result.latest is not None:
                place = (same_reference(result.indicator.reference), name.fictional, _likeness(result.indicator))
                held.setdefault(place, set()).add(name.id)
    return frozenset((reference, fictional) for (reference, fictional, _), who in held.items() if len(who) > 1)


def is_national(reference: str) -> bool:
    """Whether publishers share the list that the reference is from: "L-01" is another thing at each of them."""
    return same_reference(reference).split(" ")[0] in NATIONAL


def same_reference(reference: str) -> str:
    """References that differ in spaces or case alone are one: "ni192" and "NI 192"."""
    spaced = re.sub(r"(?<=[A-Za-z])(?=[0-9])", " ", reference, count=1)
    return " ".join(spaced.upper().split())


def _comparison(reference: str, fictional: bool, entries: Sequence[Entry]) -> Comparison | None:
    """The largest set of like entries; None where that is of one publisher only."""
    alike: dict[Likeness, list[Entry]] = {}
    for entry in entries:
        alike.setdefault(_likeness(entry.result.indicator), []).append(entry)
    best = max(alike.values(), key=lambda own: len({entry.publisher.id for entry in own}))
    if len({entry.publisher.id for entry in best}) < 2:
        return None
    return Comparison(reference, fictional, tuple(best), tuple(entry for entry in entries if entry not in best))


def _likeness(indicator: Indicator) -> Likeness:
    return indicator.unit_of_measure, indicator.polarity, indicator.value_type


def _by_number(reference: str) -> tuple[str, int, str]:
    match = re.match(r"(\D*)(\d*)", reference)
    return (match[1], int(match[2] or 0), reference) if match else (reference, 0, "")
