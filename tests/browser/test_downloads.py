"""A reader takes a chart and its figures away, and hands a page on: from the keyboard, on a phone, in the dark."""

from __future__ import annotations

import csv
import struct
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Locator, Page, expect

from generator.pipeline import build
from generator.project import SETTINGS
from tests.browser.support import PATHS, PHONE, OpenVisit, Server, content, table
from tests.conftest import AT, quiet
from tests.projects import copy_project

MESSAGE = "40.9% in July to September 2009 met its target, better than a year before"
SOURCE = "Source: Exampleshire County Council. Exampleshire (fictional): quarter 2 of 2009/10, version 1.0.0."
MADE_UP = "Exampleshire is a made-up council: every figure, place and decision on these pages is invented,"

SVG = "{http://www.w3.org/2000/svg}"
WIDTH = 960
LIGHT_HIGHLIGHT = "rgb(18, 67, 109)"


def take(page: Page, button: Locator, folder: Path) -> Path:
    """Presses the button from the keyboard, waits until the page says that it is done, and keeps the file."""
    with page.expect_download() as started:
        button.press("Enter")
    download = started.value
    told = button.locator("xpath=..").get_by_role("status")
    expect(told).to_have_text(f"Downloaded: {download.suggested_filename}")
    kept = folder / download.suggested_filename
    download.save_as(kept)
    return kept


def picture_button(page: Page, format: str) -> Locator:
    return content(page).get_by_role("button", name=f"Download this chart as {format}").first


def words_of(svg: ElementTree.Element) -> str:
    """The text of a picture, line by line as it is broken, with single spaces."""
    return " ".join(" ".join("".join(each.itertext()) for each in svg.iter(f"{SVG}text")).split())


def test_a_chart_as_svg_has_its_message_its_key_and_its_source_in_it(visit: OpenVisit, tmp_path: Path) -> None:
    reader = visit(PHONE, "dark")
    page = reader.go(PATHS["control"])
    kept = take(page, picture_button(page, "SVG"), tmp_path)
    assert kept.name == "ni-192-values.svg"
    svg = ElementTree.fromstring(kept.read_text("utf-8"))
    words = words_of(svg)
    for text in (
        "Percentage of household waste sent for reuse, recycling and composting, Exampleshire",
        MESSAGE,
        "Per cent, by period",
        "Nearest neighbours",
        SOURCE,
        MADE_UP,
    ):
        assert text in words
    ground = svg.find(f"{SVG}rect")
    assert ground is not None
    assert (ground.get("fill"), ground.get("width"), svg.get("width")) == ("#ffffff", str(WIDTH), str(WIDTH))
    assert LIGHT_HIGHLIGHT in kept.read_text("utf-8"), "drawn in the light colours though the page is dark"
    assert not reader.complaints
    assert not reader.outside()


def test_a_chart_as_png_is_sharp_and_of_the_same_shape(visit: OpenVisit, tmp_path: Path) -> None:
    page = visit(PHONE).go(PATHS["control"])
    png = take(page, picture_button(page, "PNG"), tmp_path)
    svg = ElementTree.fromstring(take(page, picture_button(page, "SVG"), tmp_path).read_text("utf-8"))
    head = png.read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", head[16:24]) == (2 * WIDTH, 2 * int(svg.get("height", "0")))


def test_every_chart_of_a_page_can_be_taken_away_and_none_without_scripts(visit: OpenVisit) -> None:
    page = visit().go(PATHS["multiples"])
    charts = page.locator("figure.chart").count()
    assert charts > 2
    for format in ("PNG", "SVG"):
        offered = page.get_by_role("button", name=f"Download this chart as {format}")
        expect(offered).to_have_count(charts)
        for button in offered.all():
            size = button.bounding_box()
            assert size is not None
            assert min(size["width"], size["height"]) >= 24
            assert button.locator("xpath=ancestor::figure").count() == 0
    plain = visit(scripts=False).go(PATHS["multiples"])
    expect(plain.get_by_role("button", name="Download this chart")).to_have_count(0)


