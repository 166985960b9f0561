"""The gate on bytes: what passes, and what is refused with which words."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.load.gate import (
    MAX_BYTES,
    MAX_ROWS,
    MAX_TEXT_BYTES,
    GateError,
    lines_of,
    read_cells,
    read_text,
)

# fmt: off
BYTES_THAT_PASS = [
    # bytes                              text
    (b"a,b\n",                           "a,b\n"),
    (b"\xef\xbb\xbfa,b\n",               "a,b\n"),           # a byte order mark, as Excel writes it
    (b"a\r\nb\r\n",                      "a\r\nb\r\n"),
    ("café – ok".encode(),               "café – ok"),
    ("\u00a0wide\u2003space".encode(),   "\u00a0wide\u2003space"),
    (b"",                                ""),
]

BYTES_THAT_ARE_REFUSED = [
    # bytes                              rule says                          found
    ("café".encode("cp1252"),            "Windows-1252",                    "café"),
    ("a\nb\ncafé".encode("cp1252"),      "first seen on line 3",            "café"),
    ("a,b".encode("utf-16"),             "UTF-16",                          ""),
    (b"\xfe\xff\x00a",                   "UTF-16",                          ""),
    (b"abc\x00def",                      "U+0000 on line 1",                "abc\x00def"),
    (b"a\nabc\x1bdef",                   "U+001B on line 2",                "\x1bdef"),
    (b"abc\tdef",                        "U+0009 on line 1",                "abc\tdef"),
    ("abc\u202edef".encode(),            "U+202E on line 1",                "abc\u202edef"),
    ("abc\u2066def".encode(),            "U+2066 on line 1",                "abc\u2066def"),
    (b"a\x01b\nc\x02d",                  "line 1, the first of 2 such",     "a\x01b"),
    ("a,b".encode("utf-16-le"),          "UTF-16",                          ""),
    ("a,b".encode("utf-32"),             "UTF-16",                          ""),
    (b"PK\x03\x04",                      "a workbook (.xlsx, .ods)",        ""),
    (b"\xd0\xcf\x11\xe0",               "an older Excel (.xls)",           ""),
    (b"\x1f\x8b\x08",                   "a gzip archive",                  ""),
    (b"%PDF-1.7",                        "a PDF",                           ""),
    (b"\x89PNG\r\n",                    "a picture",                       ""),
]

RECORDS = [
    # text                     records
    ("a,b\n1,2\n",             [["a", "b"], ["1", "2"]]),
    ("a,b\n1,2",               [["a", "b"], ["1", "2"]]),
    ("a,b\r\n1,2\r\n",         [["a", "b"], ["1", "2"]]),
    ("a,b\n,\n",               [["a", "b"], ["", ""]]),
    ("a,b\n1,",                [["a", "b"], ["1", ""]]),
    ('a\n"x, y"\n',            [["a"], ["x, y"]]),
    ('a\n"she said ""no"""\n', [["a"], ['she said "no"']]),
    ('a,b\n"two\nlines",2\n',  [["a", "b"], ["two\nlines", "2"]]),
    ('a,b\n"",2\n',            [["a", "b"], ["", "2"]]),
    ("a\nit's; fine\n",        [["a"], ["it's; fine"]]),
    ("a,b\n1,2,3\n",           [["a", "b"], ["1", "2", "3"]]),  # judged later, against the header
    ("",                       []),
]

RECORDS_THAT_ARE_REFUSED = [
    # text                     row  column      rule says                   remedy starts
    ('a\n"open\nend\n',        2,   "number 1", "opens a cell and never",   "Close the cell"),
    ('a,b\n1,"open\n',         2,   "number 2", "opens a cell and never",   "Close the cell"),
    ('a\n5" pipe\n',           2,   "number 1", "stands inside a cell",     "Put the whole cell"),
    ('a\n"pipe" 5\n',          2,   "number 1", "stands inside a cell",     "Put the whole cell"),
    ("a,b\n1,2\n\n3,4\n",      3,   "",         "the row is empty",         "Delete the blank line."),
    ("a\n1\n\n\r\n\n2\n",       3,   "",         "rows 3 to 5 are empty",    "Delete the blank lines."),
    ("a\n1\n\n\n",             3,   "",         "rows 3 to 4 are empty",    "Delete the blank lines."),
    ("\na\n",                  1,   "",         "the row is empty",         "Delete the blank line."),
    ("a\rb\r",                 1,   "number 1", "ends with a bare",         "Save it again"),
    ('a\n"b\rc"\n',            2,   "number 1", "ends with a bare",         "Save it again"),
    ("a,b\n1," + "x" * 32_768, 2,   "number 2", "at most 32,767 characters", "Shorten it"),
    ("a\n" + "1," * 256 + "1", 2,  "",         "at most 256 cells",        "Check its commas"),
]
# fmt: on


