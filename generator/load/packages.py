"""One release's folder to a `Release`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from itertools import starmap
from operator import itemgetter
from pathlib import Path
from typing import Any

from generator.contract import tables
from generator.errors import Problem, errors_in
from generator.load.contacts import NO_CONTACTS
from generator.load.descriptor import FILE, Descriptor, read_descriptor
from generator.load.gate import GateError, read_text
from generator.load.papers import Papers
from generator.load.personal import personal_data, problems_in
from generator.load.published import Hashes
from generator.load.raw import file_hashes
from generator.load.records import Cells, Records, Sheet, Source
from generator.load.references import check_references
from generator.load.rules import check_rules
from generator.load.sheets import Memory, read_records
from generator.load.signatures import SignOff
from generator.load.withholding import PUBLIC, WITHHELD, Decision, Moment, any_text, decide_raw, may_restrict
from generator.model import ROW_TYPES, Edition, Release, SignedOff

NONE_SEALED: Mapping[Edition, Hashes] = {}


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A release as it was read, withheld rows and all. It never leaves `load`.

    `sealed` is whether it is file for file what was published, and so was found sound before.
    """

    id: str
    descriptor: Descriptor
    records: Records
    sealed: bool = False

    @property
    def edition(self) -> Edition:
        return self.id, self.descriptor.version


@dataclass(frozen=True, slots=True)
class Intake:
    """All that came of reading one release, sound or not. It never leaves `load`.

    `home` is the release's own folder, where `folder` is that of a version that was corrected since.
    `reading` is there when nothing is wrong. `of_rows` are the problems of single rows and of tables that could not be
    read, as against those between rows.
    """

    folder: Path
    file: str
    descriptor: Descriptor | None
    package: Decision
    listed: frozenset[str]
    unreadable: frozenset[str]
    records: Records
    of_rows: tuple[Problem, ...]
    reading: Reading | None = None
    home: Path | None = None

    @property
    def publisher(self) -> str:
        return (self.home or self.folder).parent.name

    @property
    def release(self) -> str:
        return (self.home or self.folder).name


def read_release(
    folder: Path,
    file: str,
    papers: Papers,
    at: Moment,
    problems: list[Problem],
    contacts: frozenset[str] = NO_CONTACTS,
    sealed: Mapping[Edition, Hashes] = NONE_SEALED,
    home: Path | None = None,
    memory: Memory | None = None,
) -> Intake:
    """The release in `folder`, checked, as seen at the moment `at`. Adds to `problems`.

    `home` is the release's own folder, where `folder` is that of a version that was corrected since. `sealed` are the
    hashes of what was published and is trusted: a release that is file for file one of them was found sound when it was
    signed, and its rows are not judged against one another again. `memory` is what rows of the publisher
    came to before.
    """
    before = len(problems)
    descriptor, listed = read_descriptor(folder, f"{file}/{FILE}", at, problems, home or folder)
    package, of_tables = _decisions(folder, f"{file}/{FILE}", at, problems)
    records: dict[str, Sheet] = {}
    unreadable: set[str] = set()
    of_rows: list[Problem] = []
    for name in listed:
        path, table = folder / f"{name}.csv", tables()[name]
        above = _above(package, of_tables.get(name, WITHHELD))
        read = read_records(path, f"{file}/{name}.csv", table, at, of_rows, above, memory)
        if read is None:
            unreadable.add(name)
        else:
            records[name] = read
    problems.extend(of_rows)
    names = frozenset(listed), frozenset(unreadable)
    intake = Intake(folder, file, descriptor, package, *names, records, tuple(of_rows), home=home)
    is_sealed = _is_sealed(intake, papers, sealed)
    if not is_sealed:
        problems.extend(check_intake(intake, records, papers, contacts))
    sound = not errors_in(problems[before:])
    if descriptor is None or not sound:
        return intake
    return replace(intake, reading=Reading(intake.release, descriptor, records, is_sealed))


def _is_sealed(intake: Intake, papers: Papers, sealed: Mapping[Edition, Hashes]) -> bool:
    """Whether nothing can be wrong with it that was not when it was published: papers may have gone since."""
    version = intake.descriptor.version if intake.descriptor is not None else ""
    if intake.of_rows or intake.unreadable or (intake.release, version) not in sealed:
        return False
    items = intake.records.get("agenda_items")
    named = items.distinct("paper") - {""} if items is not None else frozenset()
    return named <= papers.ids and file_hashes(intake.folder, intake.file) == sealed[intake.release, version]


