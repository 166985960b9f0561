"""What is timed on made data: builds from nothing and again, corrections, previews, many publishers, the command line.

Each answers with runs (`measure.Run`), and none judges: `goals` does.
"""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from bench.make import LAST, Maker, Size
from bench.measure import PORTAL, Run, environment, run
from bench.project import made_project
from generator.project import Project

QUARTER = LAST - 1
SEEN = "indicators/measure-7/index.html"
"""A page that shows the value that is corrected."""


def one_publisher(folder: Path, indicators: int) -> Project:
    """So many indicators with 24 quarters of values, targets and benchmarks: a page each, and some dozen more."""
    project = made_project(folder)
    Maker("madeshire", Size(indicators)).write(project.data, project.content, QUARTER)
    return project


def publishers(folder: Path, number: int, indicators: int) -> Project:
    project = made_project(folder)
    for each in range(number):
        Maker(f"made-{each + 1:02}", Size(indicators)).write(project.data, project.content, QUARTER)
    return project


def from_nothing(project: Project, *options: str) -> Run:
    for folder in (project.out, project.build):
        shutil.rmtree(folder, ignore_errors=True)
    return again(project, *options)


def again(project: Project, *options: str) -> Run:
    """A build in the folder as the last build left it."""
    return run((*PORTAL, "build", *options), project.root)


def correct(project: Project) -> str:
    """Changes the last value of one indicator. Returns the new one, which is none that stood there before."""
    (path,) = project.data.glob("*/*/observations.csv")
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))
    row = [row for row in rows if row["indicator"] == "measure-7"][-1]
    row["value"] = f"{(float(row['value']) + 3.3) % 100:.1f}"
    text = io.StringIO()
    writer = csv.DictWriter(text, list(row), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(text.getvalue(), "utf-8")
    return row["value"]


def reloaded(project: Project) -> float:
    """Seconds from a changed value until `portal serve` hands out the page with it."""
    with _served(project) as address:
        value = correct(project).encode()
        begun = time.monotonic()
        while b"value</dt> <dd>" + value not in urlopen(f"{address}{SEEN}").read():
            time.sleep(0.02)
        return time.monotonic() - begun


@contextmanager
def _served(project: Project) -> Iterator[str]:
    command = (*PORTAL, "serve", "--port", "0")
    with subprocess.Popen(
        command, cwd=project.root, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            assert process.stdout is not None
            address = next(found[0] for line in process.stdout if (found := re.search(r"http://\S+/", line)))
            time.sleep(1)  # it looks once at every file before it follows changes
            yield address
        finally:
            process.terminate()


def command_line(project: Project) -> Run:
    return run((*PORTAL, "--help"), project.root)


def pages_of(project: Project) -> int:
    return sum(1 for _ in project.out.rglob("index.html"))


def python_alone() -> Run:
    """What any Python takes to start: no goal can be below it."""
    return run((sys.executable, "-c", ""), Path.cwd())
