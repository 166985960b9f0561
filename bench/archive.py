"""Ten years of quarters against one: how much longer a build takes, and how large the site gets.

    python -m bench.archive [--pages 500] [--quarters 40] [--runs 3]

Writes `bench/ARCHIVE.md`. The one quarter is the last of the forty, so both sites show the same current pages.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.make import LAST, Maker, Size, publish
from bench.measure import PORTAL, Run, machine, middle, run, size, spread
from bench.project import ROOT, made_project
from generator.project import Project

REPORT = ROOT / "bench" / "ARCHIVE.md"
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Measured:
    quarters: int
    runs: Sequence[Run]
    site: int
    zips: int
    pages: int


def made(folder: Path, pages: int, quarters: int) -> Project:
    """A project with a publisher of so many pages, and so many quarters of it published."""
    project, maker = made_project(folder), Maker("madeshire", Size.of_pages(pages))
    for quarter in range(LAST - quarters, LAST):
        publish(maker.write(project.data, project.content, quarter))
    return project


def measured(folder: Path, pages: int, quarters: int, runs: int) -> Measured:
    project, found = made(folder, pages, quarters), []
    for number in range(runs):
        for place in (project.out, project.build):
            shutil.rmtree(place, ignore_errors=True)
        found.append(run((*PORTAL, "build"), project.root))
        say(f"{quarters} quarters, run {number + 1}: {found[-1].work:.1f} s of work, {found[-1].clock:.1f} s")
    pages_made = sum(1 for _ in project.out.rglob("index.html"))
    return Measured(quarters, found, size(project.out), size(project.out, "*.zip"), pages_made)


def report(one: Measured, many: Measured, pages: int) -> str:
    before, after = middle(one.runs), middle(many.runs)
    ratio = after.work / before.work
    rows = [
        ("work, seconds", *(f"{middle(each.runs).work:.1f}" for each in (one, many)), f"{ratio:.2f}"),
        ("spread of it", *(spread(run.work for run in each.runs) for each in (one, many)), ""),
        ("on the clock, seconds", f"{before.clock:.1f}", f"{after.clock:.1f}", f"{after.clock / before.clock:.2f}"),
        ("largest process, MB", f"{before.peak:.0f}", f"{after.peak:.0f}", f"{after.peak / before.peak:.2f}"),
        ("pages", str(one.pages), str(many.pages), ""),
        ("site, MB", *(f"{each.site / MEGABYTE:.0f}" for each in (one, many)), f"{many.site / one.site:.2f}"),
        ("of that data packages, MB", *(f"{each.zips / MEGABYTE:.1f}" for each in (one, many)), ""),
        *(
            (f"clock: {name.rstrip(' …')}", f"{before.stages.get(name, 0):.1f}", f"{seconds:.1f}", "")
            for name, seconds in after.stages.items()
        ),
    ]
    lines = [
        "# The archive: many quarters against one",
        "",
        f"Made data, {pages} pages, {many.quarters} quarters; {len(one.runs)} runs each from nothing, medians. "
        "Written by `python -m bench.archive`.",
        "",
        machine(),
        "",
        f"| what | one quarter | {many.quarters} quarters | ratio |",
        "|---|---:|---:|---:|",
        *("| " + " | ".join(row) + " |" for row in rows),
        "",
        f"Goal: under 1,000 MB: {'holds' if many.site < 1000 * MEGABYTE else 'missed'}. "
        f"Goal: work under twice that of one quarter: {'holds' if ratio < 2 else 'missed'}.",
    ]
    return "\n".join(lines) + "\n"


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser(description="Measures ten years of quarters against one.")
    for name, standard in (("pages", 500), ("quarters", 40), ("runs", 3)):
        parser.add_argument(f"--{name}", type=int, default=standard)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        one = measured(Path(folder, "one"), asked.pages, 1, asked.runs)
        many = measured(Path(folder, "many"), asked.pages, asked.quarters, asked.runs)
    text = report(one, many, asked.pages)
    REPORT.write_text(text, "utf-8")
    say(text)


if __name__ == "__main__":
    main()
