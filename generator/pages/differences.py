"""Two releases of a publisher side by side, for the officers who publish them: what differs, in groups."""

from __future__ import annotations

from dataclasses import dataclass

from generator.derive.changes import Changes
from generator.derive.differences import differences_between
from generator.derive.results import PublisherResult, ReleaseResult
from generator.pages.changes import ChangeRow
from generator.pages.difference_groups import GROUPS, UNCHANGED, Pair
from generator.pages.lookup import lookups_of
from generator.periods import format_date
from generator.words import counted, sentence_case


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two releases. `period` is in words, `as_at` the day that its reporting judges by."""

    release: str
    version: str
    period: str
    as_at: str


@dataclass(frozen=True, slots=True)
class Group:
    """What differs in one way. `name` is for machines; `sentence` may say what is in the rows."""

    name: str
    heading: str
    sentence: str
    rows: tuple[ChangeRow, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """`groups` are those with rows, in the order of `GROUPS`; `changes` counts their rows, what is unchanged apart."""

    publisher: str
    name: str
    before: Side
    after: Side
    changes: int
    groups: tuple[Group, ...]

    @property
    def title(self) -> str:
        return f"{self.name}: {self.after.period} against {self.before.period}"

    @property
    def sentence(self) -> str:
        if not self.changes:
            return "Nothing changed between the two."
        return f"{sentence_case(counted(self.changes, 'change'))} between the two."


def compare_pair(pair: PublisherResult) -> Comparison:
    """The last release of what was worked out against the one before it."""
    before, after = pair.releases[-2:]
    lookups = lookups_of(pair)
    sides = Pair(
        before,
        after,
        after.changes or Changes(),
        differences_between(before.release, after.release),
        lookups[before.release.id],
        lookups[after.release.id],
    )
    found = [(kind, tuple(kind.rows(sides))) for kind in GROUPS]
    groups = tuple(Group(kind.name, kind.heading, kind.sentence(sides, rows), rows) for kind, rows in found if rows)
    name = after.release.publisher
    changes = sum(len(group.rows) for group in groups if group.name != UNCHANGED)
    return Comparison(name.id, name.name, _side(before), _side(after), changes, groups)


def _side(result: ReleaseResult) -> Side:
    release = result.release
    return Side(release.id, release.version, release.period.label, format_date(release.as_at))
