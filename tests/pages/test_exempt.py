"""An item that the public may not hear says so, and why, on its meeting's page; nothing more."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.load.withholding import PARAGRAPHS
from generator.model import AgendaItem
from generator.pages.exempt import SUBJECTS, closed_words
from tests.projects import change_rows, copy_project, published

PAGE = "committees/climate-committee/climate-committee-2024-11-14/index.md"


def item(closed_under: str, number: str = "9") -> AgendaItem:
    return AgendaItem("item", "meeting", 9, number, "", "Item taken in private", "exempt", closed_under, "", "", "")


def test_each_paragraph_has_its_subject() -> None:
    assert SUBJECTS.keys() == PARAGRAPHS


def test_the_words_name_number_paragraph_and_subject() -> None:
    assert closed_words(item("3")) == (
        "Item 9: not open to the public. Exempt under paragraph 3 of Schedule 12A to the Local Government Act 1972 "
        "(information relating to the financial or business affairs of any particular person)."
    )
    assert closed_words(item("1", number="")).startswith("Not open to the public. Exempt under paragraph 1 of")
    assert closed_words(item("")) == ""


@pytest.mark.parametrize("paragraph", sorted(SUBJECTS))
def test_the_meetings_page_says_it_of_the_item_alone(paragraph: str, tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    row = {"agenda_item": "private-2024-11-14"}
    change_rows(project, "2024-25-q2/agenda_items.csv", row, closed_under=paragraph)
    pages = published(project)
    assert pages[PAGE].count("not open to the public") == 1
    assert f"Exempt under paragraph {paragraph} of Schedule 12A" in pages[PAGE]
    assert "Mill Lane" not in "\n".join(pages.values())
