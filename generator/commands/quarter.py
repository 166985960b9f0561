"""new-quarter, workbook, read-workbook: from one quarter to the next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.commands.console import PROBLEMS, err, now, out, reporting, shown, told
from generator.errors import DataProblems, UsageError, errors_in
from generator.project import Project
from generator.whole import write_whole
from generator.words import counted, listed

if TYPE_CHECKING:
    from generator.workbook.back import Taken

Publisher = Annotated[str, typer.Argument(metavar="PUBLISHER", help="Its folder in data/, such as sefton.")]
Released = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="When it comes out; else the day that the last release announced."),
]
AsAt = Annotated[
    str | None, typer.Option(metavar="DATE", help="The day it looks back from; else the last of its period.")
]

Release = Annotated[str, typer.Argument(metavar="RELEASE", help="Such as sefton/2009-10-q3.")]
Unit = Annotated[str, typer.Option(metavar="UNIT", help="The unit's id in units.csv: only what it has to fill in.")]
OutFile = Annotated[
    Path | None, typer.Option("--out", metavar="FILE", help="Where it goes; build/workbooks/, unless given.")
]
File = Annotated[Path, typer.Argument(metavar="FILE", help="The workbook that was filled in.")]
OfRelease = Annotated[
    str,
    typer.Option("--release", metavar="RELEASE", help="The release that it has to be of; the newest, if not given."),
]
Removed = Annotated[
    int, typer.Option("--removed", metavar="N", help="So many rows were deleted in it on purpose, and are to go.")
]


def new_quarter(publisher: Publisher, released: Released = None, as_at: AsAt = None) -> None:
    """Start the next quarter: copy the newest release forward, with a row for all that is due."""
    from generator.load import load_portal
    from generator.quarter import start_quarter

    with reporting(), _told("Nothing was started"):
        project = Project.at(Path.cwd())
        days = _day("--released", released), _day("--as-at", as_at)
        started = start_quarter(
            project.data,
            publisher,
            project.build / "new-quarter",
            lambda folders: load_portal(project.data, project.content, now(), folders),
            *days,
        )
        out.print(f"Started {started.release}, from {started.before}: data/{started.release}/.")
        for note in started.notes:
            out.print(note)
        out.print(f"To be filled in, {_counts(started.counts)}:" if started.counts else "Nothing is due in it.")
        for each in started.owed:
            who = f"{each.name} ({each.unit})" if each.unit else "No unit is named in responsibilities.csv"
            out.print(f"  {who}: {_counts(each.counts)}")
        unit = next((each.unit for each in started.owed if each.unit), "")
        several = ", a workbook for each unit" if sum(bool(each.unit) for each in started.owed) > 1 else ""
        out.print(f"Next{several}: portal workbook {started.release}" + (f" --unit {unit}" if unit else ""))


@contextmanager
def _told(end: str) -> Iterator[None]:
    """Prints every problem, and what was not done because of them. No report is written: the check does that."""
    try:
        yield
    except DataProblems as found:
        for line in told(found.problems):
            err.print(line, style="red" if err.is_terminal else None)
        err.print(f"{found}. {end}.")
        raise typer.Exit(PROBLEMS) from found


def _counts(counts: Mapping[str, int]) -> str:
    return listed([counted(count, word) for word, count in counts.items()])


def _day(option: str, text: str | None) -> date | None:
    from generator.periods import PeriodError, parse_date

    try:
        return None if text is None else parse_date(text)
    except PeriodError as error:
        raise UsageError(f"{option} {text}: {error}") from error


def workbook(release: Release, unit: Unit = "", out_file: OutFile = None) -> None:
    """Write a release as a workbook to fill in, or only what one unit has to fill in of it."""
    from generator.load import choose_releases
    from generator.workbook.out import make_workbook
    from generator.workbook.release import open_release

    with reporting(), _told("Nothing was written"):
        project = Project.at(Path.cwd())
        (folder,) = choose_releases(project.data, [release])
        opened = open_release(folder)
        made = make_workbook(opened, unit)
        name = "-".join([*opened.name.split("/"), *([unit] if unit else [])])
        path = out_file or project.build / "workbooks" / f"{name}.xlsx"
        _place(path, made.content)
        sheets = [f"{sheet} ({counted(rows, 'row')})" for sheet, (rows, _) in made.sheets.items() if rows]
        if empty := len(made.sheets) - len(sheets):
            sheets.append(f"{counted(empty, 'sheet')} without rows")
        blank = sum(each for _, each in made.sheets.values())
        out.print(f"Written: {shown(path)}, with {listed(sheets)}.")
        out.print(f"To be filled in: {counted(blank, 'row')}." if blank else "Nothing in it is still “not reported”.")
        out.print(f"Next: fill it in, then portal read-workbook {shown(path)}")


def read_workbook(file: File, release: OfRelease = "", removed: Removed = 0) -> None:
    """Read a filled-in workbook (.xlsx or .ods) back into its release. All of it, or nothing."""
    from generator.load import find_releases
    from generator.workbook.back import take_back

    with reporting(), _told("Nothing was changed"):
        project = Project.at(Path.cwd())
        folders = {f"{folder.parent.name}/{folder.name}": folder for folder in find_releases(project.data)}
        wanted = release.removeprefix("data/").rstrip("/")
        taken = take_back(file, folders, project.build / "workbooks" / "read", wanted, removed)
        for note in taken.notes:
            out.print(note)
        if not taken.changes:
            out.print(f"{taken.release} says all of this already: nothing was changed.")
        for table, what in taken.changes.items():
            out.print(f"{table}.csv: {what}.")
        again = taken.changes and _tell_what_to_mend(project, folders[taken.release], taken)
        first = f"mend that in {file.name}, and read it again; then " if again else ""
        out.print(f"Next: {first}portal check {taken.release}, then portal sign {taken.release}" + _by(taken.unit))


def _tell_what_to_mend(project: Project, folder: Path, taken: Taken) -> bool:
    """What the check says of the rows that were filled in, by sheet and cell: the rest it will say itself.

    Returns whether any of that has to be mended.
    """
    from generator.load import load_portal

    try:
        problems = load_portal(project.data, project.content, now(), [folder]).warnings
    except DataProblems as found:
        problems = found.problems
    own = [(place, problem) for problem in problems if (place := taken.place_of(problem))]
    wrong = errors_in(problem for _, problem in own)
    asked = len(own) - wrong
    counts = [counted(wrong, "problem") if wrong else "", f"{counted(asked, 'thing')} to confirm" if asked else ""]
    if own:
        out.print(f"The check finds {listed([each for each in counts if each])} in what was filled in:")
    for place, problem in own:
        out.print(f"  {place}: {problem.said}")
    return wrong > 0


def _place(path: Path, content: bytes) -> None:
    """Puts the workbook there. One that somebody may have filled in meanwhile is not overwritten."""
    if path.exists() and path.read_bytes() != content:
        raise UsageError(
            f"{shown(path)} is there already, and somebody may have filled it in. Read it (portal read-workbook "
            f"{shown(path)}), or move it away, or give another name with --out."
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, content)


def _by(unit: str) -> str:
    return f" --unit {unit} --post POST" if unit else ""
