"""The keyboard alone: a way past the header, search in and out, and a focus that can be seen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.support import DESKTOP, PATHS, PHONE, OpenVisit

FOCUS_SHOWN = """() => {
    const style = getComputedStyle(document.activeElement);
    const box = document.activeElement.getBoundingClientRect();
    return {
        what: `${document.activeElement.outerHTML.slice(0, 90)} at ${location.pathname}`,
        ring: (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none",
        seen: box.width > 0 && box.height > 0 && box.right > 0 && box.left < innerWidth
            && box.bottom > 0 && box.top < innerHeight,
        end: document.activeElement === document.body,
    };
}"""


def test_the_first_stop_leads_past_the_header(visit: OpenVisit) -> None:
    page = visit().go(PATHS["action"])
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    inside: bool = page.evaluate("Boolean(document.activeElement.closest('.portal-page, .breadcrumbs'))")
    assert inside, "after the skip link, the next stop is in the content"


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("name", ["publisher", "action", "control", "actions"])
def test_whatever_has_the_focus_shows_it(name: str, width: int, visit: OpenVisit) -> None:
    page = visit(width).go(PATHS[name])
    stops = 0
    for _ in range(30):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS_SHOWN)
        if focus["end"]:
            break
        stops += 1
        assert focus["ring"], f"nothing marks the focus on {focus['what']}"
        assert focus["seen"], f"the focus is out of sight on {focus['what']}"
    assert stops > 8, "the page can be walked through"


def test_the_figures_of_a_chart_unfold_and_fold_by_keyboard(visit: OpenVisit) -> None:
    page = visit().go(PATHS["control"])
    summary = page.get_by_text("The figures as a table", exact=True).first
    figures = page.locator("details.chart-table").first.get_by_role("table")
    expect(figures).to_be_hidden()
    summary.focus()
    page.keyboard.press("Enter")
    expect(figures).to_be_visible()
    page.keyboard.press("Tab")
    frame = page.locator("details.chart-table").first.get_by_role("region")
    expect(frame).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    expect(figures).to_be_hidden()


def test_an_address_inside_something_folded_unfolds_it(visit: OpenVisit) -> None:
    page = visit().go(PATHS["control"])
    page.eval_on_selector("details.chart-table td", "cell => { cell.id = 'a-figure'; }")
    expect(page.locator("#a-figure")).to_be_hidden()
    page.evaluate("location.hash = 'a-figure'")
    expect(page.locator("#a-figure")).to_be_in_viewport()


def open_search(page: Page, key: str) -> None:
    page.keyboard.press(key)
    expect(page.get_by_role("dialog", name="Search this site")).to_be_visible()
    expect(page.get_by_role("searchbox")).to_be_focused()


@pytest.mark.parametrize("key", ["/", "Control+k", "Enter"])
def test_escape_closes_search_and_gives_the_focus_back(key: str, visit: OpenVisit) -> None:
    page = visit().go(PATHS["action"])
    before = page.get_by_role("button", name="Search", exact=True)
    before.focus()
    open_search(page, key)
    page.keyboard.type("data observatory")
    expect(page.locator("#search-results a").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#search-results a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(before).to_be_focused()


def test_arrows_walk_through_the_results_and_back(visit: OpenVisit) -> None:
    page = visit().go("index.html")
    open_search(page, "/")
    page.keyboard.type("data observatory")
    results = page.locator("#search-results a")
    expect(results.nth(1)).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(results.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("searchbox")).to_be_focused()


def test_a_search_that_finds_nothing_says_so(visit: OpenVisit) -> None:
    page = visit().go("index.html")
    open_search(page, "/")
    page.keyboard.type("zzyzx")
    expect(page.get_by_role("status")).to_contain_text("Nothing found for “zzyzx”")


def test_a_slash_in_a_text_field_is_a_slash(visit: OpenVisit) -> None:
    page = visit().go("index.html")
    page.evaluate("document.querySelector('.portal-page').append(document.createElement('textarea'))")
    field = page.locator(".portal-page textarea")
    field.focus()
    page.keyboard.type("2009/10")
    expect(field).to_have_value("2009/10")
    expect(page.get_by_role("dialog")).to_have_count(0)

    open_search(page, "Control+k")
    page.keyboard.type("2009/10")
    expect(page.get_by_role("searchbox")).to_have_value("2009/10")


def test_the_slash_can_be_given_up(visit: OpenVisit) -> None:
    page = visit().go("index.html")
    open_search(page, "/")
    page.get_by_label("Open search with the / key").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("/")
    expect(page.get_by_role("dialog")).to_have_count(0)
    open_search(page, "Control+k")


def test_the_menu_of_a_phone_opens_and_closes(visit: OpenVisit) -> None:
    page = visit(PHONE).go(PATHS["action"])
    button = page.get_by_role("button", name="Menu", exact=True)
    menu = page.get_by_role("navigation", name="Site", exact=True)
    expect(menu).to_be_hidden()
    button.press("Enter")
    expect(menu).to_be_in_viewport()
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(menu.get_by_role("link").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(button).to_be_focused()
