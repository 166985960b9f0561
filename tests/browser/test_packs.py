"""The pack of a meeting: made by the command, read back, linked from its page, and kept while nothing changes."""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from generator.derive import derive
from generator.errors import BuildError
from generator.packs import chromium
from generator.packs.make import kept_packs, make_packs
from generator.packs.store import content_hash, pack_files
from generator.pages.made_packs import MadePack
from generator.pages.packs import Pack, plan_packs
from generator.project import Project
from generator.render import render_packs
from generator.tokens import read_tokens, tokens_css
from generator.words import NO_BREAK, file_size
from tests.conftest import AT, quiet
from tests.pack_reader import ReadPack, check_pack
from tests.projects import change_rows, copy_project, load, render
from tests.sites import ReadPage

PORTAL = Path(sys.executable).with_name("portal")
MEETING = "committees/climate-committee/climate-committee-2024-11-14"
NAME = "smallshire-climate-committee-2024-11-14-pack.pdf"
ITEM = {"meeting": "climate-committee-2024-11-14", "kind": "other"}
PRIVATE = {**ITEM, "agenda_item": "private", "order": "4", "number": "4"}
PRIVATE_TITLE = "Item taken in private"
SECRET = "The rent of the old mill"
WASTE_IN_REMIT = {
    "from_kind": "indicator",
    "from_id": "residual-waste",
    "relation": "within remit of",
    "to_kind": "body",
    "to_id": "climate-committee",
}


def add_rows(file: Path, *rows: Mapping[str, str]) -> None:
    """Adds rows at the end of a table."""
    with file.open(encoding="utf-8", newline="") as source:
        header = next(csv.reader(source))
    with file.open("a", encoding="utf-8", newline="") as target:
        csv.DictWriter(target, header, restval="", lineterminator="\n").writerows(rows)


def smallshire(folder: Path) -> Project:
    """Smallshire with an indicator to look at in the remit, and an item in private: its public row, and the rest."""
    project = copy_project(folder)
    release = project.data / "smallshire" / "2024-25-q2"
    add_rows(release / "links.csv", WASTE_IN_REMIT)
    add_rows(
        release / "agenda_items.csv",
        {**PRIVATE, "title": PRIVATE_TITLE, "kind": "exempt", "closed_under": "3"},
        {**PRIVATE, "agenda_item": "private-rest", "title": SECRET, "access": "exempt", "exempt_paragraph": "3"},
    )
    return project


