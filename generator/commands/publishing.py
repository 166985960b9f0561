"""publish, rollback: from a project to what the public reads, and back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.commands.console import At, moment, now, out, reporting, tell
from generator.errors import UsageError
from generator.project import Project
from generator.words import counted

if TYPE_CHECKING:
    from generator.publish.folder import Version
    from generator.publish.run import Published

To = Annotated[
    str,
    typer.Option(
        "--to",
        metavar="TARGET",
        help="A folder that a web server serves, git:BRANCH, or git:ADDRESS#BRANCH of a repository.",
    ),
]
Packs = Annotated[bool, typer.Option("--packs", help="Make the packs that are missing first; needs Chromium.")]
Scheduled = Annotated[
    bool, typer.Option("--scheduled", help="For timers: publish what has become public, but do not undo a rollback.")
]
Prepare = Annotated[bool, typer.Option("--prepare", help="Build and verify the version, but do not serve it yet.")]
Prepared = Annotated[
    str | None, typer.Option("--prepared", metavar="VERSION", help="Serve a version that was prepared; builds nothing.")
]
Keep = Annotated[int | None, typer.Option(min=1, help="How many versions to keep; 10, unless given.")]
Back = Annotated[str | None, typer.Argument(metavar="[VERSION]", help="The version before this one, unless given.")]
List = Annotated[bool, typer.Option("--list", help="List the versions; change nothing.")]


def publish(
    to: To,
    at: At = None,
    packs: Packs = False,
    scheduled: Scheduled = False,
    prepare: Prepare = False,
    prepared: Prepared = None,
    keep: Keep = None,
) -> None:
    """Build what was signed off, verify it, and put it where the public reads it, in one step."""
    from generator.publish.run import KEEP, Order, publish_prepared
    from generator.publish.run import publish as publish_site

    with reporting():
        path = Path(to).absolute()
        if prepared is not None:
            _say_published(publish_prepared(path, prepared, keep or KEEP, tell), to)
            return
        wanted, started = moment(at), now()
        _refuse_ahead(at, wanted, started)
        order = Order(wanted, packs, scheduled, prepare, keep or KEEP)
        done = publish_site(Project.at(Path.cwd()), path, order, tell)
        if prepare:
            out.print(f"Prepared {done.version.name}, which nobody is shown yet.")
        else:
            _say_published(done, to)


def rollback(to: To, version: Back = None, list_them: List = False) -> None:
    """Serve the version before the one that is served, or the one that is named. It stays until somebody publishes."""
    from generator.publish.folder import Folder
    from generator.publish.run import roll_back

    with reporting():
        path = Path(to).absolute()
        if list_them:
            folder = Folder(path)
            folder.check()
            current = folder.current()
            for each in reversed(folder.versions()):
                out.print(_line(each, current))
            if folder.held:
                out.print(f"{folder.held}: scheduled builds leave it so.")
            return
        done = roll_back(path, version, now(), tell)
        out.print(f"{to} now shows {_line(done.version, None)}.")
        out.print("It stays until somebody publishes by hand or pushes; scheduled builds leave it so.")


def _refuse_ahead(at: str | None, wanted: datetime, started: datetime) -> None:
    if wanted > started:
        raise UsageError(
            f"--at {at}: this moment is still ahead, and what is embargoed until then would be public now. "
            "Nothing was published. Publish when it has come; scheduled builds do so by themselves."
        )


def _say_published(done: Published, to: str) -> None:
    if not done.new:
        out.print(f"Nothing has changed since {done.version.name}, which is served from {to}. Nothing was published.")
        return
    manifest = done.version.manifest()
    if done.built is not None:
        what = f"{done.built.pages} pages from {counted(done.built.releases, 'release')}"
        out.print(f"Published {what} at {to} as version {done.version.name}.")
    else:
        out.print(f"Published version {done.version.name} at {to}.")
    if manifest is not None:
        out.print(f"It shows what is public at {manifest.at.isoformat(timespec='seconds')}.")
    if done.before is not None:
        out.print(f"`portal rollback --to {to}` goes back to {done.before.name}.")


def _line(version: Version, current: Version | None) -> str:
    manifest = version.manifest()
    if manifest is None:
        return f"{version.name}: damaged"
    latest = {
        each["publisher"]: f"{each['publisher']}/{each['release']} {each['version']}" for each in manifest.releases
    }
    shown = "served now" if current is not None and version.number == current.number else ""
    shown = shown or ("rolled back" if version.withdrawn else "" if version.served else "prepared, not served yet")
    ending = f" ({shown})" if shown else ""
    return f"{version.name}, public at {manifest.at.isoformat(timespec='seconds')}: {', '.join(latest.values()) or 'no release'}{ending}"
