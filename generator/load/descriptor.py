"""`datapackage.json` to a descriptor: a closed profile, checked key by key before any table is read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from generator.errors import Problem, quote
from generator.load.characters import first_fault
from generator.load.folders import PACKAGE
from generator.load.gate import GateError, read_text
from generator.load.properties import OPTIONAL, READERS, REQUIRED, Broken, Reader, is_withheld
from generator.load.resources import tables_of
from generator.load.withholding import Moment
from generator.model import Citation, PublisherName
from generator.periods import Period
from generator.seals import Signature

FILE = PACKAGE


@dataclass(frozen=True, slots=True)
class Descriptor:
    """What a package says about itself, its tables apart."""

    version: str
    title: str
    description: str
    publisher: PublisherName
    period: Period
    as_at: date
    released: date
    next_release: date | None
    licence: Citation
    contributors: tuple[str, ...]
    citations: tuple[Citation, ...]
    access: str
    withheld: bool
    signatures: tuple[Signature, ...] = ()
    skipped: str = ""

    @property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """What of it is shown as somebody wrote it, with the property that each text stands in."""
        name = self.publisher
        return (
            ("title", self.title),
            ("description", self.description),
            ("skipped", self.skipped),
            ("publisher.name", name.name),
            ("publisher.short_name", name.short_name),
            ("publisher.demonstration", name.demonstration),
            ("licenses.title", self.licence.title),
            *(("contributors.title", title) for title in self.contributors),
            *(("sources.title", citation.title) for citation in self.citations),
        )


def read_descriptor(
    folder: Path, file: str, at: Moment, problems: list[Problem], home: Path
) -> tuple[Descriptor | None, tuple[str, ...]]:
    """The folder's descriptor, or None with every reason added to `problems`; and the tables that it lists.

    `home` is the folder that the package is named after: data/<publisher>/<release>, wherever this version of it lies.
    The tables come along even where the descriptor is refused, so that what is wrong in them is told in the same run.
    """
    raw = object_in(folder / FILE, file, problems)
    if raw is None:
        return None, ()
    before = len(problems)
    problems.extend(_check_keys(raw, file))
    if len(problems) > before:
        return None, ()
    tables = tables_of(raw, folder, file, problems)
    descriptor = _properties(raw, home, file, at, problems)
    return (descriptor if len(problems) == before else None), tables


def object_in(path: Path, file: str, problems: list[Problem]) -> dict[str, Any] | None:
    """The JSON object in the file, no key of it twice; None with the reason added to `problems`."""
    try:
        raw = json.loads(read_text(path, file), object_pairs_hook=_no_duplicates, parse_constant=_no_constant)
    except GateError as error:
        problems.append(error.problem)
    except RecursionError:
        problems.append(Problem(file, "lists stand within lists too deep", "Write it more plainly."))
    except ValueError as error:
        problems.append(Problem(file, "this is not well-formed JSON", f"Mend it: {error}."))
    else:
        if isinstance(raw, dict):
            faults = list(_character_faults(raw, "", file))
            problems.extend(faults)
            return None if faults else raw
        problems.append(Problem(file, "the descriptor is not a JSON object", "Start it with a brace: {."))
    return None


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key, value in pairs:
        if key in result:
            raise ValueError(f"the key {quote(key)} stands twice in one object; delete one")
        result[key] = value
    return result


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no value of JSON")


def _character_faults(value: object, key: str, file: str) -> Iterator[Problem]:
    """What an escape such as \\u202e brings in past the gate."""
    if isinstance(value, dict):
        for name, entry in value.items():
            yield from _character_faults(name, key, file)
            yield from _character_faults(entry, key or name, file)
    elif isinstance(value, list):
        for entry in value:
            yield from _character_faults(entry, key, file)
    elif isinstance(value, str) and (fault := first_fault(value)) is not None:
        yield Problem(file, fault.rule, fault.remedy, column=key, found=fault.found)


def _check_keys(raw: dict[str, Any], file: str) -> Iterator[Problem]:
    for key in REQUIRED:
        if key not in raw:
            yield Problem(file, "this property is missing", "Add it.", column=key)
    for key in sorted(raw.keys() - set(REQUIRED) - set(OPTIONAL)):
        yield Problem(file, "this property is not in the contract", "Delete or rename it.", column=key)


def _properties(raw: dict[str, Any], home: Path, file: str, at: Moment, problems: list[Problem]) -> Descriptor | None:
    values: dict[str, Any] = {}
    readers: dict[str, Reader] = {**READERS, "withheld": lambda raw, home: is_withheld(raw, at)}
    for name, read in readers.items():
        try:
            values[name] = read(raw, home)
        except Broken as broken:
            problem = broken.problem(file)
            if problem not in problems:  # two properties may rest on the one that is wrong
                problems.append(problem)
    return Descriptor(**values) if len(values) == len(readers) else None
