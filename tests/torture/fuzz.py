"""Bytes that nobody thought of. Whatever they are, the gate refuses them in words or reads just what is there.

The whole is guided by coverage: atheris (libFuzzer) changes inputs towards code that none has reached yet, in a process
of its own (`python -m tests.torture.fuzz RUNS`). The sample draws from hypothesis, which needs nothing installed.
"""

from __future__ import annotations

import csv
import io
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from types import FunctionType

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.contract import Column
from generator.errors import Problem
from generator.load.convert import CONVERTERS, TEXT_KINDS, CellError, convert
from generator.load.gate import GateError, read_cells, text_of
from generator.load.personal import personal_data
from generator.load.plain_yaml import compose, plain
from generator.periods import Deadline, Period
from tests.conftest import ROOT
from tests.torture.outcome import Outcome

RUNS, SAMPLE = 100_000, 300
GUIDED_BY = ("generator.load", "generator.periods", "generator.period_advice", "generator.formulas")

SEEDS = (
    b"unit,name\nplace,Place\n", b'a,b\r\n"x ""y""\nz",2\r\n', b"\xef\xbb\xbfa\n1\n",
    b"2009/10 Q2,2009-09-30,ongoing\n", b"-12.50,1,234,45%,1e5\n", b"words:\n  bins: [household waste]\n",
    b"title: x\naccess: exempt\n",
    b"a: &b [*b, !c d]\n",
    "£5 – caf\u00e9,\U0001f46a\n".encode(), b"01632 960001 jo@example.org AB123456C\n", b"2009-12-02T09:30:00+00:00\n",
    b"=1+1,@SUM(A1),-2+3,- a bullet\n", b"embargoed,2009-12-02T09:30Z,3\n", b"\xff\xfea\x00", b"PK\x03\x04",
)  # fmt: skip


def gate_holds(content: bytes) -> None:
    """Raises `AssertionError` where what was read is not what is there, and any other error where the gate crashed."""
    try:
        text = text_of(content, "fuzz.csv")
        rows = [cells for _, cells in read_cells(text, "fuzz.csv")]
    except GateError as refused:
        _must(bool(refused.problem.rule), "refused without a word")
        _must(bool(refused.problem.remedy), "refused without a remedy")
        _must("\n" not in refused.problem.line, "told on more than one line")
        rows = []
    else:
        assert rows == list(csv.reader(io.StringIO(text, newline=""), strict=True)), "not what Python's reader reads"
    for cell in {cell for row in rows for cell in row} | {content[:60].decode("utf-8", "replace")}:
        _cell_holds(cell)
    _yaml_holds(content)


def _must(hold: bool, words: str) -> None:
    if not hold:
        raise AssertionError(words)


def _cell_holds(cell: str) -> None:
    list(personal_data(cell))
    for kind in CONVERTERS:
        column = Column("column", "Column", "A column.", kind, choices=("a", "b") if kind == "code" else ())
        try:
            value = convert(column, cell)
        except CellError as refused:
            _must(bool(refused.rule), "refused without a word")
            _must(bool(refused.remedy), "refused without a remedy")
            continue
        if kind in TEXT_KINDS:
            assert value == cell.replace("\r\n", "\n").replace("\r", "\n"), "a text was changed"
        elif isinstance(value, Decimal):
            assert f"{value:f}" == cell, "a number was changed"
        elif isinstance(value, Period | Deadline):
            assert value.token == cell, "a period was changed"


def _yaml_holds(content: bytes) -> None:
    problems: list[Problem] = []
    root = compose(content.decode("utf-8", "replace"), "fuzz.yml", problems)
    if root is not None:
        plain(root)
    assert all(problem.remedy for problem in problems)


@settings(max_examples=SAMPLE, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(
    st.one_of(
        st.binary(max_size=80), st.text(alphabet='ab,"\n\r\t=@+-0123456789./&*!:[]{}é ', max_size=60).map(str.encode)
    )
)
def sampled(content: bytes) -> None:
    gate_holds(content)


def try_fuzz(whole: bool) -> Outcome:
    """So many inputs guided by coverage, or a sample drawn at random."""
    if not whole:
        sampled()
        return Outcome("inputs made by a fuzzer", SAMPLE, 1, {"crashed or altered": []})
    words = [sys.executable, "-m", "tests.torture.fuzz", str(RUNS)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, errors="replace", check=False)
    found = [] if done.returncode == 0 else ["\n".join(done.stdout.splitlines()[-30:] + done.stderr.splitlines()[-30:])]
    note = next((line.strip() for line in reversed(done.stderr.splitlines()) if " cov: " in line), "")
    return Outcome("inputs made by a fuzzer", RUNS, RUNS, {"crashed or altered": found}, " ".join(note.split()[1:5]))


def main(runs: int, seeds: Iterable[bytes] = SEEDS) -> None:
    """Tries inputs until one fails or there were so many; ends the process."""
    import atheris  # only here: `make torture` installs it

    for name in [name for name in sys.modules if name.startswith(GUIDED_BY)]:
        for function in vars(sys.modules[name]).values():
            if isinstance(function, FunctionType) and function.__module__ == name:
                atheris.instrument_func(function)
    with tempfile.TemporaryDirectory() as folder:
        for number, seed in enumerate(seeds):
            (Path(folder) / str(number)).write_bytes(seed)
        atheris.Setup(["fuzz", f"-runs={runs}", "-max_len=400", "-seed=6", "-print_final_stats=1", folder], gate_holds)
        atheris.Fuzz()


if __name__ == "__main__":
    main(int(sys.argv[1]))
