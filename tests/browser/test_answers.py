"""What a stranger asks who knows the front page's address only, answered in at most four clicks or searches."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.support import DESKTOP, PHONE, OpenVisit, content
from tests.browser.walk import Walk, cell, fact, heading, part, row

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


def test_salfords_risk_furthest_from_its_target(walk: Walk) -> None:
    walk.council("Salford", "Risks")
    expect(walk.page.locator(".headline")).to_contain_text("Furthest from it, by ")
    first = walk.page.get_by_role("table", name="Risks, furthest from target first").locator("tbody tr").first
    shown = walk.page.locator("td[data-label=Distance]").all_inner_texts()
    distances = [int(text) for text in shown if text.strip().lstrip("+-").isdigit()]
    expect(cell(first, "Distance")).to_have_text(f"+{max(distances)}")
    walk.click(first.get_by_role("link"))
    expect(walk.page.locator(".headline")).to_contain_text(f"{max(distances)} points above its target")


def test_which_of_seftons_actions_are_delayed(walk: Walk) -> None:
    walk.council("Sefton")
    walk.click(walk.page.locator(".numbers").get_by_role("link", name="8 Delayed"))
    expect(content(walk.page).locator(".filters-count")).to_contain_text("8 of 140 shown")


def test_what_changed_at_sefton_since_quarter_1(walk: Walk) -> None:
    walk.council("Sefton")
    walk.click(walk.page.locator(".numbers").get_by_role("link", name=re.compile("Changed$")))
    expect(walk.page.get_by_role("heading", name="What changed")).to_be_in_viewport()
    expect(walk.page.get_by_text("progress moved on 12 actions").first).to_be_visible()


def test_did_exampleshire_recycle_more_and_is_that_more_than_chance(walk: Walk) -> None:
    walk.council("Exampleshire", "Indicators")
    walk.follow(re.compile("^Percentage of household waste sent"))
    expect(walk.page.locator(".headline")).to_contain_text("met its target, better than a year before")
    expect(content(walk.page)).to_contain_text("4 values stand out from the usual ups and downs")


def test_which_indicators_of_exampleshire_got_worse(walk: Walk) -> None:
    walk.council("Exampleshire")
    link = walk.page.locator(".numbers").get_by_role("link", name=re.compile("Got worse$"))
    number = re.sub(r"\D", "", link.inner_text())
    walk.click(link)
    expect(content(walk.page).locator(".filters-count")).to_contain_text(f"{number} of 63 shown")


def test_how_the_ward_of_millgarrow_stands(walk: Walk) -> None:
    walk.search("millgarrow", re.compile("^Millgarrow"))
    benefits = row(walk.page, re.compile("^Working age people on out of work benefits"))
    expect(cell(benefits, "Compared")).to_contain_text("Better")


def test_what_a_committee_looks_at_and_when_it_meets_next(walk: Walk) -> None:
    walk.council("Exampleshire", "Committees")
    walk.follow("Environment and Growth Committee")
    expect(content(walk.page)).to_contain_text("Next meeting after this report: 8 December 2009")
    expect(content(walk.page)).to_contain_text("Since it last met, on 8 September 2009")
    expect(walk.page.locator("section#items")).to_contain_text("Watch the twenty worst fly-tipping places")


def test_which_resolutions_are_past_their_date(walk: Walk) -> None:
    walk.council("Exampleshire", "Needs a closer look")
    overdue = walk.page.locator("section#resolutions-overdue")
    expect(overdue.get_by_role("listitem")).to_have_count(2)


def test_why_a_deadline_slipped_and_how_often(walk: Walk) -> None:
    walk.council("Exampleshire")
    walk.follow("The full report of this quarter")
    moved = content(walk.page).get_by_role("heading", name="Deadlines that moved")
    expect(moved).to_be_visible()
    walk.follow("6.1.1 Open customer centres in Harrowmere and Wendleby")
    expect(fact(walk.page, "Due").last).to_contain_text(
        re.compile("Moved (once|\\d times): first .*, now 31 March 2011")
    )


def test_how_two_councils_compare_without_a_rank(walk: Walk) -> None:
    walk.menu("Compare")
    walk.follow(re.compile("NI 192"))
    expect(walk.page.get_by_role("table").first.locator("tbody tr")).to_have_count(2)
    expect(walk.page.get_by_role("columnheader", name=re.compile("rank|position", re.IGNORECASE))).to_have_count(0)


def test_what_an_abbreviation_means_without_leaving_the_page(walk: Walk) -> None:
    walk.council("Salford", "Indicators")
    walk.click(content(walk.page).locator("tbody a[href*='ni-49/']"))
    marked = content(walk.page).locator("abbr[title]").first
    expect(marked).to_have_attribute("title", re.compile("^[A-Z]"))
    walk.page.get_by_text("Abbreviations on this page", exact=True).click()
    told = content(walk.page).locator("details.abbreviations div").filter(has_text=marked.inner_text())
    expect(told.first.locator("dd")).to_have_text(marked.get_attribute("title") or "")
