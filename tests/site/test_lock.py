"""Of two that want the same folder, the second waits until the first is gone, however it went."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from generator.site.lock import alone
from tests.conftest import ROOT, quiet

HOLDER = """
import subprocess, sys
from pathlib import Path
from generator.site.lock import alone
with alone([Path(sys.argv[1])], print):
    tool = subprocess.Popen([sys.executable, "-c", "input()"], close_fds=False)
    print("held", tool.pid, flush=True)
    tool.wait()
"""
"""Holds a folder while a tool runs that reads from the same standard input."""

SOON, LONG = 0.3, 30.0


def hold(folder: Path) -> tuple[subprocess.Popen[str], int]:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert holder.stdout is not None
    return holder, int(holder.stdout.readline().split()[1])


def waiting(*folders: Path) -> tuple[threading.Thread, list[str], threading.Event]:
    """Somebody who wants the folders, what they were told, and whether they have them."""
    told: list[str] = []
    had = threading.Event()

    def want() -> None:
        with alone(folders, told.append):
            had.set()

    thread = threading.Thread(target=want, daemon=True)
    thread.start()
    return thread, told, had


def let_go(holder: subprocess.Popen[str]) -> None:
    holder.communicate("\n", timeout=LONG)


def test_the_second_waits_and_says_so(tmp_path: Path) -> None:
    holder, _ = hold(tmp_path)
    thread, told, had = waiting(tmp_path)
    assert not had.wait(SOON)
    let_go(holder)
    assert had.wait(LONG)
    thread.join()
    assert told == ["Another build is running here; waiting for it to end"]
    assert list(tmp_path.iterdir()) == []


def test_a_killed_one_holds_nothing_once_its_tools_are_gone(tmp_path: Path) -> None:
    holder, tool = hold(tmp_path)
    holder.kill()
    holder.wait()
    thread, _, had = waiting(tmp_path)
    assert not had.wait(SOON)  # the tool may be writing yet
    os.kill(tool, signal.SIGKILL)
    assert had.wait(LONG)
    thread.join()
    holder.communicate()


def test_a_folder_that_is_made_anew_meanwhile_is_the_one_that_is_had(tmp_path: Path) -> None:
    folder = tmp_path / "build"
    holder, _ = hold(folder)
    thread, _, had = waiting(folder)
    assert not had.wait(SOON)
    folder.rmdir()
    folder.mkdir()
    second, _ = hold(folder)
    let_go(holder)
    assert not had.wait(SOON)
    let_go(second)
    assert had.wait(LONG)
    thread.join()


def test_others_are_not_kept_waiting(tmp_path: Path) -> None:
    holder, _ = hold(tmp_path / "one")
    thread, told, had = waiting(tmp_path / "other")
    assert had.wait(LONG)
    thread.join()
    assert told == []
    let_go(holder)


@pytest.mark.parametrize("names", [("a", "a"), ("a", "a/../a"), ("a", "link")])
def test_one_folder_under_two_names_is_locked_once(names: tuple[str, str], tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "a")
    with alone([tmp_path / name for name in names], quiet):
        assert (tmp_path / "a").is_dir()


def test_two_that_name_them_in_another_order_both_get_them(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    there = [waiting(one, two) if number % 2 else waiting(two, one) for number in range(40)]
    for thread, _, had in there:
        assert had.wait(LONG)
        thread.join()
