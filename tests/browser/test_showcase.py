"""Exampleshire, on which every feature can be seen, walked from the front page."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.support import DESKTOP, PHONE, OpenVisit, content, draw_charts
from tests.browser.walk import Walk, cell, fact, heading, row

WIDTHS = pytest.mark.parametrize("width", [PHONE, DESKTOP])


def no_sideways_scroll(walk: Walk) -> None:
    assert walk.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@WIDTHS
def test_home_says_that_it_is_made_up_and_how_the_quarter_went(width: int, visit: OpenVisit) -> None:
    walk = Walk(visit(width))
    walk.council("Exampleshire")
    page = walk.page
    expect(page.locator(".made-up")).to_contain_text("every figure, place and decision on these pages is invented")
    expect(content(page).locator(".headline")).to_contain_text("5 of 6 priorities were on target")
    for heading_text in ("Got better", "Got worse", "What changed", "Where you live", "Risks", "Money"):
        expect(page.get_by_role("heading", name=re.compile(f"^{heading_text}")).first).to_be_visible()
    # The plan that has ended is named, and not counted with the one that runs.
    expect(content(page).get_by_text("Earlier plans:")).to_contain_text("Council Plan 2006-09")
    expect(content(page).locator(".glance > li")).to_have_count(6)
    no_sideways_scroll(walk)


@WIDTHS
def test_an_indicator_shows_whether_its_change_is_real_and_where(width: int, visit: OpenVisit) -> None:
    walk = Walk(visit(width))
    walk.council("Exampleshire", "Indicators")
    page = walk.page
    walk.follow(re.compile("^Percentage of household waste sent"))
    expect(heading(page)).to_contain_text("household waste")
    assert draw_charts(page) >= 3
    expect(content(page)).to_contain_text("4 values stand out")
    expect(content(page)).to_contain_text("Values usually lie between")
    districts = page.get_by_role("table", name=re.compile("^By district"))
    expect(cell(row(districts, "Wendleby"), "Against Exampleshire")).to_have_text("Better")
    expect(cell(row(districts, "Brindlow"), "Against Exampleshire")).to_have_text("Worse")
    no_sideways_scroll(walk)
    walk.follow("Beside other publishers that hold values for it")
    expect(page.locator(".made-up")).to_contain_text("every figure on this page is invented")
    rows = page.get_by_role("table").first.locator("tbody tr")
    expect(rows).to_have_count(2)  # both made up: a real council is never beside them
    expect(rows.first).to_contain_text("Exampleshire")
    expect(rows.last).to_contain_text("Sampleford")
    no_sideways_scroll(walk)


@WIDTHS
def test_small_multiples_by_group_of_people(width: int, visit: OpenVisit) -> None:
    walk = Walk(visit(width))
    walk.council("Exampleshire", "Indicators")
    page = walk.page
    walk.follow(re.compile("Social care clients receiving Self Directed Support"))
    expect(heading(page)).to_contain_text("Self Directed Support")
    assert draw_charts(page) >= 2
    panels = page.locator("[id^='chart-group-'] .chart-canvas .subplot")
    assert panels.count() >= 2
    no_sideways_scroll(walk)


@WIDTHS
def test_a_ward_beside_the_whole_with_small_numbers_suppressed(width: int, visit: OpenVisit) -> None:
    walk = Walk(visit(width))
    walk.council("Exampleshire", "Areas")
    page = walk.page
    walk.follow("Millgarrow")
    expect(content(page).locator(".kicker")).to_contain_text("Ward")
    figures = page.get_by_role("table", name="Figures for Millgarrow")
    hidden = row(figures, re.compile("Homeless young people"))
    expect(cell(hidden, "Millgarrow")).to_contain_text("Suppressed")
    benefits = row(figures, re.compile("Working age people on out of work benefits"))
    expect(cell(benefits, "Compared")).to_contain_text("Better")
    expect(content(page)).to_contain_text("not published")
    no_sideways_scroll(walk)


@WIDTHS
def test_a_risk_in_the_matrix_over_time_and_with_what_is_done(width: int, visit: OpenVisit) -> None:
    walk = Walk(visit(width))
    walk.council("Exampleshire", "Risks")
    page = walk.page
    matrix = page.locator("table.matrix")
    likelihood_four = matrix.locator("tbody tr").nth(1)
    expect(likelihood_four.locator("td").nth(4)).to_contain_text("The council cannot balance its budget")
    expect(content(page)).to_contain_text("with a score alone, for which neither is guessed")
    walk.follow("The council cannot balance its budget")
    expect(content(page).locator(".headline")).to_contain_text("12 points above its target")
    assert draw_charts(page) == 1
    expect(fact(page, "Likelihood and impact")).to_contain_text("4 of 5 likelihood, 5 of 5 impact")
    expect(page.get_by_role("heading", name="What is in place")).to_be_visible()
    no_sideways_scroll(walk)


@WIDTHS
def test_a_committee_sees_its_remit_and_what_came_of_its_resolutions(width: int, visit: OpenVisit) -> None:
    walk = Walk(visit(width))
    walk.council("Exampleshire", "Committees")
    page = walk.page
    walk.follow("Environment and Growth Committee")
    expect(content(page)).to_contain_text("Within its remit")
    expect(page.get_by_role("heading", name="What needs a closer look in this remit")).to_be_visible()
    # Waste is this committee's; schools are another's.
    expect(content(page).get_by_role("link", name=re.compile("Fly-tipping incidents")).first).to_be_visible()
    expect(content(page).get_by_role("link", name=re.compile("GCSE"))).to_have_count(0)
    outcomes = page.get_by_role("table", name="Resolutions, the latest meeting first")
    expect(outcomes.get_by_text("Done").first).to_be_visible()
    no_sideways_scroll(walk)


@WIDTHS
def test_an_objective_carries_on_what_was_merged_and_old_addresses_lead_on(width: int, visit: OpenVisit) -> None:
    walk = Walk(visit(width))
    walk.council("Exampleshire")
    page = walk.page
    page.goto(page.url.replace("exampleshire/index.html", "exampleshire/items/prompt-care-2006/index.html"))
    page.wait_for_url(re.compile("/items/independent-lives/index.html"))
    expect(page.get_by_role("heading", name="What it carries on")).to_be_visible()
    expect(content(page)).to_contain_text("Merged from")
    page.get_by_text("What was reported of it").first.click()
    expect(content(page)).to_contain_text("January to March 2009")
    no_sideways_scroll(walk)


@WIDTHS
def test_the_budget_by_division_with_what_is_expected(width: int, visit: OpenVisit) -> None:
    walk = Walk(visit(width))
    walk.council("Exampleshire", "Budget")
    page = walk.page
    assert draw_charts(page) >= 1
    expect(content(page).locator(".headline")).to_contain_text("for April 2009 to March 2010 is £")
    table = page.get_by_role("table").first
    expect(cell(row(table, "Children"), "Net revenue budget")).to_contain_text("£")
    no_sideways_scroll(walk)


@WIDTHS
def test_corrections_stand_in_the_log_and_beside_the_figure(width: int, visit: OpenVisit) -> None:
    walk = Walk(visit(width))
    walk.council("Exampleshire", "Data and sources")
    page = walk.page
    log = page.get_by_role("table", name="Corrections")
    bus = log.locator("tr#correction-bus-2007")
    expect(cell(bus, "Published")).to_contain_text("77.9")
    expect(cell(bus, "Now")).to_have_text("75.3")
    walk.click(bus.get_by_role("link"))
    expect(heading(page)).to_contain_text("Bus services running on time")
    expect(page.get_by_role("table", name="Corrections of this indicator")).to_contain_text("75.3")
    no_sideways_scroll(walk)


@WIDTHS
def test_what_is_private_shows_its_number_and_paragraph_alone(width: int, visit: OpenVisit) -> None:
    walk = Walk(visit(width))
    walk.council("Exampleshire", "Committees")
    page = walk.page
    walk.follow("Cabinet")
    walk.follow("16 September 2009")
    expect(content(page)).to_contain_text("Item 5: not open to the public. Exempt under paragraph 3 of Schedule 12A")
    expect(content(page)).not_to_contain_text("Sale of two offices")
