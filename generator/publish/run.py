"""The story of publishing into a folder: refuse what must not be published, build, verify, switch, tidy up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from generator.errors import BuildError, UsageError
from generator.pipeline import Built, build
from generator.project import Project
from generator.publish.folder import SITE, Folder, Version
from generator.site.lock import alone

Tell = Callable[[str], None]

KEEP = 10
"""Versions that can be gone back to, the one that is served among them, unless another number is given."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be published: the public view of the moment `at`, with packs made first or not.

    A `scheduled` one is nobody's decision, so it doesn't undo a rollback. One that is only to be prepared is not served.
    """

    at: datetime
    packs: bool = False
    scheduled: bool = False
    prepare: bool = False
    keep: int = KEEP


@dataclass(frozen=True, slots=True)
class Published:
    """What is there now, and what was served before; `built` is None when nothing was. `new` is false when what would
    have been published is served already."""

    version: Version
    before: Version | None
    built: Built | None
    new: bool


def publish(project: Project, path: Path, order: Order, tell: Tell) -> Published:
    """Builds what was signed and serves it from the folder at `path`, which is ours, new or empty.

    Raises `PortalError` or `OSError` with nothing served changed, and nothing left behind.
    """
    folder = Folder(path)
    folder.check()
    with alone([path], tell):
        folder.make_ours()
        before = folder.current()
        _refuse(folder, before, order)
        made = folder.making / SITE
        try:
            built = build(replace(project, out=made), order.at, tell, order.packs, signed=True)
            tell("Comparing with what is served, and compressing")
            new = not folder.is_current(made)
            version = folder.keep(made) if new or before is None else before
            if new and not order.prepare:
                folder.switch(version)
        finally:
            folder.finish()
        if not order.prepare:
            folder.release()
            folder.prune(order.keep)
        return Published(version, before, built, new)


def publish_prepared(path: Path, name: str, keep: int, tell: Tell) -> Published:
    """Serves a version that was prepared. Raises `PortalError` when it isn't there, is damaged, or is an older one."""
    folder = Folder(path)
    folder.check()
    with alone([path], tell):
        folder.make_ours()
        before, version = folder.current(), folder.find(name)
        if before is not None and version.number < before.number:
            raise UsageError(
                f"{version.name} is older than {before.name}, which is served. `portal rollback` goes back to it."
            )
        new = before is None or version.number != before.number
        if new:
            _must_be_whole(version)
            folder.switch(version)
        folder.release()
        folder.prune(keep)
        return Published(version, before, None, new)


def roll_back(path: Path, name: str | None, now: datetime, tell: Tell) -> Published:
    """Serves the version before the one that is served, or the one that is named, and holds it there.

    Raises `PortalError` when there is none, or it is damaged.
    """
    folder = Folder(path)
    folder.check()
    with alone([path], tell):
        folder.make_ours()
        before = folder.current()
        if before is None:
            raise UsageError(f"Nothing has been published in {path} yet.")
        version = folder.before(before) if name is None else folder.find(name)
        if version is None:
            raise UsageError(
                f"{before.name} is the oldest version that is kept in {path}: there is none to go back to."
            )
        if version.number == before.number:
            raise UsageError(f"{version.name} is what is served already.")
        _must_be_whole(version)
        why = f"{before.name} was rolled back to {version.name} at {told(now)}"
        folder.go_back(version, why)
        return Published(version, before, None, True)


def _refuse(folder: Folder, before: Version | None, order: Order) -> None:
    if order.scheduled and (held := folder.held):
        raise BuildError(
            f"{held}, and a scheduled build does not undo that. Nothing was published. "
            "Publish by hand, or push a mended quarter, and scheduled builds go on."
        )
    manifest = None if before is None else before.manifest()
    if manifest is not None and manifest.at > order.at:
        raise UsageError(
            f"What is served shows what was public at {told(manifest.at)}, and --at {told(order.at)} is "
            "before that: what was published since would vanish. `portal rollback` goes back to an earlier version."
        )


def told(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _must_be_whole(version: Version) -> None:
    if faults := version.faults():
        raise BuildError(
            "\n".join([f"{version.name} is not what it was. Nothing served was changed. Choose another.", *faults])
        )
