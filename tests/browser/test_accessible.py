"""No page breaks a rule of axe: WCAG 2.2 AA and good practice, in light and dark, everything drawn and unfolded."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from generator.project import Project
from tests.browser.support import (
    PATHS,
    PHONE,
    ROOT,
    SAMPLES,
    OpenVisit,
    Scheme,
    draw_charts,
    kind_of,
    one_per_line,
    open_details,
)

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCHEMES: dict[Scheme, str] = {"light": "default", "dark": "slate"}
"""Each scheme with the theme's name for it."""

JUDGE = """tags => axe
    .run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] })
    .then(found => ({ violations: found.violations, passes: found.passes.length }))"""


def violations(page: Page) -> list[str]:
    """What axe finds on the page as it stands, in light and in dark: rule, element, and what is wrong with it."""
    page.evaluate(AXE.read_text("utf-8"))
    found: list[str] = []
    for scheme, name in SCHEMES.items():
        page.emulate_media(color_scheme=scheme)
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", name)
        judged: dict[str, Any] = page.evaluate(JUDGE, TAGS)
        assert judged["passes"] > 10, f"axe judged next to nothing at {page.url}"
        found += [
            f"{page.url} {scheme} {rule['id']}: {node['target']} {node['failureSummary']}"
            for rule in judged["violations"]
            for node in rule["nodes"]
        ]
    return found


def test_every_kind_of_page_is_looked_at(built: Project) -> None:
    kinds = {kind_of(path) for path in built.out.rglob("*.html")}
    assert kinds == {kind for kind, _ in SAMPLES.values()}
    assert {name: kind_of(built.out / path) for name, path in PATHS.items()} == {
        name: kind for name, (kind, _) in SAMPLES.items()
    }


@pytest.mark.parametrize("name", PATHS)
def test_a_page_has_no_violation(name: str, visit: OpenVisit) -> None:
    page = visit().go(PATHS[name])
    draw_charts(page)
    open_details(page)
    found = violations(page)
    assert not found, one_per_line(found)


def test_search_with_results_has_no_violation(visit: OpenVisit) -> None:
    page = visit().go("index.html")
    page.keyboard.press("/")
    page.keyboard.type("data observatory")
    expect(page.get_by_role("status").filter(has_text="pages found")).to_be_visible()
    expect(page.locator("#search-results > li").first).to_be_visible()
    found = violations(page)
    assert not found, one_per_line(found)


def test_the_open_menu_on_a_phone_has_no_violation(visit: OpenVisit) -> None:
    page = visit(PHONE).go(PATHS["action"])
    page.get_by_role("button", name="Menu", exact=True).click()
    expect(page.get_by_role("navigation", name="Site", exact=True).get_by_role("link").first).to_be_focused()
    found = violations(page)
    assert not found, one_per_line(found)
