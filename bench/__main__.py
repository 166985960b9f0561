"""All goals for speed, measured in one run beside what others take for the same, into `bench/RESULTS.md`.

    python -m bench [--runs 3] [--small 1000] [--large 5000]

Times depend on the machine and on what else it does: read ratios. Everything is made data, so anybody can repeat it.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bench import check, others, speed
from bench.archive import say
from bench.measure import Run, machine, middle
from bench.project import ROOT
from bench.report import Line, Site, generators, goals, stages
from generator.project import Project
from generator.site.tree import mark_of, read_tree

REPORT = ROOT / "bench" / "RESULTS.md"
NOTES = ROOT / "bench" / "NOTES.md"
"""What a table can't say: what limits what does not hold. It stands below the table, as it was written by hand."""


TEXT = """# How fast, beside others

Made data, {day}; medians of {runs} runs, {many} pages in one run. Written by `make bench`, which anybody can repeat;
the notes at the end are by hand (`bench/NOTES.md`). Times are for orientation, ratios are what counts.

{machine}

{goals}

## Site generators on the same Markdown

{generators}

Ours reads and checks the data, plans and renders the Markdown, makes the pages, indexes them for search, follows every
link, and writes downloads and the manifest. The others are given the Markdown and make pages of it, no more.

## Where the time goes

{stages}

{notes}"""


def built(project: Project, runs: int) -> Site:
    ours = repeated(partial(speed.from_nothing, project), runs, "portal build")
    pages = speed.pages_of(project)
    return Site(pages, middle(ours), ours, [(other, timed(other, runs)) for other in others.others(project)])


def timed(other: others.Other, runs: int) -> Run | str:
    """What it took, or its last words where it gave up."""
    try:
        return middle(repeated(other.timed, runs, other.name))
    except RuntimeError as stopped:
        say(f"{other.name} stopped")
        return str(stopped).splitlines()[-1]


def repeated(once: Callable[[], Run], runs: int, what: str) -> list[Run]:
    found = []
    for number in range(runs):
        found.append(once())
        say(f"{what}, run {number + 1}: {found[-1].clock:.2f} s, {found[-1].work:.2f} s of work")
    return found


def unchanged(project: Project, first: Run, runs: int) -> Line:
    before = {file: mark_of(project.out / file) for file in read_tree(project.out).files}
    taken = middle(repeated(partial(speed.again, project), runs, "nothing changed"))
    same = before == {file: mark_of(project.out / file) for file in read_tree(project.out).files}
    said = f"{taken.clock:.2f} s of {first.clock:.1f} s; {'every byte the same' if same else 'NOT the same'}"
    return Line("second build, nothing changed", "5% of the first", said, taken.clock / first.clock, most=0.05)


def corrected(project: Project, first: Run, runs: int) -> tuple[Line, Run]:
    def once() -> Run:
        speed.correct(project)
        return speed.again(project)

    taken = middle(repeated(once, runs, "one value corrected"))
    said = f"{taken.clock:.1f} s of {first.clock:.1f} s"
    return Line(
        "one value corrected, whole site", "15% of the first", said, taken.clock / first.clock, most=0.15
    ), taken


def previewed(project: Project) -> Line:
    seconds = speed.reloaded(project)
    say(f"a changed page under portal serve: {seconds:.2f} s")
    return Line("one value corrected, `portal serve`", "1 s", f"{seconds:.1f} s", seconds, most=1)


def checked(folder: Path) -> list[Line]:
    found = check.measured(folder)
    say(f"check: {found.portal.clock:.1f} s, frictionless {found.frictionless.clock:.1f} s")
    what = f"check of {found.observations:,} observations"
    said = f"{found.portal.clock:.1f} s; frictionless alone {found.frictionless.clock:.1f} s"
    return [
        Line(what, "10 times as fast as frictionless", said, found.ratio, least=10),
        Line(f"{what}, memory", "1,000 MB", f"{found.portal.peak:.0f} MB", found.portal.peak, most=1000),
    ]


def shared_out(project: Project, runs: int) -> Line:
    taken = {
        workers: middle(repeated(partial(speed.from_nothing, project, "--workers", workers), runs, f"{workers} worker"))
        for workers in ("1", "2")
    }
    one, two = taken["1"].clock, taken["2"].clock
    said = f"{two:.1f} s with two workers, {one:.1f} s with one"
    return Line("20 publishers of 200 pages", "1.7 times as fast on two cores", said, one / two, least=1.7)


def started(project: Project, runs: int) -> Line:
    taken = middle(repeated(partial(speed.command_line, project), max(runs, 5), "portal --help"))
    return Line("`portal --help`", "0.3 s", f"{taken.clock:.2f} s", taken.clock, most=0.3)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measures the goals for speed, and writes them to bench/RESULTS.md.")
    for name, standard in (("runs", 3), ("small", 1000), ("large", 5000)):
        parser.add_argument(f"--{name}", type=int, default=standard)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        REPORT.write_text(measured(Path(folder), asked.runs, asked.small, asked.large), "utf-8")
    say(f"Written: {REPORT.relative_to(ROOT)}")


def measured(folder: Path, runs: int, few: int, many: int) -> str:
    """The whole report."""
    project = speed.one_publisher(folder / "small", few)
    lines = [started(project, runs)]
    small = built(project, runs)
    lines.append(unchanged(project, small.ours, runs))
    line, correction = corrected(project, small.ours, runs)
    lines += [line, previewed(project)]
    shutil.rmtree(project.root)
    large = built(speed.one_publisher(folder / "large", many), 1)
    shutil.rmtree(folder / "large")
    lines += checked(folder / "check")
    shutil.rmtree(folder / "check")
    lines.append(shared_out(speed.publishers(folder / "many", 20, 200), 1))
    return TEXT.format(
        day=f"{datetime.now(UTC):%d %B %Y}",
        runs=runs,
        many=f"{large.pages:,}",
        machine=machine(),
        goals=goals([*of_sites(small, large), *lines]),
        generators=generators([small, large]),
        stages=stages(
            {f"{small.pages:,} pages": small.ours, "one value corrected": correction, f"{large.pages:,}": large.ours}
        ),
        notes=NOTES.read_text("utf-8"),
    )


def of_sites(small: Site, large: Site) -> list[Line]:
    bare = small.ratio("bare mkdocs")
    first = f"{small.ours.clock:.1f} s; bare mkdocs {small.ours.clock / bare:.1f} s"
    grown = f"{large.each * 1000:.1f} ms a page; {small.each * 1000:.1f} ms at {small.pages:,}"
    room = f"{large.ours.peak:.0f} MB; pagefind {large.ours.pagefind:.0f} MB"
    return [
        Line(f"whole build, {small.pages:,} pages", "1.3 × bare mkdocs", first, bare, most=1.3),
        Line(f"growth to {large.pages:,} pages", "1.2 × as much a page", grown, large.each / small.each, most=1.2),
        Line(f"memory, {large.pages:,} pages", "400 MB in any process of ours", room, large.ours.peak, most=400),
    ]


if __name__ == "__main__":
    main()
