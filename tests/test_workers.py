"""Work that is shared out comes to the same as work that is not, and so does its failure."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from bench.make import Maker, Size
from bench.project import made_project
from generator.errors import BuildError, DataProblems, Problem
from generator.pipeline import build
from generator.project import SETTINGS, Project
from generator.site.kept import MEMORY
from generator.site.told import read_told
from generator.site.tree import mark_of, read_tree
from generator.workers import both, in_parallel
from tests.conftest import AT, ROOT, quiet
from tests.projects import copy_project

WORKERS = (1, 2, 3, 9)


def squared(number: int) -> int:
    return number * number


def failing(error: Exception) -> int:
    raise error


def killed(parent: int) -> int:
    if os.getpid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
    return 0


@pytest.mark.parametrize("workers", WORKERS)
@pytest.mark.parametrize("number", [0, 1, 2, 7])
def test_results_come_in_the_order_of_the_jobs(number: int, workers: int) -> None:
    assert in_parallel([partial(squared, each) for each in range(number)], workers) == [n * n for n in range(number)]


def test_two_workers_are_two_processes() -> None:
    assert len(set(in_parallel([os.getpid] * 4, 2))) == 2
    assert in_parallel([os.getpid] * 4, 2)[0] == os.getpid()
    assert both(os.getpid, partial(squared, 3), 2) == (os.getpid(), 9)


ERRORS = [
    BuildError("It gave up."),
    DataProblems([Problem("a.csv", "Numbers only", "Type a number", 3)]),
    PermissionError(13, "Permission denied", "a"),
]


@pytest.mark.parametrize("workers", WORKERS)
@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_an_error_comes_back_whole(error: Exception, workers: int) -> None:
    with pytest.raises(type(error)) as raised:
        in_parallel([partial(squared, 1), partial(failing, error)], workers)
    assert raised.value.__dict__ == error.__dict__
    assert str(raised.value) == str(error)


def test_what_nobody_foresaw_is_told_with_its_place() -> None:
    with pytest.raises(BuildError, match=r"(?s)A part of the build failed.*ZeroDivisionError"):
        in_parallel([partial(squared, 1), partial(failing, ZeroDivisionError())], 2)


def test_a_worker_that_is_killed_is_told_of() -> None:
    with pytest.raises(BuildError, match="killed before it ended"):
        in_parallel([partial(squared, 1), partial(killed, os.getpid())], 2)


def test_a_worker_ends_when_the_one_that_began_it_is_killed() -> None:
    """Else it would hold the locks of the build, and every later one would wait for it."""
    program = (
        "import os, time\n"
        "told = lambda: os.write(1, b'%d\\n' % os.getpid())  # in one piece, though two tell at once\n"
        "from functools import partial\n"
        "from generator.workers import in_parallel\n"
        "def begun():\n    told()\n    time.sleep(60)\n"
        "def large():\n    told()\n    time.sleep(1)\n    return 'x' * 10_000_000\n"
        "in_parallel([begun, large], 2)\n"
    )
    with subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        (worker,) = {int(parent.stdout.readline()) for _ in range(2)} - {parent.pid}
        parent.kill()
    for _ in range(100):
        if not Path(f"/proc/{worker}").exists() or "Z (zombie)" in Path(f"/proc/{worker}/status").read_text():
            return
        time.sleep(0.1)
    raise AssertionError("it is still there")


def two_publishers(folder: Path) -> Project:
    project = made_project(folder / "project")
    for name in ("northshire", "southshire"):
        Maker(name, Size(12, items=12, meetings=2, risks=2, areas=2)).write(project.data, project.content, 40)
    return project


@pytest.mark.parametrize("make", [copy_project, two_publishers])
def test_a_site_is_the_same_however_many_build_it(
    make: Callable[[Path], Project], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.making.LEAST", 5)
    monkeypatch.setattr("generator.site.engine.LEAST", 5)
    project = make(tmp_path)
    sites = []
    for workers in (1, 2, 3):
        build(project, AT, quiet, workers=workers)
        sites.append({file: mark_of(project.out / file) for file in read_tree(project.out).files})
        shares = [SETTINGS, *(f"share-{number}.yml" for number in range(1, workers))]
        assert all(len(read_told(project.build / share).pages) > 5 for share in shares)
        (project.build / MEMORY).unlink()
    assert sites[0] == sites[1] == sites[2]
