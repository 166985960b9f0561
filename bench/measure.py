"""One run of a command, measured: how long it took, how much work that was, and how much room it needed.

Seconds on the clock depend on what else the machine does; seconds of work (of the processor, in all processes that were
started) hardly do. Compare the second, and take the first for orientation.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from statistics import median
from threading import Event, Thread

from bench.project import ROOT

PORTAL = (sys.executable, "-c", "from generator.cli import main; main()")
"""The command line of this working copy, wherever it is run."""

ENGINES = ("mkdocs", "mkdocs-material", "pagefind", "plotly", "frictionless")


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds, and megabytes of the largest process, pagefind's apart: it is no code of ours.

    `stages` are seconds from each line that was told to the next.
    """

    clock: float
    work: float
    peak: float
    stages: Mapping[str, float] = field(default_factory=dict)
    pagefind: float = 0


def run(command: Sequence[str], folder: Path) -> Run:
    """Runs it in `folder` to its end. Raises `RuntimeError` with its last words when it fails."""
    begun = time.monotonic()
    process = subprocess.Popen(
        command, cwd=folder, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    with Watch(process.pid) as watch:
        told = [(time.monotonic(), line.strip()) for line in process.stdout or ()]
    _, status, usage = os.wait4(process.pid, 0)
    ended = time.monotonic()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError("\n".join(line for _, line in told[-20:]))
    moments = [*(moment for moment, _ in told), ended][1:]  # none, of what tells nothing
    stages = {line: later - moment for (moment, line), later in zip(told, moments, strict=True) if line.endswith("…")}
    return Run(ended - begun, usage.ru_utime + usage.ru_stime, watch.peak, stages, watch.pagefind)


def environment() -> dict[str, str]:
    """For every run: the code of this working copy, told as it happens."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", "NO_MKDOCS_2_WARNING": "1"}


class Watch:
    """Looks at a process and all that it starts, twenty times a second, for the most room that each has taken."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.peak = self.pagefind = 0.0
        self._ended = Event()
        self._thread = Thread(target=self._look, daemon=True)

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, *raised: object) -> None:
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._ended.wait(0.05):
            for pid in _with_descendants(self.pid):
                name, room = _room(pid)
                if name == "pagefind":
                    self.pagefind = max(self.pagefind, room)
                else:
                    self.peak = max(self.peak, room)


def _with_descendants(pid: int) -> Iterator[int]:
    yield pid
    try:
        threads = list(Path(f"/proc/{pid}/task").iterdir())
        below = [int(each) for thread in threads for each in (thread / "children").read_text().split()]
    except OSError:
        return  # it has ended meanwhile
    for each in below:
        yield from _with_descendants(each)


def _room(pid: int) -> tuple[str, float]:
    """The name of a process, and the most megabytes that it has had in memory so far."""
    try:
        lines = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    except OSError:
        return "", 0
    return lines["Name"].strip(), int(lines.get("VmHWM", "0 kB").split()[0]) / 1024


def middle(runs: Iterable[Run]) -> Run:
    """The median of each number, stages too."""
    runs = list(runs)
    names = dict.fromkeys(name for each in runs for name in each.stages)
    return Run(
        median(each.clock for each in runs),
        median(each.work for each in runs),
        max(each.peak for each in runs),
        {name: median(each.stages.get(name, 0) for each in runs) for name in names},
        max(each.pagefind for each in runs),
    )


def spread(numbers: Iterable[float]) -> str:
    """From the least to the most."""
    numbers = list(numbers)
    return f"{min(numbers):.1f} to {max(numbers):.1f}"


def machine() -> str:
    """What it was measured with."""
    tools = ", ".join(f"{name} {version(name)}" for name in ENGINES)
    return f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}; {tools}."


def size(folder: Path, pattern: str = "*") -> int:
    """Bytes of the files in it."""
    return sum(path.stat().st_size for path in folder.rglob(pattern) if path.is_file())
