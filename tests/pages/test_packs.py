"""What goes into the pack of a meeting, and what its page says of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.derive import derive
from generator.pages.made_packs import MadePack, page_in
from generator.pages.packs import Pack, plan_packs
from tests.projects import change_rows, copy_project, load

MEETING = {"meeting": "climate-committee-2024-11-14"}


def pack_of(folder: Path, date: str) -> Pack:
    """The pack of Smallshire's meeting, if that had been on this day."""
    project = copy_project(folder)
    change_rows(project, "2024-25-q2/meetings.csv", MEETING, date=date)
    (pack,) = plan_packs(derive(load(project)))
    return pack


@pytest.mark.parametrize(
    ("date", "release", "looked_at"),
    [
        ("2024-11-14", "Smallshire: quarter 2 of 2024/25", True),
        ("2024-11-01", "Smallshire: quarter 2 of 2024/25", True),
        ("2024-10-31", "Smallshire: quarter 1 of 2024/25", False),
        ("2024-01-01", "Smallshire: quarter 1 of 2024/25", False),
    ],
    ids=["after the release", "on its day", "before it: the one before had no remits", "before any"],
)
def test_figures_are_those_that_were_out_on_the_day(date: str, release: str, looked_at: bool, tmp_path: Path) -> None:
    content = pack_of(tmp_path, date).content
    assert content.release == release
    assert (content.exceptions is not None) == looked_at


def test_every_line_of_the_contents_is_a_place_of_its_own(tmp_path: Path) -> None:
    content = pack_of(tmp_path, "2024-11-14").content
    anchors = [line.anchor for line in content.contents]
    assert len(anchors) == len(set(anchors))
    assert {entry.anchor for entry in content.agenda} | {paper.anchor for paper in content.papers} < set(anchors)
    assert [line.title for line in content.contents if line.level == 2][:3] == [
        "1. Apologies for absence",
        "2. Performance in quarter 2",
        "Report on the frost",
    ]


def test_a_page_says_where_in_the_pack_something_is_if_there_is_one() -> None:
    pack = MadePack("a-pack.pdf", "a/", 9, 1, {"item-a": 3})
    assert page_in(pack, "item-a") == "page 3 of the pack"
    assert page_in(pack, "item-b") == ""
    assert page_in(None, "item-a") == ""
