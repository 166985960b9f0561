"""What a stranger asks who knows the front page's address only, answered in at most four clicks or searches."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.support import DESKTOP, PHONE, OpenVisit, content
from tests.browser.walk import Walk, fact, heading, part, row

MOST = 4


@pytest.fixture(params=[PHONE, DESKTOP])
def walk(request: pytest.FixtureRequest, visit: OpenVisit) -> Iterator[Walk]:
    """A stranger at the front page, on a phone and on a desktop, whose clicks and searches are few."""
    walk = Walk(visit(request.param))
    yield walk
    assert 1 <= walk.steps <= MOST, f"{walk.steps} clicks and searches"


def test_did_rotherhams_violent_crime_meet_its_target_and_by_how_much_was_it_missed(walk: Walk) -> None:
    walk.search("rotherham violent crime", re.compile("Violent crime per 1,000"))
    expect(heading(walk.page)).to_contain_text("Violent crime")
    expect(walk.page.locator(".headline")).to_contain_text(re.compile("March 2007 miss(ed|es) its target"))
    status = fact(walk.page, "Status")
    expect(status).to_be_in_viewport()
    expect(status).to_contain_text(re.compile(r"Off target\s+Missed by 0\.4"))
    expect(fact(walk.page, "Target")).to_contain_text("At most 21.8")


def test_the_same_without_search(walk: Walk) -> None:
    walk.council("Rotherham", "Indicators")
    found = row(walk.page, re.compile("^Violent crime per 1,000 population"))
    expect(found).to_contain_text("April 2006 to March 2007")
    expect(found).to_contain_text(re.compile(r"Off target.*missed by 0\.4", re.IGNORECASE))


def test_what_rotherhams_board_resolved_about_membership(walk: Walk) -> None:
    walk.council("Rotherham")
    walk.follow(re.compile("14 May 2007"))
    resolved = part(walk.page, "50. Membership").locator(".recommendation")
    expect(resolved).to_contain_text("the Chair of the Audit Committee, two scrutiny members, and the Cabinet Member")
    expect(resolved).to_contain_text("What came of it: Not reported")


def test_the_same_by_search(walk: Walk) -> None:
    walk.search("board membership chair of the audit committee", re.compile("14 May 2007|Membership"))
    expect(heading(walk.page)).to_contain_text("14 May 2007")
    expect(part(walk.page, "50. Membership").locator(".recommendation")).to_contain_text("two scrutiny members")


def test_why_manchester_had_a_red_flag_and_what_is_being_done(walk: Walk) -> None:
    walk.council("Manchester", "Assessments")
    flag = walk.page.locator("section.judgement").filter(has=walk.page.locator(".status-red-flag"))
    expect(flag).to_contain_text("the number of young people who are absent from secondary schools")
    walk.follow(re.compile("^2b School Absence"), flag)
    done = walk.page.get_by_role("table", name="Parts of this concern")
    expect(done.locator("tbody tr")).to_have_count(8)
    expect(done).to_contain_text("Carry on with the Attendance Strategy")
    expect(content(walk.page)).to_contain_text("Persistent absence is falling overall")


def test_what_kloe_means(walk: Walk) -> None:
    walk.search("KLOE", re.compile("Glossary|^KLOE"))
    expect(heading(walk.page)).to_contain_text("Glossary")
    meaning = walk.page.locator("div").filter(has=walk.page.locator("dt:text-is('KLOE')")).last
    expect(meaning).to_contain_text(re.compile("key line of enquiry", re.IGNORECASE))
    expect(meaning).to_contain_text("A question that assessors ask")
