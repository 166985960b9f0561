"""Assessments, data quality and the report to committee: walked from the front page as their users would."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.support import DESKTOP, PHONE, OpenVisit, content, draw_charts
from tests.browser.walk import Walk, cell, fact, heading, part, row

WIDTHS = pytest.mark.parametrize("width", [PHONE, DESKTOP])

RED_FLAG = "School Absence"


def before(one: Locator, other: Locator) -> None:
    """One thing stands above another on the page."""
    places = [place.bounding_box() for place in (one, other)]
    assert places[0] is not None
    assert places[1] is not None
    assert places[0]["y"] < places[1]["y"]


@WIDTHS
def test_area_assessment_from_the_flag_to_its_targets_and_back(width: int, visit: OpenVisit) -> None:
    walk = Walk(visit(width))
    walk.council("Manchester", "Assessments")
    page = walk.page
    expect(page.locator(".headline")).to_contain_text("1 red flag, 1 green flag")
    walk.follow(RED_FLAG, page.locator(".card").filter(has_text="Red flag"))
    flag = page.locator(":target")
    expect(flag).to_contain_text("absent from secondary schools")
    walk.follow(re.compile("^2b School Absence"), flag)

    actions = page.get_by_role("table", name="Parts of this concern").locator("tbody tr")
    expect(actions).to_have_count(8)
    expect(fact(page, "Measure of success")).to_contain_text("towards the 2009-10 targets for absence")
    for indicator in ("Absence - primary", "Absence - secondary", "Secondary PA"):
        expect(content(page).get_by_role("link", name=re.compile(indicator)).first).to_be_visible()
    walk.follow("Complete the city-wide register audits")
    expect(fact(page, "Leads the work")).to_contain_text("Thematic Partnerships")
    walk.follow("2b School Absence")
    walk.follow(re.compile("Absence - secondary"))
    expect(fact(page, "Target")).to_contain_text("At most 8.04%")
    walk.follow("2b School Absence")
    published = content(page).get_by_role("link", name=RED_FLAG)
    walk.click(published.last)
    expect(page.locator(":target")).to_contain_text("Red flag")

    passage = part(page, "2b School Absence")
    expect(passage).to_contain_text("In the published report: P.10.")
    walk.follow("2b School Absence", passage)
    expect(heading(page)).to_contain_text(RED_FLAG)


def test_a_judgement_names_what_it_led_to_once(visit: OpenVisit) -> None:
    walk = Walk(visit())
    walk.council("Manchester", "Assessments")
    passage = part(walk.page, "2b School Absence")
    expect(passage.get_by_role("link", name="2b School Absence")).to_have_count(1)


@WIDTHS
def test_use_of_resources_scores_and_their_plan(width: int, visit: OpenVisit) -> None:
    walk = Walk(visit(width))
    walk.council("Manchester", "Assessments")
    page = walk.page
    assert draw_charts(page) >= 1
    scores = page.get_by_role("table", name=re.compile("^Scores: Use of Resources")).last
    for line, score, strength in [
        ("1.1 Financial Health", "3", "–"),
        ("1.3 Financial Reporting", "2", "Strong"),
        ("2.1 Commissioning and Procurement", "2", "Medium"),
        ("2.2 Data Quality", "2", "Weak"),
        ("3.3 Workforce", "–", "Not assessed"),
    ]:
        expect(cell(row(scores, line), "Score")).to_have_text(score)
        expect(cell(row(scores, line), "Strength")).to_have_text(strength)
    weak = part(page, "2.2 Data Quality")
    expect(weak).to_contain_text("2 Performing Adequately · weak within its level")
    expect(weak).to_contain_text("Highlighted as weak.")
    walk.follow(re.compile("^Strengthening corporate approach to data quality"), weak)

    expect(content(page).locator(".status-amber").first).to_be_visible()
    sense = content(page).get_by_text("evidence or data are missing")
    expect(sense.first, "amber in Manchester's own sense").to_be_visible()
    expect(fact(page, "Evidence").first).to_contain_text("external audit finds no significant errors")
    expect(fact(page, "Rests on").first).to_have_text("DQ Strategy and action plan")
    expect(page.get_by_role("table", name="Parts of this priority").locator("tbody tr")).to_have_count(9)
    touched = fact(page, "Contributes to").get_by_role("link", name=re.compile("2.2 Data Quality"))
    walk.click(touched)
    expect(page.locator(":target")).to_contain_text("2.2 Data Quality")


def test_lines_of_enquiry_stand_in_the_order_of_their_numbers(visit: OpenVisit) -> None:
    walk = Walk(visit())
    walk.council("Manchester", "Assessments")
    lines = walk.page.get_by_role("table", name=re.compile("^Scores: Use of Resources")).last.get_by_role("rowheader")
    expect(lines).to_have_count(10)
    names = lines.all_inner_texts()
    assert names == sorted(names)


@pytest.mark.parametrize(
    ("council", "indicator", "check", "result"),
    [
        ("Rotherham", "Older people helped", "Data quality management arrangements", "3 out of 4 (performing well)"),
        ("Manchester", "Absence - secondary", "Arrangements for data quality (KLOE 2.2)", "Level 2, weak"),
    ],
)
def test_checks_of_data_quality(council: str, indicator: str, check: str, result: str, visit: OpenVisit) -> None:
    walk = Walk(visit())
    walk.council(council, "Indicators")
    walk.follow(re.compile(f"^{indicator}"))
    walk.page.get_by_text("checks that bear on every indicator").click()
    checks = walk.page.get_by_role("table", name="Checks of all indicators")
    expect(cell(row(checks, check), "Result")).to_contain_text(result)
    walk.menu("Data and sources")
    checks = walk.page.get_by_role("table", name="Checks on the quality of data")
    expect(cell(row(checks, check), "Result")).to_contain_text(result)
    if council == "Manchester":
        expect(checks.locator("tbody tr")).to_have_count(14)
        expect(cell(row(checks, "Sign-off of each checklist"), "Result")).to_contain_text("Not reported")
        expect(cell(row(checks, re.compile("^Risk grade of")), "How")).to_have_text("Risk grade")


@WIDTHS
def test_the_committee_report(width: int, visit: OpenVisit) -> None:
    walk = Walk(visit(width))
    walk.council("Manchester")
    walk.follow(re.compile("11 March 2010"))
    page = walk.page
    walk.follow("Comprehensive Area Assessment 2009")
    expect(page.locator(".recommendation")).to_contain_text("That Members consider the report and note it")
    expect(fact(page, "Date")).to_have_text("11 March 2010")
    expect(fact(page, "Report of")).to_have_text("Assistant Chief Executive (Performance)")
    expect(fact(page, "Wards affected")).to_have_text("All")
    before(page.locator(".recommendation"), page.get_by_role("heading", name="1. Introduction"))
    money = fact(page, "Financial consequences for the capital and revenue budgets")
    expect(money).to_have_text("None identified.")
    for policy in ("Anti-Poverty; Employment", "Equal Opportunities", "Environment"):
        expect(fact(page, policy)).to_contain_text("None")
    expect(page.locator(".para").get_by_text("4.2.4", exact=True)).to_be_visible()
