"""Business plan, risks, budget, improvement plan, exceptions and sources: walked from the front page."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.support import DESKTOP, PHONE, OpenVisit, content, draw_charts
from tests.browser.walk import Walk, cell, fact, heading, part

WIDTHS = pytest.mark.parametrize("width", [PHONE, DESKTOP])


@WIDTHS
def test_business_plan_from_the_vision_to_a_milestone(width: int, visit: OpenVisit) -> None:
    walk = Walk(visit(width))
    walk.council("Salford", "Aims and strategies")
    page = walk.page
    expect(part(page, "Vision and purpose")).to_contain_text("Driving transformation IN Salford")
    expect(part(page, "Our Aims").locator(".lines > li")).to_have_count(8)

    walk.menu("Plans")
    walk.follow("Chief Executive’s Directorate Business Plan 2009/2012: Plan for 2009/10")
    expect(content(page).locator(".headline")).to_contain_text("7 priorities, 41 objectives")
    holding = page.locator("details").filter(has_text="Develop and roll out Working Neighbourhood Teams")
    holding.first.locator("summary").first.click()
    walk.follow("Develop and roll out Working Neighbourhood Teams")
    expect(fact(page, "Equality impact")).to_contain_text("EIA required")
    expect(fact(page, "What might stop it")).not_to_be_empty()
    expect(fact(page, "Measure of success")).to_contain_text("June 2009")
    expect(fact(page, "Contributes to").first).not_to_be_empty()
    steps = page.get_by_role("table", name=re.compile("and their status")).locator("tbody tr")
    expect(steps.first).to_contain_text("February 2009")
    expect(steps).to_have_count(7)


@WIDTHS
def test_later_years_and_last_years_achievements(width: int, visit: OpenVisit) -> None:
    walk = Walk(visit(width))
    walk.council("Salford", "Plans")
    page = walk.page
    walk.follow("Chief Executive’s Directorate Business Plan 2009/2012: Plan for 2010/12")
    expect(content(page).locator(".headline")).to_contain_text("11 objectives")
    walk.menu("Plans")
    walk.follow("Top Six Priorities 2008/09: Activities and Achievements")
    expect(content(page).locator(".counts").last).to_contain_text("18 Completed")


@WIDTHS
def test_national_indicators_say_that_their_marks_were_lost(width: int, visit: OpenVisit) -> None:
    walk = Walk(visit(width))
    walk.council("Salford", "Indicators")
    rows = content(walk.page).get_by_role("table").locator("tbody tr")
    expect(rows).to_have_count(35)
    for place in range(35):
        expect(cell(rows.nth(place), "Local agreement")).to_have_text("Not legible")
    walk.follow(re.compile("^Serious violent crime$", re.IGNORECASE))
    expect(fact(walk.page, "Mark in the local agreement")).to_have_text("Not legible")
    expect(fact(walk.page, "Measures").first).to_contain_text("fear of crime")


@WIDTHS
def test_the_risk_furthest_from_its_target_with_its_controls_and_owner(width: int, visit: OpenVisit) -> None:
    walk = Walk(visit(width))
    walk.council("Salford", "Risks")
    page = walk.page
    first = page.get_by_role("table").first.locator("tbody tr").first
    for column, text in (("Score", "16"), ("Target", "9"), ("Distance", "+7"), ("Owner", "Assistant Chief Executive")):
        expect(cell(first, column)).to_have_text(text)
    # No likelihood and no impact is given, so there is no matrix.
    expect(page.locator("table.matrix")).to_have_count(0)
    assert draw_charts(page) == 1
    walk.follow("Too little capacity for the strategic priorities")
    expect(content(page).locator(".headline")).to_contain_text("7 points above its target of 9")
    expect(fact(page, "Likelihood and impact")).to_contain_text("a score only")
    for title in ("What is in place", "What is planned"):
        expect(page.get_by_role("heading", name=title)).to_be_visible()
    expect(fact(page, "How it is watched")).to_contain_text("every quarter")
    walk.follow(re.compile("Plan for 2009.10$"), content(page).locator(".ties"))
    expect(heading(page)).to_contain_text("Plan for 2009/10")


@WIDTHS
def test_a_budget_that_is_to_be_completed_is_never_nothing(width: int, visit: OpenVisit) -> None:
    walk = Walk(visit(width))
    walk.council("Salford", "Budget")
    page = walk.page
    expect(content(page).locator(".headline")).to_contain_text("every amount is to be completed")
    rows = content(page).get_by_role("table").locator("tbody tr")
    expect(rows).to_have_count(11)
    for place in range(11):
        for column in ("Posts", "Net revenue budget"):
            expect(cell(rows.nth(place), column)).to_have_text("To be completed")
    expect(content(page)).not_to_contain_text("£")
    expect(page.locator("figure.chart")).to_have_count(0)


@WIDTHS
def test_improvement_plan_from_recommendation_to_what_was_done(width: int, visit: OpenVisit) -> None:
    walk = Walk(visit(width))
    walk.council("Cannock Chase", "Plans")
    page = walk.page
    walk.follow("Direction of Travel Improvement Plan 2008/09")
    expect(content(page).locator(".headline")).to_contain_text("4 recommendations")
    bar = content(page).locator(".counts").first
    for number, word in (("7", "Completed"), ("7", "Ongoing"), ("9", "Not reported")):
        expect(bar.locator("li").filter(has_text=word)).to_contain_text(number)
    walk.follow(re.compile("^4 Continue to embed improved data quality"))
    expect(page.get_by_role("table", name="Parts of this recommendation").locator("tbody tr")).to_have_count(3)


@WIDTHS
def test_the_report_to_scrutiny_with_its_sections_of_implications(width: int, visit: OpenVisit) -> None:
    walk = Walk(visit(width))
    walk.council("Cannock Chase", "Committees")
    page = walk.page
    walk.follow("18 March 2009")
    walk.follow(re.compile("^Direction of Travel Improvement Plan 2008.09"))
    for section in (
        "Contribution to CHASE",
        "Financial",
        "Human Resource",
        "Legal",
        "Section 17",
        "Human Rights Act",
        "Data Protection Act",
        "Risk Management",
        "Equality and Diversity",
        "Other Options Considered",
    ):
        expect(content(page).get_by_text(re.compile(section)).first).to_be_visible()


@WIDTHS
def test_what_members_must_look_at_by_rule_and_who_has_not_reported(width: int, visit: OpenVisit) -> None:
    walk = Walk(visit(width))
    walk.council("Sefton")
    page = walk.page
    walk.menu("Needs a closer look")
    expect(heading(page)).to_contain_text("what needs a closer look")
    for rule, number in (("delayed", "8"), ("no-update", "5")):
        expect(content(page).locator(f"section#items tbody tr[data-why~={rule}]")).to_have_count(int(number))
    silent = content(page).locator("section#who-has-not-reported")
    expect(silent.locator("dd").first).not_to_be_empty()
    walk.click(silent.get_by_role("link").first)
    expect(content(page).locator(".headline")).to_contain_text("Not reported")


@WIDTHS
def test_the_catalogue_of_sources_says_what_rests_on_each(width: int, visit: OpenVisit) -> None:
    walk = Walk(visit(width))
    walk.council("Sefton", "Data and sources")
    page = walk.page
    sources = content(page).locator("section.source")
    expect(sources).to_have_count(22)
    survey = sources.filter(has_text="Place Survey").first
    for name in ("Theme", "Kept by"):
        expect(fact(survey, name)).not_to_be_empty()
    walk.click(survey.get_by_role("link").first)
    expect(heading(page)).to_be_visible()
    walk.menu("Data and sources")
    expect(content(page).locator("section.source").first).to_be_visible()

    walk.menu("Home")
    walk.council("Salford", "Data and sources")
    survey = content(page).locator("section.source").filter(has_text="Place Survey").first
    expect(survey.get_by_role("link").first).to_be_visible()


def test_every_system_is_reached_from_the_front_page(visit: OpenVisit) -> None:
    """Each of the papers' fifteen systems has a link on the front page that leads to it."""
    walk = Walk(visit())
    page = walk.page
    for council, section, found in SYSTEMS:
        card = (
            content(page)
            .locator(".cards > li")
            .filter(has=page.get_by_role("heading", name=re.compile(f"^{council} ")))
        )
        link = card.locator("ul.inline").get_by_role("link", name=re.compile(f"^{section}"))
        address = link.get_attribute("href")
        assert address is not None, (council, section)
        answer = page.request.get(page.url.rsplit("/", 1)[0] + "/" + address)
        assert answer.ok
        assert found in answer.text(), (council, section)


SYSTEMS = [
    ("Sefton", "Plans", "Chief Executive"),  # service plan with its actions and activities
    ("Sefton", "Committees", "Cabinet Member"),  # report to the Cabinet Member
    ("Sefton", "Data and sources", "Place Survey"),  # the catalogue
    ("Rotherham", "Committees", "Corporate Improvement Board"),  # agendas, minutes and resolutions
    ("Rotherham", "Clinics", "performance clinic"),
    ("Rotherham", "Plans", "Corporate Improvement Plan"),
    ("Rotherham", "Indicators", "BVPI"),
    ("Manchester", "Assessments", "flag"),  # Comprehensive Area Assessment, use of resources
    ("Manchester", "Plans", "Use of Resources"),
    ("Manchester", "Data and sources", "quality"),
    ("Salford", "Plans", "Business Plan"),
    ("Salford", "Indicators", "Serious violent crime"),
    ("Salford", "Risks", "capacity"),
    ("Salford", "Budget", "To be completed"),
    ("Cannock Chase", "Plans", "Direction of Travel"),
]
"""A council, the part of its site, and a word of the system there."""
