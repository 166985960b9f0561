"""What a check found, written into the build folder: for people, for machines, and as GitHub shows it in place."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict

from generator.annotations import annotation
from generator.errors import Problem
from generator.load.counts import Count
from generator.load.gate import TABLE, lines_of
from generator.pages.differences import Comparison
from generator.pages.quarter_check import QuarterCheck
from generator.project import Project
from generator.render import render_check, render_comparison
from generator.tokens import read_tokens
from generator.whole import write_whole


def write_reports(
    problems: Iterable[Problem],
    counts: Iterable[Count],
    project: Project,
    quarters: Sequence[QuarterCheck] = (),
    unsigned: Sequence[Problem] = (),
) -> None:
    """check.html for people; problems.json and counts.json for machines; problems.github.txt.

    `quarters` is what was found in sound data, by publisher, and `unsigned` why it can't be published yet: both are for
    people alone. All of them are there when there is nothing to tell, so that none is left from before.
    """
    listed, rows = list(problems), [asdict(count) for count in counts]
    commands = "".join(f"{annotation(problem, line)}\n" for problem, line in _with_lines(listed, project))
    write_whole(project.build / "problems.json", _json([asdict(problem) for problem in listed]))
    write_whole(project.build / "counts.json", _json(rows))
    write_whole(project.report, render_check(listed, rows, quarters, unsigned, project.templates).encode())
    write_whole(project.annotations, commands.encode())


def write_comparison(comparison: Comparison, project: Project) -> None:
    """diff.html, which says what changed between two releases."""
    write_whole(
        project.comparison, render_comparison(comparison, project.templates, read_tokens(project.tokens)).encode()
    )


def _with_lines(problems: Iterable[Problem], project: Project) -> Iterator[tuple[Problem, int | None]]:
    """Each problem with the line that it stands on: rows of a table may be longer than a line."""
    lines: dict[str, list[int]] = {}
    for problem in problems:
        row = problem.row
        if row is not None and problem.file.endswith(TABLE):
            if problem.file not in lines:
                lines[problem.file] = lines_of(project.root / problem.file)
            rows = lines[problem.file]
            yield problem, rows[row - 1] if row <= len(rows) else None
        else:
            yield problem, row


def _json(entries: list[dict[str, object]]) -> bytes:
    return f"{json.dumps(entries, ensure_ascii=False, indent=2)}\n".encode()
