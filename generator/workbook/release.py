"""A release as its files have it, for what goes into a workbook and comes back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.contract import tables as contract_tables
from generator.errors import DataProblems, Problem
from generator.load.descriptor import object_in
from generator.load.folders import PACKAGE
from generator.load.rows import Rows, read_tables
from generator.periods import Period, PeriodError, parse_date


@dataclass(frozen=True, slots=True)
class Opened:
    """A release as its files have it: its package, and each table with every row."""

    folder: Path
    raw: Mapping[str, Any]
    tables: Mapping[str, Rows]

    @property
    def name(self) -> str:
        return f"{self.folder.parent.name}/{self.folder.name}"

    @property
    def period(self) -> Period:
        return Period.parse(self.raw["period"])


def open_release(folder: Path) -> Opened:
    """Reads a release's files, sound or not. Raises `DataProblems` where they can't be read at all."""
    file = f"data/{folder.parent.name}/{folder.name}"
    problems: list[Problem] = []
    raw = object_in(folder / PACKAGE, f"{file}/{PACKAGE}", problems)
    try:
        if raw is None:
            raise DataProblems(problems)
        listed_tables = [str(entry["name"]) for entry in raw["resources"]]
        Period.parse(raw["period"]), parse_date(raw["as_at"]), raw["publisher"]["name"], raw["version"]
    except (KeyError, TypeError, PeriodError) as error:
        rule = "the package does not say which period or tables it has"
        raise DataProblems([Problem(f"{file}/{PACKAGE}", rule, f"Run portal check {file[5:]}.")]) from error
    known = {name: contract_tables()[name] for name in listed_tables if name in contract_tables()}
    tables = read_tables(folder, file, known)
    problems = [problem for rows in tables.values() for problem in _keys_twice(rows, file)]
    if problems:
        raise DataProblems(problems)
    return Opened(folder, raw, tables)


def period_of(folder: Path) -> Period:
    """The period of a folder's release. Raises `DataProblems`."""
    problems: list[Problem] = []
    file = f"data/{folder.parent.name}/{folder.name}"
    raw = object_in(folder / PACKAGE, f"{file}/{PACKAGE}", problems)
    try:
        return Period.parse((raw or {})["period"])
    except (KeyError, TypeError, PeriodError) as error:
        rule = "the package does not say which period it has"
        problems = problems or [Problem(f"{file}/{PACKAGE}", rule, f"Run portal check {file[5:]}.")]
        raise DataProblems(problems) from error


def _keys_twice(rows: Rows, file: str) -> Iterator[Problem]:
    first: dict[tuple[str, ...], int] = {}
    for number, row in enumerate(rows.rows, 2):
        key = rows.key(row)
        if first.setdefault(key, number) != number:
            rule = f"this key already stands on row {first[key]}"
            place = f"{file}/{rows.table.name}.csv"
            yield Problem(place, rule, "Delete one.", number, "+".join(rows.table.key), " + ".join(key))