@dataclass(frozen=True)
class Planned:
    """The packs of a project before they are made."""

    project: Project
    packs: tuple[Pack, ...]
    html: Mapping[str, str]
    files: Mapping[str, bytes]

    @classmethod
    def of(cls, project: Project) -> Planned:
        packs = plan_packs(derive(load(project)))
        tokens = read_tokens(project.tokens)
        files = pack_files(project, tokens_css(tokens))
        return cls(project, packs, render_packs(packs, project.templates, tokens), files)

    def kept(self) -> Mapping[str, MadePack]:
        return kept_packs(self.packs, self.html, self.files, self.project)

    def make(self) -> Mapping[str, MadePack]:
        """In a thread of its own: playwright allows one in each, and the tests have theirs."""
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(make_packs, self.packs, self.html, self.files, self.project, quiet).result()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Smallshire's site as `portal packs` leaves it."""
    project = smallshire(tmp_path_factory.mktemp("packs"))
    done = subprocess.run(
        [str(PORTAL), "packs", "--at", AT.isoformat()],
        cwd=project.root,
        capture_output=True,
        text=True,
        env={**os.environ, "NO_COLOR": "1", "TERM": "dumb"},
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Making 1 pack …" in done.stdout
    assert "with 1 pack in" in done.stdout
    return project


@pytest.fixture(scope="module")
def pack(project: Project) -> ReadPack:
    return ReadPack(project.out / MEETING / NAME)


def test_it_is_tagged_has_an_outline_and_its_page_numbers_hold(pack: ReadPack) -> None:
    check_pack(pack)
    assert [title for title, _ in pack.outline][:3] == ["Climate and Homes Committee", "Contents", "Agenda"]
    assert pack.pdf.metadata is not None
    assert pack.pdf.metadata.author == "Smallshire District Council"
    made = pack.pdf.metadata.creation_date
    assert made is not None
    assert made.date() == date(2024, 11, 1), "the day of the release, so that the same content makes the same file"


@pytest.mark.parametrize(
    "text",
    [
        "Pack for the meeting of 14 November 2024",
        "Old Town Hall",
        "18:30",
        "quarter 2 of 2024/25, version 1.0.0, published on 1 November 2024",
        "Apologies for absence",
        "Tabled at the meeting.",
        "That the committee ask for a report on the cycle lanes.",
        "1.2 Some homes are damp.",
        "What needs a closer look",
        "Where this pack comes from",
    ],
)
def test_cover_agenda_paper_and_exceptions_are_in_it(text: str, pack: ReadPack) -> None:
    assert text in pack.words


def test_charts_are_drawn_with_their_message_and_their_figures(pack: ReadPack) -> None:
    messages = [words for kind, words in pack.tags if kind == "/Figure"]
    assert messages
    for message in messages:
        assert message in pack.words
    page = pack.pdf.pages[pack.start_of("Charts of the indicators that need a closer look") - 1]
    curves = page.get_contents()
    assert curves is not None
    assert curves.get_data().count(b" l\n") > 20, "lines are drawn, not a picture of them"


def test_what_is_withheld_is_not_in_it_and_its_public_row_is(pack: ReadPack, project: Project) -> None:
    assert PRIVATE_TITLE in pack.words
    assert "Exempt under paragraph 3 of Schedule 12A" in pack.words
    assert SECRET not in pack.words
    assert all(SECRET not in html for html in Planned.of(project).html.values())


def test_the_meetings_page_links_to_it_and_says_where_each_item_is(pack: ReadPack, project: Project) -> None:
    page = ReadPage((project.out / MEETING / "index.html").read_text("utf-8"))
    size = file_size((project.out / MEETING / NAME).stat().st_size).replace(NO_BREAK, " ")
    assert (f"Download the pack (PDF, {len(pack.texts)} pages, {size})", NAME) in page.links
    paper = dict(pack.contents)["Paper: Performance in quarter 2 of 2024/25"]
    assert re.search(rf"Paper: Performance in quarter 2 of 2024/25, page {paper} of the pack", page.words)
    item = dict(pack.contents)["1. Apologies for absence"]
    assert f"Item number: 1 · Page {item} of the pack" in page.words


def test_it_is_kept_until_something_in_it_changes(project: Project, tmp_path: Path) -> None:
    (kept,) = Planned.of(project).kept().values()
    assert kept.name == NAME
    file = project.packs / NAME
    before = file.stat().st_mtime_ns
    assert Planned.of(project).make() == {kept.meeting: kept}
    assert file.stat().st_mtime_ns == before, "it was not made again"

    change_rows(project, "2024-25-q2/meetings.csv", {"venue": "Old Town Hall"}, venue="New Town Hall")
    assert not Planned.of(project).kept(), "a pack that is out of date is not linked to"
    change_rows(project, "2024-25-q2/meetings.csv", {"venue": "New Town Hall"}, venue="Old Town Hall")
    assert Planned.of(project).kept() == {kept.meeting: kept}


def test_a_pack_that_was_touched_is_made_again_and_comes_out_the_same(project: Project, tmp_path: Path) -> None:
    planned = Planned.of(project)
    file = project.packs / NAME
    whole = file.read_bytes()
    stale = project.packs / "smallshire-gone-pack.pdf"
    stale.write_bytes(b"of a meeting that is not published any more")
    file.write_bytes(whole[:-1])
    assert not planned.kept()
    planned.make()
    assert file.read_bytes() == whole
    assert not stale.exists()


def test_a_site_without_packs_links_to_none(tmp_path: Path) -> None:
    page = render(smallshire(tmp_path))[f"{MEETING}/index.md"]
    assert "Agenda" in page
    assert "pack" not in page


def test_the_style_counts_as_content() -> None:
    assert content_hash("a", {"pack.css": b"x"}) != content_hash("a", {"pack.css": b"y"})
    assert content_hash("a", {"pack.css": b"x"}) == content_hash("a", {"pack.css": b"x"})


def test_without_chromium_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(chromium, "NOTED", tmp_path / "none")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BuildError, match="Run tools/chromium"):
        chromium.find_chromium()
