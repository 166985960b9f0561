"""A reader's way through the site from its front page, by what can be seen: links, the menu and search."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.support import Visit, content

FOUND = re.compile(r"^\d+ pages? found$")


class Walk:
    """Starts at the front page, and counts each click and each search."""

    def __init__(self, visit: Visit) -> None:
        self.page: Page = visit.go("index.html")
        self.steps = 0

    def click(self, target: Locator) -> None:
        target.click()
        self.steps += 1

    def follow(self, name: str | re.Pattern[str], within: Locator | None = None) -> None:
        """The first link of the page, or of a part of it, that reads so."""
        part = within or content(self.page)
        self.click(part.get_by_role("link", name=name, exact=isinstance(name, str)).first)

    def menu(self, name: str) -> None:
        """A link of the menu to another page, not to a part of this one. A phone opens the menu first."""
        opener = self.page.get_by_role("button", name="Menu", exact=True)
        if opener.is_visible():
            self.click(opener)
        links = self.page.get_by_role("navigation", name="Site", exact=True).locator("a:not([href^='#'])")
        self.click(links.filter(has_text=re.compile(rf"^\s*{re.escape(name)}\s*$")))

    def council(self, name: str, part: str = "") -> None:
        """The home of a council, then a part of its site by the menu."""
        self.follow(re.compile(f"^{name} .*Council$"))
        expect(heading(self.page)).to_contain_text(name)
        if part:
            self.menu(part)
            expect(heading(self.page)).to_contain_text(f"{name}: ")

    def search(self, words: str, result: str | re.Pattern[str]) -> None:
        """Types the words into the search, and opens the first result that reads so."""
        self.page.keyboard.press("/")
        dialog = self.page.get_by_role("dialog", name="Search this site")
        expect(dialog.get_by_role("searchbox")).to_be_focused()
        self.page.keyboard.type(words)
        self.steps += 1
        expect(dialog.get_by_role("status")).to_have_text(FOUND)
        self.follow(result, self.page.locator("#search-results"))
        expect(dialog).to_be_hidden()


def heading(page: Page) -> Locator:
    """What the page says that it is about."""
    return page.get_by_role("heading", level=1)


def fact(part: Page | Locator, name: str) -> Locator:
    """What the first list of facts that has this name says under it: each thing on its own."""
    page = part.page if isinstance(part, Locator) else part
    named = page.locator("dt").filter(has_text=re.compile(f"^\\s*{re.escape(name)}\\s*$"))
    return part.locator("dl.facts > div").filter(has=named).first.locator("dd")


def row(part: Page | Locator, name: str | re.Pattern[str]) -> Locator:
    """The row of a table whose head reads so."""
    page = part.page if isinstance(part, Locator) else part
    head = page.get_by_role("rowheader", name=name, exact=isinstance(name, str))
    return part.locator("tbody tr").filter(has=head).first


def cell(row: Locator, column: str) -> Locator:
    """What a row says in the column of this name."""
    return row.locator(f"[data-label='{column}']")


def part(page: Page, name: str | re.Pattern[str]) -> Locator:
    """The section of a page that stands under a heading of its own: a minute, an agenda item, a judgement."""
    head = page.get_by_role("heading", name=name, exact=isinstance(name, str))
    return content(page).locator("section").filter(has=head).last
