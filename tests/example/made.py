"""Names for what the tests of the made-up councils read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator.example import SEED, write_councils

Row = dict[str, str]
Tables = Mapping[str, list[Row]]
Releases = Mapping[str, Tables]

FIRST, NEW_PLAN, LATEST = "2006-07-q3", "2009-10-q1", "2009-10-q2"
WHOLE = ("exampleshire", "all")
"""The area and breakdown of a value for everyone."""


def made(folder: Path, seed: int = SEED) -> Path:
    """Writes the councils below a folder, and returns it."""
    write_councils(folder / "data", folder / "content", seed)
    return folder


def key(row: Row) -> tuple[str, str, str, str]:
    """What an observation is for."""
    return row["indicator"], row["period"], row["area"], row["breakdown"]
