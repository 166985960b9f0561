"""`published.json`: every version of a publisher's releases that was signed for publication, with what was in it.

From then on its files stay as they are. A correction makes a new version, and keeps the one before it in `versions/`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from generator.errors import Problem
from generator.load.convert import is_id
from generator.load.descriptor import FILE, object_in
from generator.load.folders import PUBLISHED, VERSIONS, entries
from generator.load.gate import GateError
from generator.load.properties import is_release, version_numbers
from generator.load.raw import file_hashes, read_object
from generator.model import Edition
from generator.periods import PeriodError, parse_date
from generator.seals import sha256
from generator.whole import write_whole

KEYS = ("release", "version", "date", "post", "files", "papers")

Hashes = Mapping[str, str]
"""The sha256 of each file, by its name."""


@dataclass(frozen=True, slots=True)
class Published:
    """One version of a release that was signed for publication. `papers` are those that report on it."""

    release: str
    version: str
    date: date
    post: str
    files: Hashes
    papers: Hashes


def read_published(folder: Path, file: str, problems: list[Problem]) -> tuple[Published, ...]:
    """What the publisher in `folder` has published, the oldest first. Adds to `problems`, naming it `file`."""
    path = folder / PUBLISHED
    if not path.exists() and not path.is_symlink():
        return ()
    raw = object_in(path, file, problems)
    if raw is None:
        return ()
    listed = raw.get("releases")
    if not isinstance(listed, list) or raw.keys() != {"releases"}:
        problems.append(_malformed(file, "releases", "this holds a list of releases, and nothing else"))
        return ()
    found: list[Published] = []
    for place, entry in enumerate(listed, 1):
        if (fault := _fault(entry)) is not None:
            problems.append(_malformed(file, f"releases.{place}", fault))
        else:
            found.append(Published(**{**entry, "date": parse_date(entry["date"])}))
    for place, each in enumerate(found):
        earlier = [other for other in found[:place] if other.release == each.release]
        if earlier and version_numbers(earlier[-1].version) >= version_numbers(each.version):
            rule = f"{each.release} stands here before with version {earlier[-1].version}"
            problems.append(_malformed(file, "releases", rule))
    return tuple(found)


def write_published(folder: Path, published: Sequence[Published]) -> None:
    """Writes `published.json`; takes it away where nothing is published any more."""
    if not published:
        (folder / PUBLISHED).unlink(missing_ok=True)
        return
    listed = [{**asdict(each), "date": each.date.isoformat()} for each in published]
    write_whole(folder / PUBLISHED, (json.dumps({"releases": listed}, ensure_ascii=False, indent=2) + "\n").encode())


def _malformed(file: str, column: str, rule: str) -> Problem:
    remedy = f"`portal sign` writes this file: take back what was changed in it (`git checkout {file}`)."
    return Problem(file, rule, remedy, column=column)


def _fault(entry: object) -> str | None:
    if not isinstance(entry, dict) or entry.keys() != set(KEYS):
        return f"an entry has exactly {', '.join(KEYS)}"
    return next((f"{key} is not of the right form" for key in KEYS if not _RIGHT[key](entry[key])), None)


def _is_date(value: object) -> bool:
    try:
        return isinstance(value, str) and parse_date(value) is not None
    except PeriodError:
        return False


def _is_hashes(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(each, str) and is_sha256(each) for each in value.values())


def is_sha256(text: str) -> bool:
    """Whether this is written as a sha256 is: 64 digits, a to f among them."""
    return re.fullmatch(r"[0-9a-f]{64}", text) is not None


_RIGHT: Mapping[str, Callable[[Any], bool]] = {
    "release": lambda value: isinstance(value, str) and is_release(value),
    "version": lambda value: isinstance(value, str) and version_numbers(value) != (),
    "date": _is_date,
    "post": lambda value: isinstance(value, str) and is_id(value),
    "files": lambda value: _is_hashes(value) and FILE in value,
    "papers": _is_hashes,
}


def newest_of(published: Sequence[Published], release: str) -> Published | None:
    """The version of a release that was published last."""
    return next((each for each in reversed(published) if each.release == release), None)


def hashes_of(published: Iterable[Published]) -> Mapping[Edition, Hashes]:
    """The hashes of the files of every version that was published."""
    return {(each.release, each.version): each.files for each in published}


def kept(folder: Path, release: str, version: str) -> Path:
    """Where the files of a version lie that is no longer the release's own."""
    return folder / VERSIONS / release / version


