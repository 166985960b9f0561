"""A folder that a web server serves: each version in a folder of its own, and `current` that leads to one of them.

    portal.json                        says that the folder is ours
    current -> versions/0002-3fa9c1d2e4b5
    versions/0002-3fa9c1d2e4b5/site/   what is served, and nothing else
    versions/0002-3fa9c1d2e4b5/nginx/  the headers and redirects that go with it
    versions/0002-3fa9c1d2e4b5/served  there once readers have seen it; `withdrawn` once it was rolled back
    held                               there after a rollback, until somebody publishes by hand

A version comes into being with one rename and is served with another, so a run can be killed at any moment.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.errors import BuildError, UsageError
from generator.publish.packing import pack, share
from generator.site.manifest import MANIFEST, MalformedError, Manifest, read_manifest
from generator.site.policy import nginx_headers
from generator.site.redirects import SITE_REDIRECTS, nginx_redirects, read_redirects
from generator.site.tree import mark_of
from generator.site.verify import verify
from generator.whole import write_whole

MARKER, CURRENT, VERSIONS, MAKING, HELD = "portal.json", "current", "versions", ".making", "held"
FORMAT = 1
SITE, NGINX, SERVED, WITHDRAWN = "site", "nginx", "served", "withdrawn"
_NAME = re.compile(r"(\d{4,})-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Version:
    """One whole site. `number` counts up from 1 with each that is made."""

    folder: Path
    number: int

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def site(self) -> Path:
        return self.folder / SITE

    @property
    def served(self) -> bool:
        """Whether readers have seen it, and it was not rolled back since."""
        return (self.folder / SERVED).exists()

    @property
    def withdrawn(self) -> bool:
        return (self.folder / WITHDRAWN).exists()

    def manifest(self) -> Manifest | None:
        """None where it can't be read."""
        try:
            return read_manifest((self.site / MANIFEST).read_bytes())
        except (OSError, MalformedError):
            return None

    def faults(self) -> tuple[str, ...]:
        """What in it is not as it was made."""
        try:
            return verify(self.site).faults
        except UsageError as error:
            return (str(error),)


