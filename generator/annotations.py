"""Problems as GitHub shows them, beside the line of the file.

Its commands: https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
What was found is data, so every character that means something to such a command is escaped.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.errors import Problem

_IN_MESSAGE = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTY = {**_IN_MESSAGE, ":": "%3A", ",": "%2C"}


def annotation(problem: Problem, line: int | None) -> str:
    """The command that annotates `line` of the problem's file; the file as a whole where it has none."""
    kind = "warning" if problem.warning else "error"
    place = {"file": problem.file, "line": str(line) if line else "", "title": problem.place}
    said = ",".join(f"{name}={_escaped(value, _IN_PROPERTY)}" for name, value in place.items() if value)
    return f"::{kind} {said}::{_escaped(problem.said, _IN_MESSAGE)}"


def _escaped(text: str, signs: Mapping[str, str]) -> str:
    return "".join(signs.get(character, character) for character in text)
