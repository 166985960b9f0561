"""`python -m tests.torture [SUITE]...`: everything that is tried against the portal, as a table with its goals."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from tests.torture.outcome import Outcome
from tests.torture.suites import SUITES

TABLE = Path("build") / "torture.md"
SHOWN = 20


def main(names: list[str]) -> int:
    """Runs the named suites (all, when none is named). Returns 1 when any misses its goal."""
    unknown = set(names) - set(SUITES)
    if unknown:
        print(f"There is no suite {', '.join(sorted(unknown))}. The suites are: {', '.join(SUITES)}.")
        return 2
    outcomes = [_timed(name) for name in names or SUITES]
    TABLE.parent.mkdir(exist_ok=True)
    TABLE.write_text(table_of(outcomes), "utf-8")
    print(f"\n{table_of(outcomes)}\nThe same table: {TABLE}")
    return 0 if all(outcome.holds for outcome in outcomes) else 1


def table_of(outcomes: list[Outcome]) -> str:
    """The table in Markdown."""
    lines = ["| what | tried | goal | found | holds |", "|---|---:|---:|---|---|"]
    for outcome in outcomes:
        found = ", ".join(f"{len(names)} {kind}" for kind, names in outcome.faults.items())
        note = f" ({outcome.note})" if outcome.note else ""
        holds = "yes" if outcome.holds else "no"
        lines.append(f"| {outcome.what}{note} | {outcome.tried:,} | {outcome.goal:,} | {found} | {holds} |")
    return "\n".join(lines) + "\n"


def _timed(name: str) -> Outcome:
    started = time.monotonic()
    outcome = SUITES[name](True)
    print(f"{outcome.line} [{time.monotonic() - started:.0f} s]", flush=True)
    for kind, names in outcome.faults.items():
        for each in names[:SHOWN]:
            print(f"  {kind}: {each}")
        if len(names) > SHOWN:
            print(f"  … and {len(names) - SHOWN} more {kind}")
    return outcome


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
