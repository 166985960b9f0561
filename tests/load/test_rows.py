"""Rows that are read to be written again: a table that is no table is refused, so that nothing of it is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.contract import tables
from generator.errors import DataProblems
from generator.load.rows import read_tables

HEADER = ",".join(tables()["terms"].header)
ROW = "," * (len(tables()["terms"].header) - 1)

# fmt: off
REFUSED = [
    # the file                              row     rule says
    (f"{HEADER}\nLAA{ROW},x\n",             2,      "the row has"),
    (f"{HEADER}\nLAA{ROW}\nLAA\n",          3,      "the row has 1 cells where the header has"),
    ("meaning,term\n",                      1,      "not the names of the table's columns"),
    (f'{HEADER}\n"LAA{ROW}\n',              2,      "opens a cell and never closes"),
]
# fmt: on


@pytest.mark.parametrize(("text", "row", "rule"), REFUSED)
def test_what_is_no_table_is_refused(text: str, row: int, rule: str, tmp_path: Path) -> None:
    (tmp_path / "terms.csv").write_text(text, "utf-8")
    with pytest.raises(DataProblems) as caught:
        read_tables(tmp_path, "it", {"terms": tables()["terms"]})
    (problem,) = caught.value.problems
    assert (problem.file, problem.row) == ("it/terms.csv", row)
    assert rule in problem.rule


def test_every_row_is_read_as_it_stands(tmp_path: Path) -> None:
    text = f"{HEADER}\nLAA{ROW}\n"
    (tmp_path / "terms.csv").write_text(text, "utf-8")
    read = read_tables(tmp_path, "it", {"terms": tables()["terms"]})["terms"]
    assert read.content(read.rows) == text.encode()
