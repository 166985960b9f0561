"""The numbers of a paper's paragraphs: each stands once, and none is left out without somebody having looked."""

from __future__ import annotations

from collections.abc import Iterator

from generator.errors import Problem
from generator.paragraphs import HEADED, NUMBERED


def check_numbering(body: str, file: str, above: int) -> Iterator[Problem]:
    """What is wrong with, or odd in, the numbers; `above` are the lines of the file before `body`."""
    found = sorted(
        (match.start(), match[1], body.count("\n", 0, match.start()) + 1 + above)
        for pattern in (NUMBERED, HEADED)
        for match in pattern.finditer(body)
    )
    lines: dict[str, int] = {}
    last: dict[str, int] = {}
    for _, number, line in found:
        if number in lines:
            remedy = "Give each paragraph its own number: readers cite it, and links lead to it."
            yield Problem(file, f"the number stands on line {lines[number]} already", remedy, line, found=number)
            continue
        lines[number] = line
        series, _, own = number.rpartition(".")
        expected = last.get(series, 0) + 1
        if int(own) != expected:
            rule = f"the number that should come here is {series}.{expected}"
            remedy = "Renumber the paragraphs, or leave it if the paper is numbered so."
            yield Problem(file, rule, remedy, line, found=number, warning=True)
        last[series] = int(own)
