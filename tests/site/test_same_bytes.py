"""The same input gives the same bytes: wherever, at whatever hour, and in whatever order its folders are read."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from generator.pipeline import build
from generator.site.manifest import MANIFEST
from tests.conftest import AT, ROOT, quiet
from tests.projects import copy_project

PORTAL = Path(sys.executable).with_name("portal")

BACKWARDS = """
import os

listdir, scandir = os.listdir, os.scandir

class Backwards:
    def __init__(self, *where):
        self.opened = scandir(*where)
        self.entries = reversed(list(self.opened))
    def __iter__(self):
        return self.entries
    def __next__(self):
        return next(self.entries)
    def __enter__(self):
        return self
    def __exit__(self, *raised):
        self.close()
    def close(self):
        self.opened.close()

os.listdir = lambda *where: listdir(*where)[::-1]
os.scandir = Backwards
"""
"""Makes every Python that is started read folders the other way round."""

ENVIRONMENTS = {
    "elsewhere": {
        "PYTHONHASHSEED": "1",
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "tr_TR.UTF-8",
        "HOME": "/nowhere",
        "USER": "nobody",
    },
    "another day": {
        "PYTHONHASHSEED": "random",
        "TZ": "America/Anchorage",
        "LC_ALL": "C",
        "SOURCE_DATE_EPOCH": "86400",
        "RAYON_NUM_THREADS": "1",
    },
    "backwards": {"BACKWARDS": "1"},
}


def hashes(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in site.rglob("*")
        if path.is_file()
    }


def built_in(folder: Path, **environment: str) -> dict[str, str]:
    """The site of a copy of the project in a folder of its own, built by the real command."""
    project = copy_project(folder)
    paths = [str(ROOT)]
    if environment.pop("BACKWARDS", ""):
        (folder / "sitecustomize.py").write_text(BACKWARDS, "utf-8")
        paths.insert(0, str(folder))
    command = [str(PORTAL), "build", "--at", AT.isoformat()]
    given = {**os.environ, "PYTHONHASHSEED": "0", **environment, "PYTHONPATH": os.pathsep.join(paths)}
    done = subprocess.run(command, cwd=project.root, env=given, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return hashes(project.out)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return built_in(tmp_path_factory.mktemp("first"))


@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_every_file_is_the_same(name: str, first: dict[str, str], tmp_path: Path) -> None:
    folder = tmp_path / "a folder with another name"
    folder.mkdir()
    assert built_in(folder, **ENVIRONMENTS[name]) == first
    assert {"pagefind/pagefind-entry.json", "sitemap.xml", "index.html", MANIFEST} <= first.keys()


def test_a_second_build_in_the_same_folder_is_the_same_too(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    build(project, AT, quiet)
    once = hashes(project.out)
    build(project, AT, quiet)
    assert hashes(project.out) == once


def test_at_another_moment_only_the_manifest_tells_it(tmp_path: Path, first: dict[str, str]) -> None:
    project = copy_project(tmp_path)
    build(project, datetime(2026, 2, 1, tzinfo=UTC), quiet)
    now = hashes(project.out)
    assert {file for file in first.keys() | now.keys() if first.get(file) != now.get(file)} == {MANIFEST}
