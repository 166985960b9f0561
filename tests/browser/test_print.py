"""On paper: the text, the chart and its figures, and nothing that only a screen can use."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.support import PATHS, OpenVisit, content, draw_charts

SCREEN_ONLY = [".portal-header", "#portal-nav", ".portal-footer nav", ".breadcrumbs", ".headerlink", ".md-skip"]
ON_PAPER = [
    "Assistant Chief Executive (Management)",
    "Work towards a data observatory is going well.",
    "Per cent complete at the end of each quarter",
    "The creation of a metabase to identify key sources of evidence",
]


def words(file: Path) -> str:
    """The text of a PDF, by poppler's pdftotext, with single spaces."""
    done = subprocess.run(["pdftotext", "-raw", str(file), "-"], capture_output=True, text=True, check=True)
    return " ".join(done.stdout.split())


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
    file = tmp_path / "page.pdf"
    page.pdf(path=file, format="A4", prefer_css_page_size=True)
    sheets = len(re.findall(rb"/Type /Page\b", file.read_bytes()))
    assert 3 <= sheets <= 9, f"{sheets} sheets of paper"

    if shutil.which("pdftotext"):  # what the tests above judge by what is visible, read back from the file
        printed = words(file)
        for text in ON_PAPER:
            assert text in printed, text
        for text in ("Skip to content", "Dark colours", "All pages", "Close menu"):
            assert text not in printed, text
