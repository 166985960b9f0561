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
    return tuple(csv.DictReader(text(f"{name}.csv").splitlines()))


@cache
def phrases() -> Mapping[str, Any]:
    """The sentences that progress, risks, minutes and papers are made of."""
    return tomllib.loads(text("phrases.toml"))


@cache
def publishers() -> Mapping[str, Any]:
    """What the councils are called, and what their releases say of themselves."""
    return tomllib.loads(text("publishers.toml"))


@cache
def text(name: str) -> str:
    """A file of the catalogue, such as the body of a paper that is written by hand."""
    return (resources.files(__package__) / name).read_text("utf-8")
