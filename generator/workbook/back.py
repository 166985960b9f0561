"""A workbook that came back, into its release: all of it, or nothing and every reason why not."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator import contract
from generator.errors import DataProblems, Problem, UsageError
from generator.whole import write_whole
from generator.words import counted, is_are, listed, lower_first
from generator.workbook.marks import Marks
from generator.workbook.merge import Merged, merge
from generator.workbook.read import open_workbook, read_sheets
from generator.workbook.release import Opened, open_release, period_of
from generator.workbook.scan import WRITE_AGAIN, NotReadableError

PUBLISHED = "published.json"


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of reading a workbook: for each table that changed, what of it did; and what else to tell."""

    release: str
    unit: str
    changes: Mapping[str, str]
    notes: tuple[str, ...]


def take_back(path: Path, folders: Mapping[str, Path], wanted: str, removed: int) -> Taken:
    """Reads a workbook into its release. `folders` are the releases there are, by name ("sefton/2009-10-q2").

    `wanted` names the release that it has to be of, or is "" where the workbook says so itself: then only the
    publisher's newest will do. `removed` is how many rows may be missing from its sheets. Raises `DataProblems` with
    everything that is wrong, and `UsageError` for another release's workbook; nothing is written then.
    """
    try:
        book, seen, marks = open_workbook(path)
    except NotReadableError as error:
        raise DataProblems([error.problem]) from error
    release = open_release(_folder_of(marks, folders, wanted, path.name))
    _check_state(release, marks, path.name)
    returned = read_sheets(path, book, seen, marks)
    problems = returned.problems
    merged = {
        sheet.table: merge(release.tables[sheet.table], sheet, marks.tables[sheet.table], not marks.unit, problems)
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
    notes = (*returned.notes, *(note for each in merged.values() for note in each.notes))
    told = {name: _told(each) for name, each in changed.items()}
    return Taken(release.name, marks.unit, told, (*notes, *_unsigned(release, told)))


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
    record = release.folder.parent / PUBLISHED
    if record.is_file():
        entries = json.loads(record.read_bytes())["releases"]
        if any((each["release"], each["version"]) == (marks.release, marks.version) for each in entries):
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
