"""`datapackage.json` to a descriptor: a closed profile, checked key by key before any table is read."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from generator import contract
from generator.errors import Problem
from generator.load.convert import CellError, is_id, parse_moment
from generator.load.gate import GateError, read_text
from generator.load.withholding import decide
from generator.model import Citation, PublisherName
from generator.periods import Period, PeriodError, parse_date

FILE = "datapackage.json"

REQUIRED = (
    "name",
    "version",
    "contract_version",
    "title",
    "publisher",
    "period",
    "as_at",
    "released",
    "licenses",
    "contributors",
    "sources",
    "resources",
)
OPTIONAL = ("$schema", "profile", "description", "access", "publish_at", "exempt_paragraph")
RESERVED_PUBLISHERS = frozenset(
    "about accessibility assets compare data glossary index method pagefind pages privacy search sitemap".split()
)
"""Addresses that belong to the site itself, so no publisher may have them as its id."""

_RELEASE = re.compile(r"[0-9][a-z0-9-]{0,63}")
_VERSION = re.compile(r"(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)")


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
    licence: Citation
    contributors: tuple[str, ...]
    citations: tuple[Citation, ...]
    withheld: bool


class _Broken(ValueError):
    """A property is not of the right form: which one, what was found, rule and remedy."""

    def __init__(self, column: str, found: object, rule: str, remedy: str) -> None:
        self.parts = (column, found, rule, remedy)
        super().__init__(rule)


def read_descriptor(
    folder: Path, file: str, at: datetime, problems: list[Problem]
) -> tuple[Descriptor | None, tuple[str, ...]]:
    """The folder's descriptor, or None with every reason added to `problems`; and the tables that it lists.

    The tables come along even where the descriptor is refused, so that what is wrong in them is told in the same run.
    """
    try:
        raw = json.loads(read_text(folder / FILE, file), object_pairs_hook=_no_duplicates)
    except GateError as error:
        problems.append(error.problem)
        return None, ()
    except ValueError as error:
        problems.append(Problem(file, "this is not well-formed JSON", f"Mend it: {error}."))
        return None, ()
    if not isinstance(raw, dict):
        problems.append(Problem(file, "the descriptor is not a JSON object", "Start it with a brace: {."))
        return None, ()
    before = len(problems)
    problems.extend(_check_keys(raw, file))
    if len(problems) > before:
        return None, ()
    tables = _tables(raw, folder, file, problems)
    descriptor = _properties(raw, folder, file, at, problems)
    return (descriptor if len(problems) == before else None), tables


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key, value in pairs:
        if key in result:
            raise ValueError(f"the key {key!r} stands twice in one object; delete one")
        result[key] = value
    return result


def _check_keys(raw: dict[str, Any], file: str) -> Iterator[Problem]:
    for key in REQUIRED:
        if key not in raw:
            yield Problem(file, "this property is missing", "Add it.", column=key)
    for key in sorted(raw.keys() - set(REQUIRED) - set(OPTIONAL)):
        yield Problem(file, "this property is not in the contract", "Delete or rename it.", column=key)


def _properties(
    raw: dict[str, Any], folder: Path, file: str, at: datetime, problems: list[Problem]
) -> Descriptor | None:
    values: dict[str, Any] = {}
    readers: dict[str, Callable[[dict[str, Any], Path], Any]] = {
        **_READERS,
        "withheld": lambda raw, folder: _withheld(raw, at),
    }
    for name, read in readers.items():
        try:
            values[name] = read(raw, folder)
        except _Broken as broken:
            column, found, rule, remedy = broken.parts
            problem = Problem(file, rule, remedy, column=column, found=str(found))
            if problem not in problems:  # two properties may rest on the one that is wrong
                problems.append(problem)
    return Descriptor(**values) if len(values) == len(readers) else None


def _text(raw: dict[str, Any], key: str) -> str:
    value = raw.get(key, "")
    if not isinstance(value, str) or value != value.strip() or "\n" in value:
        raise _Broken(key, value, "this is one line of text", "Write it as text in quotation marks.")
    if key in REQUIRED and not value:
        raise _Broken(key, value, "this must not be empty", "Fill it in.")
    return value


def _version(raw: dict[str, Any], folder: Path) -> str:
    version = _text(raw, "version")
    if not _VERSION.fullmatch(version):
        raise _Broken("version", version, "a version has three numbers", "Write it like 1.0.0.")
    found = _text(raw, "contract_version")
    if found != contract.VERSION:
        remedy = f"Bring the release forward to {contract.VERSION}."
        raise _Broken("contract_version", found, f"this portal reads contract version {contract.VERSION}", remedy)
    return version


def _publisher(raw: dict[str, Any], folder: Path) -> PublisherName:
    value = raw["publisher"]
    needed = {"id", "name", "short_name"}
    if not isinstance(value, dict) or not needed <= value.keys() <= needed | {"demonstration", "fictional"}:
        remedy = "Give all three, and nothing else but demonstration and fictional."
        raise _Broken("publisher", value, "a publisher has an id, a name and a short_name", remedy)
    fictional = value.get("fictional", False)
    if not isinstance(fictional, bool):
        raise _Broken(
            "publisher.fictional", fictional, "this says whether every figure is made up", "Write true or false."
        )
    texts = (_text(value, key) for key in ("id", "name", "short_name", "demonstration"))
    name = PublisherName(*texts, fictional=fictional)
    if not is_id(name.id) or name.id != folder.parent.name:
        remedy = f"Write {folder.parent.name!r}, or rename the folder."
        raise _Broken(
            "publisher.id",
            name.id,
            "the publisher's id is its folder's name: small letters, digits, hyphens",
            remedy,
        )
    if name.id in RESERVED_PUBLISHERS:
        raise _Broken("publisher.id", name.id, "this word is an address of the site itself", "Choose another id.")
    expected = f"{name.id}-{folder.name}"
    if _text(raw, "name") != expected or not _RELEASE.fullmatch(folder.name):
        raise _Broken("name", raw["name"], "a package is named after its two folders", f"Write {expected!r}.")
    return name


def _period(raw: dict[str, Any], key: str) -> Period:
    try:
        return Period.parse(_text(raw, key))
    except PeriodError as error:
        raise _Broken(key, raw[key], error.rule, error.remedy) from error


def _date(raw: dict[str, Any], key: str) -> date:
    try:
        return parse_date(_text(raw, key))
    except PeriodError as error:
        raise _Broken(key, raw[key], error.rule, error.remedy) from error


def _as_at(raw: dict[str, Any], folder: Path) -> date:
    as_at, period = _date(raw, "as_at"), _period(raw, "period")
    if as_at < period.start:
        raise _Broken("as_at", raw["as_at"], "reporting can't be judged before its period starts", "Check both dates.")
    return as_at


def _released(raw: dict[str, Any], folder: Path) -> date:
    released = _date(raw, "released")
    if released < _date(raw, "as_at"):
        raise _Broken("released", raw["released"], "a release can't come before its as_at date", "Check both dates.")
    return released


def _objects(raw: dict[str, Any], key: str, needed: str) -> list[dict[str, Any]]:
    value = raw[key]
    if (
        not isinstance(value, list)
        or not value
        or not all(isinstance(entry, dict) and needed in entry for entry in value)
    ):
        raise _Broken(key, value, f"this is a list of objects, each with a {needed}", "Give at least one.")
    return value


def _licence(raw: dict[str, Any], folder: Path) -> Citation:
    first = _objects(raw, "licenses", "title")[0]
    licence = Citation(_text(first, "title"), _text(first, "path"))
    if not licence.path:
        raise _Broken("licenses", licence.title, "a licence has an address", "Add its path: where it can be read.")
    return licence


def _contributors(raw: dict[str, Any], folder: Path) -> tuple[str, ...]:
    return tuple(_text(entry, "title") for entry in _objects(raw, "contributors", "title"))


def _citations(raw: dict[str, Any], folder: Path) -> tuple[Citation, ...]:
    return tuple(Citation(_text(entry, "title"), _text(entry, "path")) for entry in _objects(raw, "sources", "title"))


def _tables(raw: dict[str, Any], folder: Path, file: str, problems: list[Problem]) -> tuple[str, ...]:
    """The listed tables that are in the contract; each fault of the list goes to `problems`."""
    try:
        resources = _objects(raw, "resources", "name")
    except _Broken as broken:
        column, found, rule, remedy = broken.parts
        problems.append(Problem(file, rule, remedy, column=column, found=str(found)))
        return ()
    tables: list[str] = []
    listed = [str(resource["name"]) for resource in resources]
    for resource in resources:
        name = str(resource["name"])
        problems.extend(_check_resource(name, resource, listed, file))
        if name in tables:
            problems.append(Problem(file, "the table is listed twice", "Delete one.", column=f"resources.{name}"))
        elif name in contract.tables():
            tables.append(name)
    strays = {path.name for path in folder.iterdir()} - {FILE} - {f"{name}.csv" for name in tables}
    for stray in sorted(strays):
        rule = "this file is in the folder but not in the package"
        problems.append(
            Problem(file, rule, "List it under resources, or take it away.", column="resources", found=stray)
        )
    return tuple(tables)


def _check_resource(name: str, resource: dict[str, Any], listed: Collection[str], file: str) -> Iterator[Problem]:
    column = f"resources.{name}"
    if name not in contract.tables():
        yield Problem(
            file,
            "the table is not in the contract",
            f"The tables are: {', '.join(contract.tables())}.",
            column=column,
        )
        return
    if resource.get("path") != f"{name}.csv":
        yield Problem(
            file,
            "a table's file is named after it",
            f"Write {name}.csv.",
            column=column,
            found=str(resource.get("path")),
        )
    if resource.get("schema") != contract.schema_for(name, listed):
        remedy = "Run `portal schemas` to write the contract's schemas into the package."
        yield Problem(file, "the table's schema is not the contract's", remedy, column=column)


def _withheld(raw: dict[str, Any], at: datetime) -> bool:
    publish_at = None
    if text := _text(raw, "publish_at"):
        try:
            publish_at = parse_moment(text)
        except CellError as error:
            raise _Broken("publish_at", text, error.rule, error.remedy) from error
    decision = decide(_text(raw, "access"), publish_at, _text(raw, "exempt_paragraph"), at)
    if decision.rule:
        raise _Broken("access", raw.get("access", ""), decision.rule.replace("row", "package"), decision.remedy)
    return decision.withheld


_READERS: dict[str, Callable[[dict[str, Any], Path], Any]] = {
    "version": _version,
    "title": lambda raw, folder: _text(raw, "title"),
    "description": lambda raw, folder: _text(raw, "description"),
    "publisher": _publisher,
    "period": lambda raw, folder: _period(raw, "period"),
    "as_at": _as_at,
    "released": _released,
    "licence": _licence,
    "contributors": _contributors,
    "citations": _citations,
}
