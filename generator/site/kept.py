"""Finished pages of the last build, taken again where the engine would make the same.

What the engine makes of a page depends on the page's Markdown and on what is the same for all pages: the navigation,
the settings, the theme and the versions of the tools. So a page is kept under the hash of its Markdown, as long as the
hash of all the rest is the same, and as long as the site still holds it as it was made. `build/kept-pages.json` is the
memory, and only this module reads it: without it, all is built anew.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from generator.project import SETTINGS, Project
from generator.site.told import ASIDE, HOOK

MEMORY = "kept-pages.json"
TOOLS = ("jinja2", "markdown", "markupsafe", "mkdocs", "mkdocs-material", "pyyaml")
"""What the engine is made of."""


@dataclass(frozen=True, slots=True)
class KeptPages:
    """`same` are the pages, by path, that need not be built; `key` is the hash of what all pages have in common."""

    project: Project
    key: str
    sources: Mapping[str, str]
    same: frozenset[str]

    @classmethod
    def of(cls, project: Project, common: Any) -> KeptPages:
        """`common` is what the engine is told of all pages, as JSON can hold it."""
        key = _key(project, common)
        sources = {path.relative_to(project.docs).as_posix(): _hash(path) for path in project.docs.rglob("*.md")}
        known = _remembered(project, key)
        same = frozenset(
            page
            for page, source in sources.items()
            if page in known and known[page] == [source, _hash(project.out / finished(page))]
        )
        return cls(project, key, sources, same)

    def changed(self, pages: Iterable[str]) -> Sequence[str]:
        """Those of the pages that have to be built."""
        return [page for page in pages if page not in self.same]

    def place(self, stage: Path) -> None:
        """Puts the pages that were kept into the site that is being made."""
        for page in self.same:
            target = stage / finished(page)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(self.project.out / finished(page), target)

    def remember(self, pages: Iterable[str], stage: Path) -> None:
        """What was made, for the next build. Should this one fail yet, the site will not hold it, and none is taken."""
        made = {page: [self.sources[page], _hash(stage / finished(page))] for page in pages}
        (self.project.build / MEMORY).write_text(json.dumps({"key": self.key, "pages": made}), "utf-8")


def finished(page: str) -> str:
    """The page that is made from a Markdown file, below the site."""
    return f"{page.removesuffix('.md')}.html"


def _key(project: Project, common: Any) -> str:
    files = [project.root / SETTINGS, ASIDE, HOOK]
    files += sorted(path for path in (project.theme / "overrides").rglob("*") if path.is_file())
    told = [(file.relative_to(file.parents[1]).as_posix(), _hash(file)) for file in files]
    return _hash_of(json.dumps([common, told, [version(tool) for tool in TOOLS], sys.version_info[:3]]))


def _remembered(project: Project, key: str) -> Mapping[str, Any]:
    """What the last build made, if all that pages have in common is still the same."""
    try:
        memory = json.loads((project.build / MEMORY).read_bytes())
        return memory["pages"] if memory["key"] == key else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}  # none, or one of another version of ours: nothing is known


def _hash(path: Path) -> str:
    """Empty for a file that is not there."""
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _hash_of(text: str) -> str:
    return sha256(text.encode("utf-8")).hexdigest()
