"""new-quarter, workbook, read-workbook: from one quarter to the next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from generator.commands.console import PROBLEMS, err, now, out, reporting
from generator.errors import DataProblems, UsageError
from generator.project import Project
from generator.words import counted, listed

Publisher = Annotated[str, typer.Argument(metavar="PUBLISHER", help="Its folder in data/, such as sefton.")]
Released = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="When it comes out; else the day that the last release announced."),
]
AsAt = Annotated[
    str | None, typer.Option(metavar="DATE", help="The day it looks back from; else the last of its period.")
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
        out.print(f"Next: portal workbook {started.release}" + (f" --unit {unit}" if unit else ""))


@contextmanager
def _told(end: str) -> Iterator[None]:
    """Prints every problem, and what was not done because of them. No report is written: the check does that."""
    try:
        yield
    except DataProblems as found:
        for problem in found.problems:
            err.print(problem.line, style="red" if err.is_terminal else None)
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
