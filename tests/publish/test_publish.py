"""Publishing a whole project: what is refused, what lifts by itself, and that a full disk changes nothing."""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from generator.cli import app
from generator.errors import DataProblems
from generator.project import Project
from generator.publish.folder import Folder
from generator.publish.order import Order
from generator.publish.to_folder import publish, roll_back
from tests.conftest import AT, quiet
from tests.projects import change_rows, copy_project, sign_all
from tests.publish.server import PORTAL, signed_project
from tests.publish.small import front_page, serve

LIFTS = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
MEGABYTE = 1_000_000


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return copy_project(tmp_path)


def shown(target: Path, path: str) -> bool:
    return (target / "current" / "site" / path).is_file()


def test_an_embargo_lifts_by_a_scheduled_build_and_nothing_else_does_anything(project: Project, tmp_path: Path) -> None:
    change_rows(
        project,
        "2024-25-q2/plan_items.csv",
        {"item": "damp-survey"},
        access="embargoed",
        publish_at=LIFTS.isoformat(),
    )
    sign_all(project)
    target, page = tmp_path / "public", "items/damp-survey/index.html"
    for at, new, there in (
        (AT, True, False),
        (LIFTS - timedelta(seconds=1), False, False),
        (LIFTS, True, True),
    ):
        assert publish(project, target, Order(at, scheduled=True), quiet).new is new, at
        assert shown(target, page) is there, at
    assert len(Folder(target).versions()) == 2
    roll_back(target, None, LIFTS, quiet)
    assert not shown(target, page)


def test_a_draft_is_not_published_and_each_missing_signature_is_told(project: Project, tmp_path: Path) -> None:
    with pytest.raises(DataProblems) as refused:
        publish(project, tmp_path / "public", Order(AT), quiet)
    assert {problem.column for problem in refused.value.problems} == {"signatures"}
    assert str(len(refused.value.problems)) in str(refused.value)
    assert sorted(path.name for path in (tmp_path / "public").iterdir()) == ["portal.json"]
    assert "nobody has signed" in project.report.read_text("utf-8")


REFUSED = [
    (("publish", "--to", "public", "--at", "2099-01-01T00:00:00Z"), 2, "this moment is still ahead"),
    (("publish", "--to", "git:pages", "--at", "2099-01-01T00:00:00Z"), 2, "this moment is still ahead"),
    (("publish", "--to", "git:pages", "--keep", "3"), 2, "a branch keeps all that it showed"),
    (("publish", "--to", "data"), 2, "holds files that the portal did not put there"),
    (("publish", "--to", "public", "--prepared", "7"), 2, "There is no version 7"),
    (("rollback", "--to", "public"), 2, "Nothing has been published in"),
    (("rollback", "--to", "data", "--list"), 2, "holds files that the portal did not put there"),
]


@pytest.mark.parametrize(("words", "status", "told"), REFUSED)
def test_what_the_command_refuses(
    words: tuple[str, ...], status: int, told: str, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project.root)
    done = CliRunner().invoke(app, words)
    assert (done.exit_code, told in done.stderr) == (status, True), done.stderr
    assert not (project.root / "public" / "current").exists()


def test_a_disk_that_fills_changes_nothing_that_is_served(tmp_path: Path) -> None:
    project = signed_project(tmp_path)
    target = tmp_path / "disk"
    target.mkdir()
    with small_disk(target) as limit:
        folder = Folder(target / "public")
        folder.path.mkdir()
        folder.make_ours()
        serve(folder, "old")
        done = limit(project, "publish", "--to", str(folder.path))
        assert done.returncode == 1
        assert "Make room on the disk and run this again. The last good site is untouched." in done.stderr
        assert "Traceback" not in done.stderr
        assert front_page(folder) == "old"
        assert sorted(path.name for path in folder.path.iterdir()) == ["current", "portal.json", "versions"]


Limited = Callable[..., subprocess.CompletedProcess[str]]


@contextmanager
def small_disk(folder: Path) -> Iterator[Limited]:
    """Runs the command with `folder` as a disk of one megabyte; where there is none, with no larger file than that."""

    def limited(project: Project, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(PORTAL), *words],
            cwd=project.root,
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=None if mounted else lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (MEGABYTE, MEGABYTE)),
        )

    mount = ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTE}", "none", str(folder)]
    mounted = (
        shutil.which("mount") is not None and subprocess.run(mount, capture_output=True, check=False).returncode == 0
    )
    try:
        yield limited
    finally:
        if mounted:
            subprocess.run(["umount", folder], check=True)


def test_what_is_taken_down_is_entered_with_who_and_why(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project.root)
    words = ["take-down", "smallshire/2024-25-q1", "--post", "director-of-place", "--date", "2025-03-01"]
    for more, told in (
        (["--reason", " "], "Say why it is taken down"),
        (["--reason", "x", "--post", "nobody"], "there is no such post. Posts: director-of-place"),
        (["--reason", "x", "--version", "9.0.0"], "has no such version. Versions: 1.0.0"),
    ):
        assert told in CliRunner().invoke(app, [*words, *more]).stderr
    file = project.data / "smallshire" / "withdrawn.json"
    assert not file.exists()
    done = CliRunner().invoke(app, [*words, "--reason", "A court  ordered it."])
    assert done.exit_code == 0, done.stderr
    assert "is entered in data/smallshire/withdrawn.json as taken down" in done.stdout
    assert json.loads(file.read_text("utf-8")) == {
        "withdrawn": [
            {
                "release": "2024-25-q1",
                "period": "2024/25 Q1",
                "date": "2025-03-01",
                "post": "Director of Place",
                "reason": "A court ordered it.",
            }
        ]
    }
    assert "already" in CliRunner().invoke(app, [*words, "--reason", "x", "--version", "1.0.0"]).stderr
