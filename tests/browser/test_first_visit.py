"""A first visit to the pages that readers come to: few files, few bytes, and nothing that moves or flashes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, AnyStr
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Request, Route, expect

from generator.project import Project
from tests.browser.support import DESKTOP, PATHS, PHONE, Files, OpenVisit, Server, one_per_line

if TYPE_CHECKING:
    from _typeshed import SupportsRead, SupportsWrite

MOST = 100_000
"""Bytes, as they are transferred, until a page's text, figures and tables are there; its chart comes after them."""

NAMES = ("front", "home", "control", "remit")
LISTS = ("actions", "indicators")
"""Of the pages that are visited."""

MOST_SHIFT = {**dict.fromkeys(NAMES, 0.001), **dict.fromkeys(LISTS, 0.04)}
"""Of the layout, all in all, as browsers measure it (CLS), by page. The columns of a long table settle while its rows
still arrive; nothing else moves. What readers call jumping begins at 0.1."""

PARTS, PAUSE = 4, 0.15
"""How a page arrives on a slow line: in so many parts, with so many seconds in between."""

LIBRARY = "/assets/portal/plotly-basic.min.js"
OURS = {"script": ["/assets/portal/portal.js"], "stylesheet": ["/assets/portal/portal.css"]}
THEME = "/assets/stylesheets/"

SHIFTS = """() => new Promise(resolve => {
    const seen = new PerformanceObserver(list => resolve(list.getEntries().map(entry => [
        entry.value, entry.sources.map(source => source.node?.outerHTML?.slice(0, 80) ?? "?").join(" ")])));
    seen.observe({ type: "layout-shift", buffered: true });
    setTimeout(() => resolve([]), 200);
})"""

FRAMES = """
window.schemes = [];
(function look() {
    if (document.body) window.schemes.push(document.body.dataset.mdColorScheme);
    requestAnimationFrame(look);
})();
"""


class Sizes:
    """What a page's files took, as they were transferred with their headers, by kind and path."""

    def __init__(self, page: Page) -> None:
        self.files: dict[tuple[str, str], int] = {}
        page.on("requestfinished", self._came)

    def _came(self, request: Request) -> None:
        size = request.sizes()
        path = urlsplit(request.url).path
        self.files[request.resource_type, path] = size["responseBodySize"] + size["responseHeadersSize"]

    def paths(self, kind: str) -> list[str]:
        return [path for each, path in self.files if each == kind]


def shifts(page: Page) -> tuple[float, str]:
    """How much has moved since the page was opened, and what."""
    found: list[tuple[float, str]] = page.evaluate(SHIFTS)
    return sum(value for value, _ in found), one_per_line(found)


class Halting(Files):
    """Sends a page in parts, as a slow line does, so that a browser shows what it has of it before it has all."""

    def copyfile(self, source: SupportsRead[AnyStr], outputfile: SupportsWrite[AnyStr]) -> None:
        whole = source.read()
        step = len(whole) // PARTS + 1 if urlsplit(self.path).path.endswith(".html") else len(whole)
        for start in range(0, len(whole), step):
            time.sleep(PAUSE if start else 0)
            outputfile.write(whole[start : start + step])


@pytest.fixture(scope="module")
def slow(built: Project) -> Iterator[str]:
    """The address of the front page, on a server that sends pages in parts."""
    with Server(built.out, Halting) as address:
        yield address


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("name", MOST_SHIFT)
def test_nothing_moves_while_a_page_arrives(name: str, width: int, slow: str, visit: OpenVisit) -> None:
    page = visit(width, site=slow).go(PATHS[name])
    page.wait_for_load_state("networkidle")
    for figure in page.locator("figure.chart[data-drawn]").all():
        expect(figure).to_have_attribute("data-drawn", "true")
    moved, what = shifts(page)
    assert moved < MOST_SHIFT[name], what


@pytest.mark.parametrize("name", MOST_SHIFT)
def test_a_page_takes_few_files_and_few_bytes(name: str, hosted: str, visit: OpenVisit) -> None:
    reader = visit(site=hosted)
    sizes = Sizes(reader.page)
    page = reader.go(PATHS[name])
    page.wait_for_load_state("networkidle")
    assert [path for path in sizes.paths("script") if path != LIBRARY] == OURS["script"]
    assert [path for path in sizes.paths("stylesheet") if not path.startswith(THEME)] == OURS["stylesheet"]
    assert len(sizes.paths("stylesheet")) == 2
    before = {path: size for (_, path), size in sizes.files.items() if path != LIBRARY}
    assert f"/{PATHS[name]}" in before, "the page itself is counted"
    assert 20_000 < sum(before.values()) < MOST, one_per_line((sum(before.values()), *before.items()))


def test_the_chart_waits_until_it_is_in_view_and_moves_nothing(hosted: str, visit: OpenVisit) -> None:
    reader = visit(PHONE, site=hosted)
    sizes = Sizes(reader.page)
    page = reader.go(PATHS["control"])
    expect(page.get_by_role("table").first).to_be_attached()
    page.wait_for_load_state("networkidle")
    assert LIBRARY not in sizes.paths("script")
    page.locator("figure.chart").first.scroll_into_view_if_needed()
    expect(page.locator("figure.chart[data-drawn=true]").first).to_be_visible()
    page.wait_for_load_state("networkidle")  # what has come is told a moment later
    assert LIBRARY in sizes.paths("script")
    moved, what = shifts(page)
    assert moved < MOST_SHIFT["control"], what


def test_where_the_device_is_dark_no_frame_is_light(server: str, visit: OpenVisit) -> None:
    """Not even while the script that says so is on its way."""
    page = visit(scheme="dark").page

    def late(route: Route) -> None:
        time.sleep(0.3)
        route.continue_()

    page.route("**/portal.js", late)
    page.add_init_script(FRAMES)
    page.goto(f"{server}index.html")
    while page.evaluate("window.schemes.length") <= 2:  # a function to wait for would be stopped by the content policy
        page.wait_for_timeout(50)
    assert set(page.evaluate("window.schemes")) == {"slate"}
