"""A project that is built again and again, for the torture: two versions of its data, and what each site of it is."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from generator.project import Project
from generator.site.manifest import MANIFEST
from generator.site.verify import verify
from tests.conftest import ROOT
from tests.projects import change_rows, copy_project

PORTAL = Path(sys.executable).with_name("portal")
MOMENT = "2026-01-01T00:00:00+00:00"
VERSIONS = {"first": "Trees were planted.", "second": "Trees were planted and watered."}
OF_THE_PROJECT = {"build", "content", "data", "mkdocs.yml", "node_modules", "site", "theme"}
OF_THE_BUILD = frozenset(
    "counts.json docs headers.nginx.conf kept-pages.json mkdocs.json mkdocs.yml problems.github.txt check.html "
    "problems.json redirects.nginx.conf unchanged.json".split()
)


@dataclass(frozen=True, slots=True)
class Site:
    """A project, the pages and manifests that its site may have, by version, and how long a build lasts."""

    project: Project
    known: Mapping[str, Mapping[str, str]]
    lasts: float

    @property
    def versions(self) -> list[str]:
        return list(self.known)

    def version(self) -> str:
        """The version that stands at `out`, "" where that is neither of them, or not whole."""
        verified = verify(self.project.out)
        whole = (name for name, files in self.known.items() if files[MANIFEST] == verified.sha256)
        return "" if verified.faults else next(whole, "")

    def rubbish(self) -> set[str]:
        """What lies beside the site and in the build folder and does not belong there."""
        beside = {path.name for path in self.project.root.iterdir()} - OF_THE_PROJECT
        return beside | {path.name for path in self.project.build.iterdir()} - OF_THE_BUILD


def start(project: Project, *words: str, **options: Any) -> subprocess.Popen[str]:
    """The real command in a session of its own, so that it can be killed with all that it started."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    return subprocess.Popen(
        [str(PORTAL), *words],
        cwd=project.root,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        **options,
    )


def build(project: Project, *words: str, **options: Any) -> tuple[int, str]:
    """Builds to the end. Returns the exit status and what was said to standard error."""
    process = start(project, "build", "--at", MOMENT, *words, **options)
    return _ended(process)


def put(project: Project, version: str) -> None:
    change_rows(project, "2024-25-q2/plan_updates.csv", {"item": "plant-trees"}, progress=VERSIONS[version])


def make_site(folder: Path) -> Site:
    """A project whose second version was built, then its first, which stands there."""
    root, known, lasts = _made()
    shutil.copytree(root, folder / root.name, symlinks=True)
    return Site(Project.at(folder / root.name), known, lasts)


@cache
def _made() -> tuple[Path, Mapping[str, Mapping[str, str]], float]:
    """The same, made once for all suites."""
    folder = Path(tempfile.mkdtemp(prefix="torture-"))
    atexit.register(shutil.rmtree, folder)
    project = copy_project(folder)
    known, lasts = {}, 0.0
    for version in ("second", "first"):
        put(project, version)
        began = time.monotonic()
        status, said = build(project)
        lasts = time.monotonic() - began
        assert status == 0, said
        known[version] = {
            name: sha256((project.out / name).read_bytes()).hexdigest() for name in ("index.html", MANIFEST)
        }
    assert known["first"] != known["second"]
    return project.root, known, lasts


@contextmanager
def watched(site: Site) -> Iterator[list[str]]:
    """A reader asks for the front page and the manifest all the while. Yields the list of what it missed."""
    missed: list[str] = []
    ended = threading.Event()
    reader = threading.Thread(target=_read_on, args=(site, missed, ended))
    reader.start()
    try:
        yield missed
    finally:
        ended.set()
        reader.join()


def _read_on(site: Site, missed: list[str], ended: threading.Event) -> None:
    while not ended.wait(0.002):
        for name in ("index.html", MANIFEST):
            try:
                content = (site.project.out / name).read_bytes()
            except OSError as error:
                missed.append(f"{name}: {error.strerror}")
            else:
                if sha256(content).hexdigest() not in {files[name] for files in site.known.values()}:
                    missed.append(f"{name}: of neither version")


def _ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    _, said = process.communicate(timeout=300)
    return process.returncode, said
