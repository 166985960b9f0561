"""What `portal init` leaves for the council to write: the check asks for it until it is there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.errors import Problem
from generator.load.withholding import any_text

FILL_IN = "[fill in: {}]"
"""How such a place is marked, with what belongs there."""

UNFILLED = "this is still to be filled in"

_MARK = re.compile(r"\[fill in: ([^\[\]\n]*)\]")


def check_filled(files: Iterable[tuple[Path, str]]) -> Iterator[Problem]:
    """Each place in the files, given with their names in messages, that is still to be filled in."""
    for path, name in files:
        text = any_text(path)
        for match in _MARK.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            yield Problem(
                name,
                UNFILLED,
                "Write it in place of the brackets.",
                line,
                found=match[0],
                warning=True,
            )
