"""schemas, example: what is written into data/ and content/."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.commands.console import Releases, out, reporting
from generator.project import Project

Seed = Annotated[int | None, typer.Option(help="Another seed makes other figures.")]
DataDir = Annotated[
    Path | None, typer.Option("--data", metavar="DIR", help="Where the releases go; data/, unless given.")
]
ContentDir = Annotated[
    Path | None,
    typer.Option("--content", metavar="DIR", help="Where the papers go, in papers/; content/, unless given."),
]


def schemas(releases: Releases = None) -> None:
    """Write the contract's schemas into each release's datapackage.json."""
    from generator.load import choose_releases
    from generator.load.schemas import inline_schemas

    with reporting():
        project = Project.at(Path.cwd())
        for folder in choose_releases(project.data, releases or ()):
            name = f"{folder.parent.name}/{folder.name}"
            changed = inline_schemas(folder, f"data/{name}/datapackage.json")
            out.print(f"{name}: {'brought up to the contract' if changed else 'already up to the contract'}.")


def example(seed: Seed = None, data: DataDir = None, content: ContentDir = None) -> None:
    """Write the made-up councils that show all that the portal can do. The same seed gives the same files."""
    from generator.example import SEED, write_councils

    with reporting():
        if data is None or content is None:
            project = Project.at(Path.cwd())
            data, content = data or project.data, content or project.content
        for name in write_councils(data, content, SEED if seed is None else seed):
            out.print(f"{name}: written.")