def check_published(folder: Path, place: str, published: Sequence[Published]) -> Iterator[Problem]:
    """What was published and is no longer as it was. `folder` is the publisher's, `place` its name in messages."""
    for each in published:
        release, current = folder / each.release, _version_in(folder / each.release, f"{place}/{each.release}")
        if current is None:
            if not (release / FILE).is_file():
                rule = f"version {each.version} of this release was published, and its folder is gone"
                yield Problem(f"{place}/{each.release}", rule, "Put it back: `git log` says when it went.")
        elif current == each.version:
            yield from _changed(release, f"{place}/{each.release}", each, _through_correct(place, each))
        elif version_numbers(current) < version_numbers(each.version):
            rule = f"version {each.version} was published, which is later than this one"
            yield Problem(f"{place}/{each.release}/{FILE}", rule, "Put the later one back.", None, "version", current)
        else:
            yield from _check_kept(folder, place, each)
    yield from _strays(folder, place, published)


def check_papers(papers: Path, place: str, published: Sequence[Published]) -> Iterator[Problem]:
    """To confirm: each paper that is no longer as it was when a release that it reports on was published.

    `papers` is the publisher's folder of content/papers, `place` its name in messages.
    """
    newest = {each.release: each for each in published}
    for each in newest.values():
        for name, was in each.papers.items():
            path = papers / name
            if not path.is_file() or sha256(path.read_bytes()) != was:
                what = "changed" if path.is_file() else "gone"
                rule = f"this paper is {what} since {each.release} {each.version} was published with it"
                remedy = "Take that back, or leave it if it is right: members may have read the paper as it was."
                yield Problem(f"{place}/{name}", rule, remedy, warning=True)


def _through_correct(place: str, each: Published) -> str:
    name = f"{place.partition('/')[2]}/{each.release}"
    return f"Take the change back, and make it with `portal correct {name}`, which makes a new version."


def _check_kept(folder: Path, place: str, each: Published) -> Iterator[Problem]:
    name = f"{place}/{VERSIONS}/{each.release}/{each.version}"
    if not kept(folder, each.release, each.version).is_dir():
        rule = "this version was published, and its files are not kept"
        remedy = "Put the folder back, or set the version back and run `portal correct`, which keeps it."
        yield Problem(name, rule, remedy)
    else:
        remedy = f"What was published stays as it was: put it back (`git checkout {name}`)."
        yield from _changed(kept(folder, each.release, each.version), name, each, remedy)


def _changed(folder: Path, place: str, each: Published, remedy: str) -> Iterator[Problem]:
    try:
        now = file_hashes(folder, place)
    except (GateError, ValueError, KeyError, TypeError, OSError):
        yield Problem(f"{place}/{FILE}", "this was published, and can no longer be read", remedy)
        return
    for name in sorted(now.keys() | each.files.keys()):
        if now.get(name) != each.files.get(name):
            what = "is gone" if name not in now else "is new" if name not in each.files else "was changed"
            rule = f"version {each.version} was signed and published on {each.date}, and this file {what} since"
            yield Problem(f"{place}/{name}", rule, remedy)


def _strays(folder: Path, place: str, published: Sequence[Published]) -> Iterator[Problem]:
    known = {(each.release, each.version) for each in published}
    for release in entries(folder / VERSIONS):
        for version in entries(release):
            name = f"{place}/{VERSIONS}/{release.name}/{version.name}"
            if version.is_symlink() or release.is_symlink():
                yield Problem(name, "folders are not symbolic links", "Put the folder itself here.")
            elif (release.name, version.name) not in known:
                rule = f"{PUBLISHED} has no such version: only what was published is kept here"
                yield Problem(name, rule, f"Take it away, or put {PUBLISHED} back as it was.")


def _version_in(folder: Path, file: str) -> str | None:
    """The version that a release's descriptor gives; None where it can't be read, which is told elsewhere."""
    try:
        version = read_object(folder / FILE, f"{file}/{FILE}").get("version")
    except (GateError, ValueError, TypeError, RecursionError):
        return None
    return version if isinstance(version, str) and version_numbers(version) else None
