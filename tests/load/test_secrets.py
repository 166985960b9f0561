"""Which texts of what is withheld are looked for in a finished site: long ones that no public text holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.load.secrets import pieces, secrets_of, wording
from tests.projects import change_descriptor, change_rows, copy_project, load_whole

PLACE = "posts.csv, row 2, column title"

PIECES = [
    # a text                                              the pieces that are looked for
    ("",                                                  []),
    ("Old mill",                                          []),
    ("Sale of the mill",                                  ["sale of the mill"]),
    ("confidential",                                      ["confidential"]),
    ("private-rest-2024",                                 ["private rest 2024"]),
    ("Sale of “the mill”, & its\nland",                   ["sale of the mill its land"]),
    ("one two three four five six seven eight nine ten",  ["one two three four five six seven eight"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PIECES)
def test_pieces(text: str, expected: list[str]) -> None:
    assert list(pieces(text)) == expected


PUBLIC = [
    # what is public                        whether “Sale of the old mill” is still looked for
    ("",                                    True),
    ("Sale of the new mill",                True),
    ("sale of the OLD mill.",               False),
    ("Last year's “Sale of the old mill”",  False),
    ("Sale of the\nold mill",               False),
    ("Sale of the old millers",             True),
]  # fmt: skip


@pytest.mark.parametrize(("public", "wanted"), PUBLIC)
def test_what_is_public_too_is_no_secret(public: str, wanted: bool) -> None:
    found = secrets_of([(PLACE, "Sale of the old mill")], [public])
    assert found == ({wording("Sale of the old mill"): PLACE} if wanted else {})


@pytest.mark.parametrize(
    ("short", "wanted"), [("Zyxwvuts Mill Lane", False), ("Zyxwvuts Mill Road", True), ("Zyxwvuts of Mill Lane", True)]
)
def test_a_short_piece_is_no_secret_where_two_of_its_words_in_a_row_are_public(short: str, wanted: bool) -> None:
    assert (secrets_of([(PLACE, short)], ["The bus stop in Mill Lane"]) != {}) is wanted


def test_a_withheld_paper_may_say_what_public_rows_say_side_by_side(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    change_rows(
        project, "2024-25-q2/plan_updates.csv", {"item": "cycle-lanes"}, progress="Zyx was begun late", issues=""
    )
    row = (project.data / "smallshire" / "2024-25-q2" / "plan_updates.csv").read_text("utf-8").split("Zyx")[0]
    before = row.splitlines()[-1].rstrip(",").rpartition(",")[2]
    paper = next((project.content / "papers").glob("*/*/*.md"))
    text = paper.read_text("utf-8").replace('access: "public"', 'access: "exempt"\nexempt_paragraph: "3"')
    paper.write_text(f"{text}\n{before}: Zyx was begun late.\n\nZyx of the leaking roof.\n", "utf-8")
    assert [text for text in load_whole(project).secrets if "zyx" in text] == ["zyx of the leaking roof"]


def test_texts_of_rows_papers_and_packages_are_looked_for(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    exempt = {"access": "exempt", "exempt_paragraph": "3"}
    change_rows(project, "2024-25-q2/plan_items.csv", {"item": "damp-survey"}, note="Zyx of the damp cellar", **exempt)
    paper = next((project.content / "papers").glob("*/*/*.md"))
    text = paper.read_text("utf-8").replace('access: "public"', 'access: "exempt"\nexempt_paragraph: "3"')
    paper.write_text(text + "\nZyx of the leaking roof.\n", "utf-8")
    change_descriptor(project, "2024-25-q1", description="Zyx of an older quarter.", **exempt)
    places = {text: place for text, place in load_whole(project).secrets.items() if text.startswith("zyx")}
    assert places.keys() == {"zyx of the damp cellar", "zyx of the leaking roof", "zyx of an older quarter"}
    assert places["zyx of the damp cellar"].endswith("plan_items.csv, row 12, column note")
    assert places["zyx of an older quarter"] == "data/smallshire/2024-25-q1/datapackage.json"


def test_where_all_is_public_there_is_no_secret(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    change_rows(project, "2024-25-q2/agenda_items.csv", {"access": "exempt"}, access="", exempt_paragraph="")
    assert load_whole(project).secrets == {}
