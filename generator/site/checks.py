"""The last gate before a site is put in its place: everything that was made is looked at once more, from outside."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from generator.errors import BuildError
from generator.site.contents import faults_of_contents
from generator.site.kinds import faults_of_kind
from generator.site.names import faults_of_names
from generator.site.tree import read_tree


def check_site(site: Path, here: Iterable[Path]) -> None:
    """Raises `BuildError` that lists all that is not fit to be published; links are followed apart (`links`).

    `here` are the folders of this machine that no file may tell of.
    """
    tree = read_tree(site)
    faults = [*faults_of_kind(tree), *faults_of_names(tree.files), *faults_of_contents(site, tree.files, here)]
    if faults:
        raise BuildError("\n".join(["What was made is not fit to be published:", *sorted(faults)]))
