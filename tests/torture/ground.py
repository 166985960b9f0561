"""Where the torture of the gate happens: a copy of Smallshire for each process, changed and put right again."""

from __future__ import annotations

import atexit
import csv
import io
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Literal

from generator.contract import Table, tables
from generator.errors import DataProblems, Problem
from generator.load import choose_releases, load_portal
from generator.model import Portal
from generator.project import Project
from tests.conftest import AT
from tests.projects import change_rows, copy_project

RELEASE = "data/smallshire/2024-25-q2"
PACKAGE = f"{RELEASE}/datapackage.json"
PAPER = "content/papers/smallshire/climate-committee-2024-11-14/performance-2024-25-q2.md"
PAGE = "content/pages/privacy.md"
SYNONYMS = "content/synonyms.yml"
SETTINGS = "mkdocs.yml"


def ground() -> Project:
    """This process's own copy: a process that another has forked makes one for itself."""
    return _ground_of(os.getpid())


@cache
def _ground_of(process: int) -> Project:
    project = copy_project(Path(tempfile.mkdtemp(prefix="portal-torture-")))
    atexit.register(shutil.rmtree, project.root.parent, ignore_errors=True)
    _keep_public_rows(project)
    change_rows(project, "2024-25-q2/indicators.csv", {}, suppress_below="")  # which takes figures out
    (project.root / SYNONYMS).write_text("words:\n  bins: [household waste]\n", "utf-8")
    return project


def _keep_public_rows(project: Project) -> None:
    """What is withheld is not in the model, where the suites look for what was read."""
    for path in (project.root / RELEASE).glob("*.csv"):
        rows = list(csv.reader(io.StringIO(path.read_text("utf-8"), newline=""), strict=True))
        place = rows[0].index("access")
        path.write_bytes(written([row for row in rows if row[place] in ("access", "", "public")]))


def table_file(name: str) -> str:
    return f"{RELEASE}/{name}.csv"


def bytes_of(file: str) -> bytes:
    return (ground().root / file).read_bytes()


def rows_of(table: str) -> list[list[str]]:
    """The header and rows of a table, as Python's own reader has them."""
    text = bytes_of(table_file(table)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def written(rows: Sequence[Sequence[str]], line_end: str = "\n", quoting: Literal[0, 1] = csv.QUOTE_MINIMAL) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=line_end, quoting=quoting).writerows(rows)
    return text.getvalue().encode("utf-8", "surrogatepass")


def with_cell(table: str, row: int, column: str, text: str) -> bytes:
    """The table with one cell changed; `row` counts as a spreadsheet does."""
    rows = rows_of(table)
    rows[row - 1][rows[0].index(column)] = text
    return written(rows)


@contextmanager
def changed(file: str, content: bytes) -> Iterator[Project]:
    """The ground with one file changed, and as it was afterwards."""
    path = ground().root / file
    before = path.read_bytes()
    path.write_bytes(content)
    try:
        yield ground()
    finally:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        path.unlink(missing_ok=True)
        path.write_bytes(before)


def problems_now() -> tuple[Problem, ...]:
    """What the check says of the release and content as they lie there: () when nothing stops a build."""
    try:
        portal_now()
    except DataProblems as found:
        return found.problems
    return ()


def portal_now() -> Portal:
    project = ground()
    folders = choose_releases(project.data, ["smallshire/2024-25-q2"])
    return load_portal(project.data, project.content, AT, folders, project.root / SETTINGS).portal


def every_table() -> list[Table]:
    """The tables of the contract that Smallshire's latest release has."""
    return [table for name, table in tables().items() if (ground().root / table_file(name)).is_file()]
