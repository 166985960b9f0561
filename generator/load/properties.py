"""The properties of a package, apart from its tables: each read by a small function that says what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from generator import contract
from generator.errors import Problem
from generator.load.convert import CellError, is_id, parse_moment
from generator.load.withholding import Moment, decide
from generator.model import Citation, PublisherName
from generator.periods import Period, PeriodError, parse_date
from generator.seals import Signature

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
OPTIONAL = ("description", "next_release", "access", "publish_at", "exempt_paragraph", "signatures", "skipped")
"""Neither `$schema` nor `profile`: frictionless would fetch what they name."""

OF_A_LICENCE = frozenset({"name", "title", "path"})
OF_A_CONTRIBUTOR = frozenset({"title", "role"})
OF_A_SOURCE = frozenset({"title", "path"})
OF_A_SIGNATURE = frozenset({"unit", "post", "date", "sha256"})

RESERVED_PUBLISHERS = frozenset(
    "about accessibility assets compare data glossary guides index manifest method pagefind pages privacy".split()
    + "safeguards search sitemap".split()
)
"""Addresses that belong to the site itself, so no publisher may have them as its id."""

_RELEASE = re.compile(r"[0-9][a-z0-9-]{0,63}")
_VERSION = re.compile(r"(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)")


def is_release(name: str) -> bool:
    """Whether a folder of this name can hold a release."""
    return _RELEASE.fullmatch(name) is not None


def version_numbers(version: str) -> tuple[int, ...]:
    """The three numbers of a version, to compare it by; none where it is not written as one."""
    return tuple(int(part) for part in version.split(".")) if _VERSION.fullmatch(version) else ()


class Broken(ValueError):
    """A property is not of the right form: which one, what was found, rule and remedy."""

    def __init__(self, column: str, found: object, rule: str, remedy: str) -> None:
        self.parts = (column, found, rule, remedy)
        super().__init__(rule)

    def problem(self, file: str) -> Problem:
        """The same, in the package's own file."""
        column, found, rule, remedy = self.parts
        return Problem(file, rule, remedy, column=column, found=str(found))


def _text(raw: dict[str, Any], key: str) -> str:
    value = raw.get(key, "")
    if not isinstance(value, str) or value != value.strip() or "\n" in value or "\r" in value:
        raise Broken(key, value, "this is one line of text", "Write it as text in quotation marks.")
    if key in REQUIRED and not value:
        raise Broken(key, value, "this must not be empty", "Fill it in.")
    return value


def objects_of(raw: dict[str, Any], key: str, needed: str, known: Collection[str]) -> list[dict[str, Any]]:
    """A property that is a list of objects, one at least, each with the key `needed` and others of `known` only."""
    value = raw[key]
    if not isinstance(value, list) or not value or not all(isinstance(entry, dict) for entry in value):
        raise Broken(key, value, f"this is a list of objects, each with a {needed}", "Give at least one.")
    for entry in value:
        if not entry.get(needed):
            raise Broken(key, entry, f"this is a list of objects, each with a {needed}", "Give it.")
        if unknown := sorted(entry.keys() - set(known)):
            remedy = f"Delete it; the keys are {', '.join(sorted(known))}."
            raise Broken(key, unknown[0], "a key here is not in the contract", remedy)
    return value


def _web_address(entry: dict[str, Any], key: str) -> str:
    """The entry's path, which readers can follow; "" where it has none."""
    path = _text(entry, "path")
    if path and (not re.match(r"https?://[^\s/]+\S*\Z", path)):
        raise Broken(key, path, "a path here is an address of the web", "Begin it with https://.")
    return path


def _version(raw: dict[str, Any], folder: Path) -> str:
    version = _text(raw, "version")
    if not _VERSION.fullmatch(version):
        raise Broken("version", version, "a version has three numbers", "Write it like 1.0.0.")
    found = _text(raw, "contract_version")
    if found != contract.VERSION:
        remedy = f"Bring the release forward to {contract.VERSION}."
        raise Broken("contract_version", found, f"this portal reads contract version {contract.VERSION}", remedy)
    return version


def _publisher(raw: dict[str, Any], folder: Path) -> PublisherName:
    value = raw["publisher"]
    needed = {"id", "name", "short_name"}
    if not isinstance(value, dict) or not needed <= value.keys() <= needed | {"demonstration", "fictional"}:
        remedy = "Give all three, and nothing else but demonstration and fictional."
        raise Broken("publisher", value, "a publisher has an id, a name and a short_name", remedy)
    fictional = value.get("fictional", False)
    if not isinstance(fictional, bool):
        raise Broken(
            "publisher.fictional", fictional, "this says whether every figure is made up", "Write true or false."
        )
    id, long, short, demonstration = (_text(value, key) for key in ("id", "name", "short_name", "demonstration"))
    name = PublisherName(id, long, short, demonstration, fictional)
    if not is_id(name.id) or name.id != folder.parent.name:
        remedy = f"Write {folder.parent.name!r}, or rename the folder."
        raise Broken(
            "publisher.id",
            name.id,
            "the publisher's id is its folder's name: small letters, digits, hyphens",
            remedy,
        )
    if name.id in RESERVED_PUBLISHERS:
        raise Broken("publisher.id", name.id, "this word is an address of the site itself", "Choose another id.")
    expected = f"{name.id}-{folder.name}"
    if _text(raw, "name") != expected or not _RELEASE.fullmatch(folder.name):
        raise Broken("name", raw["name"], "a package is named after its two folders", f"Write {expected!r}.")
    return name


