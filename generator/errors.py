"""One family of errors. A `Problem` is one thing wrong in what somebody wrote: where, what, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

FOUND_LIMIT = 60
"""Longest piece of somebody's text that a message quotes, in characters."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in the data, content or configuration, for an officer to mend.

    `row` counts as a spreadsheet does: the header is row 1. `found` is quoted, cut and never run. A `warning` asks to
    be confirmed and stops nothing.
    """

    file: str
    rule: str
    remedy: str
    row: int | None = None
    column: str = ""
    found: str = ""
    warning: bool = False

    @property
    def place(self) -> str:
        parts = [self.file]
        if self.row is not None:
            parts.append(f"row {self.row}")
        if self.column:
            parts.append(f"{'column' if self.file.endswith('.csv') else 'entry'} {self.column}")
        return ", ".join(parts)

    @property
    def said(self) -> str:
        """What is wrong and what to do, on one line."""
        found = f"found {quote(self.found)}: " if self.found else ""
        found = f"to confirm: {found}" if self.warning else found
        return f"{found}{self.rule.rstrip('.')}. {self.remedy}"

    @property
    def line(self) -> str:
        """The whole problem on one line, as the terminal shows it."""
        return f"{self.place}: {self.said}"

    @property
    def sort_key(self) -> tuple[str, int, str, str]:
        return (self.file, self.row or 0, self.column, self.rule)


def errors_in(problems: Iterable[Problem]) -> int:
    """How many of the problems stop a build: warnings do not."""
    return sum(1 for problem in problems if not problem.warning)


class PortalError(Exception):
    """Base of every error that the portal raises on purpose."""


class DataProblems(PortalError):
    """What was read breaks the rules: nothing is built. Carries every problem found, not only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.sort_key))
        count = errors_in(self.problems)
        super().__init__(f"{count} problem{'s' if count != 1 else ''} in the data")


class BuildError(PortalError):
    """A step of the build failed on sound data: a missing tool, a broken link, an engine that gave up."""


class UsageError(PortalError):
    """The command was asked for something that is not there, such as a release that does not exist."""


def quote(found: str) -> str:
    """`found` in quotation marks, on one line, cut to `FOUND_LIMIT`, with anything unprintable written out."""
    shown = "".join(character if character.isprintable() else _written_out(character) for character in found)
    if len(shown) > FOUND_LIMIT:
        shown = shown[: FOUND_LIMIT - 1] + "…"
    return f"“{shown}”"


def _written_out(character: str) -> str:
    return "\\n" if character == "\n" else f"\\u{ord(character):04x}"
