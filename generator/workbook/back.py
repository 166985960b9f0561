"""A workbook that came back, into its release: all of it, or nothing and every reason why not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator import contract
from generator.errors import DataProblems, Problem, UsageError
from generator.load.folders import PUBLISHED
from generator.load.published import read_published
from generator.whole import write_whole
from generator.words import counted, is_are, listed, lower_first
from generator.workbook.marks import Marks
from generator.workbook.memory import read_memory, write_memory
from generator.workbook.merge import Merged, merge
from generator.workbook.read import open_workbook, read_sheets
from generator.workbook.release import Opened, open_release, period_of
from generator.workbook.scan import WRITE_AGAIN, NotReadableError
from generator.workbook.sheets import Place, cell_name

NAMED = 5
"""How many cells are named in one note."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of reading a workbook: for each table that changed, what of it did; and what else to tell.

    `places` has, for each row that it changed or added (its file, and its number as a spreadsheet counts), the name of
    its sheet and where there each column stands.
    """

    release: str
    unit: str
    changes: Mapping[str, str]
    notes: tuple[str, ...]
    places: Mapping[tuple[str, int], tuple[str, Mapping[str, Place]]] = field(default_factory=dict, repr=False)

    def place_of(self, problem: Problem) -> str:
        """The sheet and cell of what the check found; "" where the workbook did not touch it."""
        sheet, cells = self.places.get((problem.file, problem.row or 0), ("", {}))
        columns = [column for column in problem.column.split("+") if column in cells]
        if not sheet or (problem.column and not columns):
            return ""
        at = cells[columns[0]] if columns else next(iter(cells.values()))
        return f"sheet {sheet}, cell {cell_name(at)}"


def take_back(path: Path, folders: Mapping[str, Path], memory: Path, wanted: str = "", removed: int = 0) -> Taken:
    """Reads a workbook into its release. `folders` are the releases there are, by name ("sefton/2009-10-q2").

    `memory` is the folder for what workbooks brought before. `wanted` names the release that it has to be of, or is ""
    where the workbook says so itself: then only the publisher's newest will do. `removed` is how many rows may be
    missing from its sheets. Raises `DataProblems` with everything that is wrong, and `UsageError` for another release's
    workbook; nothing is written then.
    """
    try:
        values, seen, marks = open_workbook(path)
    except NotReadableError as error:
        raise DataProblems([error.problem]) from error
    release = open_release(_folder_of(marks, folders, wanted, path.name))
    _check_state(release, marks, path.name)
    returned = read_sheets(path, values, seen, marks)
    problems = returned.problems
    landed = read_memory(memory, marks)
    merged = {
        sheet.table: merge(
            release.tables[sheet.table],
            sheet,
            marks.tables[sheet.table],
            not marks.unit,
            landed.get(sheet.table, {}),
            problems,
        )
        for sheet in returned.sheets
        if sheet.table in release.tables
    }
    if problems:
        raise DataProblems(problems)
    _check_removed(merged, marks, removed, path.name)
    changed = {name: each for name, each in merged.items() if each.differs}
    contents = {name: release.tables[name].content(each.rows) for name, each in changed.items()}
    for name, content in contents.items():
        write_whole(release.folder / f"{name}.csv", content)
    if changed:
        write_memory(memory, marks, {name: each.landed for name, each in merged.items() if each.landed})
    notes = (*returned.notes, *(note for name, each in merged.items() for note in _notes(each, marks, name)))
    told = {name: _told(each) for name, each in changed.items()}
    places = {
        (f"data/{release.name}/{name}.csv", number): (marks.tables[name].sheet, each.touched[key].places)
        for name, each in changed.items()
        for number, row in enumerate(each.rows, 2)
        if (key := release.tables[name].key(row)) in each.touched
    }
    return Taken(release.name, marks.unit, told, (*notes, *_unsigned(release, told)), places)


def _folder_of(marks: Marks, folders: Mapping[str, Path], wanted: str, file: str) -> Path:
    own = f"{marks.publisher}/{marks.release}"
    if wanted and wanted != own:
        raise UsageError(f"{file} is a workbook of {own}, not of {wanted}.")
    if own not in folders:
        known = ", ".join(folders) or "none"
        raise UsageError(f"{file} is a workbook of {own}, which is not here. The releases are: {known}.")
    if not wanted:
        newest = max(
            (folder for folder in folders.values() if folder.parent.name == marks.publisher),
            key=lambda folder: period_of(folder).end,
        )
        if newest != folders[own]:
            name = f"{newest.parent.name}/{newest.name}"
            remedy = f"Fill in that of {name} (portal workbook {name}); or, if an older release is meant, give"
            raise UsageError(
                f"{file} is a workbook of {own}, and the newest release is {name}. {remedy} --release {own}."
            )
    return folders[own]


def _check_state(release: Opened, marks: Marks, file: str) -> None:
    """Refuses what was written for another state of the release than the one that stands here."""
    if marks.contract_version != contract.VERSION:
        raise UsageError(f"{file} was written for contract {marks.contract_version}. {WRITE_AGAIN}")
    if marks.version != release.raw["version"]:
        was = f"version {marks.version} of {release.name}, which is at {release.raw['version']} now"
        raise UsageError(f"{file} was written for {was}. {WRITE_AGAIN}")
    problems: list[Problem] = []
    published = read_published(release.folder.parent, f"data/{marks.publisher}/{PUBLISHED}", problems)
    if problems:
        raise DataProblems(problems)
    if any((each.release, each.version) == (marks.release, marks.version) for each in published):
        raise UsageError(
            f"{release.name} is signed for publication in this version, and its files stay as they are. "
            f"To change a published figure: portal correct {release.name}."
        )


def _check_removed(merged: Mapping[str, Merged], marks: Marks, removed: int, file: str) -> None:
    """Rows that are gone may have been lost: by a filter, or a slip of the hand."""
    missing = {name: each.removed for name, each in merged.items() if each.removed}
    count = sum(len(keys) for keys in missing.values())
    if marks.unit and count:
        problems = [
            Problem(f"sheet {marks.tables[name].sheet}", "a row is missing", WRITE_AGAIN, found=" + ".join(key))
            for name, keys in missing.items()
            for key in keys
        ]
        raise DataProblems(problems)
    if count != removed:
        rows = "; ".join(f"{' + '.join(key)} ({name})" for name, keys in missing.items() for key in keys[:5])
        if not count:
            raise UsageError(f"No row is missing from {file}. Leave out --removed.")
        gone = f"{counted(count, 'row')} of the release {is_are(count)} missing from {file}: {rows}"
        remedy = f"If they are to go, run this again with --removed {count}. If not: {lower_first(WRITE_AGAIN)}"
        raise UsageError(f"{gone}. {remedy}")


def _notes(merged: Merged, marks: Marks, table: str) -> Iterator[str]:
    yield from merged.notes
    if merged.kept:
        more = f" and {len(merged.kept) - NAMED} more" if len(merged.kept) > NAMED else ""
        cells = ", ".join(merged.kept[:NAMED])
        what = "cells stand as they were first written, and the release keeps what this workbook brought when it was"
        remedy = "To go back on those, write the workbook again."
        yield f"Sheet {marks.tables[table].sheet}: {what} read before: {cells}{more}. {remedy}"


def _told(merged: Merged) -> str:
    cells = listed([f"{name} {count}" for name, count in merged.cells.items()])
    parts = [
        f"{counted(merged.changed, 'row')} changed ({cells})" if merged.changed else "",
        f"{counted(merged.added, 'row')} added" if merged.added else "",
        f"{counted(len(merged.removed), 'row')} taken out" if merged.removed else "",
    ]
    return listed([part for part in parts if part])


def _unsigned(release: Opened, told: Mapping[str, str]) -> Iterator[str]:
    if told and release.raw.get("signatures"):
        yield "Whoever signed before this signed other figures: those who are affected sign again."
