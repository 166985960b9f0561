"""What lies in the folders of a project: nothing that would be left out without a word, and nothing from elsewhere.

Only files and folders themselves are read, never what a symbolic link leads to.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from generator.errors import Problem

PACKAGE = "datapackage.json"
PUBLISHED = "published.json"
"""Beside a publisher's releases: what was published, with its hashes."""

VERSIONS = "versions"
"""Beside them: the files of versions that were published and have been corrected since."""

WITHDRAWN = "withdrawn.json"
"""Beside them: what was published and had to be taken down."""

LEFT_BEHIND = (".DS_Store", "Thumbs.db", "desktop.ini", ".gitkeep", "._*", ".~lock.*#", "~$*")
"""What file managers and open spreadsheets leave in folders. Nothing reads them."""

NOTES = frozenset({"NOTES.md", "README.md"})
"""Words about the data for those who keep it."""

IN_CONTENT = frozenset({"README.md", "synonyms.yml", "contacts.yml", "pages", "guides", "papers"})


def entries(folder: Path) -> list[Path]:
    """What lies in a folder, by name; nothing where there is no folder."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if not any(map(path.match, LEFT_BEHIND)))


def check_data(data: Path) -> Iterator[Problem]:
    """A quarter's folder without its package, or a file beside the quarters, would be left out without a word."""
    for publisher in entries(data):
        place = f"{data.name}/{publisher.name}"
        if publisher.is_symlink():
            yield _linked(place)
        elif publisher.is_dir():
            yield from _check_publisher(publisher, place)
        elif publisher.name not in NOTES:
            yield _stray(place, "Put it into data/<publisher>/<release>/, or take it away.")


def _check_publisher(folder: Path, place: str) -> Iterator[Problem]:
    for release in entries(folder):
        name = f"{place}/{release.name}"
        if release.is_symlink():
            yield _linked(name)
        elif not release.is_dir():
            if release.name not in NOTES and release.name not in (PUBLISHED, WITHDRAWN):
                yield _stray(name, "Put it into the folder of its quarter, or take it away.")
        elif release.name != VERSIONS and not (release / PACKAGE).is_file():
            remedy = "Copy the one of the quarter before into it, or delete the folder."
            yield Problem(name, f"this folder has no {PACKAGE}", remedy)


def check_content(content: Path, publishers: frozenset[str]) -> Iterator[Problem]:
    """A file of content/ that nothing reads, or papers of a publisher without data, would stay unpublished."""
    for path in entries(content):
        place = f"{content.name}/{path.name}"
        if path.is_symlink():
            yield _linked(place)
        elif path.name not in IN_CONTENT:
            meant = get_close_matches(path.name.casefold(), IN_CONTENT - {"README.md"}, n=1, cutoff=0.75)
            remedy = f"Rename it {meant[0]}" if meant else "Put pages into content/pages and papers into content/papers"
            yield _stray(place, f"{remedy}, or take it away.")
    for folder in ("pages", "guides"):
        for path in entries(content / folder):
            if path.suffix != ".md" or path.is_dir():
                yield _stray(f"{content.name}/{folder}/{path.name}", "Save it as .md, or take it away.")
    for publisher in entries(content / "papers"):
        place = f"{content.name}/papers/{publisher.name}"
        if publisher.is_symlink():
            yield _linked(place)
        elif publisher.name not in publishers:
            rule = "no publisher in data has this id, so these papers would not be published"
            yield Problem(place, rule, "Rename it after the publisher's folder in data, or take it away.")
        else:
            yield from _check_papers(publisher, place)


def _check_papers(folder: Path, place: str) -> Iterator[Problem]:
    for meeting in entries(folder):
        if meeting.is_symlink():
            yield _linked(f"{place}/{meeting.name}")
        elif not meeting.is_dir():
            yield _stray(f"{place}/{meeting.name}", "Put it into the folder of its meeting.")


def _linked(place: str) -> Problem:
    return Problem(place, "folders are not symbolic links", "Put the folder itself here.")


def _stray(place: str, remedy: str) -> Problem:
    return Problem(place, "nothing reads this file", remedy)
