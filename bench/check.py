"""The check of one very large release against frictionless alone on the same package, foreign keys and all.

    python -m bench.check [--observations 1000000] [--runs 1]

`portal check` also works out the last quarter's results and writes its reports; frictionless validates the package and
does nothing else. Each runs in a process of its own, from its start to its end.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.archive import say
from bench.make import LAST, Maker, Row, Size
from bench.measure import PORTAL, Run, machine, middle, run
from bench.project import made_project
from generator.load.descriptor import FILE
from generator.project import Project

WARDS, QUARTERS = 39, 25
EACH = (WARDS + 1) * QUARTERS
"""Observations of each indicator: every quarter for the whole area and for every ward."""

ALONE = "import sys, frictionless; sys.exit(not frictionless.validate(sys.argv[1], type='package').valid)"


@dataclass(frozen=True, slots=True)
class Checked:
    """How long the two took over how many observations, in a file of so many megabytes."""

    observations: int
    megabytes: float
    portal: Run
    frictionless: Run

    @property
    def ratio(self) -> float:
        """How many times the work of the portal's check frictionless has."""
        return self.frictionless.work / self.portal.work


def measured(folder: Path, observations: int = 1_000_000, runs: int = 1) -> Checked:
    """Makes such a release in `folder`, and has both check it.

    It is made in another process: what is started from here counts the room that this one takes as its own.
    """
    project = made_project(folder)
    with ProcessPoolExecutor(1) as other:
        release = other.submit(made, project, observations).result()
    both = (partial(run, (*PORTAL, "check"), project.root), partial(run, (sys.executable, "-c", ALONE, FILE), release))
    portal, alone = (middle(each() for _ in range(runs)) for each in both)
    return Checked(observations // EACH * EACH, (release / "observations.csv").stat().st_size / 1e6, portal, alone)


def made(project: Project, observations: int) -> Path:
    """The folder of a release with so many observations."""
    maker = Maker("madeshire", Size(observations // EACH, areas=WARDS, history=QUARTERS))
    return maker.write(project.data, project.content, LAST - 1, observations=of_every_ward)


def of_every_ward(rows: list[Row]) -> list[Row]:
    """The figures of the whole area, each with one for every ward, which is that of another quarter or indicator."""
    whole = [row for row in rows if row["area"] == "whole"]
    values = [row["value"] for row in whole]
    return [
        row
        if not ward
        else {**row, "area": f"ward-{ward}", "value": values[(place + ward * 7) % len(values)], "note": ""}
        for place, row in enumerate(whole)
        for ward in range(WARDS + 1)
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description="Measures the check of one very large release.")
    for name, standard in (("observations", 1_000_000), ("runs", 1)):
        parser.add_argument(f"--{name}", type=int, default=standard)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = measured(Path(folder, "project"), asked.observations, asked.runs)
    say(f"{found.observations:,} observations, {found.megabytes:.0f} MB. {machine()}")
    for name, each in (("portal check", found.portal), ("frictionless alone", found.frictionless)):
        say(f"{name}: {each.work:.1f} s of work, {each.clock:.1f} s on the clock, {each.peak:.0f} MB at most")
    say(f"frictionless has {found.ratio:.1f} times the work")


if __name__ == "__main__":
    main()
