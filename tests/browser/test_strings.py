"""The nastiest texts in a real browser: pages, charts, pictures of charts, search and lists show them and run nothing.

`make torture` reads thousands of such texts back from files (tests/torture/strings.py); scripts of the site work here.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Dialog, Page, expect

from generator.project import Project
from tests.browser.support import OpenVisit, Server, Visit, content, draw_charts
from tests.browser.test_downloads import SVG, picture_button, take, words_of
from tests.conftest import AT, ROOT
from tests.pack_reader import ReadPack, squeezed
from tests.torture.lean import id_of, lean_project
from tests.torture.nasty import ATTRIBUTES, HACK, HTML
from tests.torture.twins import harmless

OF_CHARTS = (
    "%{x} and %{y:.0f}",
    "<b>%{y}</b><br>%{x}",
    "<extra>x</extra>",
    "token:grid",
    '<a href="https://example.org/">x</a>',
    "&lt;b&gt;x&lt;/b&gt; &amp;",
    "<sup>x</sup><i>y</i>",
)
"""What plotly reads in texts, and colours of ours."""

NASTIEST = [text for text in (*HTML, *ATTRIBUTES, *OF_CHARTS) if HACK not in text or text.startswith(("<", '"', "'"))]
TEXTS = [harmless(0), *NASTIEST]

ELEMENTS = "() => [...document.querySelectorAll(':not(svg *)')].map(each => each.tagName).sort().join()"
INSIDE_SVG = (
    "() => [...new Set([...document.querySelectorAll('svg *')].map(each => each.tagName.toLowerCase()))].sort()"
)
DRAWING = {"circle", "clippath", "defs", "g", "line", "path", "polyline", "rect", "text", "tspan"}
SPOTTED = "() => window.hacked"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The finished site, with a pack for its meeting; made by the command, since a browser runs here already."""
    project = lean_project(tmp_path_factory.mktemp("strings"), TEXTS)
    command = [str(Path(sys.executable).with_name("portal")), "packs", "--at", AT.isoformat()]
    subprocess.run(command, cwd=project.root, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True)
    return project


@pytest.fixture(scope="module")
def site(project: Project) -> Iterator[str]:
    with Server(project.out) as address:
        yield address


@pytest.fixture
def reader(visit: OpenVisit, site: str) -> Iterator[Visit]:
    """Somebody who reads the site; afterwards nothing has run, asked, complained or gone elsewhere."""
    reader = visit(site=site)
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    reader.page.on("dialog", answer)
    yield reader
    assert reader.page.evaluate(SPOTTED) is None
    assert reader.page.url.startswith(site)
    assert not asked
    assert not reader.outside()
    assert not [
        each for each in reader.complaints if not each.endswith("net::ERR_ABORTED")
    ]  # who goes on stops waiting


def address_of(number: int) -> str:
    return f"indicators/{id_of(number)}/index.html"


def test_pages_with_their_charts_drawn_have_no_element_of_a_text(reader: Visit) -> None:
    page = reader.go(address_of(0))
    assert draw_charts(page) == 1
    elements = page.evaluate(ELEMENTS)
    for number, text in enumerate(TEXTS):
        reader.go(address_of(number))
        assert draw_charts(page) == 1
        assert page.locator("h1").text_content() == text
        assert page.evaluate(ELEMENTS) == elements, text
        assert set(page.evaluate(INSIDE_SVG)) <= DRAWING, text
        assert page.evaluate(SPOTTED) is None, text
        key = page.locator("figure.chart .legendtext").last.text_content() or ""
        assert starts(text[:1].upper() + text[1:], key), text
        page.locator("figure.chart .points path").first.hover(force=True)
        label = page.locator("figure.chart .hovertext").first
        expect(label).to_be_visible()
        assert "".join(text.split())[:12] in "".join((label.text_content() or "").split()), text
        assert set(page.evaluate(INSIDE_SVG)) <= DRAWING, text


def starts(text: str, drawn: str) -> bool:
    """Whether what is drawn is the text or, with an ellipsis, its beginning. Lines are broken anywhere."""
    one, other = "".join(drawn.split()), "".join(text.split())
    return one == other or (one.endswith("…") and other.startswith(one[:-1]))


@pytest.mark.parametrize("format", ["SVG", "PNG"])
def test_pictures_of_charts_hold_the_text(reader: Visit, tmp_path: Path, format: str) -> None:
    for text in (*TEXTS[1:5], *OF_CHARTS):
        number = TEXTS.index(text)
        page = reader.go(address_of(number))
        kept = take(page, picture_button(page, format), tmp_path)
        if format == "SVG":
            svg = ElementTree.fromstring(kept.read_text("utf-8"))
            assert "".join(text.split()) in "".join(words_of(svg).split()), text
            assert {each.tag.removeprefix(SVG).lower() for each in svg.iter()} <= DRAWING | {"svg", "title", "style"}


def test_search_finds_texts_and_shows_them(reader: Visit) -> None:
    """Sought by an address that somebody shares, with the text in it."""
    page = reader.page
    for text in TEXTS:
        sought = quote(text, safe="")
        reader.go(f"index.html?q={sought}&q-kind={sought}" if text in ATTRIBUTES else f"index.html?q={sought}")
        expect(page.get_by_role("dialog").get_by_role("searchbox")).to_have_value(text)
        expect(page.get_by_role("dialog").locator(".search__state")).not_to_be_empty()
        shown = page.locator("#search-results .search__title").all_text_contents()
        assert all(title in TEXTS or not title.startswith("<") for title in shown), shown
        assert only_ours(page), text


def only_ours(page: Page) -> bool:
    """Whether the results are made of what search.js makes."""
    tags = page.eval_on_selector_all("#search-results *", "all => [...new Set(all.map(each => each.localName))]")
    return set(tags) <= {"li", "a", "ul", "p", "mark", "span"}


def test_results_of_a_search_are_the_texts(reader: Visit) -> None:
    page = reader.go("index.html?q=indicator")
    expect(page.locator("#search-results > li").first).to_be_visible()
    more = page.get_by_role("button", name="Show more results")
    while more.is_visible():
        before = page.locator("#search-results > li").count()
        more.click()
        expect(page.locator("#search-results > li")).not_to_have_count(before)
    titles = page.locator("#search-results .search__title").all_text_contents()
    assert set(TEXTS) <= set(titles)
    assert only_ours(page)


def test_a_list_is_narrowed_by_texts_and_shows_them(reader: Visit) -> None:
    rows = content(reader.page).locator("table.data[data-filterable] tbody tr")
    for number, text in enumerate(TEXTS):
        sought = quote(text, safe="")
        sort = "-indicator" if number % 2 else sought
        page = reader.go(f"indicators/index.html?words={sought}&status={sought}&sort={sort}")
        expect(page.get_by_label("Words")).to_have_value(text)
        shown = rows.locator("visible=true").locator("th").all_text_contents()
        assert any(text in each for each in shown), (number, text)


def test_a_pack_on_paper_holds_the_texts(project: Project) -> None:
    (path,) = project.out.rglob("*.pdf")
    pack = ReadPack(path)
    on_paper = squeezed("".join(pack.texts))
    for text in filter(str.isascii, TEXTS):  # a machine may have no font for the others
        assert squeezed(text) in on_paper, text
    assert [title for title, _ in pack.outline if "hacked" in title] != []
