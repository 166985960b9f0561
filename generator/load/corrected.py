"""Published facts that were changed: each needs a correction that came with the change and says why."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from generator.errors import Problem
from generator.load.facts import FACTS, Before, Change, changes_to, facts_in, rows_by_key, text_of
from generator.load.folders import VERSIONS
from generator.load.gate import GateError
from generator.load.packages import Reading
from generator.load.properties import version_numbers
from generator.load.published import Published, kept
from generator.load.raw import read_tables
from generator.load.records import Records, every, problem_at
from generator.model import Edition
from generator.seals import Tables


def check_releases(readings: Sequence[Reading], stood: Mapping[Edition, Reading]) -> Iterator[Problem]:
    """Facts of one release that the next gives otherwise. The readings stand in the order of their periods.

    What was published is seen against the version that `stood` then: what was corrected since is nothing that it could
    have said.
    """
    for now, after in pairwise(readings):
        if after.sealed:
            continue
        before = stood.get(after.edition, now)
        new = _new_corrections(after, _ids(before.records))
        small = _counting_few(after.records)
        for change in changes_to(facts_in(every(before.records)), every(after.records), same_release=False):
            if not _is_covered(change, new):
                few = (change.kind, change.thing) in small
                told = "otherwise" if few else f"as “{change.columns[0][1]}”"
                rule = f"{before.id} published this {told}, and no correction says why it changed"
                yield from _uncovered(change, rule, shown=not few)


def check_versions(
    readings: Iterable[Reading], folder: Path, place: str, published: Sequence[Published]
) -> Iterator[Problem]:
    """Facts of a published version that the release gives otherwise now. Nothing of that version is quoted."""
    for reading in readings:
        own = version_numbers(reading.descriptor.version)
        earlier = [each for each in published if each.release == reading.id and version_numbers(each.version) < own]
        if not earlier:
            continue
        version = earlier[-1].version
        try:
            tables = read_tables(kept(folder, reading.id, version), place)
        except GateError:
            continue  # what is published and can't be read is told already
        before: Before = {name: rows_by_key(name, tables.get(name, ())) for name in FACTS}
        new = _new_corrections(reading, {row.get("correction", "") for row in tables.get("corrections", ())})
        for change in changes_to(before, every(reading.records), same_release=True):
            if not _is_covered(change, new):
                yield _otherwise(change, version, f"{place}/{reading.id}", tables)


def _otherwise(change: Change, version: str, place: str, tables: Tables) -> Problem:
    """What is told of a version is told without a word of what stood in it: it may be withheld by now."""
    _, publisher, release = place.split("/")
    remedy = (
        f"Take the change back and make it with `portal correct {publisher}/{release}`, or add a row to "
        "corrections.csv that names the thing and the period, and says why."
    )
    file = f"{place}/{change.table}.csv"
    if change.record is not None:
        rule = f"version {version} published this otherwise, and no correction says why"
        return Problem(file, rule, remedy, change.record.row, change.columns[0][0])
    number = next(number for number, row in enumerate(tables[change.table], 2) if row is change.was)
    rule = (
        f"version {version} published a row that is gone, and no correction says why: row {number} of "
        f"{VERSIONS}/{release}/{version}/{change.table}.csv"
    )
    return Problem(file, rule, remedy)


def _uncovered(change: Change, rule: str, *, shown: bool) -> Iterator[Problem]:
    if change.record is not None:
        name = "/".join(change.record.file.split("/")[1:3])
        period = f" for {change.period}" if change.period else ""
        remedy = (
            f"Take the change back and make it with `portal correct {name}`, or add a row to corrections.csv: "
            f"{change.kind}, {change.thing}{period}, and why."
        )
        problem = problem_at(change.record, change.columns[0][0], rule, remedy)
        yield problem if shown else replace(problem, found="")


def _ids(records: Records) -> frozenset[str]:
    return frozenset(record.text("correction") for record in records.get("corrections", ()))


def _new_corrections(reading: Reading, known: Collection[str]) -> frozenset[tuple[str, str, str]]:
    """The things and periods ("" for all) of the corrections that were not there before."""
    return frozenset(
        (record.text("thing_kind"), record.text("thing"), text_of(record.value("period")))
        for record in reading.records.get("corrections", ())
        if record.text("correction") not in known
    )


def _is_covered(change: Change, corrections: Collection[tuple[str, str, str]]) -> bool:
    return any((change.kind, change.thing, period) in corrections for period in {change.period, ""})


def _counting_few(records: Records) -> frozenset[tuple[str, str]]:
    """Indicators of which small numbers are not told: their figures are quoted nowhere."""
    return frozenset(
        ("indicator", record.text("indicator"))
        for record in records.get("indicators", ())
        if record.value("suppress_below") is not None
    )
