"""What was measured as Markdown: the goals, the site generators side by side, and where the time goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench.measure import Run, spread
from bench.others import Other


@dataclass(frozen=True, slots=True)
class Line:
    """One goal. `ratio` is what was measured in its own terms; `most` or `least` is the bound."""

    what: str
    goal: str
    measured: str
    ratio: float
    most: float | None = None
    least: float | None = None

    @property
    def holds(self) -> bool:
        return (self.most is None or self.ratio <= self.most) and (self.least is None or self.ratio >= self.least)


@dataclass(frozen=True, slots=True)
class Site:
    """Builds from nothing of one size, of ours and of others, in seconds on the clock and of work."""

    pages: int
    ours: Run
    runs: Sequence[Run]
    others: Sequence[tuple[Other, Run | str]]
    """What each took, or its last words where it gave up."""

    def ratio(self, name: str) -> float:
        """How many times the clock of another one ours takes."""
        taken = next(run for other, run in self.others if other.name == name)
        return self.ours.clock / taken.clock if isinstance(taken, Run) else 0

    @property
    def each(self) -> float:
        """Seconds on the clock for each page."""
        return self.ours.clock / self.pages


def goals(lines: Sequence[Line]) -> str:
    rows = [("what", "goal", "measured", "in its terms", "holds")]
    for line in lines:
        holds = "yes" if line.holds else "**no**"
        rows.append((line.what, line.goal, line.measured, f"{line.ratio:.2f}", holds))
    return _table(rows, "---|---|---|---:|---")


def generators(sites: Sequence[Site]) -> str:
    rows = [("pages", "who", "seconds (spread)", "of work", "largest process, MB", "ours to it")]
    for site in sites:
        pages, times = f"{site.pages:,}", spread(run.clock for run in site.runs)
        rows.append((pages, "portal build, whole", f"{site.ours.clock:.1f} ({times})", *_numbers(site.ours), ""))
        for other, taken in site.others:
            who, ratio = f"{other.name} {other.version}", f"{site.ratio(other.name):.2f}"
            if isinstance(taken, Run):
                rows.append((pages, who, f"{taken.clock:.1f}", *_numbers(taken), ratio))
            else:
                rows.append((pages, who, f"gave up: {taken}", "", "", ""))
    return _table(rows, "---:|---|---:|---:|---:|---:")


def stages(runs: Mapping[str, Run]) -> str:
    """Seconds on the clock of each stage. What is said as each begins names its size, which differs."""
    by_stage = [{_stage(said): seconds for said, seconds in run.stages.items()} for run in runs.values()]
    names = list(dict.fromkeys(name for each in by_stage for name in each))
    rows = [("seconds on the clock", *runs)]
    rows += [(name, *(f"{each.get(name, 0):.1f}" for each in by_stage)) for name in names]
    rest = (f"{run.clock - sum(run.stages.values()):.1f}" for run in runs.values())
    return _table([*rows, ("starting, and putting the site in place", *rest)], "---" + "|---:" * len(runs))


def _stage(said: str) -> str:
    return said.rstrip(" …").partition(" from ")[0]


def _numbers(run: Run) -> tuple[str, str]:
    return f"{run.work:.1f}", f"{run.peak:.0f}"


def _table(rows: Sequence[Sequence[str]], columns: str) -> str:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], f"|{columns}|", *lines[1:]])