@pytest.mark.parametrize(("content", "text"), BYTES_THAT_PASS)
def test_bytes_that_pass(content: bytes, text: str, tmp_path: Path) -> None:
    (tmp_path / "file.csv").write_bytes(content)
    assert read_text(tmp_path / "file.csv", "file.csv") == text


@pytest.mark.parametrize(("content", "rule", "found"), BYTES_THAT_ARE_REFUSED)
def test_bytes_that_are_refused(content: bytes, rule: str, found: str, tmp_path: Path) -> None:
    (tmp_path / "file.csv").write_bytes(content)
    with pytest.raises(GateError) as caught:
        read_text(tmp_path / "file.csv", "data/file.csv")
    problem = caught.value.problem
    assert problem.file == "data/file.csv"
    assert rule in problem.rule
    assert found in problem.found
    assert problem.remedy.endswith(".")


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    for name in ("none.csv", "folder.csv"):
        with pytest.raises(GateError, match="the file is missing"):
            read_text(tmp_path / name, name)


def test_a_symbolic_link_is_refused_even_when_what_it_names_is_sound(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text("a\n", "utf-8")
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    with pytest.raises(GateError, match="not symbolic links"):
        read_text(tmp_path / "link.csv", "link.csv")


def test_a_file_that_is_far_too_large_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "large.csv").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(GateError, match="at most 64 MiB"):
        read_text(tmp_path / "large.csv", "large.csv")


def test_a_file_of_another_kind_is_far_smaller(tmp_path: Path) -> None:
    (tmp_path / "large.md").write_text("a" * (MAX_TEXT_BYTES + 1), "utf-8")
    with pytest.raises(GateError, match="at most 2 MiB"):
        read_text(tmp_path / "large.md", "large.md")


def test_line_ends_of_old_macs_are_refused_in_other_files(tmp_path: Path) -> None:
    (tmp_path / "paper.md").write_bytes(b"---\rtitle: x\r---\r")
    with pytest.raises(GateError, match="bare carriage return"):
        read_text(tmp_path / "paper.md", "paper.md")


def test_what_the_system_does_not_give_is_told() -> None:
    with pytest.raises(GateError, match="can't be read"):
        read_text(Path("/proc/self/mem"), "mem.csv")


def test_no_table_has_more_rows_than_a_spreadsheet() -> None:
    assert sum(1 for _ in read_cells("a\n" * MAX_ROWS, "file.csv")) == MAX_ROWS
    with pytest.raises(GateError, match="at most 1,048,576 rows"):
        read_cells("a\n" * (MAX_ROWS + 1), "file.csv")


# fmt: off
LINES = [
    # text                               lines
    ("a,b\n1,2\n3,4\n",                  [1, 2, 3]),
    ('a,b\n"x\ny",2\n3,4\n',             [1, 2, 4]),
    ('a,b\r\n"x\r\ny\r\nz",2\r\n3,4',     [1, 2, 5]),
    ('a,b\n1,"open\n3,4\n',              [1, 2]),
    ("",                                 []),
]
# fmt: on


@pytest.mark.parametrize(("text", "lines"), LINES)
def test_the_lines_of_rows(text: str, lines: list[int], tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(text.encode())
    assert lines_of(tmp_path / "a.csv") == lines
    assert lines_of(tmp_path / "none.csv") == []


@pytest.mark.parametrize(("text", "records"), RECORDS)
def test_records(text: str, records: list[list[str]]) -> None:
    assert list(read_cells(text, "file.csv")) == list(enumerate(records, start=1))


@pytest.mark.parametrize(("text", "row", "column", "rule", "remedy"), RECORDS_THAT_ARE_REFUSED)
def test_records_that_are_refused(text: str, row: int, column: str, rule: str, remedy: str) -> None:
    with pytest.raises(GateError) as caught:
        list(read_cells(text, "file.csv"))
    problem = caught.value.problem
    assert (problem.file, problem.row, problem.column) == ("file.csv", row, column)
    assert rule in problem.rule
    assert problem.remedy.startswith(remedy)
