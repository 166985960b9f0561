"""What one suite of the torture tried, and what went wrong: a line of the table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outcome:
    """`tried` must reach `goal`; `faults` holds, by kind ("crashed", "leaked"), the name of each case that went wrong.

    A kind of fault that did not occur is there all the same, empty, so that the table shows what was looked for.
    """

    what: str
    tried: int
    goal: int
    faults: Mapping[str, Sequence[str]]
    note: str = ""

    @property
    def holds(self) -> bool:
        return self.tried >= self.goal and not any(self.faults.values())

    @property
    def line(self) -> str:
        found = ", ".join(f"{len(names)} {kind}" for kind, names in self.faults.items())
        note = f"; {self.note}" if self.note else ""
        return f"{self.what}: {self.tried} tried (goal {self.goal}), {found}{note}"


Suite = Callable[[bool], Outcome]
"""Tries everything when given True, and a sample that fits into `make test` (goal 1) when given False."""
