"""A publisher's home: the quarter in one screen of a phone, and behind every number just what it counts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.support import DESKTOP, PHONE, OpenVisit, content


def number_of(link: Locator) -> int:
    return int(re.sub(r"\D", "", link.locator("strong").inner_text()))


def listed(page: Page) -> int:
    """How many things the page lists: the rows that a filter leaves, else the changes below their heading."""
    count = content(page).locator(".filters-count")
    if count.count():
        expect(count).to_have_text(re.compile(r"^\d+ of \d+ shown"))
        return content(page).locator("table[data-filterable] tbody tr:visible").count()
    return content(page).locator("#what-changed ~ ul.changes > li, #what-changed ~ details > ul.changes > li").count()


@pytest.mark.parametrize("publisher", ["exampleshire", "sefton", "rotherham", "cannock-chase"])
def test_behind_every_number_stands_what_it_counts(publisher: str, visit: OpenVisit) -> None:
    page = visit(DESKTOP).go(f"{publisher}/index.html")
    links = content(page).locator("ul.numbers a, ul.glance ul.counts a")
    promised = [(link.evaluate("each => each.href"), number_of(link)) for link in links.all()]
    assert len(promised) >= 4
    for address, number in promised:
        page.goto(address)
        assert listed(page) == number, address


def test_the_quarter_fits_one_screen_of_a_phone(visit: OpenVisit) -> None:
    """The sentence, every number and the first plans, below a notice that a council of its own would not have."""
    page = visit(PHONE).go("sefton/index.html")
    for part in (".headline", ".numbers", ".glance > li:nth-child(2)"):
        expect(content(page).locator(part)).to_be_in_viewport(ratio=1)


def test_what_stands_out_comes_before_what_may_be_chance(visit: OpenVisit) -> None:
    page = visit(DESKTOP).go("exampleshire/index.html")
    worse = content(page).locator("section").filter(has=page.get_by_role("heading", name="Got worse"))
    expect(worse.locator(".movers > li")).to_have_count(3)
    expect(worse).not_to_contain_text("within its usual ups and downs")
    worse.get_by_role("link", name=re.compile("^All \\d+ that got worse")).click()
    expect(content(page).locator(".filters-count")).to_contain_text(re.compile(r"^2\d of 63 shown"))