def test_the_figures_that_a_reader_takes_away_are_those_of_the_table(visit: OpenVisit, tmp_path: Path) -> None:
    page = visit(scripts=False).go(PATHS["area"])
    link = content(page).get_by_role("link", name="Figures for Millgarrow (CSV")
    expect(link).to_have_attribute("download", "")
    with page.expect_download() as started:
        link.click()
    kept = tmp_path / started.value.suggested_filename
    started.value.save_as(kept)
    assert kept.name == "millgarrow.csv"
    with kept.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    shown = table(page, "Figures for Millgarrow").get_by_role("rowheader")
    expect(shown).to_have_count(len(rows))
    for row, heading in zip(rows, shown.all(), strict=True):
        expect(heading).to_contain_text(row["Title"])


def test_a_page_is_cited_and_reported_without_scripts(visit: OpenVisit) -> None:
    page = visit(scripts=False).go(PATHS["control"])
    page.get_by_text("Cite this page").click()
    expect(page.get_by_text("version 1.0.0, released on 26 November 2009.")).to_be_visible()
    report = page.get_by_role("link", name="Report a problem with this page")
    written = report.get_attribute("href") or ""
    assert written.startswith("mailto:performance@example.org?subject=Problem%20with%20the%20page%3A%20Percentage")
    assert "Address%3A%20%2Fexampleshire%2Findicators%2Fni-192%2F" in written
    expect(page.get_by_text("Show this chart on another site")).to_have_count(0)  # no address without site_url


@pytest.fixture(scope="module")
def addressed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a small site that knows its own, and has no contact."""
    project = copy_project(tmp_path_factory.mktemp("addressed"))
    settings = (project.root / SETTINGS).read_text("utf-8")
    settings = settings.replace("  contact: performance@example.org\n", "")
    with Server(project.out) as address:
        (project.root / SETTINGS).write_text(f"{settings}\nsite_url: {address}\n", "utf-8")
        build(project, AT, quiet)
        yield address


def test_where_a_page_is_shared_its_title_answer_and_picture_are_shown(visit: OpenVisit, addressed: str) -> None:
    page = visit(site=addressed).go("index.html")

    def meta(name: str) -> str:
        return page.locator(f'meta[property="og:{name}"]').get_attribute("content") or ""

    assert meta("title") == "Smallshire District Council"
    assert meta("description").startswith("Smallshire, July to September 2024: ")
    assert page.locator('link[rel="canonical"]').get_attribute("href") == meta("url") == f"{addressed}index.html"
    picture = page.request.get(meta("image"))
    assert picture.headers["content-type"] == "image/png"
    assert struct.unpack(">II", picture.body()[16:24]) == (1200, 630)
    page = visit(site=addressed).go("indicators/residual-waste/index.html")
    assert page.locator('meta[property="og:image"]').count() == 0
    assert page.locator('meta[name="twitter:card"]').get_attribute("content") == "summary"
    expect(page.get_by_text("Report a problem with this page")).to_have_count(0)


def test_the_sitemap_holds_every_page_that_readers_stay_on(visit: OpenVisit, addressed: str) -> None:
    page = visit(site=addressed).page
    sitemap = ElementTree.fromstring(page.request.get(f"{addressed}sitemap.xml").text())
    listed = [each.text or "" for each in sitemap.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert len(listed) == len(set(listed)) > 30
    assert f"{addressed}index.html" in listed
    for address in listed:
        answer = page.request.get(address)
        assert answer.ok
        assert 'content="noindex"' not in answer.text(), address
        assert f'<link rel="canonical" href="{address}">' in answer.text()


def test_a_chart_is_shown_on_another_site(visit: OpenVisit, addressed: str, tmp_path: Path) -> None:
    page = visit(site=addressed).go("indicators/residual-waste/index.html")
    page.get_by_text("Show this chart on another site").click()
    frame = page.locator(".embed code").inner_text()
    (tmp_path / "index.html").write_text(
        f'<!doctype html><link rel=icon href="data:,"><title>A blog</title>{frame}', "utf-8"
    )
    with Server(tmp_path) as elsewhere:
        guest = visit(site=elsewhere)
        page = guest.go("index.html")
        inside = page.frame_locator("iframe")
        expect(inside.locator("figure#values svg").first).to_be_visible()
        expect(inside.locator("figure#values")).to_be_in_viewport()
        expect(inside.locator(".portal-header")).to_be_hidden()
        assert not guest.complaints
