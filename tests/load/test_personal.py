"""What looks like personal data in any text, what only looks a little like it, and contacts meant to be public."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import DataProblems, Problem
from generator.load.contacts import read_contacts
from generator.load.personal import personal_data
from tests.projects import change_descriptor, change_rows, copy_project, load

# fmt: off
LONG_ROAD = "12 High Street, Stoke on Trent zz1 1zz"
FOUND = [
    # text                                          what it seems to be             the piece
    ("Write to jo.bloggs@example.org now.",         "an email address",             "jo.bloggs@example.org"),
    ("<jo@sub.example.co.uk>",                      "an email address",             "jo@sub.example.co.uk"),
    ("Ring 01632 960001.",                          "a telephone number",           "01632 960001"),
    ("(01632) 960 001",                             "a telephone number",           "(01632) 960 001"),
    ("+44 (0)20 7946 0001",                         "a telephone number",           "+44 (0)20 7946 0001"),
    ("0044 1632 960001",                            "a telephone number",           "0044 1632 960001"),
    ("07700900001",                                 "a telephone number",           "07700900001"),
    ("0808-157-0001",                               "a telephone number",           "0808-157-0001"),
    ("07700/900001",                                "a telephone number",           "07700/900001"),
    ("Ring 01632\n960001 now",                      "a telephone number",           "01632\n960001"),
    ("077\u200b00 900001",                          "a telephone number",           "077\u200b00 900001"),
    ("AB123456C",                                   "a National Insurance number",  "AB123456C"),
    ("no. ab 12 34 56 c",                           "a National Insurance number",  "ab 12 34 56 c"),
    ("NHS 999 000 0018",                            "an NHS number",                "999 000 0018"),
    ("12-14 High Street, ZZ1\u00a01ZZ",             "somebody's home",              "12-14 High Street, ZZ1\u00a01ZZ"),
    (LONG_ROAD,                                     "somebody's home",              LONG_ROAD),
    (LONG_ROAD.replace(" ", "\n"),                  "somebody's home",              LONG_ROAD.replace(" ", "\n")),
    ("NHS: 9990000018",                         "an NHS number",                "9990000018"),
    ("at 12 High Street, Oldtown, ZZ1 1ZZ",         "somebody's home",              "12 High Street, Oldtown, ZZ1 1ZZ"),
    ("1a Park Road ZZ1 1ZZ",                        "somebody's home",              "1a Park Road ZZ1 1ZZ"),
    ("Flat 2, 12 Long Lane, Oldtown ZZ1 1ZZ",       "somebody's home",              "12 Long Lane, Oldtown ZZ1 1ZZ"),
]

NOT_FOUND = [
    "In 2008/09 it was 0.5, on 01/02/2009.", "NI 192 and BV 127a", "PAF C72", "£0123456789", "01234567890123456789",
    "0.123456789012", "999 000 0019", "QQ 12 34 56 C", "NI 12 34 56 A", "We planted 22 trees in ZZ1 1ZZ.",
    "In 2010 Oldtown ZZ1 1ZZ opened.", "Oldtown, ZZ1 1ZZ", "@council",
    "Held on 01-02-2009 14:00 in the hall", "dated 01-02-2009 10 am", "05 06 07 08 09", "12@2.50 each",
    "UPRN 4505577104", "a @ b", "2009-09-30 2009-10-14",
    "5,000,000,000", "1234567 890", "0000000000", "0 0 0 0 0 0 0 0 0 0 0 0 0",
]
# fmt: on


@pytest.mark.parametrize(("text", "kind", "piece"), FOUND)
def test_found(text: str, kind: str, piece: str) -> None:
    ((seems, found, start),) = personal_data(text)
    assert text[start:].startswith(found)
    assert seems.startswith(kind)
    assert found == piece


@pytest.mark.parametrize("text", NOT_FOUND)
def test_not_found(text: str) -> None:
    assert list(personal_data(text)) == []


LONG = ["a" * 32_000, "0 " * 16_000, "1" * 32_000, "A " * 16_000, ("a" * 31_000) + "@", "9 A" * 10_000]


@pytest.mark.parametrize("text", LONG)
def test_long_texts_take_no_long_time(text: str) -> None:
    assert list(personal_data(text)) == []


CONTACT = """- text: 01632 960 001
  why: The helpline of the service, on its website too.
  reviewed_by: Head of Communications
  reviewed_on: 2026-11-01
