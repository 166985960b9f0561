"""The engine: the files of this repository that a council's own needs, without the demonstration and the tests."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from generator.errors import UsageError

ROOT = Path(__file__).parents[2]
"""The repository that this code is in."""

NEEDED = (
    ".editorconfig",
    ".gitignore",
    ".npmrc",
    "LICENSE",
    "generator",
    "package-lock.json",
    "package.json",
    "pyproject.toml",
    "requirements-test.lock",
    "requirements.lock",
    "theme",
    "tools",
)
IF_THERE = (
    ".gitattributes",
    ".github/workflows",
    "content/README.md",
    "content/guides",
    "content/synonyms.yml",
    "deploy",
)
"""What goes along where this repository has it."""

NOT_COPIED = shutil.ignore_patterns("__pycache__", "*.pyc", "*.egg-info", ".*.new", "*~", ".DS_Store", "node_modules")

MAKEFILE = "Makefile"
FOR_DEVELOPERS = (
    *("test", "test-html", "test-long", "torture", "lighthouse", "bench"),
    *("lint", "format", "golden", "lock"),
)
"""What `make` can do only where the tests are."""

_TARGET = re.compile(r"^([a-z-]+)(?= ?:[^=])", re.MULTILINE)


def copy_engine(folder: Path) -> None:
    """Copies the engine into `folder`. Raises `UsageError`, with nothing written, where this is no whole repository."""
    missing = [name for name in (*NEEDED, MAKEFILE) if not (ROOT / name).exists()]
    if missing:
        raise UsageError(
            f"The portal that runs here has no {missing[0]}, so no repository can be made from it. "
            "Run this in a copy of the portal's own repository, or in one that was made by portal init."
        )
    for name in (*NEEDED, *(name for name in IF_THERE if (ROOT / name).exists())):
        source, target = ROOT / name, folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=NOT_COPIED)
        else:
            shutil.copy2(source, target)
    (folder / MAKEFILE).write_text(makefile((ROOT / MAKEFILE).read_text("utf-8")), "utf-8")


def makefile(text: str) -> str:
    """The Makefile without what only those who change the portal need."""
    kept = [block for block in text.split("\n\n") if not set(_TARGET.findall(block)) & set(FOR_DEVELOPERS)]
    without = "\n\n".join(block for block in kept if "\nCOMPILE" not in f"\n{block}")
    without = without.replace("`make site` and `make test` are all", "`make site` is all")
    return re.sub(r"^\.PHONY:.*$", lambda line: " ".join(_phony(line[0])), without, flags=re.MULTILINE)


def _phony(line: str) -> Iterator[str]:
    yield from (word for word in line.split() if word not in FOR_DEVELOPERS)
