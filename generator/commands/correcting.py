"""correct: a published figure or fact is changed, and everybody can see that it was, when and why."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.commands.console import err, now, out, reporting
from generator.commands.signing import Day, Release, day_of
from generator.errors import DataProblems, UsageError
from generator.project import Project

if TYPE_CHECKING:
    from generator.keeping.correcting import Corrected

Thing = Annotated[str | None, typer.Option(metavar="KIND:ID", help="What is wrong, such as indicator:ni-178.")]
Columns = Annotated[list[str] | None, typer.Option("--column", metavar="COLUMN", help="The column; again for another.")]
Afters = Annotated[
    list[str] | None, typer.Option("--after", metavar="CELL", help="What is right; one for each --column.")
]
PeriodOf = Annotated[str | None, typer.Option("--period", metavar="PERIOD", help="Such as “2009/10 Q1”.")]
Where = Annotated[
    list[str] | None,
    typer.Option(metavar="COLUMN=CELL", help="What else tells the row from others, such as area=mill-ward."),
]
Table = Annotated[str | None, typer.Option(metavar="TABLE", help="The table, where several have the column.")]
What = Annotated[str | None, typer.Option(metavar="TEXT", help="What was changed, in a few words.")]
Reason = Annotated[str | None, typer.Option(metavar="TEXT", help="Why, for everybody to read.")]
Post = Annotated[str | None, typer.Option(metavar="POST", help="Who corrects it: the id of a post in posts.csv.")]


def correct(
    release: Release,
    thing: Thing = None,
    column: Columns = None,
    after: Afters = None,
    period: PeriodOf = None,
    where: Where = None,
    table: Table = None,
    what: What = None,
    reason: Reason = None,
    post: Post = None,
    day: Day = None,
) -> None:
    """Change a published figure or fact: in a new version of its release, with the reason in the corrections.

    Without --thing, it makes the new version only, for changes by hand.
    """
    with reporting():
        project = Project.at(Path.cwd())
        signed_on = day_of(day) if day is not None else None
        if thing is None:
            if column or after or period or where or table:
                raise UsageError("Say what is wrong, with --thing KIND:ID, such as indicator:ni-178.")
            _open(project, release)
            return
        if not (reason and reason.strip() and post):
            raise UsageError(
                "Say why with --reason TEXT, and who corrects it with --post POST: everybody can read both."
            )
        if not column or len(column) != len(after or ()):
            raise UsageError("Say what is changed with --column COLUMN and what is right with --after CELL.")
        cells = dict(zip(column, after or (), strict=True))
        _correct(
            project,
            release,
            (thing, period or "", where or [], table or ""),
            cells,
            (what or "", reason, post),
            signed_on,
        )


def _open(project: Project, release: str) -> None:
    from generator.keeping.correcting import is_open, open_version, undone_on_error
    from generator.load import choose_releases

    (folder,) = choose_releases(project.data, (release,))
    name = f"{folder.parent.name}/{folder.name}"
    if is_open(folder):
        raise UsageError(
            f"{name} is a draft: it can be changed as it is. `portal check {name}` says what is to be mended."
        )
    with undone_on_error(folder):
        version, place = open_version(folder)
        _check(project, folder)
    _tell_version(project, name, version, place)
    out.print("Now change its files. Each figure, target, definition or status that you change needs a row in")
    out.print(f"corrections.csv that says why; `portal correct {name} --thing …` makes the change and the row.")
    out.print(f"Next: portal check {name}, then portal sign {name}")


def _correct(
    project: Project,
    release: str,
    where: tuple[str, str, list[str], str],
    cells: dict[str, str],
    words: tuple[str, str, str],
    day: date | None,
) -> None:
    from generator.keeping.correcting import correct as correct_in
    from generator.keeping.correcting import is_open, is_published, open_version, saying_the_old, undone_on_error
    from generator.keeping.finding import wanted_of
    from generator.load import choose_releases

    (folder,) = choose_releases(project.data, (release,))
    name = f"{folder.parent.name}/{folder.name}"
    wanted, (what, reason, post) = wanted_of(*where), words
    with undone_on_error(folder):
        opened = None if is_open(folder) else open_version(folder)
        own = day or (now().date() if is_published(folder) else None)
        corrected = correct_in(folder, wanted, cells, what, reason, post, own)
        for later in reversed(saying_the_old(folder, corrected)):
            raise UsageError(
                f"{folder.parent.name}/{later} still says the old, and is what readers see first. Nothing was changed: "
                f"begin with the newest, portal correct {folder.parent.name}/{later}, with the same words."
            )
        _check(project, folder)
    if opened is not None:
        _tell_version(project, name, *opened)
    _tell(corrected)
    out.print(f"Next: portal sign {name}, which says who signs it again.")


def _check(project: Project, folder: Path) -> None:
    from generator.load import find_releases
    from generator.pipeline import check

    own = [f"{path.parent.name}/{path.name}" for path in find_releases(project.data) if path.parent == folder.parent]
    try:
        check(project, own, now(), lambda step: None)
    except DataProblems:
        err.print(
            f"{folder.parent.name}/{folder.name} is as it was. Where later releases say it too, begin with the newest."
        )
        raise


def _tell_version(project: Project, name: str, version: str, place: Path) -> None:
    kept_at = place.relative_to(project.root)
    out.print(
        f"{name} is now version {version}, a draft until it is signed. Version {place.name} is kept in {kept_at}."
    )


def _tell(corrected: Corrected) -> None:
    found = corrected.found
    for column, before, after in corrected.cells:
        was = f"“{before}” is now “{after}”" if corrected.quoted and not corrected.is_withheld else "changed"
        out.print(f"{found.table}.csv, row {found.number}, column {column}: {was}.")
    told = "withheld as the row is" if corrected.is_withheld else "which everybody will read"
    out.print(f"corrections.csv: {corrected.correction}, {told}; {corrected.first} first said it.")
    if not corrected.quoted:
        out.print("It does not tell the figures: they count very few people.")