def _period(raw: dict[str, Any], key: str) -> Period:
    try:
        return Period.parse(_text(raw, key))
    except PeriodError as error:
        raise Broken(key, raw[key], error.rule, error.remedy) from error


def _date(raw: dict[str, Any], key: str) -> date:
    try:
        return parse_date(_text(raw, key))
    except PeriodError as error:
        raise Broken(key, raw[key], error.rule, error.remedy) from error


def _as_at(raw: dict[str, Any], folder: Path) -> date:
    as_at, period = _date(raw, "as_at"), _period(raw, "period")
    if as_at < period.start:
        raise Broken("as_at", raw["as_at"], "reporting can't be judged before its period starts", "Check both dates.")
    return as_at


def _released(raw: dict[str, Any], folder: Path) -> date:
    released = _date(raw, "released")
    if released < _date(raw, "as_at"):
        raise Broken("released", raw["released"], "a release can't come before its as_at date", "Check both dates.")
    return released


def _next_release(raw: dict[str, Any], folder: Path) -> date | None:
    if "next_release" not in raw:
        return None
    expected = _date(raw, "next_release")
    if expected <= _date(raw, "released"):
        rule = "the next release comes after this one"
        raise Broken("next_release", raw["next_release"], rule, "Check both dates, or delete this one.")
    return expected


def _licence(raw: dict[str, Any], folder: Path) -> Citation:
    first = objects_of(raw, "licenses", "title", OF_A_LICENCE)[0]
    licence = Citation(_text(first, "title"), _web_address(first, "licenses"))
    if not licence.path:
        raise Broken("licenses", licence.title, "a licence has an address", "Add its path: where it can be read.")
    return licence


def _contributors(raw: dict[str, Any], folder: Path) -> tuple[str, ...]:
    return tuple(_text(entry, "title") for entry in objects_of(raw, "contributors", "title", OF_A_CONTRIBUTOR))


def _citations(raw: dict[str, Any], folder: Path) -> tuple[Citation, ...]:
    entries = objects_of(raw, "sources", "title", OF_A_SOURCE)
    return tuple(Citation(_text(entry, "title"), _web_address(entry, "sources")) for entry in entries)


def _signatures(raw: dict[str, Any], folder: Path) -> tuple[Signature, ...]:
    if "signatures" not in raw:
        return ()
    found: list[Signature] = []
    for entry in objects_of(raw, "signatures", "post", OF_A_SIGNATURE):
        unit, post, day, sha256 = (_text(entry, key) for key in ("unit", "post", "date", "sha256"))
        if not is_id(post) or ("unit" in entry and not is_id(unit)) or not re.fullmatch(r"[0-9a-f]{64}", sha256):
            remedy = "Delete the entry, and sign again with `portal sign`, which writes it."
            raise Broken("signatures", entry, "a signature has a post, a date, a sha256 and, of a part, a unit", remedy)
        try:
            signature = Signature(unit, post, parse_date(day), sha256)
        except PeriodError as error:
            raise Broken("signatures", day, error.rule, error.remedy) from error
        if any(each.unit == unit for each in found):
            raise Broken("signatures", unit, "this is signed twice", "Delete one of the two entries.")
        if signature.date < _as_at(raw, folder):
            raise Broken("signatures", day, "a release can't be signed before its as_at date", "Check both dates.")
        found.append(signature)
    return tuple(found)


def is_withheld(raw: dict[str, Any], at: Moment) -> bool:
    """Whether the public may not see the package at the moment `at`."""
    publish_at = None
    if text := _text(raw, "publish_at"):
        try:
            publish_at = parse_moment(text)
        except CellError as error:
            raise Broken("publish_at", text, error.rule, error.remedy) from error
    decision = decide(_text(raw, "access"), publish_at, _text(raw, "exempt_paragraph"), at)
    if decision.rule:
        raise Broken("access", raw.get("access", ""), decision.rule.replace("row", "package"), decision.remedy)
    return decision.withheld


Reader = Callable[[dict[str, Any], Path], Any]
"""Reads one property of a package in its folder. Raises `Broken`."""

READERS: Mapping[str, Reader] = {
    "version": _version,
    "title": lambda raw, folder: _text(raw, "title"),
    "description": lambda raw, folder: _text(raw, "description"),
    "publisher": _publisher,
    "period": lambda raw, folder: _period(raw, "period"),
    "as_at": _as_at,
    "released": _released,
    "next_release": _next_release,
    "licence": _licence,
    "contributors": _contributors,
    "citations": _citations,
    "signatures": _signatures,
    "skipped": lambda raw, folder: _text(raw, "skipped"),
    "access": lambda raw, folder: _text(raw, "access"),
}
