"""The accessibility statement claims what a test checks, and nothing else."""

from __future__ import annotations

import ast
import re

from tests.conftest import ROOT

STATEMENT = (ROOT / "content" / "pages" / "accessibility.md").read_text("utf-8")

CLAIMS: dict[str, tuple[str, ...]] = {
    "No page breaks a rule of the checker axe for WCAG 2.0, 2.1 and 2.2 at levels A and AA, in light, dark and forced "
    "colours.": (
        "browser/test_accessible.py::test_every_kind_of_page_is_looked_at",
        "browser/test_accessible.py::test_a_page_has_no_violation",
        "browser/test_accessible.py::test_search_with_results_has_no_violation",
        "browser/test_accessible.py::test_the_open_menu_on_a_phone_has_no_violation",
    ),
    "No page is cut off or scrolls sideways when it is enlarged to 200% or 400%, or when its text is spaced out.": (
        "browser/test_contained.py::test_a_page_is_quiet_asks_no_one_else_and_fits",
    ),
    "Search, the menu, the choices above a table and the table of a chart can be used by keyboard, and what has the "
    "focus shows it.": (
        "browser/test_keyboard.py::test_arrows_walk_through_the_results_and_back",
        "browser/test_keyboard.py::test_the_menu_of_a_phone_opens_and_closes",
        "browser/test_tables.py::test_by_keyboard_alone",
        "browser/test_keyboard.py::test_the_figures_of_a_chart_unfold_and_fold_by_keyboard",
        "browser/test_keyboard.py::test_whatever_has_the_focus_shows_it",
    ),
    "Each button, and each link outside a text, is 24 pixels wide and high or more.": (
        "browser/test_senses.py::test_every_target_is_large_enough",
    ),
    "Nothing moves on devices that ask for less movement.": (
        "browser/test_senses.py::test_nothing_moves_for_readers_who_ask_for_that",
    ),
    "In forced colours, each status keeps its word and its shape, charts can be read, and the focus is outlined.": (
        "browser/test_senses.py::test_where_colours_are_forced_charts_can_be_read_and_statuses_keep_their_shapes",
        "browser/test_senses.py::test_where_colours_are_forced_the_focus_is_outlined",
    ),
    "Each chart has a message, a sentence and its figures in a table.": (
        "pages/test_charts.py::test_every_chart_says_something_and_has_its_figures_as_a_table",
    ),
    "Pages and tables are complete without JavaScript.": (
        "browser/test_journey.py::test_the_same_without_scripts_by_links_alone",
        "browser/test_tables.py::test_every_row_is_there_without_scripts_and_nothing_that_needs_them",
    ),
    "Each link inside the site leads somewhere.": ("site/test_links.py::test_what_stops_a_build",),
}
"""Each sentence under "What is tested", with the tests that would fail if it were not so."""

REQUIRED = (
    "Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018",
    "This site partly meets the Web Content Accessibility Guidelines (WCAG) version 2.2 at level AA.",
    "Equality and Human Rights Commission (EHRC)",
    "Equality Advisory and Support Service (EASS)",
    "disproportionate burden",
    "Telling us about a problem",
)
"""What the regulations ask a statement to say."""


def section(heading: str) -> str:
    found = re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", STATEMENT, re.DOTALL | re.MULTILINE)
    assert found is not None, f"the statement has no section {heading!r}"
    return found[1]


def functions_of(file: str) -> set[str]:
    tree = ast.parse((ROOT / "tests" / file).read_text("utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_what_it_says_is_tested_is_what_tests_check() -> None:
    assert re.findall(r"^- (.+)$", section("What is tested"), re.MULTILINE) == list(CLAIMS)
    named = [test.split("::") for tests in CLAIMS.values() for test in tests]
    assert [f"{file}: {test}" for file, test in named if test not in functions_of(file)] == []


def test_it_says_what_the_regulations_ask_for() -> None:
    assert [words for words in REQUIRED if words not in STATEMENT] == []
    assert re.search(r"prepared on \d{1,2} \w+ \d{4}", section("About this statement"))
