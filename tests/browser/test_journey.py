"""The journey of the portal: from the front page to an action, its chart and its table, with scripts and without."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.support import DESKTOP, OBSERVATORY, PHONE, OpenVisit, content, table

TITLE = "The development of a Data Observatory for Sefton MBC and Partners"
CAPTION = "Per cent complete at the end of each quarter"
ROWS = [
    ["April to June 2009", "On target", "20%", "25%"],
    ["July to September 2009", "On target", "30%", "50%"],
]
"""What the table of the chart says."""


def read(table: Locator) -> list[list[str]]:
    """The text of each cell of a table, row by row, as it is shown."""
    return [
        [cell.strip() for cell in row.locator("th, td").all_inner_texts()] for row in table.locator("tbody tr").all()
    ]


HEIGHTS = "all => all.map(each => each.getBoundingClientRect().height)"


def focused(page: Page) -> str:
    """The visible text of what has the focus."""
    text: str = page.evaluate("document.activeElement.innerText ?? ''")
    return text


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_from_the_front_page_through_search_to_the_chart_and_its_table(width: int, visit: OpenVisit) -> None:
    page = visit(width).go("index.html")

    page.keyboard.press("/")
    search = page.get_by_role("dialog", name="Search this site")
    expect(search.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("data observatory")
    expect(search.get_by_role("status")).to_have_text(re.compile(r"^\d+ pages found$"))
    # Results arrive one by one: the arrows move only through those that are there.
    expect(search.get_by_role("link", name=re.compile("ASP03-CEX-AP-005 The development"))).to_be_visible()
    for _ in range(10):
        page.keyboard.press("ArrowDown")
        if focused(page).startswith("ASP03-CEX-AP-005 The development of a Data Observatory"):
            break
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"/sefton/items/asp03-cex-ap-005/"))
    expect(page.get_by_role("heading", level=1)).to_contain_text(TITLE)
    figure = page.locator("figure.chart")
    figure.scroll_into_view_if_needed()
    expect(figure).to_have_attribute("data-drawn", "true")
    expect(figure.get_by_role("img", name="Progress rose from 20% to 30% by July to September 2009")).to_be_visible()
    expect(figure.locator("svg .bars .point path")).to_have_count(2)
    heights = figure.locator("svg .bars .point path").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect().height)"
    )
    assert heights[0] > 20, "20% is a bar that can be seen"
    assert heights[1] == pytest.approx(heights[0] * 1.5, rel=0.05), "30% is half as high again as 20%"

    assert read(table(page, CAPTION)) == ROWS


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_the_same_without_scripts_by_links_alone(width: int, visit: OpenVisit) -> None:
    page = visit(width, scripts=False).go("index.html")

    expect(page.get_by_role("searchbox")).to_have_count(0)
    expect(page.get_by_text("Search", exact=True)).to_be_hidden()
    expect(page.get_by_role("button")).to_have_count(0)

    body = content(page)
    body.get_by_role("link", name="Sefton Metropolitan Borough Council", exact=True).click()
    body.get_by_role("link", name="Performance and Partnerships Annual Service Plan", exact=True).click()
    body.get_by_role("link", name="ASP03-CEX-AP-005 The development of a Data Observatory").last.click()

    expect(page).to_have_url(f"{page.url.split('/sefton/')[0]}/{OBSERVATORY}")
    expect(page.get_by_role("heading", level=1)).to_contain_text(TITLE)
    expect(body.locator(".headline")).to_have_text("On target 30% complete, with 50% of the time passed.")
    expect(body.get_by_text("Work towards a data observatory is going well.")).to_be_visible()
    assert read(table(page, CAPTION)) == ROWS
    assert len(read(table(page, "Activities and their status, July to September 2009"))) == 5


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_the_navigation_works_without_scripts(width: int, visit: OpenVisit) -> None:
    page = visit(width, scripts=False).go(OBSERVATORY)
    menu = page.get_by_role("navigation", name="Site", exact=True)
    if width == PHONE:
        expect(menu.get_by_role("link", name="Quarters", exact=True)).not_to_be_in_viewport()
        page.locator(".portal-header").get_by_text("Menu", exact=True).locator("visible=true").click()
    expect(menu.locator("[aria-current=page]")).to_have_count(1)
    last = menu.get_by_role("link").last
    last.evaluate("each => each.scrollIntoView({ block: 'nearest' })")
    expect(last).to_be_in_viewport()
    menu.get_by_role("link", name="Quarters", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("quarter by quarter")


def test_no_empty_frame_stands_where_a_chart_needs_scripts(visit: OpenVisit) -> None:
    page = visit(scripts=False).go(OBSERVATORY)
    expect(page.locator("figure.chart .chart-message")).to_be_visible()
    expect(page.locator("figure.chart .chart-canvas")).to_be_hidden()
