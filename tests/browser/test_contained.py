"""Pages ask no one but their own site, complain of nothing, and never scroll sideways."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from generator.project import Project
from tests.browser.support import (
    DESKTOP,
    PATHS,
    PHONE,
    OpenVisit,
    Server,
    content,
    draw_charts,
    one_per_line,
    open_details,
)

SMALL, HALF = 320, 640
"""The widths that remain of 1280 pixels when a page is enlarged to 400% and to 200%."""

SPACED = "* { letter-spacing: 0.12em !important; line-height: 1.5 !important; word-spacing: 0.16em !important; }"
"""What readers who need it may do to text (WCAG 1.4.12)."""

CUT = """() => [...document.querySelectorAll(".portal-page *, .portal-header *, .portal-footer *, .md-banner *")]
    .filter(each => each.firstChild && each.textContent.trim())
    .filter(each => !each.closest("svg, select, script, details:not([open])"))
    .filter(each => {
        const style = getComputedStyle(each);
        const hides = (way, scroll, client) => /hidden|clip/.test(way) && scroll > client + 1;
        return style.clipPath === "none" && style.display !== "inline" && each.clientWidth > 1
            && (hides(style.overflowX, each.scrollWidth, each.clientWidth)
                || hides(style.overflowY, each.scrollHeight, each.clientHeight));
    })
    .map(each => `${each.tagName}.${each.className} ${each.textContent.trim().slice(0, 60)}`).slice(0, 5)"""
"""Elements whose text does not fit and is hidden. What only screen readers are told is clipped, and does not count."""

WIDE = """() => [...document.querySelectorAll("body *")]
    .filter(each => each.getBoundingClientRect().right > innerWidth + 1 && !each.closest(".table-wrap, dialog"))
    .map(each => `${each.tagName}.${each.className}`).slice(0, 5)"""


def sideways(page: Page, width: int) -> list[str]:
    """How far the page scrolls sideways at a width, what reaches out, and text that is cut off; nothing if all fits."""
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    needed: int = page.evaluate("Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)")
    cut: list[str] = page.evaluate(CUT)
    faults = [f"{page.url} cuts off at {width}: {each}" for each in cut]
    if needed > width:
        faults.append(f"{page.url} needs {needed} at {width}: {page.evaluate(WIDE)}")
    return faults


@pytest.mark.parametrize("name", PATHS)
def test_a_page_is_quiet_asks_no_one_else_and_fits(name: str, visit: OpenVisit) -> None:
    reader = visit(SMALL)
    page = reader.go(PATHS[name])
    draw_charts(page)
    open_details(page)
    too_wide = [fault for width in (SMALL, PHONE, HALF, DESKTOP) for fault in sideways(page, width)]
    page.add_style_tag(content=SPACED)
    too_wide += [f"spaced out: {fault}" for width in (SMALL, HALF) for fault in sideways(page, width)]

    assert len(reader.requests) > 3, "the page asked for its own styles and scripts"
    assert not reader.outside(), one_per_line(reader.outside())
    assert not reader.complaints, one_per_line(reader.complaints)
    assert not too_wide, one_per_line(too_wide)


def test_charts_and_search_are_the_sites_own(visit: OpenVisit) -> None:
    reader = visit()
    page = reader.go(PATHS["quarter"])
    assert draw_charts(page) == 1
    page.locator("figure.chart .bars .point").first.hover(force=True)
    page.keyboard.press("Control+k")
    page.keyboard.type("data observatory")
    expect(page.locator("#search-results a").first).to_be_visible()

    assert any(address.endswith("/plotly-basic.min.js") for address in reader.requests)
    assert any(address.endswith("/pagefind/pagefind.js") for address in reader.requests)
    assert not reader.outside(), one_per_line(reader.outside())
    assert not reader.complaints, one_per_line(reader.complaints)


def test_a_page_without_a_chart_loads_no_chart_library(visit: OpenVisit) -> None:
    reader = visit()
    reader.go(PATHS["paper"]).wait_for_load_state("networkidle")
    assert not [address for address in reader.requests if "plotly" in address]
    assert not [address for address in reader.requests if "pagefind" in address]


def test_everything_works_below_a_folder_of_another_site(built: Project, visit: OpenVisit) -> None:
    with Server(built.out.parent) as address:
        reader = visit(site=f"{address}{Path(built.out).name}/")
        page = reader.go(PATHS["action"])
        assert draw_charts(page) == 1
        page.keyboard.press("/")
        page.keyboard.type("data observatory")
        page.locator("#search-results").get_by_role("link", name="ASP03-CEX-AP-005").first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Data Observatory")
        assert not reader.outside(), one_per_line(reader.outside())
        assert not reader.complaints, one_per_line(reader.complaints)


def test_an_address_that_does_not_exist_leads_back(visit: OpenVisit) -> None:
    reader = visit()
    page = reader.go("sefton/items/no-such-thing/index.html")
    expect(page.get_by_role("heading", level=1)).to_have_text("Page not found")
    content(page).get_by_role("link", name="list of all pages").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("All pages")
