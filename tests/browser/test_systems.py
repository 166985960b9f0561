"""Each system that Rotherham ran by hand, walked in the finished site from its front page as its user would."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.support import DESKTOP, PHONE, OpenVisit, content, draw_charts, table
from tests.browser.walk import Walk, cell, fact, heading, part, row

WIDTHS = pytest.mark.parametrize("width", [PHONE, DESKTOP])

VIOLENT = "Violent crime per 1,000 population"
BARS = "svg .bars .point path"
DRAFT_MINUTE = "46. Corporate Improvement Plan"


def points(page: Page, words: str) -> Locator:
    """What stands on a line of its own, as a point of a list, and begins with these words."""
    return content(page).locator("p, li").filter(has_text=re.compile(rf"^[\s–-]*{words}"))


@WIDTHS
def test_indicators_by_search_and_by_list(width: int, visit: OpenVisit) -> None:
    walk = Walk(visit(width))
    walk.search("violent crime", re.compile("Violent crime"))
    expect(heading(walk.page)).to_contain_text(VIOLENT)

    walk = Walk(visit(width))
    walk.council("Rotherham", "Indicators")
    page = walk.page
    best_value = fact(page, "BVPI Best Value Performance Indicators (17)")
    expect(best_value).to_contain_text("4 of the 11 indicators with a figure a year before got better")
    expect(best_value).to_contain_text("1 on target and 5 off target")
    found = row(page, re.compile(f"^{VIOLENT}"))
    expect(cell(found, "Value")).to_contain_text("22.2")
    expect(cell(found, "Target")).to_contain_text("at most 21.8")
    expect(cell(found, "Status")).to_contain_text(re.compile(r"Off target.*missed by 0\.4", re.IGNORECASE))
    expect(cell(found, "Against a year before")).to_have_text("Got worse")
    expect(cell(row(page, re.compile("^Ombudsman average number")), "Quartile")).to_have_text("Worst, as before")
    walk.follow(re.compile(VIOLENT))

    expect(page.locator(".headline")).to_contain_text(re.compile("miss(es|ed) its target"))
    expect(fact(page, "Status")).to_have_text(re.compile(r"Off target\s+Missed by 0\.4"))
    expect(fact(page, "Latest value")).to_contain_text("22.2")
    expect(fact(page, "Latest value")).to_contain_text("April 2006 to March 2007")
    expect(fact(page, "Target")).to_contain_text("At most 21.8")
    expect(fact(page, "Against a year before")).to_have_text(re.compile(r"Got worse\s+lower is better", re.IGNORECASE))
    why = page.locator("h2#why-this-status + ul li")
    expect(why.first).to_have_text("The value misses the target, and no tolerance is set.")
    expect(why.nth(1)).to_contain_text("at most 21.8")
    expect(why.last).to_contain_text("Direction of travel: got worse, from 21.8")
    assert draw_charts(page) == 1
    expect(page.locator("figure.chart").locator(BARS)).to_have_count(2)
    ahead = row(table(page, "Values, targets and what they mean"), "April 2009 to March 2010")
    expect(cell(ahead, "Value")).to_have_text("Not yet")
    expect(cell(ahead, "Target")).to_contain_text("at most 21.9")


@pytest.mark.parametrize(
    ("name", "value", "target", "status"),
    [
        ("Equalities Standard", "Level 4", "At least Level 4", "On target"),
        ("Ombudsman average number of days", "34.7 days", "days to 28", "No target"),
        ("The percentage of planning appeals allowed", "50%", "At most 26%", "Off target"),
        ("LTP Score", "Fair", "No target", "No target"),
    ],
)
def test_indicators_of_every_sort(name: str, value: str, target: str, status: str, visit: OpenVisit) -> None:
    walk = Walk(visit())
    walk.council("Rotherham", "Indicators")
    walk.follow(re.compile(f"^{name}"))
    expect(fact(walk.page, "Latest value")).to_contain_text(value)
    expect(fact(walk.page, "Target")).to_contain_text(target)
    expect(fact(walk.page, "Status")).to_contain_text(status)
    assert draw_charts(walk.page)


def test_indicators_whose_quartile_changed(visit: OpenVisit) -> None:
    walk = Walk(visit())
    walk.council("Rotherham", "Indicators")
    walk.follow(re.compile("Average time to process new claims"))
    page = walk.page
    expect(page.get_by_text("Fell from the best to the second quartile")).to_be_visible()
    assert draw_charts(page) == 2
    positions = table(page, "Quartile by period").locator("tbody tr")
    expect(positions).to_have_text([re.compile(r"2004 to .*2005\s*Best"), re.compile(r"2005 to .*2006\s*Second")])


@WIDTHS
def test_clinics_held(width: int, visit: OpenVisit) -> None:
    walk = Walk(visit(width))
    walk.council("Rotherham", "Clinics")
    page = walk.page
    held = page.get_by_role("table", name="Clinics that were held").locator("tbody tr")
    expect(held).to_have_count(12)
    expect(cell(row(page, "Transportation Costs"), "Indicators")).to_have_text("None")
    several = cell(row(page, "Safer Rotherham Partnership (SRP)"), "Indicators")
    expect(several).to_contain_text(re.compile("BV 174, BV 175, BVPI 127a, BV 128a"))
    walk.follow("BVPI 8 – Invoice processing")

    expect(page.locator(".kicker").first).to_contain_text("26 January 2007 and 20 March 2007")
    for question in ("Why", "What was done", "What came of it"):
        expect(page.get_by_role("heading", name=question)).to_be_visible()
    expect(content(page)).to_contain_text("heading for 5.77% below the 2006/07 target")
    expect(points(page, "champions might get weekly reports")).to_have_count(1)
    expect(points(page, "staff who repeatedly fail")).to_have_count(1)
    assert draw_charts(page) == 1
    expect(page.locator("figure.chart").locator(BARS)).to_have_count(2)
    before_and_after = table(page, "BVPI 8: values, targets and what they mean")
    expect(cell(row(before_and_after, "April 2005 to March 2006"), "Value")).to_contain_text("91")
    expect(cell(row(before_and_after, "April 2006 to March 2007"), "Quartile")).to_have_text("Third")
    walk.follow("BVPI 8 Invoice processing")
    walk.follow("BVPI 8 – Invoice processing")
    walk.follow("Performance Clinics")
    expect(page.locator(":target")).to_contain_text("Performance Clinics")
    expect(heading(page)).to_contain_text("10 September 2007")


def test_clinics_proposed_and_clinics_that_a_rule_suggests(visit: OpenVisit) -> None:
    walk = Walk(visit())
    walk.council("Rotherham", "Clinics")
    page = walk.page
    expect(page.get_by_role("table", name="Clinics that officers proposed").locator("tbody tr")).to_have_count(5)
    suggested = page.get_by_role("table", name="Indicators for which a rule suggests a clinic")
    found = row(suggested, re.compile(VIOLENT))
    expect(cell(found, "Rule")).to_have_text("Off target, and worse than a year before")
    walk.follow(re.compile(VIOLENT), found)
    aside = page.get_by_role("complementary", name="A clinic is suggested")
    expect(aside).to_contain_text("Off target, and worse than a year before")


@WIDTHS
def test_the_corporate_improvement_plan(width: int, visit: OpenVisit) -> None:
    walk = Walk(visit(width))
    walk.council("Rotherham")
    walk.follow("Corporate Improvement Plan 2007-10")
    page = walk.page
    for name in (
        "Ambitions",
        "3 Rotherham Partnership / LAA",
        re.compile("^Ensure effective delivery of the Community"),
    ):
        walk.follow(name)
    walk.follow(re.compile("^Improve performance relating to crime indicators"))

    words = "Quarterly reports April 2007.*Half year report – November 2007.*End of year report – April 2008"
    expect(fact(page, "Due").first).to_contain_text(re.compile(words))
    expect(fact(page, "Leads the work")).to_have_text(["Safer Rotherham Partnership", "LSP Board"])
    expect(content(page)).to_contain_text("Sexual offences came to 232 in 2006/07, which is 14% fewer")
    expect(content(page), "the mark as it is printed").to_contain_text("“Complete Complete”")
    milestones = page.get_by_role("table", name=re.compile("^Milestones"))
    expect(milestones.locator("tbody tr")).to_have_count(7)
    first = row(milestones, "Clinics on all 3 critical areas")
    expect(cell(first, "Status")).to_have_text("Completed")
    expect(cell(first, "Due")).to_have_text("By the end of June 2007")
    expect(cell(row(milestones, "BVPI 127a: quarterly reports"), "Status")).to_contain_text("133 days overdue")
    walk.follow(re.compile(VIOLENT))
    expect(heading(page)).to_contain_text(VIOLENT)


@pytest.mark.parametrize(
    ("words", "action", "due", "mark"),
    [
        ("annual report", "annual report", "October 2007 and every 12 months", "On track"),
        ("partnership newspaper", "newspaper", "Spring 2008", "On track"),
        ("member capacity building day", "capacity building day", "July 2007", "Slipped"),
        ("corporate identity guidelines", "corporate identity", "July 2007 (revise to October 2007)", "Some slippage"),
    ],
)
def test_dates_and_marks_in_the_papers_words(words: str, action: str, due: str, mark: str, visit: OpenVisit) -> None:
    walk = Walk(visit())
    walk.search(words, re.compile(action, re.IGNORECASE))
    expect(heading(walk.page)).to_contain_text(re.compile(action, re.IGNORECASE))
    expect(fact(walk.page, "Due").first).to_contain_text(due)
    expect(content(walk.page).get_by_text(f"“{mark}").first).to_be_visible()


@WIDTHS
def test_board_agenda_and_minutes(width: int, visit: OpenVisit) -> None:
    walk = Walk(visit(width))
    walk.council("Rotherham")
    page = walk.page
    walk.follow(re.compile("10 September 2007"))
    expect(page.locator(".agenda-item")).to_have_count(8)
    plan = part(page, re.compile("Corporate Improvement Plan$"))
    expect(plan).to_contain_text(re.compile(r"\b6\b.*Pages 16 - 49"))
    walk.follow("Corporate Improvement Plan", plan)
    expect(page.locator(".recommendation")).to_contain_text("consider the refreshed plan")
    page.go_back()
    walk.follow("Corporate Improvement Board", page.locator("dl.facts"))
    walk.follow(re.compile("14 May 2007"))

    expect(page.locator(".minute")).to_have_count(9)
    expect(page.locator(".minute > .recommendation")).to_have_count(11)
    draft = part(page, DRAFT_MINUTE).locator(".recommendation")
    expect(draft).to_have_count(2)
    expect(draft.last).to_contain_text("take up the questions on procurement")
    expect(draft.last).to_contain_text(re.compile("What came of it: Not reported"))
    for subject in ("Rural Strategy", "key lines of enquiry", "national awards", "how the council works with the PCT"):
        expect(points(page, f"{subject}$")).to_have_count(1)

    membership = part(page, "50. Membership")
    expect(membership).to_contain_text("Following Minute No. 41(2)")
    walk.follow(re.compile(r"Resolution \(2\) of minute 41"), membership)
    arose = page.locator(":target")
    expect(arose).to_be_in_viewport()
    expect(heading(page)).to_contain_text("12 March 2007")
    walk.follow(re.compile("Minute 50 of 14 May 2007"))
    expect(page.locator(":target")).to_contain_text("50. Membership")
