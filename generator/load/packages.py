"""One release's folder to a `Release`. The only module that imports frictionless: its second opinion on sound files."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any

import frictionless

from generator.contract import tables
from generator.errors import Problem, errors_in
from generator.load.contacts import NO_CONTACTS
from generator.load.descriptor import FILE, Descriptor, read_descriptor
from generator.load.gate import read_text
from generator.load.papers import Papers
from generator.load.personal import problems_in
from generator.load.records import Record, read_records
from generator.load.references import check_references
from generator.load.rules import check_rules
from generator.model import ROW_TYPES, Release


@dataclass(frozen=True, slots=True)
class Reading:
    """A release as it was read, withheld rows and all. It never leaves `load`."""

    id: str
    descriptor: Descriptor
    records: tuple[Record, ...]


def read_release(
    folder: Path,
    file: str,
    papers: Papers,
    at: datetime,
    problems: list[Problem],
    contacts: frozenset[str] = NO_CONTACTS,
) -> Reading | None:
    """The release in `folder`, checked, as seen at the moment `at`; None when anything is wrong (see `problems`)."""
    before = errors_in(problems)
    descriptor, listed = read_descriptor(folder, f"{file}/{FILE}", at, problems)
    records: dict[str, list[Record]] = {name: [] for name in tables() if name not in listed}
    unreadable: set[str] = set()
    for name in listed:
        read = read_records(folder / f"{name}.csv", f"{file}/{name}.csv", tables()[name], at, problems)
        if read is None:
            unreadable.add(name)
        else:
            records[name] = read
    every = tuple(record for table in records.values() for record in table)
    problems.extend(check_references(every, papers, frozenset(unreadable), frozenset(listed)))
    problems.extend(check_rules(records, descriptor))
    problems.extend(_personal_data(every, descriptor, f"{file}/{FILE}", contacts))
    if errors_in(problems) == before:
        problems.extend(_second_opinion(folder, file))
    if errors_in(problems) > before or descriptor is None:
        return None
    return Reading(folder.name, descriptor, every)


def _personal_data(
    records: Iterable[Record], descriptor: Descriptor | None, file: str, contacts: frozenset[str]
) -> Iterator[Problem]:
    for record in records:
        for column in tables()[record.table].columns:
            if column.kind in ("text", "prose"):
                yield from problems_in(record.text(column.name), contacts, record.file, record.row, column.name)
    for text in descriptor.texts if descriptor is not None else ():
        yield from problems_in(text, contacts, file)


def _without_foreign_keys(folder: Path) -> dict[str, Any]:
    """The descriptor for frictionless, which reads a table again for each key to it: `references` has checked them."""
    raw: dict[str, Any] = json.loads(read_text(folder / FILE, FILE))
    for resource in raw["resources"]:
        resource["schema"].pop("foreignKeys", None)
    return raw


def _second_opinion(folder: Path, file: str) -> Iterator[Problem]:
    """Whatever frictionless refuses, the portal refuses. Our own checks come first, since their words are plainer."""
    try:
        report = frictionless.Package(_without_foreign_keys(folder), basepath=str(folder)).validate()
    except frictionless.FrictionlessException as unreadable:
        reasons = "; ".join(reason.message for reason in unreadable.reasons) or unreadable.error.message
        yield Problem(f"{file}/{FILE}", "frictionless can't read the package", f"Mend it: {reasons}.")
        return
    for error in report.errors:
        yield Problem(f"{file}/{FILE}", f"frictionless: {error.title}", error.message)
    for task in report.tasks:
        for error in task.errors:
            detail: Mapping[str, Any] = error.to_dict()
            row, column = detail.get("rowNumber"), str(detail.get("fieldName", ""))
            yield Problem(f"{file}/{task.place}", f"frictionless: {error.title}", error.message, row, column)


def release_of(reading: Reading, public: Iterable[Record]) -> Release:
    """The release of a reading, with its public records only."""
    descriptor = reading.descriptor
    tables_of: dict[str, list[Record]] = {}
    for record in public:
        tables_of.setdefault(record.table, []).append(record)
    rows: dict[str, tuple[Any, ...]] = {}
    for name, row_type in ROW_TYPES.items():
        names = [field.name for field in fields(row_type)]
        rows[name] = tuple(row_type(*(record.values[column] for column in names)) for record in tables_of.get(name, ()))
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
        **rows,
    )
