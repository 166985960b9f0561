"""The story of publishing into a folder: refuse what must not be published, build, verify, switch, tidy up."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from generator.errors import BuildError, UsageError
from generator.pipeline import Built, build
from generator.project import Project
from generator.publish.folder import SITE, Folder, Version
from generator.publish.order import Listed, Order, Published, Tell, told
from generator.site.lock import alone


def publish(project: Project, path: Path, order: Order, tell: Tell) -> Published:
    """Builds what was signed and serves it from the folder at `path`, which is ours, new or empty.

    Raises `PortalError` or `OSError` with nothing served changed, and nothing left behind.
    """
    folder = Folder(path)
    folder.check()
    with alone([path], tell):
        folder.make_ours()
        before = folder.current()
        order.refuse(None if before is None else before.manifest(), folder.held)
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
        return _published(version, before, built, new)


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
        return _published(version, before, None, new)


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
        folder.go_back(version, f"{before.name} was rolled back to {version.name} at {told(now)}")
        return _published(version, before, None, True)


def versions(path: Path) -> list[Listed]:
    """Those in the folder at `path`, the newest first."""
    folder = Folder(path)
    folder.check()
    current = folder.current()
    return [_listed(version, version == current) for version in reversed(folder.versions())]


def _listed(version: Version, served: bool) -> Listed:
    manifest = version.manifest()
    note = "served now" if served else "rolled back" if version.withdrawn else ""
    note = note or ("" if version.served else "prepared, not served yet")
    if manifest is None:
        return Listed(version.name, "", "", "damaged")
    return Listed(version.name, manifest.moment, manifest.newest, note)


def _published(version: Version, before: Version | None, built: Built | None, new: bool) -> Published:
    return Published(version.name, "" if before is None else before.name, version.manifest(), built, new)


def _must_be_whole(version: Version) -> None:
    if faults := version.faults():
        raise BuildError(
            "\n".join([f"{version.name} is not what it was. Nothing served was changed. Choose another.", *faults])
        )
