"""Rows that were read before are not taken apart again, and come to the same."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.contract import tables
from generator.errors import Problem
from generator.load.records import Record
from generator.load.sheets import Memory, read_records
from generator.load.withholding import Moment

AT = Moment(datetime(2026, 1, 1, tzinfo=UTC))
HEADER = "term,expansion,meaning,note,access,publish_at,exempt_paragraph\n"

TEXTS = [
    "a,Alpha,First,,,,\nb,Beta,Second,,,,\n",
    'a,Alpha,First,,,,\nb,"Beta, or so",Second,,,,\n',
    'a,Alpha,"First\nof all",,,,\nb,Beta,"Second\n\nof all",,,,\n',
    'a,Alpha,"He said ""first""",,,,\nb,Beta,Second,,,,',
    "a,Alpha,First,,,,\r\nb,Beta,Second,,,,\r\n",
    "a,Alpha,First,,exempt,,3\nb,Beta,Second,,embargoed,2050-01-01T09:30:00+00:00,\n",
    "a,Alpha,First,,,,\nb,Beta,Second,,secret,,\n",
    "a,Alpha,First,,,,\na,Alpha,First,,,,\n",
    "a,Alpha,First,,,,\nA ,Alpha,First,,,,\n",
    "a,Alpha,First,,,,\n\nb,Beta,Second,,,,\n",
    'a,Alpha,First,,,,\nb,"Beta,Second,,,,\n',
    "a,Alpha,First,,,,\nb,Be\"ta,Second,,,,\n",
    "a,Alpha,First,,,,\n,,,,,,\n",
    "a,Alpha\nb,Beta,Second,,,,\n",
]  # fmt: skip


def read(path: Path, text: str, memory: Memory | None) -> tuple[list[Record] | None, list[Problem]]:
    path.write_bytes((HEADER + text).encode())
    problems: list[Problem] = []
    sheet = read_records(path, path.name, tables()["terms"], AT, problems, memory=memory)
    return list(sheet) if sheet is not None else None, problems


@pytest.mark.parametrize("text", TEXTS)
def test_what_was_read_before_comes_to_the_same(text: str, tmp_path: Path) -> None:
    memory = Memory(dict)
    for before in (text, *TEXTS):
        read(tmp_path / "terms.csv", before, memory)
    assert read(tmp_path / "terms.csv", text, memory) == read(tmp_path / "terms.csv", text, None)


def test_a_row_that_was_read_before_is_not_read_again(tmp_path: Path) -> None:
    memory = Memory(dict)
    for text in TEXTS[:6]:
        first, _ = read(tmp_path / "terms.csv", text, memory)
        again, _ = read(tmp_path / "terms.csv", text, memory)
        assert first is not None
        assert again is not None
        assert [a.cells is b.cells for a, b in zip(first, again, strict=True)] == [True, True]
