"""diff: what changed between two releases."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.commands.console import At, err, moment, now, out, reporting, shown, tell
from generator.errors import UsageError
from generator.project import Project

Two = Annotated[
    list[str],
    typer.Argument(
        metavar="[BEFORE] AFTER", help="Two releases of a publisher; AFTER alone is compared with the one before it."
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print it for machines, and nothing else.")]
Markdown = Annotated[bool, typer.Option("--markdown", help="Print it as a comment for GitHub, and nothing else.")]


def diff(releases: Two, at: At = None, json: Json = False, markdown: Markdown = False) -> None:
    """Show what changed between two releases, here and in build/diff.html. Drafts compare just as well."""
    from generator.comparing import compare
    from generator.keeping.correcting import is_open
    from generator.telling import as_json, as_lines, as_markdown

    with reporting():
        if json and markdown:
            raise UsageError("Choose one of --json and --markdown.")
        project = Project.at(Path.cwd())
        wanted = moment(at)
        if wanted > now():
            err.print(f"For your eyes only: this shows what is embargoed until {at}.")
        comparison = compare(project, releases, wanted, err.print if json or markdown else tell)
        if json or markdown:
            out.print(as_json(comparison) if json else as_markdown(comparison), end="\n" if json else "")
            return
        for line in ("", *as_lines(comparison), ""):
            out.print(line)
        out.print(f"All of it, to read and to print: open {shown(project.comparison)} in a browser.")
        after = f"{comparison.publisher}/{comparison.after.release}"
        if is_open(project.data / after):
            out.print(f"Next, when nothing in it surprises you: portal sign {after}")