"""


def test_in_any_text_it_stops_the_build_unless_it_is_a_contact(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    change_rows(project, "2024-25-q2/plan_updates.csv", {"item": "cycle-lanes"}, progress="Ring 01632-960001.")
    change_descriptor(project, "2024-25-q2", description="Ring (01632) 960001.")
    page = project.content / "pages" / "privacy.md"
    page.write_text(f"{page.read_text('utf-8')}\nRing 01632&#32;960001.\n", "utf-8")
    with pytest.raises(DataProblems) as caught:
        load(project)
    assert {problem.found for problem in caught.value.problems} == {"01632-960001", "(01632) 960001", "01632 960001"}
    assert {problem.file.rpartition("/")[2] for problem in caught.value.problems} == {
        "plan_updates.csv", "datapackage.json", "privacy.md"
    }  # fmt: skip
    assert all("content/contacts.yml" in problem.remedy for problem in caught.value.problems)
    (project.content / "contacts.yml").write_text(CONTACT, "utf-8")
    assert load(project).publishers


RING = "Ring 01632 960001"
SMALLSHIRE = {"id": "smallshire", "name": "Smallshire District Council", "short_name": "Smallshire"}

# fmt: off
IN_A_PACKAGE = [
    # where it is told           property             what it holds
    ("title",                    "title",             RING),
    ("description",              "description",       RING),
    ("publisher.name",           "publisher",         {**SMALLSHIRE, "name": RING}),
    ("publisher.short_name",     "publisher",         {**SMALLSHIRE, "short_name": RING}),
    ("publisher.demonstration",  "publisher",         {**SMALLSHIRE, "demonstration": RING}),
    ("licenses.title",           "licenses",          [{"title": RING, "path": "https://example.org/"}]),
    ("contributors.title",       "contributors",      [{"title": "Policy team"}, {"title": RING}]),
    ("sources.title",            "sources",           [{"title": "Papers"}, {"title": RING}]),
]
# fmt: on


@pytest.mark.parametrize(("told", "name", "value"), IN_A_PACKAGE)
def test_a_package_is_told_which_of_its_texts_holds_it(told: str, name: str, value: object, tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    change_descriptor(project, "2024-25-q2", **{name: value})
    with pytest.raises(DataProblems) as caught:
        load(project, releases=["smallshire/2024-25-q2"])
    (problem,) = caught.value.problems
    assert (problem.column, problem.found) == (told, "01632 960001")


# fmt: off
BAD_CONTACTS = [
    # the file                                                        column          rule says
    ("contacts: x\n",                                                 "",             "a list of contacts"),
    ("- jo@example.org\n",                                            "",             "keys with a text each"),
    (CONTACT.replace("  why: The helpline of the service, on its website too.\n", ""), "why", "why it is public"),
    (CONTACT.replace("Head of Communications", "''"),                 "reviewed_by",  "who looked at it"),
    (CONTACT.replace("2026-11-01", "1 November"),                     "reviewed_on",  ""),
    (CONTACT.replace("01632 960 001", "the helpline"),                "text",         "needs no entry"),
    (CONTACT + "  also: x\n",                                         "also",         "not known here"),
    ("- &a x\n- *a\n",                                                "",             "name things in YAML"),
    ("- a: 1\n  a: 2\n",                                              "",             "stands twice"),
]
# fmt: on


@pytest.mark.parametrize(("text", "column", "rule"), BAD_CONTACTS)
def test_contacts_that_are_refused(text: str, column: str, rule: str, tmp_path: Path) -> None:
    path, problems = tmp_path / "contacts.yml", list[Problem]()
    path.write_text(text, "utf-8")
    assert read_contacts(path, "content/contacts.yml", problems) == frozenset()
    assert any(problem.column == column and rule in problem.rule and problem.row for problem in problems)