def _above(package: Decision, table: Decision) -> Decision:
    """What holds for every row of a table: it waits only where nothing else withholds it."""
    decisions = [each for each in (package, table) if each.withheld]
    return min(decisions, key=lambda each: each.waits, default=PUBLIC)


def check_intake(intake: Intake, records: Records, papers: Papers, contacts: frozenset[str]) -> Iterator[Problem]:
    """Every breach of a rule among these of the release's records."""
    readable = {
        name: records[name] if name in records else Sheet(Source(table, f"{intake.file}/{name}.csv"), (), (), ())
        for name, table in tables().items()
        if name not in intake.unreadable
    }
    yield from check_references(readable, papers, intake.unreadable, intake.listed)
    yield from check_rules(readable, intake.descriptor)
    yield from _personal_data(readable, intake.descriptor, f"{intake.file}/{FILE}", contacts)


def _decisions(folder: Path, file: str, at: Moment, problems: list[Problem]) -> tuple[Decision, Mapping[str, Decision]]:
    """What the package says of itself, which its own reader tells too, and of each of its tables."""
    try:
        raw = json.loads(read_text(folder / FILE, file))
        resources = [entry for entry in raw["resources"] if isinstance(entry, dict)]
        package = decide_raw(raw, at)
    except (GateError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        # What is wrong has been told, and no table is read.
        return Decision(withheld=may_restrict(any_text(folder / FILE))), {}
    of_tables: dict[str, Decision] = {}
    for entry in resources:
        name, decision = str(entry.get("name")), decide_raw(entry, at)
        of_tables[name] = max(of_tables.get(name, PUBLIC), decision, key=lambda each: each.withheld)
        problem = decision.problem(file, "table", f"resources.{name}.")
        problems.extend([problem] if problem is not None else [])
    return package, of_tables


def _personal_data(
    records: Records, descriptor: Descriptor | None, file: str, contacts: frozenset[str]
) -> Iterator[Problem]:
    for name, sheet in records.items():
        columns = [column.name for column in tables()[name].columns if column.kind in ("text", "prose")]
        suspect = [column for column in columns if any(_is_personal(text, contacts) for text in sheet.objects(column))]
        for record in sheet if suspect else ():
            for column in suspect:
                yield from problems_in(record.text(column), contacts, record.file, record.row, column)
    for name, text in descriptor.texts if descriptor is not None else ():
        yield from problems_in(text, contacts, file, column=name)


def _is_personal(text: object, contacts: frozenset[str]) -> bool:
    return isinstance(text, str) and next(personal_data(text, contacts), None) is not None


Made = dict[int, tuple[Cells, Any]]
"""Rows of the model by the identity of the cells that they were made from, which stand beside them to stay alive."""


def release_of(reading: Reading, public: Records, sign_off: SignOff | None, made: Made | None) -> Release:
    """The release of a reading, with its public records only. A row that `made` has is that row; others are added.

    Who signed it off is told where it is as it was then, and where the post is public.
    """
    descriptor = reading.descriptor
    rows = {name: _rows(row_type, public.get(name), made) for name, row_type in ROW_TYPES.items()}
    signed = sign_off.whole if sign_off is not None and sign_off.is_signed else None
    if signed is not None and signed.post not in {post.post for post in rows["posts"]}:
        signed = None
    return Release(
        id=reading.id,
        publisher=descriptor.publisher,
        version=descriptor.version,
        title=descriptor.title,
        description=descriptor.description,
        period=descriptor.period,
        as_at=descriptor.as_at,
        released=descriptor.released,
        licence=descriptor.licence,
        contributors=descriptor.contributors,
        citations=descriptor.citations,
        next_release=descriptor.next_release,
        signed_off=SignedOff(signed.post, signed.date) if signed is not None else None,
        **rows,
    )


def _rows(row_type: type, sheet: Sheet | None, made: Made | None) -> tuple[Any, ...]:
    """Most rows stand in many releases, and are one object in all of them."""
    if sheet is None:
        return ()
    names = [field.name for field in fields(row_type)]
    if made is None:
        return tuple(starmap(row_type, sheet.columns(*names)))
    told = itemgetter(*(sheet.source.places[name] for name in names))
    for cells in sheet.cells:
        if id(cells) not in made:
            made[id(cells)] = (cells, row_type(*told(cells)))
    return tuple(made[id(cells)][1] for cells in sheet.cells)
