"""What Rotherham's paper holds of clinics and of the Board, against the data made from it and the finished site.

The paper is told in test_rotherham.py.
"""

from __future__ import annotations

from collections import Counter

import pytest

from generator.model import Publisher, Release
from generator.project import Project
from tests.projects import council
from tests.sites import ReadPage, plain, read_page

BOARD = "rotherham/committees/corporate-improvement-board"

# "Minutes", pages 1 to 4 of the pack: the numbers in bold, with how many resolutions stand below each.
RESOLUTIONS = {"43": 1, "44": 0, "45": 2, "46": 2, "47": 2, "48": 1, "49": 1, "50": 1, "51": 1}

# The front page of the pack: item number and pages.
AGENDA = [
    ("1", ""),
    ("2", ""),
    ("3", "1 - 4"),
    ("4", ""),
    ("5", "5 - 15"),
    ("6", "16 - 49"),
    ("7", ""),  # an oral report
    ("8", ""),  # an oral report
]

# "Performance Clinics", the list in section 7, with the dates and indicators of its Appendix A.
CLINICS = {
    "clinic-transportation": (["2006-11-01"], 0),
    "clinic-ltp": (["2006-11-08"], 2),
    "clinic-lifelong-learning": (["2007-01-24"], 0),
    "clinic-srp": (["2006-10-05"], 8),
    "clinic-complaints": (["2007-05-09"], 1),
    "clinic-adult-social-services": (["2006-11-03"], 2),
    "clinic-bv-2a": (["2006-11-17"], 1),
    "clinic-bv-8": (["2007-01-26", "2007-03-20"], 1),
    "clinic-bv-11a": (["2007-07-10"], 2),
    "clinic-bv-11b": (["2007-07-10"], 2),
    "clinic-bv-11c": (["2007-07-10"], 2),
    "clinic-housing-benefit": (["2007-05-17"], 3),
}

# "Performance Clinics", the clinics suggested for August and September 2007.
SUGGESTED = ["suggested-bv-204", "suggested-neet", "suggested-c72", "suggested-c32", "suggested-employment-rate"]


@pytest.fixture(scope="module")
def publisher() -> Publisher:
    return council("rotherham")


@pytest.fixture(scope="module")
def release(publisher: Publisher) -> Release:
    return publisher.latest


@pytest.fixture(scope="module")
def minutes_page(built: Project) -> ReadPage:
    return read_page(built.out, f"{BOARD}/cib-2007-05-14")


def test_12_clinics_were_held_and_5_suggested(release: Release) -> None:
    held = [clinic for clinic in release.clinics if clinic.kind == "held"]
    assert {each.clinic: [str(day) for day in each.dates] for each in held} == {
        clinic: dates for clinic, (dates, _) in CLINICS.items()
    }
    assert [each.clinic for each in release.clinics if each.kind == "suggested"] == SUGGESTED


def test_indicators_of_the_clinics(release: Release) -> None:
    measured = Counter(
        link.to_id
        for link in release.links
        if (link.from_kind, link.relation, link.to_kind) == ("indicator", "measures", "clinic")
    )
    assert {clinic: measured[clinic] for clinic in CLINICS} == {
        clinic: number for clinic, (_, number) in CLINICS.items()
    }


def test_the_site_lists_the_clinics_and_tells_of_each(built: Project, release: Release) -> None:
    page = read_page(built.out, "rotherham/clinics")
    listed = dict.fromkeys(href.removesuffix("/index.html") for _, href in page.links)  # the navigation has them too
    assert [id for id in listed if id.startswith("clinic-")] == list(CLINICS)
    assert [id for id in listed if id.startswith("suggested-")] == SUGGESTED
    assert "26 January 2007 and 20 March 2007" in page.texts["td"]
    for clinic in release.clinics:
        assert plain(read_page(built.out, f"rotherham/clinics/{clinic.clinic}").texts["h1"][0]) == clinic.title


def test_8_agenda_items_with_their_numbers_and_pages(release: Release, built: Project) -> None:
    found = [(each.number, each.pages) for each in release.agenda_items if each.meeting == "cib-2007-09-10"]
    assert found == AGENDA
    page = read_page(built.out, f"{BOARD}/cib-2007-09-10")
    for number, pages in AGENDA:
        assert any(f"Item number: {number}" in text and pages in text for text in page.texts["p"]), number


def test_9_minutes_and_11_resolutions_of_14_may(release: Release) -> None:
    minutes = {each.minute: each.number for each in release.minutes if each.meeting == "cib-2007-05-14"}
    below = Counter(minutes[each.minute] for each in release.resolutions if each.minute in minutes)
    assert {number: below[number] for number in minutes.values()} == RESOLUTIONS
    assert sum(RESOLUTIONS.values()) == 11


def test_minute_41_of_12_march_is_known_from_minute_50_only(release: Release) -> None:
    assert [each.number for each in release.minutes if each.meeting == "cib-2007-03-12"] == ["41"]
    assert [each.number for each in release.resolutions if each.minute == "cib-minute-41"] == ["(2)"]


def test_the_site_has_the_minutes_with_their_resolutions(minutes_page: ReadPage, built: Project) -> None:
    headings = [plain(text) for text in minutes_page.texts["h3"]]
    assert [text.partition(".")[0] for text in headings if text[:2].isdigit()] == list(RESOLUTIONS)
    assert len([text for text in minutes_page.texts["h4"] if text.startswith("Resolved")]) == 11
    march = read_page(built.out, f"{BOARD}/cib-2007-03-12")
    assert len([text for text in march.texts["h4"] if text.startswith("Resolved")]) == 1


def test_what_the_board_resolved_about_membership(minutes_page: ReadPage) -> None:
    """Minute 50, which follows Minute No. 41(2): three groups join, and it leads to where it arose."""
    resolved = next(text for text in minutes_page.texts["p"] if text.startswith("Joining the Board:"))
    for who in ("the Chair of the Audit Committee", "two scrutiny members", "the Cabinet Member"):
        assert who in resolved
    assert any("cib-2007-03-12" in href for _, href in minutes_page.links)
    assert any("41" in text for text, href in minutes_page.links if "#cib-" in href)


def test_two_papers(publisher: Publisher, built: Project) -> None:
    papers = {paper.paper for paper in publisher.papers}
    assert papers == {"performance-clinics-2007-09", "corporate-improvement-plan-2007-09"}
    for paper in papers:
        assert read_page(built.out, f"{BOARD}/cib-2007-09-10/{paper}").texts["h1"]


def test_12_checks_of_data_quality_are_on_the_data_page(release: Release, built: Project) -> None:
    assert len(release.quality_checks) == 12
    html = (built.out / "rotherham/data/index.html").read_text("utf-8")
    for check in release.quality_checks:
        assert f'id="{check.check}"' in html


def test_only_posts_units_and_bodies_answer_for_things(release: Release) -> None:
    """No person is named: whoever holds a role is a row of these tables."""
    holders = {
        "post": {post.post for post in release.posts},
        "unit": {unit.unit for unit in release.units},
        "body": {body.body for body in release.bodies},
    }
    assert release.responsibilities
    for held in release.responsibilities:
        assert held.holder in holders[held.holder_kind], held
