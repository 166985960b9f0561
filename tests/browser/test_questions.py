"""What a reader wants to know, found from the front page by following links, on a phone and on a desktop."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.support import DESKTOP, PHONE, OpenVisit, content

WIDTHS = pytest.mark.parametrize("width", [PHONE, DESKTOP])

NOT_LEGIBLE = re.compile("title not legible", re.IGNORECASE)
DELAYED: list[str | re.Pattern[str]] = [
    "Reviewed membership and responsibilities for SBP Executive and Board",
    NOT_LEGIBLE,
    "Reviewed membership and responsibilities for SBP Executive and Board",
    "New governance documents (code of conduct, code of practice, terms of reference, membership, and role "
    "descriptions)",
    "Development and embedding of an agreed process to select representatives for SBP",
    NOT_LEGIBLE,
    "Undertake an audit of 2009/10 Departmental/Annual Service Plan content to ensure adherence to guidance",
    "Review the format of all current monitoring reports for consistency with Corporate Plan/LAA Activities.",
]
MOVED = ["25% 50%", "10% 20%", "30% 60%", "25% 50%", "10% 50%", "5% 20%", "25% 50%"]
MOVED += ["25% 40%", "10% 20%", "30% 60%", "25% 50%", "20% 30%"]
"""From and to, for each of the twelve actions whose percentage moved."""
SINCE = re.compile(r"^Since .*progress moved on 12 actions.*\b3\b")


def at_sefton(visit: OpenVisit, width: int) -> Page:
    """The home of Sefton, reached from the front page."""
    page = visit(width).go("index.html")
    content(page).get_by_role("link", name="Sefton Metropolitan Borough Council", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sefton Metropolitan Borough Council")
    return page


def fact(page: Page, name: re.Pattern[str]) -> Locator:
    """What a page's first list of facts says under `name`."""
    return page.locator(".facts").first.locator("div").filter(has=page.locator("dt", has_text=name)).locator("dd")


@WIDTHS
def test_which_items_were_delayed_at_quarter_2(width: int, visit: OpenVisit) -> None:
    page = at_sefton(visit, width)
    page.locator(".numbers").get_by_role("link", name="8 Delayed").click()

    expect(content(page).locator(".filters-count")).to_contain_text("8 of 140 shown")
    rows = content(page).locator("table[data-filterable] tbody tr:visible")
    links = rows.get_by_role("rowheader").get_by_role("link")
    expect(links).to_have_text(DELAYED)
    expect(rows.locator("[data-label=Status] .status-delayed")).to_have_count(8)

    addresses: list[str] = links.evaluate_all("all => all.map(each => each.href)")
    assert len(set(addresses)) == 8
    for number in (0, 5, 7) if width == PHONE else range(8):
        page.goto(addresses[number])
        target = page.locator(":target")
        expect(target).to_be_in_viewport()
        expect(target).to_contain_text(DELAYED[number])
        expect(target.locator(".status-delayed").first).to_be_visible()


@WIDTHS
def test_what_changed_since_quarter_1(width: int, visit: OpenVisit) -> None:
    page = at_sefton(visit, width)
    expect(page.get_by_text(SINCE)).to_be_visible()
    page.get_by_role("link", name="Everything that changed", exact=True).click()

    expect(page.get_by_role("heading", name="What changed")).to_be_in_viewport()
    expect(page.get_by_text(SINCE)).to_be_visible()
    moved, silent, first = (page.locator("ul.changes").nth(number) for number in range(3))
    expect(moved.get_by_role("listitem").locator(".change")).to_have_text(
        [re.compile(move.replace(" ", r"\s*→\s*became\s*")) for move in MOVED]
    )
    expect(moved.get_by_role("link").last).to_contain_text("ASP03-CEX-AP-005")
    expect(silent.get_by_role("link")).to_have_count(3)
    expect(first).to_be_hidden()
    page.locator("summary").filter(has_text="122").click()
    expect(first.get_by_role("listitem")).to_have_count(122)
    expect(first.get_by_role("listitem").last).to_be_visible()


@WIDTHS
def test_who_is_accountable_for_the_observatory_and_why_april_2010_will_not_be_met(
    width: int, visit: OpenVisit
) -> None:
    page = at_sefton(visit, width)
    content(page).get_by_role("link", name="Performance and Partnerships Annual Service Plan").first.click()
    content(page).get_by_role("link", name="ASP03-CEX-AP-005").last.click()

    expect(fact(page, re.compile("authoris", re.IGNORECASE))).to_have_text("Assistant Chief Executive (Management)")
    expect(fact(page, re.compile("^leads?\\b", re.IGNORECASE))).to_have_text("Performance and Partnerships Team")
    expect(fact(page, re.compile("^due", re.IGNORECASE))).to_have_text("31 March 2010")
    issues = page.locator(".update").first.locator(".issues")
    expect(issues).to_be_visible()
    expect(issues).to_contain_text("a data observatory in place by April 2010")
    expect(issues).to_contain_text("unlikely to be met, because of the work that implementation takes")


@WIDTHS
def test_what_the_cabinet_member_was_asked_to_decide(width: int, visit: OpenVisit) -> None:
    page = at_sefton(visit, width)
    content(page).get_by_role("link", name="2 December 2009").click()

    asked = page.locator(".recommendation")
    expect(asked).to_be_visible()
    expect(asked.get_by_role("heading")).to_contain_text("What the meeting was asked to decide")
    decision = "That the Cabinet Member note the progress made on what the Chief Executive's departmental service plan"
    expect(asked).to_contain_text(decision)

    content(page).get_by_role("link", name="Performance Portfolio Monitoring 2009/10 - Quarter 2").click()
    expect(page.locator(".recommendation")).to_contain_text(decision)
