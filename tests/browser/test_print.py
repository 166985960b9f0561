"""On paper: the text, the chart and its figures, and nothing that only a screen can use."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.support import PATHS, OpenVisit, content, draw_charts

SCREEN_ONLY = [".portal-header", "#portal-nav", ".portal-footer nav", ".breadcrumbs", ".headerlink", ".md-skip"]
ON_PAPER = [
    "Assistant Chief Executive (Management)",
    "Work towards a data observatory is going well.",
    "Per cent complete at the end of each quarter",
    "The creation of a metabase to identify key sources of evidence",
]


SHEET = (680, 994)
"""The width and height of the text on a sheet of A4, in CSS pixels."""

HEADS = "Indicator Value Target Status"


def print_page(page: Page, file: Path) -> list[str]:
    """The text of each sheet, with single spaces."""
    page.pdf(path=file, format="A4", prefer_css_page_size=True)
    return [" ".join(sheet.extract_text().split()) for sheet in PdfReader(file).pages]


def test_what_is_for_screens_only_is_not_printed(visit: OpenVisit) -> None:
    page = visit().go(PATHS["action"])
    draw_charts(page)
    page.emulate_media(media="print")
    for selector in SCREEN_ONLY:
        found = page.locator(selector)
        assert found.count(), f"{selector} is on the page"
        for each in found.all():
            expect(each).to_be_hidden()
    for text in ON_PAPER:
        expect(content(page).get_by_text(text).first).to_be_visible()
    expect(content(page).get_by_role("cell", name="30%", exact=True)).to_be_visible()
    expect(page.locator("figure.chart svg .bars").first).to_be_visible()
    expect(page.get_by_text("Please note: A demonstration")).to_be_visible()


@pytest.mark.parametrize("drawn", [True, False], ids=["chart drawn", "chart never seen"])
def test_what_is_folded_away_is_printed(drawn: bool, visit: OpenVisit) -> None:
    page = visit().go(PATHS["quarter"])
    if drawn:
        draw_charts(page)
    folded = page.locator("details:not([open])")
    assert folded.count(), "the quarter's report folds something away"
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    last = page.locator("ul.changes").nth(2).get_by_role("listitem").last
    expect(last).to_be_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    expect(last).to_be_hidden()


def test_paper_is_light_where_the_screen_is_dark(visit: OpenVisit) -> None:
    page = visit(scheme="dark").go(PATHS["action"])
    draw_charts(page)
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(page.locator("body")).to_have_css("color", "rgb(0, 0, 0)")
    ink: list[str] = page.eval_on_selector_all(
        ".portal-page :is(h1, p, dt, dd, th, td)", "all => all.map(each => getComputedStyle(each).color)"
    )
    faint = {colour for colour in ink if sum(float(part) for part in colour[4:-1].split(",")) > 3 * 130}
    assert not faint, f"text that paper hardly shows: {faint}"


def test_the_pdf_of_an_action_holds_its_text_and_figures_and_no_navigation(visit: OpenVisit, tmp_path: Path) -> None:
    page = visit().go(PATHS["action"])
    draw_charts(page)
    sheets = print_page(page, tmp_path / "page.pdf")
    assert 3 <= len(sheets) <= 10, f"{len(sheets)} sheets of paper"
    printed = " ".join(sheets)
    for text in ON_PAPER:
        assert text in printed, text
    for text in ("Skip to content", "Dark colours", "All pages", "Close menu"):
        assert text not in printed, text


def test_the_head_of_a_long_table_stands_on_each_of_its_sheets(visit: OpenVisit, tmp_path: Path) -> None:
    sheets = print_page(visit().go("exampleshire/indicators/index.html"), tmp_path / "page.pdf")
    with_rows = [sheet for sheet in sheets if sheet.count("On target") + sheet.count("Off target") > 3]
    table = [sheet for sheet in sheets if HEADS in sheet]
    assert len(table) > 3
    assert len(table) >= len(with_rows) - 1, "what comes before the table names statuses too"


@pytest.mark.parametrize("name", ["home", "multiples", "risks"])
def test_no_chart_is_larger_than_a_sheet(name: str, visit: OpenVisit) -> None:
    page = visit().go(PATHS[name])
    draw_charts(page)
    page.set_viewport_size({"width": SHEET[0], "height": SHEET[1]})
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    sizes = page.eval_on_selector_all(
        ".chart-canvas", "all => all.map(each => [each.scrollWidth, each.getBoundingClientRect().height])"
    )
    assert sizes
    assert all(width <= SHEET[0] and height <= SHEET[1] for width, height in sizes), sizes
    assert page.evaluate("document.documentElement.scrollWidth") <= SHEET[0]


def test_the_address_of_a_link_that_leads_elsewhere_is_printed_and_no_other(visit: OpenVisit) -> None:
    page = visit().go(PATHS["paper"])
    content(page).evaluate("all => all.insertAdjacentHTML('beforeend', '<a href=https://example.gov.uk/>A law</a>')")
    page.emulate_media(media="print")
    shown: list[list[str]] = (
        content(page)
        .locator("a")
        .evaluate_all("all => all.map(each => [each.getAttribute('href'), getComputedStyle(each, '::after').content])")
    )
    outside = [(href, after) for href, after in shown if href.startswith("http")]
    assert outside
    assert all(href in after for href, after in outside)
    assert all("(" not in after for href, after in shown if not href.startswith("http"))


def test_the_keys_that_print_wait_for_charts_that_were_never_in_view(visit: OpenVisit) -> None:
    visitor = visit()
    visitor.page.add_init_script(
        "window.print = () => { document.documentElement.dataset.printed ="
        " document.querySelectorAll('figure.chart[data-drawn=true]').length; }"
    )
    page = visitor.go(PATHS["multiples"])
    page.keyboard.press("Control+p")
    every = page.locator("figure.chart").count()
    expect(page.locator("html")).to_have_attribute("data-printed", str(every))
