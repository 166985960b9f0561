"""The site served is always one whole version: killed at any moment, out of disk, or with two builds at once."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from generator.project import Project
from tests.torture.outcome import Outcome
from tests.torture.sites import MOMENT, Site, build, make_site, put, start, watched

SEED = 6
KILLS, DISKS, PAIRS = 100, 20, 20
SIZES = 24
"""Of the disk: the largest of them may have room enough."""
SAMPLE_OF_KILLS = (45, 2)
"""Told to stop half-way, and killed at the switch."""
SAMPLE_OF_DISKS, SAMPLE_OF_PAIRS = 1, 1
AT_THE_SWITCH = 0.05
"""Seconds after the new site has its manifest in which it is switched and the old one removed."""
MEGABYTE = 1_000_000


def kills(whole: bool) -> Outcome:
    """A build over a good site is stopped at some moment; the next one is not."""
    numbers = range(KILLS) if whole else SAMPLE_OF_KILLS
    faults: dict[str, list[str]] = {"broken": [], "unserved": [], "rubbish left": [], "next build failed": []}
    workers = 2 if whole else 1
    with ThreadPoolExecutor(workers) as pool:
        shares = [numbers[worker::workers] for worker in range(workers)]
        for found in pool.map(_kill_each, shares):
            for kind, names in found.items():
                faults[kind] += names
    return Outcome("builds killed", len(numbers), KILLS if whole else 1, faults)


def _kill_each(numbers: Sequence[int]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {"broken": [], "unserved": [], "rubbish left": [], "next build failed": []}
    with tempfile.TemporaryDirectory() as folder:
        site = make_site(Path(folder))
        for turn, number in enumerate(numbers):
            version = site.versions[turn % 2]
            put(site.project, version)
            with watched(site) as missed:
                case = f"{number}: {_kill(site, number)}"
                stands = site.version()
                found["broken"] += [] if stands else [case]
                if "told" in case and (left := site.rubbish()):
                    found["rubbish left"].append(f"{case}, before the next: {left}")
                status, said = build(site.project)
            found["unserved"] += [f"{case}: {each}" for each in missed[:1]]
            if status or said or site.version() != version:
                found["next build failed"].append(f"{case}: {status} {site.version()} {said}")
            if left := site.rubbish():
                found["rubbish left"].append(f"{case}: {left}")
    return found


def _kill(site: Site, number: int) -> str:
    """Starts a build and stops it: with all that it started, alone, or by asking. Returns what was done and when."""
    chance = random.Random(SEED + number)
    process = start(site.project, "build", "--at", MOMENT)
    began = time.monotonic()
    if number % 3 == 2:
        stage = site.project.out.with_name(".site.new") / "manifest.json"
        while process.poll() is None and not stage.exists():
            time.sleep(0.0005)
        time.sleep(chance.uniform(0, AT_THE_SWITCH))
    elif number % 3 == 1:
        time.sleep(chance.uniform(0, site.lasts))
    else:
        time.sleep(site.lasts * (number + 0.5) / KILLS)
    moment = time.monotonic() - began
    how, stop = STOPS[number // 3 % len(STOPS)]
    if process.poll() is None:
        stop(process.pid)
    process.communicate()
    return f"{how} after {moment:.3f} s of {site.lasts:.1f}"


STOPS: Sequence[tuple[str, Callable[[int], None]]] = (
    ("killed with all it started", lambda pid: os.killpg(pid, signal.SIGKILL)),
    ("killed alone", lambda pid: os.kill(pid, signal.SIGKILL)),
    ("killed with all it started", lambda pid: os.killpg(pid, signal.SIGKILL)),
    ("told to stop", lambda pid: os.kill(pid, signal.SIGTERM)),
)


def full_disks(whole: bool) -> Outcome:
    """A build over a good site finds the disk full at some point; then there is room again."""
    count = SIZES if whole else SAMPLE_OF_DISKS
    faults: dict[str, list[str]] = {"broken": [], "badly told": [], "rubbish left": [], "next build failed": []}
    stopped = 0
    with tempfile.TemporaryDirectory() as folder, _small_disk(Path(folder)) as limited:
        site = make_site(Path(folder))
        needed = _size_of(site.project)
        for number in range(count):
            version = site.versions[number % 2]
            put(site.project, version)
            share = (number + 0.5) / count
            case = f"{number}: with {share:.0%} of the room"
            status, said = limited(site.project, share * needed)
            stopped += status != 0
            if site.version() != (version if status == 0 else site.versions[1 - number % 2]):
                faults["broken"].append(f"{case}: {status}")
            if status and (status != 1 or "Traceback" in said or len(said.splitlines()) > 1 or "untouched" not in said):
                faults["badly told"].append(f"{case}: {status} {said}")
            status, said = build(site.project)
            if status or said or site.version() != version:
                faults["next build failed"].append(f"{case}: {status} {said}")
            if left := site.rubbish():
                faults["rubbish left"].append(f"{case}: {left}")
    return Outcome("builds on a full disk", stopped, DISKS if whole else 1, faults, f"{count} sizes")


Limited = Callable[[Project, float], tuple[int, str]]
"""Builds with room for so many bytes more. Returns the exit status and what was said."""


@contextmanager
def _small_disk(folder: Path) -> Iterator[Limited]:
    """Makes `folder` a disk of its own; where that is not allowed, files larger than the room are refused."""
    mount = ["mount", "-t", "tmpfs", "-o", f"size={100 * MEGABYTE}", "none", str(folder)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        yield lambda project, room: build(project, preexec_fn=lambda: _limit_files(int(room) // 10))
        return

    def limited(project: Project, room: float) -> tuple[int, str]:
        disk = os.statvfs(folder)
        used = (disk.f_blocks - disk.f_bfree) * disk.f_frsize
        _resize(folder, used + int(room))
        try:
            return build(project)
        finally:
            _resize(folder, 100 * MEGABYTE)

    try:
        yield limited
    finally:
        subprocess.run(["umount", folder], check=True)


def _resize(folder: Path, size: int) -> None:
    subprocess.run(["mount", "-o", f"remount,size={size}", folder], check=True)


def _limit_files(size: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def _size_of(project: Project) -> int:
    """What a new site takes on a disk that counts in pages."""
    page = resource.getpagesize()
    return sum(-(-path.lstat().st_size // page) * page for path in project.out.rglob("*"))


def pairs(whole: bool) -> Outcome:
    """Two builds at once: in one project, or in two that put their sites into one place."""
    count = PAIRS if whole else SAMPLE_OF_PAIRS
    faults: dict[str, list[str]] = {"broken": [], "unserved": [], "failed": [], "rubbish left": []}
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        site, other = make_site(Path(first)), make_site(Path(second))
        put(other.project, "second")
        chance = random.Random(SEED)
        for number in range(count):
            version = site.versions[number % 2]
            put(site.project, version)
            apart = number % 3 == 2
            words = ("--out", str(site.project.out)) if apart else ()
            case = f"{number}: {'two projects' if apart else 'one project'}"
            with watched(site) as missed:
                running = [start(site.project, "build", "--at", MOMENT)]
                time.sleep(chance.uniform(0, 2))
                running.append(start(other.project if apart else site.project, "build", "--at", MOMENT, *words))
                running.append(start(site.project, "check", "--at", MOMENT))
                ends = [(process.communicate(timeout=300)[1], process.returncode) for process in running]
            if any(end != ("", 0) for end in ends):
                faults["failed"].append(f"{case}: {ends}")
            if site.version() not in ({version, "second"} if apart else {version}):
                faults["broken"].append(case)
            faults["unserved"] += [f"{case}: {each}" for each in missed[:1]]
            if left := site.rubbish() | other.rubbish():
                faults["rubbish left"].append(f"{case}: {left}")
    return Outcome("pairs of builds at once", count, PAIRS if whole else 1, faults)
