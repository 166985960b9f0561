"""What a council's own server does with pushes: it takes good ones, refuses bad ones, and shows one whole site."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from generator.project import Project
from generator.site.verify import verify
from tests.conftest import ROOT
from tests.projects import change_rows, copy_project
from tests.publish.server import ENVIRONMENT, HOST, Server, commit, git, push, run, set_up, signed_project
from tests.publish.small import front_page, serve

LONG = 120.0


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Signed, and not published yet."""
    return signed_project(tmp_path)


@pytest.fixture
def server(project: Project, tmp_path: Path) -> Server:
    """One that shows a small site already."""
    made = set_up(project, tmp_path / "root")
    made.public.make_ours()
    serve(made.public, "old")
    return made


def test_a_draft_is_refused_with_what_is_missing_in_the_pushers_terminal(
    project: Project, server: Server, tmp_path: Path
) -> None:
    before = server.tip
    shutil.rmtree(project.data)
    copy_project(tmp_path / "draft").data.rename(project.data)
    commit(project)
    done = push(project)
    assert done.returncode == 1
    for told in (
        "remote: data/smallshire/2024-25-q2/datapackage.json, entry signatures: nobody has signed the part of ",
        "Run `portal sign smallshire/2024-25-q2 --unit place --post POST`.",
        "remote: The push is refused, and the site stays as it is. Mend what is said above, commit, and push again.",
        "[remote rejected] main -> main (pre-receive hook declined)",
    ):
        assert told in done.stderr
    assert (server.tip, front_page(server.public), server.rubbish()) == (before, "old", set())


def test_another_branch_is_checked_and_taken_all_the_same(project: Project, server: Server) -> None:
    change_rows(project, "2024-25-q2/plan_updates.csv", {"status": "delayed"}, status="late")
    commit(project)
    done = push(project, "portal", "main:draft")
    assert done.returncode == 0
    assert "column status: found “late”: this is not a known status" in done.stderr
    assert "draft is not what gets published, so it is taken all the same." in done.stderr
    assert front_page(server.public) == "old"


def test_what_was_published_is_neither_deleted_nor_rewritten(project: Project, server: Server) -> None:
    git(project.root, "commit", "--quiet", "--amend", "--message", "Another past")
    for words, told in (
        (("--force", "portal", "main"), "Run git pull, look at what came, and push again."),
        (("portal", ":main"), "can't be deleted"),
    ):
        done = push(project, *words)
        assert (done.returncode, told in done.stderr) == (1, True), done.stderr
    assert front_page(server.public) == "old"


def test_of_two_pushes_at_once_one_is_taken_and_shown(project: Project, server: Server, tmp_path: Path) -> None:
    other = Project.at(shutil.copytree(project.root, tmp_path / "other", symlinks=True))
    commit(project, "One")
    commit(other, "Another")
    with subprocess.Popen(
        ["git", "push", "portal", "main"], cwd=other.root, env=ENVIRONMENT, stderr=subprocess.PIPE, text=True
    ) as second:
        first = push(project)
        _, said = second.communicate(timeout=LONG)
    assert sorted([first.returncode, second.returncode]) == [0, 1], (first.stderr, said)
    taken = project if first.returncode == 0 else other
    assert server.tip == git(taken.root, "rev-parse", "main").stdout.strip()
    assert "Smallshire" in server.page("index.html")
    assert verify(server.public.path / "current" / "site").faults == ()
    assert server.rubbish() == set()


def test_a_push_that_is_killed_leaves_the_old_site_and_the_next_one_is_taken(project: Project, server: Server) -> None:
    before = server.tip
    commit(project)
    with subprocess.Popen(
        ["git", "push", "portal", "main"],
        cwd=project.root,
        env=ENVIRONMENT,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as pushing:
        ended = time.monotonic() + LONG
        while not (server.public.making / ".site.new").exists():
            assert pushing.poll() is None, pushing.stderr
            assert time.monotonic() < ended
            time.sleep(0.005)
        os.killpg(pushing.pid, signal.SIGKILL)
        pushing.communicate()
    assert (server.tip, front_page(server.public)) == (before, "old")
    done = push(project)
    assert done.returncode == 0, done.stderr
    assert "Smallshire" in server.page("index.html")
    assert server.rubbish() == set()


def test_what_cannot_be_published_after_the_push_is_by_the_timer(project: Project, server: Server) -> None:
    """The server may have lost what was prepared, or somebody else published meanwhile."""
    commit(project)
    git(server.repository, "fetch", "--quiet", str(project.root), "main:main")
    done = server.ask("publish --scheduled")
    assert done.returncode == 0, done.stderr
    assert "Smallshire" in server.page("index.html")


def test_the_settings_are_sound(project: Project, server: Server) -> None:
    units = [str(path) for path in (server.root / "etc" / "systemd" / "system").iterdir()]
    assert len(units) == 4
    if shutil.which("systemd-analyze"):
        done = run("systemd-analyze", "verify", *units, cwd=server.root)
        told = [line for line in done.stderr.splitlines() if "portal-" in line and "does not exist" not in line]
        assert told == []
    for script in (project.root / "deploy").glob("*"):
        if script.is_file() and script.read_bytes().startswith(b"#!/bin/sh"):
            assert run("sh", "-n", str(script), cwd=server.root).returncode == 0


def test_setting_up_again_changes_nothing_and_a_dry_run_nothing_at_all(
    project: Project, server: Server, tmp_path: Path
) -> None:
    before = {path: path.read_bytes() for path in server.root.rglob("*") if path.is_file()}
    done = run("deploy/setup.sh", HOST, "--root", str(server.root), cwd=project.root)
    assert done.returncode == 0, done.stderr
    assert {path: path.read_bytes() for path in server.root.rglob("*") if path.is_file()} == before
    (tmp_path / "other").mkdir()
    done = run("deploy/setup.sh", HOST, "--root", str(tmp_path / "other"), "--dry-run", cwd=project.root)
    assert (done.returncode, list((tmp_path / "other").iterdir())) == (0, [])
    assert "Nothing is done; this is what would be:" in done.stdout


BAD_WORDS = [
    ((),                          "Say which name the site will have"),
    (("a;b",),                    "a;b is no host name"),
    ((HOST, "another"),           "One host name, please"),
    ((HOST, "--listen", "80; x"), "give a port"),
    ((HOST, "--frobnicate"),      "--frobnicate is not known"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "told"), BAD_WORDS)
def test_setting_up_takes_only_what_it_knows(words: tuple[str, ...], told: str) -> None:
    done = run("deploy/setup.sh", *words, cwd=ROOT)
    assert (done.returncode, told in done.stderr) == (2, True), done
