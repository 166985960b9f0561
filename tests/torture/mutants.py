"""Defences switched off, one at a time: each must fail a test of `make test`, or nobody would notice that it had gone.

All happens in a process of its own (`python -m tests.torture.mutants FILE... -- TEST...`), whose modules are read with
switches (`defences`). Its tests run once with every defence on, which tells in which of them each defence does
something; then each defence is switched off in a fork, where only those tests run: first those in which few others
see of its file what they see, since most only read what all of them share.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

import pytest
from _pytest.runner import runtestprotocol

from tests.torture.defences import ROOT, SWITCHES, WHOLE, read_switched
from tests.torture.outcome import Outcome

GOAL = 300
WORKERS = 2
MOST_TESTS = 150
"""So many of the tests in which a defence does something are tried."""
PATIENCE = 240
"""Seconds after which tests that hang without a defence count as failed."""

PASSED, FAILED, BROKEN = 0, 1, 2
"""How a trial ends."""

FILES = tuple(
    dict.fromkeys((*sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("generator/load/*.py")), *WHOLE))
)
TESTS = (
    "tests/load",
    "tests/test_bad.py",
    "tests/test_formulas.py",
    "tests/test_hostile.py",
    "tests/test_live_figures.py",
    "tests/test_reading.py",
    "tests/commands/test_correcting.py",
    "tests/commands/test_signing.py",
    "tests/pages/test_charts.py",
    "tests/pages/test_downloads.py",
    "tests/site/test_leaks.py",
)
TOO_SLOW = (
    "tests/load/test_identical.py",
    "tests/load/test_closure.py::test_no_text_of_a_withheld_row_is_on_any_page_or_in_any_file",
    "tests/load/test_closure.py::test_every_row_of_a_table_can_be_withheld_without_breaking_a_page",
    "tests/load/test_warnings.py::test_the_councils_own_figures_have_nothing_left_to_confirm",
    "tests/pages/test_charts.py::test_plotly_accepts_every_chart",
    "tests/pages/test_downloads.py::test_an_indicators_file_says_what_its_table_says",
)
"""Tests that are left out, since each reads whole councils or builds pages for every table; quicker ones notice."""

SAMPLE_FILES, SAMPLE_TESTS = ("generator/load/gate.py",), ("tests/load/test_gate.py",)

# Forks share what is captured below Python, and would cut it off under each other.
QUIET = ("-q", "-s", "-p", "no:cacheprovider", "-p", "no:xdist", "-W", "ignore", "-o", "tmp_path_retention_policy=none")


def try_mutants(whole: bool) -> Outcome:
    """Every defence, or those of the gate alone."""
    files, tests = (FILES, TESTS) if whole else (SAMPLE_FILES, SAMPLE_TESTS)
    words = [sys.executable, "-m", "tests.torture.mutants", *files, "--", *tests]
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
    trial = Trial(reader.found)
    without = [f"--deselect={each}" for each in TOO_SLOW]
    with tempfile.TemporaryDirectory() as folder:  # of its own: other runs of pytest tidy up the usual one
        code = pytest.main([*QUIET, *without, f"--basetemp={folder}/tests", *tests], plugins=[trial])
    if code != pytest.ExitCode.OK:
        raise SystemExit(int(code))
    print(json.dumps({"tried": len(reader.found), "unreached": trial.unreached, "missed": trial.missed}))


@dataclass(slots=True)
class Trial:
    """A plugin of pytest: runs the tests, then again those that matter without each of the defences `names`."""

    names: Sequence[str]
    tests: list[tuple[float, pytest.Item, Mapping[str, int]]] = field(default_factory=list)
    unreached: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        SWITCHES.reached.clear()
        started = time.monotonic()
        result = yield
        self.tests.append((time.monotonic() - started, item, dict(SWITCHES.reached)))
        return result

    @pytest.hookimpl(wrapper=True)
    def pytest_runtestloop(self, session: pytest.Session) -> Iterator[None]:
        result = yield
        if not session.testsfailed:
            reaching = self._reaching()
            self.unreached = [name for name in self.names if name not in reaching]
            every = [item for _, item, _ in sorted(self.tests, key=lambda test: test[0])][:MOST_TESTS]
            # The first switches nothing off: tests that fail when they are run again would prove nothing.
            trials = [("", every), *((name, reaching[name]) for name in self.names if name in reaching)]
            passed = list(_passing(trials))
            assert "" in passed, "the tests fail when they are run again"
            self.missed = [name for name in passed if name]
        return result

    def _reaching(self) -> Mapping[str, Sequence[pytest.Item]]:
        """The tests in which each defence does something: first those to which its file does what it does to few."""
        shared = Counter(did for _, _, reached in self.tests for did in _by_file(reached).items())
        found: dict[str, list[tuple[int, float, pytest.Item]]] = {}
        for seconds, item, reached in self.tests:
            for file, did in _by_file(reached).items():
                for name, _ in did:
                    found.setdefault(name, []).append((shared[file, did], seconds, item))
        return {
            name: [item for _, _, item in sorted(tests, key=lambda test: test[:2])[:MOST_TESTS]]
            for name, tests in found.items()
        }


def _by_file(reached: Mapping[str, int]) -> Mapping[str, frozenset[tuple[str, int]]]:
    """What the defences of each file did in one test."""
    found: dict[str, set[tuple[str, int]]] = {}
    for name, times in reached.items():
        found.setdefault(name.partition(":")[0], set()).add((name, times))
    return {file: frozenset(did) for file, did in found.items()}


def _passing(trials: Sequence[tuple[str, Sequence[pytest.Item]]]) -> Iterator[str]:
    """The defences without which every test passes; so many are tried at a time as `WORKERS`."""
    waiting, running = list(trials), dict[int, str]()
    while waiting or running:
        while waiting and len(running) < WORKERS:
            name, tests = waiting.pop(0)
            running[_fork(name, tests)] = name
        process, status = os.wait()
        name = running.pop(process)
        code = os.waitstatus_to_exitcode(status)
        if code not in (PASSED, FAILED, -signal.SIGALRM):
            raise RuntimeError(f"the tests without {name or 'nothing'} ended with {code}")
        if code == PASSED:
            print(f"no test misses {name}" if name else "the tests pass again", file=sys.stderr, flush=True)
            yield name


def _fork(name: str, tests: Sequence[pytest.Item]) -> int:
    """Starts the tests without this defence, in a process of their own; it ends with 1 at the first that fails."""
    process = os.fork()
    if process:
        return process
    code = BROKEN
    try:
        signal.alarm(PATIENCE)  # what hangs without a defence has noticed
        with Path(os.devnull).open("w") as nowhere:
            os.dup2(nowhere.fileno(), 1)
            os.dup2(nowhere.fileno(), 2)
        SWITCHES.off = name
        code = FAILED if any(map(_fails, tests)) else PASSED
    finally:
        os._exit(code)


def _fails(item: pytest.Item) -> bool:
    return any(report.failed for report in runtestprotocol(item, log=False, nextitem=None))


if __name__ == "__main__":
    parted = sys.argv.index("--")
    main(sys.argv[1:parted], sys.argv[parted + 1 :])
