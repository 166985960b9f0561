"""A first visit to the pages that readers come to: few files, few bytes, and nothing that moves or flashes."""

from __future__ import annotations

import time
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Request, Route, expect

from tests.browser.support import DESKTOP, PATHS, PHONE, OpenVisit, one_per_line

MOST = 100_000
"""Bytes, as they are transferred, until a page's text, figures and tables are there; its chart comes after them."""

MOST_SHIFT = 0.01
"""Of the layout, all in all, as browsers measure it (CLS). What readers call jumping begins at 0.1."""

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


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("name", ["front", "home", "control", "remit", "actions"])
def test_few_files_few_bytes_and_nothing_moves(name: str, width: int, hosted: str, visit: OpenVisit) -> None:
    reader = visit(width, site=hosted)
    sizes = Sizes(reader.page)
    page = reader.go(PATHS[name])
    page.wait_for_load_state("networkidle")
    for figure in page.locator("figure.chart[data-drawn]").all():
        expect(figure).to_have_attribute("data-drawn", "true")
    shifts: list[tuple[float, str]] = page.evaluate(SHIFTS)
    assert sum(value for value, _ in shifts) < MOST_SHIFT, one_per_line(shifts)

    assert [path for path in sizes.paths("script") if path != LIBRARY] == OURS["script"]
    assert [path for path in sizes.paths("stylesheet") if not path.startswith(THEME)] == OURS["stylesheet"]
    assert len(sizes.paths("stylesheet")) == 2
    before = {path: size for (_, path), size in sizes.files.items() if path != LIBRARY}
    assert f"/{PATHS[name]}" in before, "the page itself is counted"
    assert 20_000 < sum(before.values()) < MOST, one_per_line((sum(before.values()), *before.items()))


def test_the_chart_library_waits_until_a_chart_is_in_view(hosted: str, visit: OpenVisit) -> None:
    reader = visit(PHONE, site=hosted)
    sizes = Sizes(reader.page)
    page = reader.go(PATHS["control"])
    expect(page.get_by_role("table").first).to_be_attached()
    page.wait_for_load_state("networkidle")
    assert LIBRARY not in sizes.paths("script")
    page.locator("figure.chart").first.scroll_into_view_if_needed()
    expect(page.locator("figure.chart[data-drawn=true]").first).to_be_visible()
    assert LIBRARY in sizes.paths("script")


def test_where_the_device_is_dark_no_frame_is_light(server: str, visit: OpenVisit) -> None:
    """Not even while the script that says so is on its way."""
    page = visit(scheme="dark").page

    def late(route: Route) -> None:
        time.sleep(0.3)
        route.continue_()

    page.route("**/portal.js", late)
    page.add_init_script(FRAMES)
    page.goto(f"{server}index.html")
    page.wait_for_function("window.schemes.length > 2")
    assert set(page.evaluate("window.schemes")) == {"slate"}
