"""Whether the site that stands is already what a build would make: then nothing is built.

It is, while every file that a build reads is byte for byte the same, the portal and its tools too; while no moment has
passed at which the public may see something else; and while the site is, file for file, what its manifest says.
`build/unchanged.json` is the memory, and only this module reads it: without it, all is built anew.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import generator
from generator.errors import UsageError
from generator.project import SETTINGS, Project
from generator.site.lock import undisturbed
from generator.site.verify import verify
from generator.whole import write_whole

MEMORY = "unchanged.json"


@dataclass(frozen=True, slots=True)
class LastBuild:
    """What a build made, of which inputs, and the moments between which the public may see just that.

    `since` is the moment that the site shows, `until` the next at which there may be more or less to see.
    """

    inputs: str
    since: datetime
    until: datetime | None
    sha256: str

    def still_shows(self, at: datetime) -> bool:
        return self.since <= at and (self.until is None or at < self.until)


def inputs_of(project: Project) -> str | None:
    """The hash of all that a site depends on but for the moment: every file that is read, and every tool.

    None where that can't be told: of a folder that a link leads to, or of a file that can't be read.
    """
    whole = sha256(repr((sys.version_info[:3], str(project.out), sorted(_tools()))).encode())
    try:
        for folder, path in _files(project):
            for part in _told(path, folder):
                whole.update(part)
    except OSError:
        return None
    return whole.hexdigest()


def _files(project: Project) -> Iterator[tuple[Path, Path]]:
    """Each file with the folder that it is told from."""
    own = Path(generator.__file__).parent
    for folder in (project.data, project.content, project.theme, project.packs, own):
        for path in sorted(folder.rglob("*")):
            if "__pycache__" not in path.parts and (path.is_symlink() or not path.is_dir()):
                yield folder, path
    # What indexes the pages reads settings of its own from where it is run, if there are any.
    for path in (project.root / SETTINGS, project.chart_library, *sorted(project.root.glob("pagefind.*"))):
        yield path.parent, path


def remember(project: Project, made: LastBuild) -> None:
    content = {
        "inputs": made.inputs,
        "since": made.since.isoformat(),
        "until": made.until.isoformat() if made.until is not None else None,
        "sha256": made.sha256,
    }
    write_whole(project.build / MEMORY, json.dumps(content).encode("utf-8"))


def forget(project: Project) -> None:
    """The next build is made, whatever it finds: what the last one told is no longer there to be read."""
    (project.build / MEMORY).unlink(missing_ok=True)


def already_made(project: Project, at: datetime, tell: Callable[[str], None]) -> LastBuild | None:
    """What the last build made, if that is what a build at the moment `at` would make, and all of it is still there."""
    with undisturbed((project.build, project.out.parent), tell):
        made = _remembered(project)
        same = made is not None and made.still_shows(at) and made.inputs == inputs_of(project)
        return made if made is not None and same and _is_whole(project.out, made) else None


def _is_whole(site: Path, made: LastBuild) -> bool:
    try:
        verified = verify(site)
    except UsageError:
        return False  # it is not there
    return not verified.faults and verified.sha256 == made.sha256


def next_of(moments: Iterable[datetime], at: datetime) -> datetime | None:
    """The first of the moments that is still ahead."""
    return min((moment for moment in moments if moment > at), default=None)


def _remembered(project: Project) -> LastBuild | None:
    try:
        raw = json.loads((project.build / MEMORY).read_bytes())
        until = datetime.fromisoformat(raw["until"]) if raw["until"] is not None else None
        since = datetime.fromisoformat(raw["since"])
        return LastBuild(raw["inputs"], since, until, raw["sha256"])
    except (OSError, ValueError, KeyError, TypeError):
        return None  # none, or one of another version of ours: nothing is known


def _tools() -> Iterator[str]:
    """The name and version of everything that is installed."""
    for folder in map(Path, sys.path):
        if folder.is_dir():
            yield from (path.name for path in folder.iterdir() if path.suffix == ".dist-info")


def _told(path: Path, folder: Path) -> Iterator[bytes]:
    """A file's name and what is in it. A link counts as the file that it leads to, and as a link."""
    content = path.read_bytes()
    yield repr((folder.name, path.relative_to(folder).as_posix(), path.is_symlink(), len(content))).encode()
    yield content
