"""The words and plain facts of the example councils, in files that people can read."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

Row = dict[str, str]
"""One row of a table: text by column."""


@cache
def listed(name: str) -> tuple[Row, ...]:
    """Every row of a CSV file of the catalogue."""
    return tuple(csv.DictReader(_text(f"{name}.csv").splitlines()))


@cache
def phrases() -> Mapping[str, Any]:
    """The sentences that progress, risks and papers are made of."""
    return tomllib.loads(_text("phrases.toml"))


@cache
def paper_text(name: str) -> str:
    """The body of a paper that is written by hand."""
    return _text(f"papers/{name}.md")


def _text(name: str) -> str:
    return (resources.files(__package__) / name).read_text("utf-8")
