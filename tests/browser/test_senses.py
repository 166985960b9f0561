"""Readers who force their own colours, want nothing to move, or need something large enough to hit."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.support import (
    DESKTOP,
    PATHS,
    PHONE,
    OpenVisit,
    Scheme,
    draw_charts,
    one_per_line,
    open_details,
)

SMALLEST = 24
"""CSS pixels that a target has at least, each way (WCAG 2.5.8)."""

TARGETS = """smallest => {
    const inText = each => {
        if (getComputedStyle(each).display !== "inline") return false;
        let block = each.parentElement;
        while (getComputedStyle(block).display === "inline") block = block.parentElement;
        const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) {
            const { data, parentElement } = texts.currentNode;
            if (/[\\p{L}\\p{N}]/u.test(data) && !parentElement.closest("a, button")) return true;
        }
        return false;
    };
    const seen = [...document.querySelectorAll("a[href], button, summary, input, select, textarea")].filter(each =>
        each.checkVisibility({ checkVisibilityCSS: true }) && getComputedStyle(each).clipPath === "none");
    const small = seen.map(each => [each, each.closest("label") ?? each]).filter(([each, target]) => {
        const box = target.getBoundingClientRect();
        return (box.width < smallest || box.height < smallest) && !inText(each);
    });
    return [seen.length, small.map(([each, target]) => {
        const box = target.getBoundingClientRect();
        return `${Math.round(box.width)} x ${Math.round(box.height)}: ${each.outerHTML.slice(0, 120)}`;
    })];
}"""
"""How many targets are seen, and those that are too small, but for links inside a text, whose size is the text's."""

CONTRASTS = """() => {
    const rgb = colour => colour.match(/[\\d.]+/g).slice(0, 3).map(Number);
    const light = colour => rgb(colour).map(part => part / 255)
        .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
        .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
    return [...document.querySelectorAll(".chart-canvas")].flatMap(canvas => {
        const ground = light(getComputedStyle(canvas).backgroundColor);
        return [...canvas.querySelectorAll("text:not(.bartext)")].filter(text => text.textContent.trim()).map(text => {
            const ink = light(getComputedStyle(text).fill);
            return (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
        });
    });
}"""
"""The contrast of each text in a chart with what the chart stands on. Figures on bars: test_scheme.py."""

SHAPELESS = """() => [...document.querySelectorAll(".portal-page .status:not(.status-plain)")]
    .filter(each => each.checkVisibility())
    .filter(each => {
        const shape = each.querySelector(".status-shape");
        const ground = getComputedStyle(document.body).backgroundColor;
        return !each.textContent.trim() || !shape || getComputedStyle(shape).fill === ground;
    })
    .map(each => each.outerHTML.slice(0, 120))"""
"""Statuses without a word, or without a shape that can be seen."""


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_every_target_is_large_enough(width: int, visit: OpenVisit) -> None:
    reader = visit(width)
    faults: list[str] = []
    for path in PATHS.values():
        page = reader.go(path)
        open_details(page)
        seen, small = page.evaluate(TARGETS, SMALLEST)
        assert seen > 5, path
        faults += [f"{path}: {each}" for each in small]
    assert not faults, one_per_line(faults)


def forced(visit: OpenVisit, scheme: Scheme, name: str) -> Page:
    reader = visit(scheme=scheme)
    reader.page.emulate_media(color_scheme=scheme, forced_colors="active", reduced_motion="reduce")
    return reader.go(PATHS[name])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_where_colours_are_forced_charts_can_be_read_and_statuses_keep_their_shapes(
    scheme: Scheme, visit: OpenVisit
) -> None:
    for name in ("control", "risk", "home"):
        page = forced(visit, scheme, name)
        assert draw_charts(page)
        contrasts: list[float] = page.evaluate(CONTRASTS)
        assert len(contrasts) > 5
        assert min(contrasts) >= 4.5, f"{name}: {sorted(contrasts)[:5]}"
        assert page.locator(".portal-page .status").count() > 0
        faults: list[str] = page.evaluate(SHAPELESS)
        assert not faults, one_per_line(faults)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_where_colours_are_forced_the_focus_is_outlined(scheme: Scheme, visit: OpenVisit) -> None:
    page = forced(visit, scheme, "actions")
    for _ in range(25):
        page.keyboard.press("Tab")
        focus = page.evaluate("""() => {
            const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(document.activeElement);
            const what = document.activeElement.outerHTML.slice(0, 90);
            return [what, outlineStyle, parseFloat(outlineWidth), outlineColor];
        }""")
        what, style, thick, colour = focus
        assert style != "none", what
        assert thick >= 2, what
        assert colour not in ("rgba(0, 0, 0, 0)", "transparent"), what


@pytest.mark.parametrize(("wish", "moves"), [("no-preference", True), ("reduce", False)])
def test_nothing_moves_for_readers_who_ask_for_that(
    wish: Literal["no-preference", "reduce"], moves: bool, visit: OpenVisit
) -> None:
    reader = visit(PHONE)
    reader.page.emulate_media(reduced_motion=wish)
    page = reader.go(PATHS["control"])
    moving: int = page.evaluate("""async () => {
        document.querySelector("[data-menu]").click();
        await new Promise(requestAnimationFrame);
        return document.getAnimations().length;
    }""")
    assert bool(moving) is moves, "the menu slides in, unless that is not wanted"
    still = """() => [...document.querySelectorAll("*")].flatMap(each => [null, "::before", "::after"].map(part =>
        getComputedStyle(each, part))).every(style => style.animationName === "none"
            && style.scrollBehavior === "auto" && /^(0s(, )?)+$/.test(style.transitionDuration))"""
    expect(page.get_by_role("navigation", name="Site", exact=True)).to_be_visible()
    assert page.evaluate(still) is not moves
