"""init: a council's own repository."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.commands.console import out, reporting, shown

Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help="Where it goes: a folder that is not there yet.")]
Name = Annotated[str, typer.Option("--name", help="The council's full name, such as “Ourtown Borough Council”.")]
ShortName = Annotated[str, typer.Option("--short-name", help="What people call it, such as Ourtown.")]
Id = Annotated[str, typer.Option("--id", help="Its folder in data/: small letters, digits and hyphens.")]
PeriodToken = Annotated[str, typer.Option("--period", help="The first period to be published, such as “2026/27 Q1”.")]
Colour = Annotated[str, typer.Option("--colour", help="The council's colour, such as #005ea5; else the portal's.")]


def init(folder: Folder, name: Name, short_name: ShortName, id: Id, period: PeriodToken, colour: Colour = "") -> None:
    """Make a council's own repository: the portal without the demonstration, settings, and an empty first quarter."""
    from generator.starting import start_repository, wishes

    with reporting():
        started = start_repository(folder, wishes(name, short_name, id, period, colour))
        place = shown(started.folder)
        out.print(
            f"Made {place}, a repository of its own, with {started.tables} empty tables in data/{started.release}/."
        )
        out.print("Next:")
        out.print(f"  1. cd {place}")
        out.print("  2. git init --initial-branch=main && git add -A && git commit -m 'A new portal'")
        out.print("  3. make check, which lists what only you can fill in")
        out.print("  4. make serve, to see the site while you fill in the tables")
        out.print("README.md there says the rest, in plain words.")
