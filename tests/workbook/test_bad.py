"""What comes back wrong is told by sheet and cell, or read correctly: never a silent difference."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from generator.contract import tables
from generator.errors import UsageError
from generator.load.descriptor import FILE
from generator.load.published import Published, write_published
from generator.load.rows import read_rows
from generator.project import Project
from generator.workbook import scan
from generator.workbook.back import take_back
from generator.workbook.sheets import cell_name
from tests.projects import change_descriptor, change_rows, copy_project
from tests.workbook.support import (
    Grids,
    bytes_of,
    grids_of,
    problems_of,
    read,
    repack,
    save_ods,
    save_xlsx,
    workbook_of,
)

UNIT = "green-spaces"
MIDNIGHT = datetime(2024, 9, 30)  # noqa: DTZ001 - a spreadsheet knows no time zone
SAVES: Mapping[str, Callable[[Grids, Path], Path]] = {"xlsx": save_xlsx, "ods": save_ods}


KEPT = frozenset(
    "units posts plans plan_items responsibilities plan_updates meetings observations risks risk_scores terms".split()
)
"""Tables enough for what is tried here: a workbook of fewer sheets is written and read faster."""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = copy_project(tmp_path_factory.mktemp("small"))
    package = project.data / "smallshire" / "2024-25-q2" / FILE
    resources = [entry for entry in json.loads(package.read_bytes())["resources"] if entry["name"] in KEPT]
    change_descriptor(project, "2024-25-q2", resources=resources)
    return project


@pytest.fixture
def project(small: Project, tmp_path: Path) -> Project:
    shutil.copytree(small.data, tmp_path / "data")
    return Project(tmp_path, tmp_path / "site", tmp_path / "build")


@pytest.fixture
def folder(project: Project) -> Path:
    return project.data / "smallshire" / "2024-25-q2"


def place(grids: Grids, sheet: str, heading: str) -> int:
    return grids[sheet][0].index(heading)


def name_of(row: int, column: int) -> str:
    return cell_name((row, column))


PERIOD = ("Updates", "Period")
STATUS = ("Updates", "Status")
PERCENT = ("Updates", "Per cent complete")
PROGRESS = ("Updates", "Progress")
DUE = ("Plan items", "Due")
REFERENCE = ("Plan items", "Reference")
TITLE = ("Plan items", "Title")
HELD = ("Meetings", "Date")

CELLS: tuple[tuple[str, tuple[str, str], object, str], ...] = (
    # what somebody typed     where      value                what is said
    ("a pasted moment",       PERIOD,    MIDNIGHT,            "a spreadsheet's date, 30 September 2024, which other"),
    ("a pasted day",          PERIOD,    date(2024, 9, 30),   "Type 2024/25 Q2 for its quarter, or 2024-09-30"),
    ("a day for a deadline",  DUE,       date(2025, 1, 31),   "Type 2024/25 Q4 for its quarter, or 2025-01-31"),
    ("a date of a meeting",   HELD,      date(2024, 4, 1),    "If that is the day, type 2024-04-01, as text"),
    ("a date for a text",     REFERENCE, date(2024, 10, 1),   "Format the cell as text, and type it again"),
    ("a year for a period",   PERIOD,    2024,                "A year needs its kind. Type 2024 CY"),
    ("a date's count",        PERIOD,    45565,               "Excel keeps dates as a count of days"),
    ("a number for a code",   STATUS,    1,                   "this is a number, and text belongs here"),
    ("a number for a text",   REFERENCE, 1.1,                 "drops noughts at both ends of numbers"),
    ("a number worked out",   PERCENT,   1 / 3,               "Type the number that is meant, such as 0.333333."),
    ("too large a number",    PERCENT,   1e300,               "or lost digits of it: it keeps 15"),
    ("a truth",               PROGRESS,  True,                "a spreadsheet's “true” or “false”"),
    ("no code of the list",   STATUS,    "late",              "not a known status. Use one of: not started,"),
    ("an error's name",       PROGRESS,  "#REF!",             "this is a spreadsheet's error, not a value"),
    ("a hidden character",    PROGRESS,  "to\u202egether",    "hidden control character U+202E"),
    ("white space",           PROGRESS,  "Done ",             "white space stands at the start or end"),
    ("text for a formula",    PROGRESS,  "=1+1",              "a spreadsheet would take this for a formula"),
    ("text for a number",     PERCENT,   "45 %",              "written without a per cent sign. Type 45."),
    ("two lines for one",     TITLE,     "one\ntwo",          "this column takes one line of text"),
    ("nothing at all",        STATUS,    "",                  "this cell must not be empty"),
)  # fmt: skip


@pytest.mark.parametrize("kind", sorted(SAVES))
@pytest.mark.parametrize(("where", "value", "said"), [row[1:] for row in CELLS], ids=[row[0] for row in CELLS])
def test_a_cell_is_told(
    folder: Path, tmp_path: Path, kind: str, where: tuple[str, str], value: object, said: str
) -> None:
    grids = grids_of(workbook_of(folder, tmp_path))
    sheet, heading = where
    column = place(grids, sheet, heading)
    row = min(2, len(grids[sheet]) - 1)
    grids[sheet][row][column] = value
    (problem,) = problems_of(folder, SAVES[kind](grids, tmp_path / f"again.{kind}"))
    assert problem.startswith(f"sheet {sheet}, cell {name_of(row, column)}: ")
    assert said in problem


NUMBERS = (
    (45, "45"),
    (45.0, "45"),
    (24.1, "24.1"),
    (0, "0"),
    (-0.0, "0"),
    (0.07, "0.07"),
    (99.999999999, "99.999999999"),
)


@pytest.mark.parametrize("kind", sorted(SAVES))
@pytest.mark.parametrize(("typed", "text"), NUMBERS)
def test_a_number_where_numbers_belong_is_what_was_typed(
    folder: Path, tmp_path: Path, kind: str, typed: float, text: str
) -> None:
    grids = grids_of(workbook_of(folder, tmp_path))
    grids["Updates"][2][place(grids, "Updates", "Per cent complete")] = typed
    grids["Observations"][3][place(grids, "Observations", "Value")] = typed
    read(folder, SAVES[kind](grids, tmp_path / f"again.{kind}"))
    assert f"plant-trees,2024/25 Q2,on target,On Target,{text},," in (folder / "plan_updates.csv").read_text("utf-8")
    assert f"residual-waste,2023/24 Q2,smallshire,all,{text},final" in (folder / "observations.csv").read_text("utf-8")


def test_every_problem_is_told_at_once_in_the_order_of_the_sheets(folder: Path, tmp_path: Path) -> None:
    grids = grids_of(workbook_of(folder, tmp_path))
    grids["Updates"][10][2] = "late"
    grids["Updates"][2][2] = "late"
    grids["Plan items"][1][3] = "task"
    problems = problems_of(folder, save_xlsx(grids, tmp_path / "again.xlsx"))
    assert [problem.split(":")[0] for problem in problems] == [
        "sheet Plan items, cell D2",
        "sheet Updates, cell C3",
        "sheet Updates, cell C11",
    ]


# Sheets, columns and rows.


@pytest.mark.parametrize("kind", sorted(SAVES))
def test_sheets_columns_and_rows_in_another_order_are_read(folder: Path, tmp_path: Path, kind: str) -> None:
    grids = grids_of(workbook_of(folder, tmp_path))
    turned: Grids = {}
    for name, rows in reversed(grids.items()):
        wide = [[*row, *[""] * (max(map(len, rows)) - len(row))] for row in rows]
        turned[name] = (
            wide if name in ("portal", "choices") else [list(reversed(row)) for row in [wide[0], *wide[:0:-1]]]
        )
    turned["Updates"] += [[], [], [""]]
    status = place(turned, "Updates", "Status")
    (row,) = [row for row in turned["Updates"] if "cycle-lanes" in row and "2024/25 Q2" in row]
    row[status] = "on hold"
    assert read(folder, SAVES[kind](turned, tmp_path / f"again.{kind}")).changes == {
        "plan_updates": "1 row changed (status 1)"
    }
    assert "cycle-lanes,2024/25 Q2,on hold,Delayed,10," in (folder / "plan_updates.csv").read_text("utf-8")


def test_a_missing_sheet_is_told_and_a_renamed_one_is_found(folder: Path, tmp_path: Path) -> None:
    grids = grids_of(workbook_of(folder, tmp_path))
    grids["My updates"] = grids.pop("Updates")
    problems = problems_of(folder, save_xlsx(grids, tmp_path / "again.xlsx"))
    remedy = "Give it its name again, if it is one of: My updates."
    assert problems == [f"again.xlsx: the sheet Updates is missing. {remedy}"]
    del grids["My updates"]
    (problem,) = problems_of(folder, save_xlsx(grids, tmp_path / "again.xlsx"))
    assert "Write the workbook again" in problem


def test_a_sheet_of_ones_own_is_left_alone_and_said(folder: Path, tmp_path: Path) -> None:
    grids = grids_of(workbook_of(folder, tmp_path))
    grids["Sums"] = [["=1"], ["My own sums"]]
    assert read(folder, save_xlsx(grids, tmp_path / "again.xlsx")).notes == (
        "The sheet Sums is not one of the portal's: it was not read.",
    )


def test_columns_are_known_by_their_headings(folder: Path, tmp_path: Path) -> None:
    def problems(change: Callable[[list[list[object]]], None]) -> list[str]:
        grids = grids_of(workbook_of(folder, tmp_path))
        change(grids["Updates"])
        return problems_of(folder, save_xlsx(grids, tmp_path / "again.xlsx"))

    def insert(rows: list[list[object]]) -> None:
        for number, row in enumerate(rows):
            row.insert(2, "Checked by me" if number == 0 else "")

    def unnamed(rows: list[list[object]]) -> None:
        for number, row in enumerate(rows):
            row.insert(2, "" if number == 0 else "x")

    def empty(rows: list[list[object]]) -> None:
        for row in rows:
            row.insert(2, "")

    def twice(rows: list[list[object]]) -> None:
        rows[0].append("Status")

    def rename(rows: list[list[object]]) -> None:
        rows[0][2] = "State"

    def delete(rows: list[list[object]]) -> None:
        for row in rows:
            del row[2]

    found = "sheet Updates, cell C1: found"
    assert problems(insert) == [
        f"{found} “Checked by me”: the table has no column of this heading. Delete the column, with all its cells."
    ]
    assert "this column has no heading" in problems(unnamed)[0]
    assert problems(empty) == []
    assert "this column stands twice" in problems(twice)[0]
    assert problems(rename) == [
        f"{found} “State”: the table has no column of this heading. "
        "Give it its heading again, if it is one of: Status; or delete the column."
    ]
    assert problems(delete)[0].startswith("sheet Updates, cell A1: the column Status is missing.")


def test_rows_are_added_where_they_stand(folder: Path, tmp_path: Path) -> None:
    grids = grids_of(workbook_of(folder, tmp_path))
    grids["Terms"].insert(1, ["BVPI", "Best Value Performance Indicator"])
    grids["Terms"].append(["ZZZ", "The last"])
    assert read(folder, save_xlsx(grids, tmp_path / "again.xlsx")).changes == {"terms": "2 rows added"}
    lines = (folder / "terms.csv").read_text("utf-8").splitlines()
    assert (lines[1], lines[-1]) == ("BVPI,Best Value Performance Indicator,,,,,", "ZZZ,The last,,,,,")


def test_a_row_twice_is_told(folder: Path, tmp_path: Path) -> None:
    grids = grids_of(workbook_of(folder, tmp_path))
    grids["Updates"].append(grids["Updates"][1])
    (problem,) = problems_of(folder, save_xlsx(grids, tmp_path / "again.xlsx"))
    assert "this is the same as row 2: plant-trees + 2024/25 Q1" in problem


def test_rows_that_are_gone_are_taken_out_only_on_purpose(folder: Path, tmp_path: Path) -> None:
    grids = grids_of(workbook_of(folder, tmp_path))
    del grids["Updates"][1]
    path = save_xlsx(grids, tmp_path / "again.xlsx")
    before = bytes_of(folder)
    with pytest.raises(UsageError, match=r"plant-trees \+ 2024/25 Q1 \(plan_updates\).*--removed 1"):
        read(folder, path)
    with pytest.raises(UsageError, match="--removed 1"):
        read(folder, path, removed=2)
    assert bytes_of(folder) == before
    assert read(folder, path, removed=1).changes == {"plan_updates": "1 row taken out"}
    with pytest.raises(UsageError, match="Leave out --removed"):
        read(folder, path, removed=1)


def test_a_unit_neither_adds_rows_nor_takes_them_out(folder: Path, tmp_path: Path) -> None:
    grids = grids_of(workbook_of(folder, tmp_path, UNIT))
    item = place(grids, "Updates", "Item")
    added = [*grids["Updates"][1]]
    added[item] = "cycle-lanes"
    grids["Updates"].append(added)
    (problem,) = problems_of(folder, save_xlsx(grids, tmp_path / "again.xlsx"))
    assert f"sheet Updates, cell {name_of(len(grids['Updates']) - 1, item)}: found “cycle-lanes”" in problem
    added[item] = "brand-new"
    (problem,) = problems_of(folder, save_xlsx(grids, tmp_path / "again.xlsx"))
    assert "found “brand-new”: the workbook was not written with this row" in problem
    del grids["Updates"][1], grids["Updates"][-1]
    (problem,) = problems_of(folder, save_xlsx(grids, tmp_path / "again.xlsx"))
    assert problem.startswith("sheet Updates: found “plant-trees + 2024/25 Q2”: a row is missing.")


# What is no plain value, and what is out of sight.


def test_formulas_errors_and_merged_cells_are_told(folder: Path, tmp_path: Path) -> None:
    grids = grids_of(workbook_of(folder, tmp_path))

    def tweak(book: Any, sheets: Mapping[str, Any]) -> None:
        sheets["Updates"].write_formula("E3", "=40+5", None, 45)
        sheets["Updates"].write_formula("H4", "=1/0", None, "#DIV/0!")
        sheets["Updates"].merge_range("H6:H7", "both")

    path = save_xlsx(grids, tmp_path / "again.xlsx", tweak)
    problems = problems_of(folder, path)
    assert [problem.split(". ")[0] for problem in problems] == [
        "sheet Updates, cell E3: this is a formula, and only values are read",
        "sheet Updates, cell H4: found “#DIV/0!”: this is a formula, and only values are read",
        "sheet Updates, cell H6: cells are merged here",
    ]


def test_an_error_that_was_pasted_as_a_value_is_told(folder: Path, tmp_path: Path) -> None:
    grids = grids_of(workbook_of(folder, tmp_path))
    number = list(grids).index("Updates") + 1
    grids["Updates"][2][4] = 123456

    def spoil(part: bytes) -> bytes:
        assert b"<v>123456</v>" in part
        return part.replace(b'<c r="E3"><v>123456</v>', b'<c r="E3" t="e"><v>#REF!</v>')

    path = save_xlsx(grids, tmp_path / "again.xlsx")
    (problem,) = problems_of(folder, repack(path, {f"xl/worksheets/sheet{number}.xml": spoil}))
    assert (
        problem == "sheet Updates, cell E3: found “#REF!”: this is a spreadsheet's error, not a value. Type the value."
    )


def test_the_same_in_an_ods(folder: Path, tmp_path: Path) -> None:
    grids = grids_of(workbook_of(folder, tmp_path))
    grids["Updates"][2][4], grids["Updates"][3][7], grids["Updates"][5][7] = 45, "both", "two@lines"

    def change(content: str) -> str:
        return (
            content.replace('office:value="45"', 'table:formula="of:=40+5" office:value="45"')
            .replace(
                '<table:table-cell office:value-type="string"><text:p>both',
                '<table:table-cell table:number-rows-spanned="2" office:value-type="string"><text:p>both',
            )
            .replace("two@lines", "two<text:line-break/>lines")
        )

    problems = problems_of(folder, save_ods(grids, tmp_path / "again.ods", change))
    assert [problem.split(". ")[0] for problem in problems] == [
        "sheet Updates, cell E3: this is a formula, and only values are read",
        "sheet Updates, cell H4: cells are merged here",
    ]


def test_an_ods_of_another_program_is_read_to_the_letter(folder: Path, tmp_path: Path) -> None:
    """Breaks within a paragraph, notes beside a cell, and rows that are alike written once."""
    grids = grids_of(workbook_of(folder, tmp_path))
    grids["Updates"][2][7] = "two@lines"

    def change(content: str) -> str:
        note = "<office:annotation><text:p>A note</text:p></office:annotation>"
        return content.replace("two@lines", "two<text:line-break/>lines").replace(
            "<text:p>Status</text:p>", f"{note}<text:p>Status</text:p>"
        )

    read(folder, save_ods(grids, tmp_path / "again.ods", change))
    assert 'On Target,45,,amber,"two\nlines",' in (folder / "plan_updates.csv").read_text("utf-8")


def test_what_is_out_of_sight_is_read_and_said(folder: Path, tmp_path: Path) -> None:
    grids = grids_of(workbook_of(folder, tmp_path))
    grids["Updates"][2][2] = "delayed"

    def tweak(book: Any, sheets: Mapping[str, Any]) -> None:
        sheets["Updates"].set_row(2, None, None, {"hidden": True})
        sheets["Updates"].set_column(3, 4, None, None, {"hidden": True})

    taken = read(folder, save_xlsx(grids, tmp_path / "again.xlsx", tweak))
    assert taken.changes == {"plan_updates": "1 row changed (status 1)"}
    assert taken.notes == (
        "Sheet Updates: 1 row out of sight, by a filter perhaps, read like the others.",
        "Sheet Updates: columns out of sight, read like the others.",
    )
    grids["Updates"][2][2] = "on target"
    hide = ('<table:table-row><table:table-cell office:value-type="string"><text:p>plant-trees-a1', "filter")

    def filtered(content: str) -> str:
        assert hide[0] in content
        return content.replace(hide[0], hide[0].replace("table-row>", 'table-row table:visibility="filter">', 1))

    taken = read(folder, save_ods(grids, tmp_path / "again.ods", filtered))
    assert "1 row out of sight" in taken.notes[0]


# What is no workbook of ours.


def test_files_that_are_no_workbook_to_be_read(folder: Path, tmp_path: Path) -> None:
    good = workbook_of(folder, tmp_path)

    def refused(content: bytes, name: str = "book.xlsx") -> str:
        path = tmp_path / name
        path.write_bytes(content)
        (problem,) = problems_of(folder, path)
        return problem

    def packed(**parts: bytes) -> str:
        return refused(repack(shutil.copyfile(good, tmp_path / "book.xlsx"), parts).read_bytes())

    old, locked = b"\xd0\xcf\x11\xe0" + bytes(600), "EncryptedPackage".encode("utf-16-le")
    assert "locked with a password. Take the password off" in refused(old + locked)
    assert "an older Excel (.xls). Save it as" in refused(old)
    assert "this is no workbook, or a damaged one" in refused(b"term,expansion\nA,B\n")
    assert "this is no workbook, or a damaged one" in refused(good.read_bytes()[:-2000])
    assert "holds macros, which are programs" in packed(**{"xl/vbaProject.bin": b"x"})
    assert "it declares a document type" in packed(**{"xl/workbook.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'})
    assert "the file is damaged" in packed(**{"xl/workbook.xml": b"<workbook"})
    for cell in (
        b'<c r="A999999"><v>1</v>',
        b'<c r="AAAA1"><v>1</v>',
        b'<c r="A1" t="5"><v>1</v>',
        b'<c r="A1" t="s"><v>9999</v>',
    ):
        sheet = b'<worksheet><sheetData><row r="1">' + cell + b"</c></row></sheetData></worksheet>"
        assert "the file is damaged" in packed(**{"xl/worksheets/sheet2.xml": sheet})
    assert problems_of(folder, tmp_path / "none.xlsx") == [
        "none.xlsx: there is no such file. Check its name and folder."
    ]
    ods = save_ods(grids_of(good), tmp_path / "book.ods")
    manifest = b"<m><encryption-data/></m>"
    assert "password" in problems_of(folder, repack(ods, {"META-INF/manifest.xml": manifest}))[0]
    ods = repack(save_ods(grids_of(good), tmp_path / "book.ods"), {"Basic/Standard/Module1.xml": b"<x/>"})
    assert "macros" in problems_of(folder, ods)[0]


def test_a_file_that_grows_without_end_is_refused(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = workbook_of(folder, tmp_path)
    far = grids_of(good)
    path = save_xlsx(far, tmp_path / "far.xlsx", lambda _, sheets: sheets["Updates"].write_string("XFD1000", "x"))
    (problem,) = problems_of(folder, path)
    assert problem.startswith("sheet Updates, cell XFD1000: something stands far away from the table")

    def repeat(content: str) -> str:
        cell = '<table:table-cell office:value-type="string"><text:p>plant-trees</text:p>'
        return content.replace(cell, cell.replace(" office", ' table:number-columns-repeated="1000000000" office'), 1)

    (problem,) = problems_of(folder, save_ods(far, tmp_path / "far.ods", repeat))
    assert "something stands far away from the table" in problem
    monkeypatch.setattr(scan, "MAX_UNPACKED", 100_000)
    bomb = repack(shutil.copyfile(good, tmp_path / "bomb.xlsx"), {"xl/media/x.png": bytes(200_000)})
    (problem,) = problems_of(folder, bomb)
    assert "unpacks to far more than any release holds" in problem


def test_somebody_elses_workbook_is_refused(folder: Path, tmp_path: Path) -> None:
    grids = grids_of(workbook_of(folder, tmp_path))
    hidden = grids.pop("portal")
    (problem,) = problems_of(folder, save_xlsx(grids, tmp_path / "own.xlsx"))
    assert "this is not a workbook that portal workbook wrote" in problem
    grids["portal"] = hidden[:-1]
    assert problems_of(folder, save_xlsx(grids, tmp_path / "cut.xlsx")) == [problem.replace("own.xlsx", "cut.xlsx")]
    grids["portal"] = [[*hidden[0]], *hidden[1:]]
    for column, value, said in (
        (1, "elsewhere", "own.xlsx is a workbook of elsewhere/2024-25-q2, which is not here."),
        (2, "2023-24-q4", "is a workbook of smallshire/2023-24-q4, which is not here."),
        (3, "0.9.0", "written for version 0.9.0 of smallshire/2024-25-q2, which is at 1.0.0 now."),
        (5, "0.1", "was written for contract 0.1."),
    ):
        grids["portal"][0] = [*hidden[0]]
        grids["portal"][0][column] = value
        with pytest.raises(UsageError, match=said):
            read(folder, save_xlsx(grids, tmp_path / "own.xlsx"))


def test_last_quarters_workbook_is_refused_unless_it_is_asked_for(
    project: Project, folder: Path, tmp_path: Path
) -> None:
    last = folder.with_name("2024-25-q1")
    folders = {"smallshire/2024-25-q1": last, "smallshire/2024-25-q2": folder}
    path, memory = workbook_of(last, tmp_path), tmp_path / "read"
    with pytest.raises(
        UsageError, match=r"the newest release is smallshire/2024-25-q2.*--release smallshire/2024-25-q1"
    ):
        take_back(path, folders, memory)
    with pytest.raises(UsageError, match="is a workbook of smallshire/2024-25-q1, not of smallshire/2024-25-q2"):
        take_back(path, folders, memory, "smallshire/2024-25-q2")
    assert take_back(path, folders, memory, "smallshire/2024-25-q1").changes == {}


def test_a_published_version_stays_as_it_is(folder: Path, tmp_path: Path) -> None:
    path = workbook_of(folder, tmp_path)
    version = Published("2024-25-q2", "1.0.0", date(2024, 11, 1), "director-of-place", {FILE: "0" * 64}, {})
    write_published(folder.parent, [version])
    with pytest.raises(UsageError, match="portal correct smallshire/2024-25-q2"):
        read(folder, path)
    write_published(folder.parent, [replace(version, version="0.9.0")])
    assert read(folder, path).changes == {}


# What changed in the release meanwhile.


def test_two_units_workbooks_both_land_in_either_order_and_once(project: Project, folder: Path, tmp_path: Path) -> None:
    paths = []
    for unit, status in (("green-spaces", "delayed"), ("customer-services", "on hold")):
        grids = grids_of(workbook_of(folder, tmp_path, unit))
        column = place(grids, "Updates", "Status")
        for row in grids["Updates"][1:]:
            row[column] = status
        paths.append(save_xlsx(grids, tmp_path / f"{unit}.xlsx"))
    assert [read(folder, path).changes.keys() for path in paths] == [{"plan_updates"}, {"plan_updates"}]
    text = (folder / "plan_updates.csv").read_text("utf-8")
    assert "plant-trees,2024/25 Q2,delayed," in text
    assert "web-forms,2024/25 Q2,on hold," in text
    before = bytes_of(folder)
    assert [read(folder, path).changes for path in reversed(paths)] == [{}, {}]
    assert bytes_of(folder) == before


def test_where_both_changed_a_cell_nobody_is_overruled(project: Project, folder: Path, tmp_path: Path) -> None:
    grids = grids_of(workbook_of(folder, tmp_path, UNIT))
    at = next(number for number, row in enumerate(grids["Updates"]) if "plant-trees" in row)
    status, percent = (place(grids, "Updates", heading) for heading in ("Status", "Per cent complete"))
    row = grids["Updates"][at]
    row[status], row[percent] = "delayed", "50"
    file, where = "2024-25-q2/plan_updates.csv", {"item": "plant-trees", "period": "2024/25 Q2"}
    change_rows(project, file, where, status="on hold", progress="Written meanwhile.")
    assert problems_of(folder, save_xlsx(grids, tmp_path / "again.xlsx")) == [
        f"sheet Updates, cell {name_of(at, status)}: found “delayed”: since this workbook was written, the release was "
        "changed here to “on hold”. Type what holds in a new workbook (portal workbook), or what the release says here."
    ]
    row[status] = "on hold"
    assert read(folder, save_xlsx(grids, tmp_path / "again.xlsx")).changes == {
        "plan_updates": "1 row changed (percent_complete 1)"
    }
    assert "plant-trees,2024/25 Q2,on hold,On Target,50,,amber,Written meanwhile.," in (
        folder / "plan_updates.csv"
    ).read_text("utf-8")


def test_a_workbook_that_was_read_can_be_mended_and_read_again(project: Project, folder: Path, tmp_path: Path) -> None:
    grids = grids_of(workbook_of(folder, tmp_path, UNIT))
    at = next(number for number, row in enumerate(grids["Updates"]) if "plant-trees" in row)
    status, percent = (place(grids, "Updates", heading) for heading in ("Status", "Per cent complete"))
    row, file = grids["Updates"][at], folder / "plan_updates.csv"
    for text in ("4.5", "45.5", "50"):
        row[percent] = text
        assert read(folder, save_xlsx(grids, tmp_path / "again.xlsx")).changes.keys() == {"plan_updates"}
        assert f"plant-trees,2024/25 Q2,on target,On Target,{text},," in file.read_text("utf-8")
    row[percent], row[status] = "45", "delayed"
    taken = read(folder, save_xlsx(grids, tmp_path / "again.xlsx"))
    assert taken.changes == {"plan_updates": "1 row changed (status 1)"}
    assert taken.notes[0].startswith(
        "Sheet Updates: cells stand as they were first written, and the release keeps what"
    )
    assert f"{name_of(at, percent)} (“50”). To go back on those, write the workbook again." in taken.notes[0]
    where = {"item": "plant-trees", "period": "2024/25 Q2"}
    change_rows(project, "2024-25-q2/plan_updates.csv", where, status="on hold")
    row[status] = "completed"
    (problem,) = problems_of(folder, save_xlsx(grids, tmp_path / "again.xlsx"))
    assert "the release was changed here to “on hold”" in problem


def test_a_row_that_was_taken_out_meanwhile_does_not_come_back_unsaid(folder: Path, tmp_path: Path) -> None:
    grids = grids_of(workbook_of(folder, tmp_path))
    path = folder / "plan_updates.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("bottle-bank,2024/25 Q2")), "utf-8")
    taken = read(folder, save_xlsx(grids, tmp_path / "again.xlsx"))
    assert taken.changes == {}
    assert taken.notes == ("Sheet Updates: bottle-bank + 2024/25 Q2 is no longer in the release; left out.",)
    (at,) = [at for at, row in enumerate(grids["Updates"]) if row[:2] == ["bottle-bank", "2024/25 Q2"]]
    grids["Updates"][at][2] = "on target"
    (problem,) = problems_of(folder, save_xlsx(grids, tmp_path / "again.xlsx"))
    assert "the row bottle-bank + 2024/25 Q2 was taken out of the release" in problem


def test_a_row_that_both_added_is_no_ones_to_overwrite(folder: Path, tmp_path: Path) -> None:
    grids = grids_of(workbook_of(folder, tmp_path))
    grids["Terms"].append(["BVPI", "Best Value Performance Indicator"])
    path = folder / "terms.csv"
    path.write_text(path.read_text("utf-8") + "BVPI,Best Value indicator,,,,,\n", "utf-8")
    (problem,) = problems_of(folder, save_xlsx(grids, tmp_path / "again.xlsx"))
    assert "the release was changed here to “Best Value indicator”" in problem
    grids["Terms"][-1][1] = "Best Value indicator"
    assert read(folder, save_xlsx(grids, tmp_path / "again.xlsx")).changes == {}


def test_a_unit_sees_only_its_own_with_what_was_said_last_time(folder: Path, tmp_path: Path) -> None:
    grids = grids_of(workbook_of(folder, tmp_path, UNIT))
    assert list(grids) == ["Read me first", "Updates", "Risk scores", "choices", "portal"]
    shown = dict(zip(grids["Updates"][0], grids["Updates"][1], strict=True))
    assert shown["What it is"] == "Plant 2,000 trees"
    assert shown["It is part of"] == "A greener Smallshire"
    assert shown["It is due"] == "2025-03-31"
    assert shown["Last time"] == "on target, 20%"
    assert shown["Progress last time"] == "Sites are chosen."
    assert "Access" not in shown
    assert {row[place(grids, "Updates", "Period")] for row in grids["Updates"][1:]} == {"2024/25 Q2"}


def test_rows_stay_where_they_were(folder: Path) -> None:
    rows = read_rows(folder / "terms.csv", "terms.csv", tables()["terms"])
    assert rows.content(rows.rows) == (folder / "terms.csv").read_bytes()


def test_a_signed_part_has_to_be_signed_again(project: Project, folder: Path, tmp_path: Path) -> None:
    change_descriptor(project, "2024-25-q2", signatures=[{"post": "head", "date": "2024-10-30", "sha256": "0"}])
    grids = grids_of(workbook_of(folder, tmp_path))
    grids["Updates"][2][2] = "delayed"
    assert "sign again" in read(folder, save_xlsx(grids, tmp_path / "again.xlsx")).notes[0]
