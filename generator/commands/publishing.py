"""publish, rollback, take-down: from a project to what the public reads, and back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.commands.console import At, moment, now, out, reporting, shown, tell
from generator.commands.signing import Day, Release, day_of
from generator.errors import UsageError
from generator.project import Project
from generator.words import counted

if TYPE_CHECKING:
    from generator.publish.order import Listed, Published

To = Annotated[
    str,
    typer.Option(
        "--to",
        metavar="TARGET",
        help="A folder that a web server serves, git:BRANCH, or git:ADDRESS#BRANCH of another repository.",
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
Keep = Annotated[int | None, typer.Option(min=1, help="How many versions a folder keeps; 10, unless given.")]
Back = Annotated[str | None, typer.Argument(metavar="[VERSION]", help="The version before this one, unless given.")]
List = Annotated[bool, typer.Option("--list", help="List the versions; change nothing.")]

Reason = Annotated[str, typer.Option(metavar="TEXT", help="Why, for everybody to read.")]
Post = Annotated[str, typer.Option(metavar="POST", help="Who takes it down: the id of a post in posts.csv.")]
OneVersion = Annotated[
    str | None, typer.Option("--version", metavar="VERSION", help="One version only, such as 1.0.0.")
]

BRANCH = "git:"


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
    from generator.publish import branch, to_folder
    from generator.publish.order import KEEP, Order

    with reporting():
        started = now()
        wanted = started if at is None else moment(at)
        _refuse_ahead(at, wanted, started)
        order = Order(wanted, packs, scheduled, prepare, keep or KEEP)
        project = Project.at(Path.cwd())
        if to.startswith(BRANCH):
            if prepare or prepared is not None or keep is not None:
                raise UsageError("--prepare, --prepared and --keep are for folders; a branch keeps all that it showed.")
            done = branch.publish(project, branch.read_branch(to, Path.cwd()), order, tell)
        elif prepared is not None:
            done = to_folder.publish_prepared(Path(to).absolute(), prepared, order.keep, tell)
        else:
            done = to_folder.publish(project, Path(to).absolute(), order, tell)
        if prepare:
            also = "which nobody is shown yet" if done.new else "which is shown already: nothing has changed"
            out.print(f"Prepared {done.version}, {also}.")
        else:
            _say_published(done, to)
            # Whoever pushed reads this elsewhere, and is told by the guide what to type there.
            if prepared is None and done.new:
                where = "https://…, the address of the site" if to.startswith(BRANCH) else to
                out.print(f"Next: portal verify {where}")


def rollback(to: To, version: Back = None, list_them: List = False) -> None:
    """Serve the version before the one that is served, or the one that is named. It stays until somebody publishes."""
    from generator.publish import branch, to_folder

    with reporting():
        if list_them:
            for each in _versions(to):
                out.print(_line(each))
            return
        if to.startswith(BRANCH):
            done = branch.roll_back(Project.at(Path.cwd()), branch.read_branch(to, Path.cwd()), version, now(), tell)
        else:
            done = to_folder.roll_back(Path(to).absolute(), version, now(), tell)
        out.print(f"{_shown(to)} shows {done.version} again, and {done.before} no more.")
        _say_what(done)
        out.print("It stays so until somebody publishes by hand or pushes; scheduled builds leave it alone.")


def take_down(release: Release, reason: Reason, post: Post, version: OneVersion = None, day: Day = None) -> None:
    """Take what was published off the site by law. Its page then says that it was taken down, when, by whom and why."""
    from generator.keeping.withdrawing import take_down as enter
    from generator.load import choose_releases

    with reporting():
        project = Project.at(Path.cwd())
        (folder,) = choose_releases(project.data, (release,))
        path = enter(folder, version or "", post, reason, day_of(day))
        what = f"{folder.parent.name}/{folder.name}{f' {version}' if version else ''}"
        out.print(f"{what} is entered in {shown(path)} as taken down. Next:")
        out.print("  1. portal check, git commit, and push: the site then says so in its place.")
        out.print("  2. On a server, versions that can be gone back to still hold it: portal publish --to … --keep 1.")
        out.print("     In a branch, its history does: delete the branch and publish it anew.")
        out.print("  3. If the law wants it out of the sources too, rewrite their history: git filter-repo --path …")


def _versions(to: str) -> list[Listed]:
    from generator.publish import branch, to_folder

    if to.startswith(BRANCH):
        return branch.versions(Project.at(Path.cwd()), branch.read_branch(to, Path.cwd()), tell)
    return to_folder.versions(Path(to).absolute())


def _shown(to: str) -> str:
    from generator.publish.branch import read_branch

    return read_branch(to, Path.cwd()).shown if to.startswith(BRANCH) else to


def _refuse_ahead(at: str | None, wanted: datetime, started: datetime) -> None:
    if wanted > started:
        raise UsageError(
            f"--at {at}: this moment is still ahead, and what is embargoed until then would be public now. "
            "Nothing was published. Publish when it has come; scheduled builds do so by themselves."
        )


def _say_published(done: Published, to: str) -> None:
    where = _shown(to)
    if not done.new:
        out.print(f"Nothing has changed since {done.version}, which {where} shows. Nothing was published.")
        return
    if done.built is not None:
        what = f"{done.built.pages} pages from {counted(done.built.releases, 'release')}"
        out.print(f"Published {what} as {done.version}: {where} shows it now.")
    else:
        out.print(f"Published {done.version}: {where} shows it now.")
    _say_what(done)
    if done.before:
        out.print(f"If something is wrong with it, `portal rollback --to {to}` shows {done.before} again.")


def _say_what(done: Published) -> None:
    if done.manifest is not None:
        out.print(f"That is {done.manifest.newest or 'no release'}, as it is public at {done.manifest.moment}.")


def _line(each: Listed) -> str:
    what = f", public at {each.moment}: {each.what or 'no release'}" if each.moment else ""
    return f"{each.version}{what}{f' ({each.note})' if each.note else ''}"
