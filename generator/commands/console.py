"""What every command shares: the terminal, the options, and how an error becomes words and an exit status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from generator.errors import DataProblems, PortalError, Problem, UsageError, told_by_the_system

PROBLEMS, USAGE = 1, 2
"""Exit statuses: something is wrong in the data or the build; the command was asked for the wrong thing."""

# What is quoted from somebody's files is shown as it is: no mark-up, no names of emoji.
out = Console(highlight=False, soft_wrap=True, markup=False, emoji=False)
err = Console(stderr=True, highlight=False, soft_wrap=True, markup=False, emoji=False)

Releases = Annotated[
    list[str] | None, typer.Argument(metavar="[RELEASE]...", help="Such as sefton/2009-10-q2; all, when none is named.")
]
At = Annotated[
    str | None, typer.Option(metavar="TIME", help="Build what the public may see at this moment; now, unless given.")
]
Out = Annotated[Path | None, typer.Option("--out", metavar="DIR", help="Where the site goes; site/, unless given.")]


@contextmanager
def reporting() -> Iterator[None]:
    """Turns the portal's errors into words and an exit status."""
    try:
        yield
    except UsageError as error:
        print_failure(error)
        raise typer.Exit(USAGE) from error
    except PortalError as error:
        print_failure(error)
        raise typer.Exit(PROBLEMS) from error
    except OSError as error:
        print_failure(told_by_the_system(error))
        raise typer.Exit(PROBLEMS) from error


def print_failure(error: PortalError) -> None:
    if isinstance(error, DataProblems):
        for line in told(error.problems):
            err.print(line, style="red" if err.is_terminal else None)
        err.print(f"{error}. Nothing was published. The same list: build/check.html (to read), build/problems.json.")
    else:
        err.print(str(error))


MOST_ALIKE, SHOWN = 20, 5
"""Where more problems than this are alike, so many of them are shown."""


def told(problems: Iterable[Problem]) -> Iterator[str]:
    """A line each. Of many that break one rule in one column, the first few and how many more there are."""
    problems = list(problems)
    alike = Counter(map(_kind, problems))
    seen: Counter[tuple[str, str, str]] = Counter()
    for problem in problems:
        kind = _kind(problem)
        seen[kind] += 1
        if alike[kind] <= MOST_ALIKE or seen[kind] <= SHOWN:
            yield problem.line
        if alike[kind] > MOST_ALIKE and seen[kind] == SHOWN:
            where = f"{problem.file}, column {problem.column}" if problem.column else problem.file
            yield f"{where}: {alike[kind] - SHOWN:,} more like these: {problem.rule.rstrip('.')}."


def _kind(problem: Problem) -> tuple[str, str, str]:
    return problem.file, problem.column, problem.rule


def tell(step: str) -> None:
    out.print(f"{step} …" if not step.endswith(".") else step)


def now() -> datetime:
    return datetime.now(UTC)


def moment(text: str | None) -> datetime:
    """The moment that `--at` names; now, when it names none. Raises `UsageError`."""
    if text is None:
        return now()
    from generator.load.convert import CellError, parse_moment

    try:
        return parse_moment(text)
    except CellError as error:
        raise UsageError(f"--at {text}: {error}") from error


def shown(path: Path) -> Path:
    """The path from here, where it lies below here."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
