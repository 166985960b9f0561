"""A table of many rows is read with little work: counted, not timed."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bench.make import Maker, Size
from bench.project import made_project
from generator.contract import Column, tables
from generator.errors import DataProblems, Problem
from generator.load import load_portal, records, sheets
from generator.load.convert import Value, convert
from generator.load.records import Access, Cells, Record, Sheet, Source
from generator.load.sheets import Memory, read_records
from generator.load.withholding import Moment
from tests.projects import change_rows, copy_project, load

AT = Moment(datetime(2026, 1, 1, tzinfo=UTC))
OBSERVATIONS = tables()["observations"]


@pytest.fixture
def converted(monkeypatch: pytest.MonkeyPatch) -> Counter[tuple[str, str]]:
    """How many times each cell of each column was converted."""
    counted: Counter[tuple[str, str]] = Counter()

    def counting(column: Column, cell: str) -> Value:
        counted[column.name, cell] += 1
        return convert(column, cell)

    monkeypatch.setattr(sheets, "convert", counting)
    return counted


def table(rows: int, end: str = ",,,") -> str:
    """So many observations, whose values are ten numbers over and over."""
    lines = (f"waste-{row},2024/25 Q1,all,all,{row % 10},final,,,,,{end}" for row in range(rows))
    return "\n".join([",".join(OBSERVATIONS.header), *lines, ""])


def read(path: Path, text: str, problems: list[Problem], memory: Memory | None = None) -> Sheet | None:
    path.write_text(text, "utf-8")
    return read_records(path, path.name, OBSERVATIONS, AT, problems, memory=memory)


def test_each_text_of_a_column_is_converted_once(tmp_path: Path, converted: Counter[tuple[str, str]]) -> None:
    problems: list[Problem] = []
    sheet = read(tmp_path / "observations.csv", table(25_000), problems)
    assert sheet is not None
    assert (len(sheet), problems) == (25_000, [])
    assert set(converted.values()) == {1}
    assert sum(column == "value" for column, _ in converted) == 10


def test_what_is_refused_is_told_on_every_row(tmp_path: Path, converted: Counter[tuple[str, str]]) -> None:
    problems: list[Problem] = []
    read(tmp_path / "observations.csv", table(12_000, end=",secret,,"), problems)
    assert [problem.row for problem in problems] == list(range(2, 12_002))
    assert set(converted.values()) == {1}


def test_the_rest_of_a_release_is_not_converted_again(tmp_path: Path, converted: Counter[tuple[str, str]]) -> None:
    memory, problems = Memory(dict), list[Problem]()
    for rows in (100, 101):
        read(tmp_path / "observations.csv", table(rows), problems, memory)
    assert converted["indicator", "waste-99"] == 1
    assert converted["indicator", "waste-100"] == 1


@pytest.mark.parametrize("at_once", [1, 2, 7])
def test_rows_come_to_the_same_however_many_are_taken_at_once(
    at_once: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = 'waste-2,2024/25 Q1,all,all,1,final,,,,,"A note, with ""quotes"" and\na second line.",,,\n'
    text = table(9).replace("waste-4,", "waste-4,,") + odd.replace("waste-2", "tins") + ",,,,,,,,,,,,,\n" + odd
    whole: list[Problem] = []
    all_of_it = read(tmp_path / "observations.csv", text, whole)
    monkeypatch.setattr(sheets, "AT_ONCE", at_once)
    told: list[Problem] = []
    assert list(read(tmp_path / "observations.csv", text, told) or ()) == list(all_of_it or ())
    assert told == whole
    assert [problem.row for problem in whole] == [6, 12, 13]


def test_sound_figures_are_judged_without_looking_at_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project, made = made_project(tmp_path / "project"), Counter[str]()
    Maker("madeshire", Size(20, areas=3)).write(project.data, project.content, 50)

    def counted(source: Source, row: int, cells: Cells, access: Access) -> Record:
        made[source.table.name] += 1
        return Record(source, row, cells, access)

    monkeypatch.setattr(records, "Record", counted)
    loaded = load_portal(project.data, project.content, AT.time)
    assert sum(count.published for count in loaded.counts if count.table == "observations") > 480
    assert made["indicators"] == 20
    assert made["observations"] <= 1


@pytest.mark.parametrize(
    ("denominator", "rule"), [("48", "numerator over denominator is 25"), ("0", "denominator of 0")]
)
def test_a_column_that_says_the_same_on_every_row_is_judged_too(denominator: str, rule: str, tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    change_rows(project, "2024-25-q2/observations.csv", {}, numerator="12", denominator=denominator)
    with pytest.raises(DataProblems) as refused:
        load(project)
    assert any(rule in problem.rule for problem in refused.value.problems)
