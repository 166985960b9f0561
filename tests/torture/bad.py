"""Bad inputs: rules crossed with places and forms. Each must be refused at its place, by the name of its rule."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from generator.contract import WITHHOLDING_COLUMNS, Column, Table
from generator.load.discretion import NOT_SHOWN
from tests.torture import cells, files
from tests.torture.ground import bytes_of, changed, every_table, problems_now, rows_of, table_file, with_cell
from tests.torture.outcome import Outcome

GOAL, SAMPLE = 3000, 100
WORKERS = 2

FIGURES = {"observations": ("value",), "targets": ("lower", "upper"), "benchmarks": ("value",)}
"""Columns of text whose cells are figures wherever the indicator is a number."""

ANY_ROW = 0


@dataclass(frozen=True, slots=True)
class Case:
    """One file with something wrong: where a problem must be told (`row` 0: anywhere in the file), in which words."""

    name: str
    file: str
    content: bytes
    row: int
    column: str
    words: str


def every_case() -> Iterator[Case]:
    """All of them, in an order that never changes."""
    tables = every_table()
    for number, table in enumerate(tables):
        for place, column in enumerate(table.columns):
            yield from _cell_cases(table, column, number * 7 + place * 3)
        for what, content, words in files.bad_tables(table.name):
            yield _file_case(table_file(table.name), what, content, words)
    for file in files.every_text_file([table.name for table in tables]):
        for what, content, words in files.bad_bytes(bytes_of(file)):
            yield _file_case(file, what, content, words)
    for file, made in files.OTHERS.items():
        for what, content, words in made():
            yield _file_case(file, what, content, words)
    for file in files.WRITTEN:
        for what, content, words in files.bad_papers(file):
            yield _file_case(file, what, content, words)


def _file_case(file: str, what: str, content: bytes, words: str) -> Case:
    return Case(f"{file}: {what}", file, content, ANY_ROW, "", words)


def _cell_cases(table: Table, column: Column, turn: int) -> Iterator[Case]:
    row = _row_for(table, column)
    value = rows_of(table.name)[row - 1][table.header.index(column.name)] or _sample(column)

    def case(text: str, words: str, at_the_cell: bool = True) -> Case:
        content, name = with_cell(table.name, row, column.name, text), f"{table.name}.{column.name} row {row}: {text!r}"
        place = (row, column.name) if at_the_cell else (ANY_ROW, "")
        return Case(name[:160], table_file(table.name), content, *place, words)

    for form in cells.some(cells.WHITE_SPACE, 2, turn):
        yield case(form.format(value), "" if "\n" in form else "white space")
    for text in cells.some(cells.SPREADSHEET, 2, turn):
        yield case(text, "a spreadsheet's error")
    for put, words in cells.some(cells.HIDDEN, 4, turn):
        yield case(f"{value[:1]}{put}{value[1:]}", words, at_the_cell=False)
    yield case(f"{value}\r{value}", "bare carriage return", at_the_cell=False)
    if column.kind != "prose":
        yield case(f"{value}\n{value}", "one line of text")
    if column.required:
        yield case("", "must not be empty")
    for text, words in _wrong_for(table, column, turn):
        yield case(text, words)


def _wrong_for(table: Table, column: Column, turn: int) -> Iterable[tuple[str, str]]:
    """What is wrong for a column of this kind, with the words of its rule."""
    if column.name == "exempt_paragraph":
        return [(text, "") for text in cells.PARAGRAPHS]
    if column.name in FIGURES.get(table.name, ()):
        return [each for each in cells.NUMBERS if each[0] not in ("+5", "-0")] + [
            (text, "formula") for text in ("=1+1", "+A1")
        ]
    match column.kind:
        case "text" if column.pattern:
            return [(text, "") for text in (*cells.some(cells.FORMULAS, 3, turn), "x" * 80, "1;2", "<b>")]
        case "text" | "prose":
            formulas = [(text, "formula") for text in cells.some(cells.FORMULAS, 4, turn)]
            return [*formulas, *cells.some(cells.PERSONAL, 3, turn)]
        case "id":
            unknown = [("no-such-thing", "")] if _points(table, column) else []
            return [*((text, "") for text in cells.some(cells.IDS, 8, turn)), *unknown]
        case "code":
            return [(text, "not a known") for text in cells.some(_codes(column), 5, turn)]
        case "number":
            return cells.NUMBERS
        case "integer":
            return [*cells.some(cells.NUMBERS, 16, turn), ("1.5", "whole number"), ("1.0", "whole number")]
        case "date" | "dates":
            return [(text, "") for text in cells.DATES]
        case "period":
            return [(text, "") for text in cells.PERIODS]
        case "deadline":
            return [(text, "") for text in cells.some(cells.DEADLINES, 20, turn)]
        case "moment":
            return [(text, "not a moment") for text in cells.some(cells.MOMENTS, 6, turn)]
    raise AssertionError(f"no forms for the kind {column.kind}")


def _codes(column: Column) -> list[str]:
    first = column.choices[0]
    texts = [
        form.format(upper=first.upper(), title=first, first=first[:1], spaced=" ".join(first)) for form in cells.CODES
    ]
    return [text for text in texts if text not in column.choices and text == text.strip()]


def _points(table: Table, column: Column) -> bool:
    tied = {tie.id_column for tie in table.ties}
    return any(key.column == column.name for key in table.foreign_keys) or column.name in tied


def _row_for(table: Table, column: Column) -> int:
    """A row in which the cell is filled in where there is one, and whose indicator is a number."""
    rows = rows_of(table.name)
    place = rows[0].index(column.name)
    filled = [number for number, row in enumerate(rows[1:], 2) if row[place]]
    if column.name in FIGURES.get(table.name, ()):
        filled = [number for number in filled if rows[number - 1][place].replace(".", "").isdigit()]
    return filled[-1] if filled else 2


def _sample(column: Column) -> str:
    """Something that would do in a cell of the kind, so that only what is tried is wrong."""
    samples = {"period": "2024/25 Q2", "deadline": "2024/25 Q2", "date": "2024-09-30", "dates": "2024-09-30", "id": "x"}
    if column.name in WITHHOLDING_COLUMNS or column.choices:
        return column.choices[0] if column.choices else "3"
    return samples.get(column.kind, "1")


def verdict(case: Case) -> str:
    """The kind of fault that the portal made of a case; "" where it did right."""
    try:
        with changed(case.file, case.content):
            problems = problems_now()
    except Exception as error:  # any at all is what is looked for
        return f"crashed ({type(error).__name__})"
    told = [problem for problem in problems if not problem.warning]
    if not told:
        return "accepted"
    for problem in told:
        at_the_place = case.row in (ANY_ROW, problem.row) and (not case.column or problem.column == case.column)
        named = case.words in problem.rule or problem.remedy.endswith(NOT_SHOWN)  # where it may be withheld
        if problem.file == case.file and at_the_place and named and problem.remedy:
            return ""
    return "refused with another problem"


def try_bad(whole: bool) -> Outcome:
    """Every bad input, or a sample of them."""
    cases = list(every_case())
    chosen = cases if whole else random.Random(6).sample(cases, SAMPLE)
    if whole:
        with ProcessPoolExecutor(WORKERS) as pool:
            verdicts = list(pool.map(verdict, chosen, chunksize=50))
    else:
        verdicts = [verdict(case) for case in chosen]
    faults: dict[str, list[str]] = {"crashed": [], "accepted": [], "refused with another problem": []}
    for case, found in zip(chosen, verdicts, strict=True):
        if found:
            kind = "crashed" if found.startswith("crashed") else found
            faults.setdefault(kind, []).append(f"{case.name} {found if kind == 'crashed' else ''}".strip())
    return Outcome("bad inputs to the gate", len(chosen), GOAL if whole else 1, faults)
