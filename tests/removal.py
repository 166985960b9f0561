"""A project from which everything withheld is gone in fact: rows taken out of the files with all that refers to them.

Written from the contract alone, without the portal's own reading, so that a build of what is left can be held against
a build that has withheld it.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.contract import THING_TABLES, tables
from generator.project import Project

Key = tuple[str, str]
"""A table and the key of a row in it, or "papers" and a paper."""

Row = dict[str, str]


@dataclass(frozen=True)
class Chosen:
    """What is to go: rows as (release, table, place in the file), whole tables, whole packages, and papers."""

    rows: frozenset[tuple[str, str, int]] = frozenset()
    tables: frozenset[tuple[str, str]] = frozenset()
    packages: frozenset[str] = frozenset()
    papers: frozenset[str] = frozenset()


@dataclass
class _Council:
    """Smallshire's releases, the newest first: the rows of each table, and which of them are still there."""

    project: Project
    rows: dict[str, dict[str, list[Row | None]]] = field(default_factory=dict)
    papers: dict[str, Path] = field(default_factory=dict)


def remove(project: Project, chosen: Chosen) -> None:
    """Takes it out of the project's files, with what refers to it in the same release and itself in older ones."""
    council = _read(project)
    for release in chosen.packages:
        del council.rows[release]
        shutil.rmtree(project.data / "smallshire" / release)
    gone: set[Key] = {("papers", paper) for paper in chosen.papers}
    for release in sorted(council.rows, reverse=True):
        gone |= _thin(council, release, chosen, gone)
    _write(council)
    named = {row["paper"] for each in council.rows.values() for row in each.get("agenda_items", ()) if row is not None}
    for paper, path in council.papers.items():
        if paper not in named:
            path.unlink()


def _thin(council: _Council, release: str, chosen: Chosen, later: set[Key]) -> set[Key]:
    """Takes the release's rows out until none refers to what is gone. Returns what is gone from it."""
    gone, size = set(later), -1
    while size != len(gone):
        size = len(gone)
        gone |= _papers_of(council, gone)
        for name, rows in council.rows[release].items():
            for place, row in enumerate(rows):
                if row is None:
                    continue
                own = _key_of(name, row)
                asked = (release, name, place) in chosen.rows or (release, name) in chosen.tables
                if asked or own in gone or any(end in gone for end in _ends_of(name, row)):
                    rows[place] = None
                    gone.add(own)
                    if name == "agenda_items" and row["paper"]:
                        gone.add(("papers", row["paper"]))
    return gone


def _key_of(table: str, row: Row) -> Key:
    return table, "\0".join(row[column] for column in tables()[table].key)


def _ends_of(table: str, row: Row) -> Iterable[Key]:
    for key in tables()[table].foreign_keys:
        if row[key.column]:
            yield key.table, row[key.column]
    for tie in tables()[table].ties:
        if row[tie.kind_column]:
            kind = row[tie.kind_column]
            yield "papers" if kind == "paper" else THING_TABLES[kind], row[tie.id_column]
    if table == "agenda_items" and row["paper"]:
        yield "papers", row["paper"]


def _papers_of(council: _Council, gone: set[Key]) -> set[Key]:
    """Papers go with their meeting, and with the agenda item that they name."""
    found: set[Key] = set()
    for paper, path in council.papers.items():
        item = re.search(r'^agenda_item: "(.*)"$', path.read_text("utf-8"), re.MULTILINE)
        if ("meetings", path.parent.name) in gone or (item is not None and ("agenda_items", item[1]) in gone):
            found.add(("papers", paper))
    return found


def _read(project: Project) -> _Council:
    council = _Council(project)
    for folder in sorted((project.data / "smallshire").iterdir()):
        council.rows[folder.name] = {path.stem: list(read_rows(path)) for path in sorted(folder.glob("*.csv"))}
    council.papers = {path.stem: path for path in (project.content / "papers" / "smallshire").glob("*/*.md")}
    return council


def _write(council: _Council) -> None:
    for release, of_tables in council.rows.items():
        for name, rows in of_tables.items():
            path = council.project.data / "smallshire" / release / f"{name}.csv"
            write_rows(path, tables()[name].header, [row for row in rows if row is not None])


def read_rows(path: Path) -> list[Row]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def write_rows(path: Path, header: Sequence[str], rows: Iterable[Mapping[str, str]]) -> None:
    """The rows as a CSV file."""
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def withhold(project: Project, chosen: Chosen, **how: str) -> None:
    """Marks it as withheld instead: `how` are the cells or keys that say so."""
    touched = {each[0] for each in chosen.rows} | {each[0] for each in chosen.tables} | chosen.packages
    for release in sorted(touched):
        folder = project.data / "smallshire" / release
        for name in sorted({table for of, table, _ in chosen.rows if of == release}):
            rows = read_rows(folder / f"{name}.csv")
            for own in (row for row in chosen.rows if row[:2] == (release, name)):
                rows[own[2]].update(how)
            write_rows(folder / f"{name}.csv", tables()[name].header, rows)
        path = folder / "datapackage.json"
        raw = json.loads(path.read_text("utf-8"))
        raw.update(how if release in chosen.packages else {})
        for resource in raw["resources"]:
            resource.update(how if (release, resource["name"]) in chosen.tables else {})
        path.write_text(json.dumps(raw, ensure_ascii=False, indent=2) + "\n", "utf-8")
    for path in (project.content / "papers" / "smallshire").glob("*/*.md"):
        if path.stem in chosen.papers:
            keys = "\n".join(f'{key}: "{value}"' for key, value in how.items())
            path.write_text(re.sub(r'^access: "public"$', keys, path.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
