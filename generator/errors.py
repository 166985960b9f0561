"""One family of errors. A `Problem` is one thing wrong in what somebody wrote: where, what, and how to mend it."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from dataclasses import dataclass

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""What a system says when a disk, or one's share of it, is full, or would be."""

FOUND_LIMIT = 60
"""Longest piece of somebody's text that a message quotes, in characters."""


IN_LINES = (".md", ".yml", ".json")
"""Files that are read as lines, not as rows."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in the data, content or configuration, for an officer to mend.

    `row` counts as a spreadsheet does: the header is row 1. In a text it is the line. `found` is quoted, cut and never
    run. A `warning` asks to be confirmed and stops nothing.
    """

    file: str
    rule: str
    remedy: str
    row: int | None = None
    column: str = ""
    found: str = ""
    warning: bool = False

    def __post_init__(self) -> None:
        """Names of files may be no UTF-8, and keys may hold line breaks: both are told on one line all the same."""
        for name in ("file", "column"):
            object.__setattr__(self, name, _in_one_line(getattr(self, name)))
        object.__setattr__(self, "found", self.found.encode("utf-8", "replace").decode("utf-8"))

    @property
    def place(self) -> str:
        parts = [self.file]
        if self.row is not None:
            parts.append(f"{'line' if self.file.endswith(IN_LINES) else 'row'} {self.row}")
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

    def __reduce__(self) -> tuple[type[DataProblems], tuple[tuple[Problem, ...]]]:
        """To tell them to another process."""
        return DataProblems, (self.problems,)


class BuildError(PortalError):
    """A step of the build failed on sound data: a missing tool, a broken link, an engine that gave up."""


class UsageError(PortalError):
    """The command was asked for something that is not there, such as a release that does not exist."""


def told_by_the_system(error: OSError) -> BuildError:
    """What the system refused, such as room or rights, as a sentence."""
    return BuildError(refused("The build", error.errno or 0, str(error.filename or "")))


def refused(who: str, number: int, place: str = "") -> str:
    """Says that the system refused something to the build or a tool of it, and what to do."""
    what = (
        f"{who} could not write {place}".rstrip() if number in NO_ROOM else f"{who} could not use {place or 'a file'}"
    )
    remedy = "Make room on the disk" if number in NO_ROOM else "Mend that"
    return f"{what}: {os.strerror(number).lower()}. {remedy} and run this again. The last good site is untouched."


def quote(found: str) -> str:
    """`found` in quotation marks, on one line, cut to `FOUND_LIMIT`, with anything unprintable written out."""
    shown = _in_one_line(found)
    if len(shown) > FOUND_LIMIT:
        shown = shown[: FOUND_LIMIT - 1] + "…"
    return f"“{shown}”"


def _in_one_line(text: str) -> str:
    return "".join(character if character.isprintable() else _written_out(character) for character in text)


def _written_out(character: str) -> str:
    return "\\n" if character == "\n" else f"\\u{ord(character):04x}"
