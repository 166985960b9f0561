"""Straight from the folder, without a server: what a person sees who unpacks the site and double-clicks."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from generator.project import Project
from tests.browser.support import PATHS, OpenVisit, content, draw_charts, one_per_line


@pytest.fixture
def folder(built: Project) -> str:
    """The address of the finished site's folder."""
    return f"{built.out.as_uri()}/"


def test_pages_links_and_charts_work_from_a_folder(folder: str, visit: OpenVisit) -> None:
    reader = visit(site=folder)
    page = reader.go("index.html")
    expect(page.get_by_role("heading", level=1)).to_be_visible()

    content(page).get_by_role("link", name="Sefton Metropolitan Borough Council", exact=True).click()
    expect(page).to_have_url(f"{folder}sefton/index.html")
    assert draw_charts(page) == 1
    expect(page.locator("figure.chart svg .bars .point").first).to_be_attached()

    page.get_by_role("contentinfo").get_by_role("link", name="Method", exact=True).click()
    expect(page).to_have_url(f"{folder}method/index.html")
    assert not reader.outside(), one_per_line(reader.outside())
    assert not reader.complaints, one_per_line(reader.complaints)


def test_search_from_a_folder_says_what_is_wrong_and_offers_every_page(folder: str, visit: OpenVisit) -> None:
    reader = visit(site=folder)
    page = reader.go(PATHS["action"])
    page.keyboard.press("/")
    search = page.get_by_role("dialog", name="Search this site")
    said = search.get_by_role("status")
    expect(said).to_contain_text("Search needs a web server, and this page was opened from a folder.")
    page.keyboard.type("data observatory")
    expect(said).to_contain_text("Search needs a web server")
    said.get_by_role("link", name="list of all pages").click()

    expect(page).to_have_url(f"{folder}pages/index.html")
    content(page).get_by_role("link", name="Performance Portfolio Monitoring 2009/10 - Quarter 2").click()
    expect(page).to_have_url(f"{folder}{PATHS['paper']}")
    assert not reader.complaints, one_per_line(reader.complaints)