class Folder:
    """The folder at `path`. All but reading is for whoever has it alone (see `lock`)."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def make_ours(self) -> None:
        """Makes an empty folder ours and clears away what a killed run left. Raises `UsageError` for one of others."""
        self.check()
        if not (self.path / MARKER).exists():
            what = "Made by `portal publish`. A web server serves current/site; leave the rest to the portal."
            write_whole(self.path / MARKER, (json.dumps({"format": FORMAT, "what": what}) + "\n").encode())
        for left in (self.making, self.path / f".{CURRENT}.new", self.path / f".{HELD}.new"):
            _remove(left)
        for left in (self.path / VERSIONS).glob(".*"):
            _remove(left)

    def check(self) -> None:
        """Raises `UsageError` unless the portal may publish here, or has."""
        if self.path.exists() and not self.path.is_dir():
            raise UsageError(f"--to {self.path}: this is not a folder. Give a new or empty one.")
        if not (self.path / MARKER).is_file():
            if self.path.is_dir() and any(path.name != f".{MARKER}.new" for path in self.path.iterdir()):
                raise UsageError(
                    f"--to {self.path}: this folder holds files that the portal did not put there. "
                    "Give a new or empty one."
                )
            return
        try:
            known = json.loads((self.path / MARKER).read_bytes())["format"] == FORMAT
        except (ValueError, KeyError, TypeError):
            known = False
        if not known:
            raise UsageError(
                f"--to {self.path}: its {MARKER} is not one that this portal knows. Was it written by a newer one?"
            )
        if (self.path / CURRENT).exists() and not (self.path / CURRENT).is_symlink():
            raise UsageError(
                f"--to {self.path}: {CURRENT} is no link there. Somebody changed it by hand; move it away."
            )

    @property
    def making(self) -> Path:
        """Where the next version is made: on the same file system, and cleared by whoever comes next."""
        return self.path / MAKING

    @property
    def held(self) -> str:
        """What was rolled back and when, "" unless it still stands."""
        try:
            return (self.path / HELD).read_text("utf-8").strip()
        except FileNotFoundError:
            return ""

    def versions(self) -> list[Version]:
        """All that are there, the oldest first."""
        found = [(_NAME.fullmatch(path.name), path) for path in (self.path / VERSIONS).glob("*")]
        return sorted((Version(path, int(match[1])) for match, path in found if match), key=lambda each: each.number)

    def current(self) -> Version | None:
        link = self.path / CURRENT
        target = link.readlink().name if link.is_symlink() else ""
        return next((version for version in self.versions() if version.name == target), None)

    def find(self, name: str) -> Version:
        """By its name or its number. Raises `UsageError` for one that isn't there."""
        for version in self.versions():
            if name in (version.name, str(version.number), version.name.split("-")[0]):
                return version
        known = ", ".join(version.name for version in self.versions()) or "none"
        raise UsageError(f"There is no version {name} in {self.path}. There are: {known}.")

    def before(self, version: Version) -> Version | None:
        """The one that readers saw before this one."""
        earlier = [each for each in self.versions() if each.number < version.number and each.served]
        return earlier[-1] if earlier else None

    def keep(self, made: Path) -> Version:
        """The finished site in `made` as a version, whole and verified, that nobody sees yet.

        Raises `BuildError` when it is not what its manifest says.
        """
        manifest, current = read_manifest((made / MANIFEST).read_bytes()), self.current()
        folder = self.making / "version"
        folder.mkdir()
        made.rename(folder / SITE)
        if current is not None and (old := current.manifest()) is not None:
            share(folder / SITE, manifest, current.site, old)
        pack(folder / SITE, manifest)
        _write_nginx(folder)
        number = max((version.number for version in self.versions()), default=0) + 1
        faults = Version(folder, number).faults()
        if faults:
            raise BuildError(
                "\n".join(["What was built is not what its manifest says. Nothing was published.", *faults])
            )
        name = f"{number:04}-{mark_of(folder / SITE / MANIFEST).sha256[:12]}"
        (self.path / VERSIONS).mkdir(exist_ok=True)
        folder.rename(self.path / VERSIONS / name)
        return Version(self.path / VERSIONS / name, number)

    def is_current(self, made: Path) -> bool:
        """Whether what is served is, file for file, the site in `made`, the moment apart."""
        current = self.current()
        manifest = None if current is None else current.manifest()
        new = read_manifest((made / MANIFEST).read_bytes())
        if current is None or manifest is None or not manifest.shows_the_same(new):
            return False
        if any(_text(current.folder / NGINX / name) != text for name, text in _nginx(made)):
            return False
        return not current.faults()

    def switch(self, version: Version) -> None:
        (version.folder / SERVED).touch()
        (version.folder / WITHDRAWN).unlink(missing_ok=True)
        new = self.path / f".{CURRENT}.new"
        new.symlink_to(Path(VERSIONS) / version.name, target_is_directory=True)
        new.replace(self.path / CURRENT)
        # Tells whoever watches it that the web server's settings may be others now (see deploy/).
        (self.path / MARKER).touch()

    def go_back(self, version: Version, why: str) -> None:
        """Serves an earlier version and holds it. Those after it are none that anyone goes back to unasked."""
        write_whole(self.path / HELD, f"{why}\n".encode())
        for later in self.versions():
            if later.number > version.number and later.served:
                (later.folder / WITHDRAWN).touch()
                (later.folder / SERVED).unlink()
        self.switch(version)

    def release(self) -> None:
        (self.path / HELD).unlink(missing_ok=True)

    def prune(self, keep: int) -> int:
        """Removes all but the newest `keep` that readers have seen, and what nobody came to see. Returns how many went.

        What is served stays, and so does what was made after it and waits to be served.
        """
        current = self.current()
        number = current.number if current is not None else 0
        seen = [version for version in self.versions() if version.served or version.withdrawn]
        gone = [version for version in seen[:-keep] if version.number != number]
        gone += [version for version in self.versions() if version not in seen and version.number < number]
        for version in gone:
            self.making.mkdir(exist_ok=True)
            version.folder.rename(self.making / version.name)  # at once, so that no half of one is ever listed
        _remove(self.making)
        return len(gone)

    def finish(self) -> None:
        """Clears away what was being made."""
        _remove(self.making)


def site_in(path: Path) -> Path:
    """The site that is served from `path`, where that is a folder that is published to; else `path` itself."""
    return path / CURRENT / SITE if (path / MARKER).is_file() and not (path / MANIFEST).exists() else path


def _nginx(site: Path) -> Iterator[tuple[str, str]]:
    redirects = site / SITE_REDIRECTS
    yield "headers.conf", nginx_headers()
    yield "redirects.conf", nginx_redirects(read_redirects(redirects.read_bytes()) if redirects.is_file() else {})


def _write_nginx(folder: Path) -> None:
    (folder / NGINX).mkdir()
    for name, text in _nginx(folder / SITE):
        (folder / NGINX / name).write_text(text, "utf-8")


def _text(path: Path) -> str | None:
    return path.read_text("utf-8") if path.is_file() else None


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    elif os.path.lexists(path):
        path.unlink()
