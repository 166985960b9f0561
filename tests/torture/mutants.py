"""Defences switched off, one at a time: each must fail a test of `make test`, or nobody would notice that it had gone.

All happens in a process of its own (`python -m tests.torture.mutants FILE...`), whose modules are read with switches
(`defences`). Its tests run once with every defence on, which tells which of them reach which defence; then each
defence is switched off in a fork, where only those tests run.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path

import pytest

from tests.torture.defences import ROOT, SWITCHES, read_switched
from tests.torture.outcome import Outcome

GOAL = 250
WORKERS = 2
MOST_TESTS = 400
"""So many of the tests that reach a defence are tried, the quickest first."""
PATIENCE = 240
"""Seconds after which tests that hang without a defence count as failed."""

FILES = (
    *sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "generator" / "load").glob("*.py")),
    "generator/render.py",
    "generator/pages/downloads.py",
)
TESTS = (
    "tests/load",
    "tests/test_bad.py",
    "tests/pages/test_downloads.py",
    "tests/test_hostile.py",
    "tests/test_sources.py",
)
SAMPLE_FILES, SAMPLE_TESTS = ("generator/load/gate.py",), ("tests/load/test_gate.py",)

QUIET = ("-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-W", "ignore")


def try_mutants(whole: bool) -> Outcome:
    """Every defence, or those of the gate alone."""
    files, tests = (FILES, TESTS) if whole else (SAMPLE_FILES, SAMPLE_TESTS)
    words = [
        sys.executable,
        "-m",
        "tests.torture.mutants",
        *files,
        "--",
        *(each for each in tests if (ROOT / each).exists()),
    ]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"the tests do not pass with every defence on:\n{done.stdout}{done.stderr}")
    told = json.loads(done.stdout.splitlines()[-1])
    faults = {"that no test reaches": told["unreached"], "that no test misses": told["missed"]}
    return Outcome("defences switched off", told["tried"], GOAL if whole else 1, faults)


def main(files: Sequence[str], tests: Sequence[str]) -> None:
    """Prints, as the last line, a JSON object with what was tried and what no test noticed."""
    reader = read_switched(files)
    for file in files:
        import_module(file.removesuffix(".py").removesuffix("/__init__").replace("/", "."))
    reaching = _record(tests)
    chosen = [name for name in reader.found if name in reaching]
    unnoticed = list(_unnoticed(chosen, reaching))
    unreached = [name for name in reader.found if name not in reaching]
    print(json.dumps({"tried": len(reader.found), "unreached": unreached, "missed": unnoticed}))


class Recorder:
    """A plugin of pytest: which defences each test reaches, the quickest tests first."""

    def __init__(self) -> None:
        self.tests: list[tuple[float, str, frozenset[str]]] = []

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        SWITCHES.reached.clear()
        started = time.monotonic()
        result = yield
        self.tests.append((time.monotonic() - started, item.nodeid, frozenset(SWITCHES.reached)))
        return result

    @property
    def reaching(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = {}
        for _, test, reached in sorted(self.tests):
            for name in reached:
                found.setdefault(name, []).append(test)
        return found


class Chooser:
    """A plugin of pytest: only these tests."""

    def __init__(self, tests: Sequence[str]) -> None:
        self.places = {test: place for place, test in enumerate(tests)}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted(
            (item for item in items if item.nodeid in self.places), key=lambda item: self.places[item.nodeid]
        )


def _record(tests: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """The tests that reach each defence. Raises `SystemExit` when they do not pass with every defence on."""
    recorder = Recorder()
    if (code := pytest.main([*QUIET, *tests], plugins=[recorder])) != pytest.ExitCode.OK:
        raise SystemExit(int(code))
    return recorder.reaching


def _unnoticed(names: Sequence[str], reaching: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The defences that can be switched off without a test that fails; so many are tried at a time as `WORKERS`."""
    waiting, running = list(names), dict[int, str]()
    while waiting or running:
        while waiting and len(running) < WORKERS:
            name = waiting.pop(0)
            running[_fork(name, reaching[name][:MOST_TESTS])] = name
        process, status = os.wait()
        name = running.pop(process)
        if os.waitstatus_to_exitcode(status) == pytest.ExitCode.OK:
            yield name


def _fork(name: str, tests: Sequence[str]) -> int:
    """Starts the tests without this defence, in a process of their own; its exit status is pytest's."""
    process = os.fork()
    if process:
        return process
    signal.alarm(PATIENCE)  # what hangs without a defence has noticed
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
    SWITCHES.off = name
    files = sorted({test.partition("::")[0] for test in tests})
    os._exit(int(pytest.main([*QUIET, "-x", *files], plugins=[Chooser(tests)])))


if __name__ == "__main__":
    parted = sys.argv.index("--")
    main(sys.argv[1:parted], sys.argv[parted + 1 :])
