"""Two releases of a publisher compared, as the public may see them: read, worked out, and told in a page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from generator.derive import derive_pair
from generator.errors import DataProblems, UsageError
from generator.load import choose_releases, find_releases, load_portal
from generator.pages.differences import Comparison, compare_pair
from generator.pipeline import Tell
from generator.project import SETTINGS, Project
from generator.reports import write_comparison, write_reports
from generator.site.lock import undisturbed


def compare(project: Project, wanted: Sequence[str], at: datetime, tell: Tell) -> Comparison:
    """The later of two releases against the earlier; of one that is named alone, against the one before it.

    Only what is public at the moment `at` is seen. All releases of the publisher are read: what one of them withholds
    is withheld in all, and a deadline has its history. Writes build/diff.html. Raises `UsageError` where there are no
    two to compare, and `DataProblems` when anything is wrong in them.
    """
    with undisturbed((project.build,), tell):
        named = choose_releases(project.data, wanted)
        folder = _publisher_of(named, wanted)
        releases = [path for path in find_releases(project.data) if path.parent == folder]
        tell(f"Reading the releases of {folder.name}")
        try:
            portal = load_portal(project.data, project.content, at, releases, project.root / SETTINGS).portal
        except DataProblems as found:
            write_reports(found.problems, (), project)
            raise
        public = [release.id for publisher in portal.publishers for release in publisher.releases]
        before, after = _two([path.name for path in named], public, folder.name)
        (publisher,) = portal.publishers
        comparison = compare_pair(derive_pair(publisher, before, after))
        write_comparison(comparison, project)
        return comparison


def _publisher_of(named: Sequence[Path], wanted: Sequence[str]) -> Path:
    """The folder of the publisher whose release, or two of whose releases, are named."""
    publishers = {path.parent for path in named}
    if len(publishers) != 1 or not 1 <= len(wanted) <= 2:
        how = "portal diff sefton/2009-10-q1 sefton/2009-10-q2"
        raise UsageError(f"Name one release or two of one publisher, such as: {how}")
    if len(named) < len(wanted):
        raise UsageError(f"{wanted[0]} is compared with itself: name two releases, or one alone.")
    return publishers.pop()


def _two(named: Sequence[str], public: Sequence[str], name: str) -> tuple[str, str]:
    """The earlier and the later of the two to compare, both of those that are `public`, the oldest first."""
    for id in named:
        if id not in public:
            raise UsageError(f"Nothing of {name}/{id} is public at this moment, so there is nothing to compare.")
    if len(named) == 1:
        place = public.index(named[0])
        if place == 0:
            raise UsageError(f"{name}/{named[0]} is the first release: there is none before it to compare it with.")
        return public[place - 1], named[0]
    before, after = named
    if public.index(after) < public.index(before):
        raise UsageError(f"{name}/{before} is the later one. Type: portal diff {name}/{after} {name}/{before}")
    return before, after
