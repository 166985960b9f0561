"""No page breaks a rule of axe (WCAG 2.2 AA, good practice) in light, dark or forced colours, drawn and unfolded."""

from __future__ import annotations

from typing import Any, Literal

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
LOOKS: tuple[tuple[Scheme, Literal["none", "active"], str], ...] = (
    ("light", "none", "default"),
    ("dark", "none", "slate"),
    ("dark", "active", "slate"),
)
"""The colours that a device asks for, whether it forces its own, and the theme's name for the scheme."""

JUDGE = """tags => axe
    .run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] })
    .then(found => ({ violations: found.violations, passes: found.passes.length }))"""


def violations(page: Page) -> list[str]:
    """What axe finds on the page as it stands, in each look: rule, element, and what is wrong with it."""
    page.evaluate(AXE.read_text("utf-8"))
    found: list[str] = []
    for scheme, forced, name in LOOKS:
        page.emulate_media(color_scheme=scheme, forced_colors=forced)
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", name)
        judged: dict[str, Any] = page.evaluate(JUDGE, TAGS)
        assert judged["passes"] > 10, f"axe judged next to nothing at {page.url}"
        found += [
            f"{page.url} {scheme}, forced: {forced}, {rule['id']}: {node['target']} {node['failureSummary']}"
            for rule in judged["violations"]
            for node in rule["nodes"]
        ]
    page.emulate_media(color_scheme="light", forced_colors="none")
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
