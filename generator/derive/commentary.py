"""What officers wrote for the period that residents would not read to its end: too long, or too hard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.derive.lineage import Thing
from generator.model import Release
from generator.reading import Reading, read


@dataclass(frozen=True, slots=True)
class Heavy:
    """One text about a thing, and how it reads. `column` is where it stands: progress, issues, commentary."""

    thing: Thing
    column: str
    reading: Reading


def heavy_commentary(release: Release) -> tuple[Heavy, ...]:
    """The texts for the release's own period that are long or hard, the hardest first."""
    found = [
        Heavy(thing, column, reading)
        for thing, column, text in _texts(release)
        if (reading := read(text)) is not None and (reading.is_long or reading.is_hard)
    ]
    return tuple(sorted(found, key=lambda each: (-(each.reading.age or 0), -each.reading.words)))


def _texts(release: Release) -> Iterator[tuple[Thing, str, str]]:
    for update in release.plan_updates:
        if update.period == release.period:
            yield ("plan item", update.item), "progress", update.progress
            yield ("plan item", update.item), "issues", update.issues
    for score in release.risk_scores:
        if score.period == release.period:
            yield ("risk", score.risk), "commentary", score.commentary
