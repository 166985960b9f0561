"""What holds between a publisher's releases: an id stays with its thing, and corrections name what was published."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from generator.contract import THING_TABLES, tables
from generator.errors import Problem
from generator.load.corrected import check_releases
from generator.load.packages import Reading
from generator.load.properties import version_numbers
from generator.load.records import Record, problem_at
from generator.model import Edition
from generator.periods import format_date

NAMES = {
    "plan_items": "title",
    "indicators": "title",
    "risks": "title",
    "plans": "title",
    "posts": "title",
    "units": "name",
    "bodies": "name",
    "areas": "name",
}
"""Tables whose ids are never used again, with the column that says what the thing is."""

SHARED = 3
"""A title of which at least one word in so many stays is the same thing, worded anew."""

Thing = tuple[str, str]
"""A table and an id in it."""


def check_continuity(
    readings: Sequence[Reading], known: Collection[str], stood: Mapping[Edition, Reading]
) -> Iterator[Problem]:
    """Every breach over the readings, the oldest first. `known` are the publisher's releases, read or not.

    `stood` is, for what was published, the version of the release before that stood then.
    """
    yield from _ids_stay_with_their_things(readings)
    yield from check_releases(readings, stood)
    for reading in readings:
        for record in reading.records.get("corrections", ()):
            yield from _correction_fits(record, reading, readings, known)


def _ids_stay_with_their_things(readings: Sequence[Reading]) -> Iterator[Problem]:
    last: dict[Thing, tuple[str, Record]] = {}
    for reading in readings:
        corrected = {
            (THING_TABLES.get(record.text("thing_kind"), ""), record.text("thing"))
            for record in reading.records.get("corrections", ())
        }
        for record in (record for name, sheet in reading.records.items() if name in NAMES for record in sheet):
            thing = (record.table, record.text(tables()[record.table].key[0]))
            if thing in last and thing not in corrected:
                yield from _same_thing(record, *last[thing])
            last[thing] = (reading.id, record)


def _same_thing(record: Record, release: str, before: Record) -> Iterator[Problem]:
    name = NAMES[record.table]
    remedy = "Give this a new id, and tie the two with a link “carried forward as” if one became the other; or"
    if record.text("kind") != before.text("kind"):
        rule = f"in {release} this id was of the kind {before.text('kind')}, “{before.text(name)}”"
        yield problem_at(record, "kind", rule, f"{remedy}, if it is the same thing, name it in corrections.csv.")
    elif not is_same(before.text(name), record.text(name)) and not _same_reference(before, record):
        rule = f"in {release} this id was “{before.text(name)}”"
        yield problem_at(record, name, rule, f"{remedy}, if it is renamed, name it in corrections.csv.")


COMMON = frozenset("a an and at by for from in of on or the to with number people per percentage rate head".split())
"""Words that stand in the titles of many things."""


def is_same(before: str, after: str) -> bool:
    """Whether two titles may be of one thing: of all their words that mean something, a third stand in both."""
    old, new = (frozenset(re.findall(r"\w+", title.casefold())) - COMMON for title in (before, after))
    return SHARED * len(old & new) >= len(old | new)


def _same_reference(before: Record, after: Record) -> bool:
    return before.text("reference") == after.text("reference") != ""


def _correction_fits(
    record: Record, holder: Reading, readings: Sequence[Reading], known: Collection[str]
) -> Iterator[Problem]:
    yield from _says_something(record)
    yield from _not_before(record, holder, readings)
    if record.text("release") not in known:
        remedy = f"Use one of: {', '.join(sorted(known))}."
        yield problem_at(record, "release", "the publisher has no release of this name", remedy)


def _says_something(record: Record) -> Iterator[Problem]:
    if record.text("before") and record.text("before") == record.text("after"):
        yield problem_at(record, "after", "this is what stood there before", "Correct one of the two.")


def _is_corrected(version: str) -> bool:
    """Whether the release was corrected after it came out: then corrections come after it too."""
    return version_numbers(version)[1:] != (0, 0)


def _not_before(record: Record, holder: Reading, readings: Sequence[Reading]) -> Iterator[Problem]:
    """A release that was not read is not held against the row."""
    day, own = str(record.value("date")), holder.descriptor
    if day > str(own.released) and not _is_corrected(own.version):
        rule = f"the correction comes after this release, of {format_date(own.released)}"
        yield problem_at(record, "date", rule, "Correct the date, or move the row to a later release.")
    for first in (reading.descriptor for reading in readings if reading.id == record.text("release")):
        if first.period > own.period:
            rule = f"this release is later than the one that holds the row, {holder.id}"
            yield problem_at(record, "release", rule, "Name the release that first published what was wrong.")
        elif version_numbers(record.text("version")) > version_numbers(first.version):
            rule = f"the release has not had this version: it is at {first.version}"
            yield problem_at(record, "version", rule, "Give the version that first said what was wrong.")
        elif day < str(first.released):
            rule = f"the correction comes before what it corrects was published, on {format_date(first.released)}"
            yield problem_at(record, "date", rule, "Correct the date or the release.")
