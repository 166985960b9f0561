"""Write, read, no difference: whatever stands in a release, at any size, through both kinds of file."""

from __future__ import annotations

import csv
import io
import json
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.contract import tables
from generator.load.characters import first_fault
from generator.project import Project
from generator.workbook.out import make_workbook
from generator.workbook.release import open_release
from tests.projects import copy_project
from tests.workbook.support import Grids, bytes_of, grids_of, problems_of, read, save_ods, save_xlsx, workbook_of

Save = Callable[[Grids, Path], Path]
SAVES: Mapping[str, Save] = {"xlsx": save_xlsx, "ods": save_ods}

AWKWARD = (
    "'=1", "007", "1E5", "24.0", "24", "-0", "2009-09-30", "30/09/2009", "2009/10 Q2", "TRUE", "#N/A", "+5", "-5%",
    'He said "no"', "a,b", "a;b", "one\ntwo\n\nthree", "£5m – “so”",
    "😀 👩‍👩‍👧", "é é", "_x000D_", "_x0041_", "&amp; <b>",
    "x" * 32_767, "0.1", "1.10", "a  b", " ", "\u00a0", "ends in a space ", "\u200bx", "(none)", "NULL", "0",
)  # fmt: skip
TEXTS = st.one_of(
    st.sampled_from(AWKWARD),
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn")), max_size=40),
).filter(lambda text: first_fault(text) is None)


def release(folder: Path, **rows: Sequence[Sequence[str]]) -> Path:
    """A release with these rows, as csv writes them."""
    place = folder / "data" / "ourtown" / "2009-10-q2"
    place.mkdir(parents=True)
    for name, cells in rows.items():
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows([tables()[name].header, *cells])
        (place / f"{name}.csv").write_bytes(text.getvalue().encode())
    raw = {
        "version": "1.0.0",
        "period": "2009/10 Q2",
        "as_at": "2009-09-30",
        "publisher": {"id": "ourtown", "name": "Ourtown"},
        "resources": [{"name": name} for name in rows],
    }
    (place / "datapackage.json").write_text(json.dumps(raw), "utf-8")
    return place


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(TEXTS, min_size=6, max_size=6), min_size=1, max_size=5), TEXTS)
def test_whatever_stands_in_a_release_comes_back(cells: list[list[str]], new: str) -> None:
    """Also when one cell is filled in: that one arrives to the letter, and nothing else moves."""
    with tempfile.TemporaryDirectory() as name:
        folder = release(Path(name), terms=[[f"Term {number}", *row] for number, row in enumerate(cells)])
        before = bytes_of(folder)
        written = Path(name) / "written.xlsx"
        written.write_bytes(make_workbook(open_release(folder), "").content)
        assert read(folder, written).changes == {}
        for kind, save in SAVES.items():
            assert read(folder, save(grids_of(written), Path(name) / f"again.{kind}")).changes == {}
        assert bytes_of(folder) == before


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(SAVES)), st.sampled_from(("expansion", "meaning", "note")), st.sampled_from(AWKWARD))
def test_a_cell_that_is_filled_in_arrives_to_the_letter_or_is_refused(kind: str, column: str, text: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = release(Path(name), terms=[["A", "a", "b", "c", "", "", ""], ["B", "", "x\ny", "", "", "", ""]])
        before = (folder / "terms.csv").read_text("utf-8").splitlines(keepends=True)
        grids = grids_of(workbook_of(folder, Path(name)))
        place = tables()["terms"].header.index(column)
        old = grids["Terms"][1][place]
        grids["Terms"][1][place] = text
        path = SAVES[kind](grids, Path(name) / f"again.{kind}")
        if problems := problems_of(folder, path):
            assert problems[0].startswith(f"sheet Terms, cell {'ABCD'[place]}2: ")
            return
        after = (folder / "terms.csv").read_text("utf-8")
        (_, row, *_) = csv.reader(io.StringIO(after, newline=""))
        assert row[place] == text
        assert after.endswith("".join(before[2:]))
        assert old != text or after == "".join(before)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_what_nobody_touches_keeps_its_very_bytes(tmp_path: Path, end: str, mark: str) -> None:
    """Needless quotation marks, a mark of the encoding, lines as Windows ends them, and no end of the last one."""
    folder = release(tmp_path, terms=[["A"], ["B"]])
    header = ",".join(tables()["terms"].header)
    lines = [mark + header, '"A",a,"one\r\ntwo",,,,', 'B,"b",,,"",,']
    (folder / "terms.csv").write_bytes(end.join(lines).encode())
    grids = grids_of(workbook_of(folder, tmp_path))
    before = bytes_of(folder)
    assert read(folder, save_xlsx(grids, tmp_path / "again.xlsx")).changes == {}
    assert bytes_of(folder) == before
    grids["Terms"][2][1] = "changed"
    assert read(folder, save_ods(grids, tmp_path / "again.ods")).changes == {"terms": "1 row changed (expansion 1)"}
    assert (folder / "terms.csv").read_bytes().decode() == end.join([*lines[:2], "B,changed,,,,,", ""])


def test_twenty_thousand_rows_come_back(tmp_path: Path) -> None:
    values = [[f"ni-{n // 100}", f"{1900 + n % 100} CY", "town", "all", f"{n / 10}", "final"] for n in range(20_000)]
    folder = release(tmp_path, observations=[[*row, *[""] * 8] for row in values])
    before = bytes_of(folder)
    path = workbook_of(folder, tmp_path)
    assert read(folder, path).changes == {}
    assert bytes_of(folder) == before


def test_the_same_release_gives_the_same_bytes(tmp_path: Path) -> None:
    folder = release(tmp_path, terms=[["A", "a", "b", "c", "", "", ""]])
    first, second = (make_workbook(open_release(folder), "").content for _ in range(2))
    assert first == second


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return copy_project(tmp_path_factory.mktemp("small"))


@pytest.mark.parametrize("kind", sorted(SAVES))
def test_a_council_with_one_of_everything_comes_back(small: Project, tmp_path: Path, kind: str) -> None:
    folder = shutil.copytree(small.data / "smallshire" / "2024-25-q2", tmp_path / "smallshire" / "2024-25-q2")
    before = bytes_of(folder)
    path = workbook_of(folder, tmp_path)
    assert read(folder, path).changes == {}
    assert read(folder, SAVES[kind](grids_of(path), tmp_path / f"again.{kind}")).changes == {}
    assert bytes_of(folder) == before
