"""Files to model: everything under `data/` and `content/`, checked, and only what the public may see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from generator.errors import DataProblems, Problem, UsageError
from generator.load.descriptor import FILE
from generator.load.packages import load_release
from generator.load.papers import read_content, read_papers
from generator.model import Portal, Publisher, Release


def find_releases(data: Path) -> tuple[Path, ...]:
    """Every release folder under `data`, as data/<publisher>/<release>."""
    return tuple(sorted(path.parent for path in data.glob(f"*/*/{FILE}")))


def choose_releases(data: Path, wanted: Sequence[str]) -> tuple[Path, ...]:
    """The release folders that `wanted` names ("sefton/2009-10-q2", or a path to one); all of them when it is empty.

    Raises `UsageError` for a name that finds none.
    """
    found = find_releases(data)
    if not wanted:
        return found
    return tuple(_one_release(name, found) for name in wanted)


def load_portal(data: Path, content: Path, at: datetime, releases: Iterable[Path] | None = None) -> Portal:
    """The portal as the public may see it at the moment `at`. Raises `DataProblems` with everything that is wrong."""
    problems: list[Problem] = []
    folders = find_releases(data) if releases is None else tuple(releases)
    if not folders:
        problems.append(Problem(data.name, "there is no release", "Add data/<publisher>/<release>/datapackage.json."))
    if releases is None or set(folders) == set(find_releases(data)):
        problems.extend(_check_folders(data))
    publishers: list[Publisher] = []
    for publisher in sorted({folder.parent for folder in folders}):
        own = [folder for folder in folders if folder.parent == publisher]
        publishers.extend(_publisher(publisher, own, content, at, problems))
    pages = read_content(content / "pages", f"{content.name}/pages", problems)
    if problems:
        raise DataProblems(problems)
    return Portal(tuple(publishers), pages)


def _publisher(
    folder: Path, releases: Sequence[Path], content: Path, at: datetime, problems: list[Problem]
) -> Iterator[Publisher]:
    place = f"{content.name}/papers/{folder.name}"
    papers = read_papers(content / "papers" / folder.name, place, at, problems)
    loaded: list[Release] = []
    for path in releases:
        release = load_release(path, f"{folder.parent.name}/{folder.name}/{path.name}", papers, at, problems)
        if release is not None:
            loaded.append(release)
    loaded.sort(key=lambda release: release.period)
    problems.extend(_check_periods(loaded, f"{folder.parent.name}/{folder.name}"))
    if loaded:
        public = tuple(paper for paper in papers.public if _has_public_place(papers.places[paper.paper], loaded))
        yield Publisher(loaded[-1].publisher, tuple(loaded), public)


def _check_folders(data: Path) -> Iterator[Problem]:
    """A quarter's folder without its package would be left out without a word."""
    for folder in sorted(data.glob("*/*/")):
        if not (folder / FILE).is_file() and not folder.name.startswith("."):
            place = f"{data.name}/{folder.parent.name}/{folder.name}"
            remedy = "Copy the one of the quarter before into it, or delete the folder."
            yield Problem(place, f"this folder has no {FILE}", remedy)


def _check_periods(releases: Sequence[Release], place: str) -> Iterator[Problem]:
    for before, after in pairwise(releases):
        if before.period == after.period:
            rule = f"the release {before.id} has this period already"
            yield Problem(
                f"{place}/{after.id}/{FILE}", rule, "Correct one of the two.", None, "period", after.period.token
            )


def _has_public_place(place: tuple[str, str], releases: Iterable[Release]) -> bool:
    """Whether a release has the paper's meeting, and its agenda item where it names one, among what is public."""
    meeting, agenda_item = place
    return any(
        meeting in {row.meeting for row in release.meetings}
        and (not agenda_item or agenda_item in {row.agenda_item for row in release.agenda_items})
        for release in releases
    )


def _one_release(name: str, found: Sequence[Path]) -> Path:
    wanted = Path(name.removesuffix(f"/{FILE}").rstrip("/"))
    for folder in found:
        if folder.parts[-2:] == wanted.parts[-2:]:
            return folder
    known = ", ".join("/".join(folder.parts[-2:]) for folder in found) or "none"
    raise UsageError(f"There is no release {name}. The releases are: {known}.")
