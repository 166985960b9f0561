"""Search that finds: plain words, references however typed, narrowing, an address to share, and few bytes."""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping
from urllib.parse import quote_plus

import pytest
from playwright.sync_api import Locator, Page, Response, Route, expect

from generator.project import Project
from tests.browser.support import PHONE, OpenVisit, one_per_line
from tests.browser.test_accessible import violations

MOST_BYTES = 200 * 1000
"""What a reader downloads at most to get the first results, compressed, the search code included."""

OF_SEARCH = re.compile(r"/pagefind/|/portal\.js$|/search-index\.js$")
"""Addresses of what search needs. Its code is in two parts, of which each page has the first."""

A_STEP = 8
"""How many results are shown before a reader asks for more."""

LIST = "exampleshire/indicators/index.html"
"""A page whose own table keeps in the address what it is narrowed by."""

FINDS = {
    "bin collection": "exampleshire/indicators/l-22/",
    "baby deaths": "exampleshire/indicators/l-12/",
    "rubbish": "exampleshire/indicators/l-21/",
    "recycled": "waste",
    "anti social behaviour": "salford/indicators/ni-17/",
    "ASB": "manchester/indicators/ni-17/",
    "ksi": "exampleshire/indicators/l-32/",
    "road accidents": "exampleshire/indicators/l-32/",
    "truancy": "exampleshire/indicators/ni-87/",
    "burglary": "exampleshire/indicators/l-71/",
    "how is council tax collected": "exampleshire/indicators/l-92/",
    "bed blocking": "/indicators/ni-131/",
    "What does KLOE mean?": "glossary/",
}
"""Words, and a part of the address that one of the first three results leads to."""

REFERENCES = {
    **dict.fromkeys(("NI 192", "NI192", "ni-192", "ni 192"), "ni-192/"),
    **dict.fromkeys(("BV127a", "BV 127a", "BVPI 127a", "bvpi-127A"), "rotherham/indicators/bv-127a/"),
    **dict.fromkeys(("DSP-CEX-AP-011", "dsp cex ap 011"), "sefton/items/dsp-cex-ap-011/"),
    **dict.fromkeys(("LPI 22", "L-22"), "exampleshire/indicators/l-22/"),
    "C72": "rotherham/indicators/paf-c72/",
}
"""References as they are typed, and a part of the address that the very first result leads to."""


def search_for(page: Page, words: str) -> Locator:
    """The results for the words, in a dialog that was open or is opened."""
    dialog = page.get_by_role("dialog")
    if not dialog.is_visible():
        page.keyboard.press("Control+k")
    dialog.get_by_role("searchbox").fill(words)
    expect(page).to_have_url(re.compile(re.escape(f"q={quote_plus(words)}")))
    results = page.locator("#search-results")
    expect(results).to_have_attribute("aria-busy", "false")
    return results.locator(".search__title")


def state(page: Page) -> Locator:
    return page.get_by_role("dialog").get_by_role("status")


def found(page: Page) -> int:
    expect(state(page)).to_have_text(re.compile(r"^[\d,]+ pages? found$"))
    return int(re.sub(r"\D", "", state(page).inner_text()))


def counts(select: Locator) -> dict[str, int]:
    """The choices with how many pages each would leave."""
    texts = select.locator("option:not([value=''])").all_inner_texts()
    return {name: int(number.rstrip(")")) for name, _, number in (text.rpartition(" (") for text in texts)}


def lost(asked: Mapping[str, str], most: int, page: Page) -> list[str]:
    """The words whose first results, at most so many, do not lead where they should."""
    missing = []
    for words, address in asked.items():
        first = search_for(page, words).evaluate_all(f"all => all.slice(0, {most}).map(link => link.pathname)")
        if not any(address in each for each in first):
            missing.append(f"{words}: {', '.join(first)}")
    return missing


def test_plain_words_and_abbreviations_find_official_ones(visit: OpenVisit) -> None:
    missing = lost(FINDS, 3, visit().go("privacy/index.html"))
    assert not missing, one_per_line(missing)


def test_a_reference_is_found_first_however_it_is_typed(visit: OpenVisit) -> None:
    missing = lost(REFERENCES, 1, visit().go("privacy/index.html"))
    assert not missing, one_per_line(missing)


def test_a_result_says_what_kind_of_thing_whose_its_status_and_period(visit: OpenVisit) -> None:
    page = visit().go("index.html")
    search_for(page, "missed household waste collections")
    result = page.locator("#search-results > li").filter(has_text="L-22 Missed household waste collections").first
    facts = result.locator(".search__facts")
    expect(facts.get_by_role("listitem")).to_have_text(
        ["Indicator", "Exampleshire", "Close to target", "Quarter 2, 2009/10"]
    )
    shape = facts.locator(".search__shape")
    assert shape.evaluate("shape => getComputedStyle(shape).clipPath").startswith("path(")


def test_results_are_narrowed_by_keyboard_alone_and_the_address_shared(visit: OpenVisit) -> None:
    page = visit().go("index.html")
    search_for(page, "recycling")
    every = found(page)
    page.keyboard.press("Tab")
    expect(page.get_by_text("Narrow the results")).to_be_focused()
    page.keyboard.press("Enter")
    kind = page.get_by_label("Kind of page")
    expect(kind).to_be_visible()
    assert sum(counts(kind).values()) == every
    page.keyboard.press("Tab")
    expect(kind).to_be_focused()
    page.keyboard.type("Indi")
    expect(state(page)).to_have_text(f"{counts(kind)['Indicator']} pages found")
    expect(page.get_by_text("Narrow the results (1 chosen)")).to_be_visible()
    kinds = page.locator("#search-results > li .search__facts li:first-child")
    expect(kinds).to_have_text(["Indicator"] * min(found(page), A_STEP))
    # What else could be chosen is counted with everything else as it is.
    assert sum(counts(kind).values()) == every
    assert sum(counts(page.get_by_label("Publisher")).values()) == found(page) < every

    shared, narrowed = page.url, found(page)
    assert shared.endswith("?q=recycling&q-kind=Indicator")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page).to_have_url(re.compile(r"index\.html$"))
    other = visit().go("index.html")
    other.goto(shared)
    expect(state(other)).to_have_text(f"{narrowed} pages found")
    expect(other.get_by_label("Kind of page")).to_have_value("Indicator")


def test_only_real_choices_are_offered(visit: OpenVisit) -> None:
    page = visit().go("index.html?q=membership+board&q-publisher=Rotherham")
    expect(page.get_by_label("Publisher")).to_have_value("Rotherham")
    for select in page.get_by_role("dialog").get_by_role("combobox").all():
        assert 0 not in counts(select).values()


def test_nothing_found_offers_a_way_on(visit: OpenVisit) -> None:
    page = visit().go("index.html?q=recycling&q-kind=Meeting&q-status=Off+target")
    expect(state(page)).to_contain_text("Nothing found for “recycling” with what you chose.")
    expect(state(page).get_by_role("link", name="Look through the list of all pages")).to_be_visible()
    page.get_by_role("button", name="Search without narrowing").click()
    assert found(page) > 10
    expect(page).to_have_url(re.compile(r"index\.html\?q=recycling$"))


def test_going_back_from_a_result_comes_back_to_the_results(visit: OpenVisit) -> None:
    page = visit().go("index.html")
    search_for(page, "burglary").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Burglaries of homes")
    page.go_back()
    expect(page.get_by_role("dialog")).to_be_visible()
    expect(page.get_by_role("searchbox")).to_have_value("burglary")
    expect(state(page)).to_have_text(re.compile("pages found"))


def test_a_page_keeps_what_its_own_table_is_narrowed_by(visit: OpenVisit) -> None:
    page = visit().go(f"{LIST}?status=off-target")
    shown = page.locator(".filters-count").inner_text()
    search_for(page, "NI 192")
    expect(page).to_have_url(re.compile(r"\?status=off-target&q=NI\+192$"))
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile(r"\?status=off-target$"))
    expect(page.locator(".filters-count")).to_have_text(shown)


def test_narrowing_on_a_phone_fits_and_breaks_no_rule(visit: OpenVisit) -> None:
    page = visit(PHONE).go("index.html?q=NI&q-status=Off+target")
    assert found(page) > 3
    expect(page.get_by_label("Publisher")).to_be_visible()
    for whole in ("document.documentElement", "document.querySelector('dialog')"):
        assert page.evaluate(f"{whole}.scrollWidth <= {whole}.clientWidth")
    for target in page.locator("dialog").locator("select:visible, summary, button:visible, label:has(input)").all():
        box = target.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24, target
    wrong = violations(page)
    assert not wrong, one_per_line(wrong)


@pytest.mark.parametrize(
    "words", ["bin collection", "older people helped to live at home", "DSP-CEX-AP-011"], ids=lambda words: words
)
def test_the_first_results_cost_few_bytes(words: str, visit: OpenVisit) -> None:
    """Counted as a server sends them: what pagefind compressed as it is, everything else with gzip."""
    visited = visit()
    answers: list[Response] = []
    page = visited.page
    page.on("response", lambda answer: answers.append(answer))
    visited.go(f"index.html?q={quote_plus(words)}")
    found(page)
    page.get_by_text("Narrow the results").click()
    expect(page.get_by_label("Kind of page")).to_be_visible()
    sizes = {answer.url: weight(answer) for answer in answers if OF_SEARCH.search(answer.url)}
    listed = [f"{size:7} {address.rpartition('/')[2]}" for address, size in sizes.items()]
    assert sum("pf_fragment" in address for address in sizes) <= 8
    assert sum("pf_filter" in address for address in sizes) == 4
    assert 90_000 < sum(sizes.values()) < MOST_BYTES, one_per_line((sum(sizes.values()), *listed))
    assert not visited.outside()
    assert not visited.complaints


def weight(answer: Response) -> int:
    body = answer.body()
    return len(gzip.compress(body, 6)) if answer.url.partition("?")[0].endswith((".js", ".json")) else len(body)


def test_search_goes_on_when_the_site_was_published_anew(visit: OpenVisit) -> None:
    """A page that was open before asks for parts of an index that are gone: they are looked for in the new one."""
    page = visit().go("index.html")
    published = False

    def entry(route: Route) -> None:
        nonlocal published
        answer = route.fetch()
        published = published or "zebra" in page.url
        route.fulfill(response=answer, body=answer.text() if published else f"{answer.text()} ")

    page.route("**/pagefind-entry.json*", entry)
    page.route(
        "**/*.pf_index", lambda route: route.continue_() if published or "burglary" in page.url else route.abort()
    )
    search_for(page, "burglary")
    search_for(page, "zebra housing")
    assert found(page) > 5


def test_what_can_not_be_loaded_is_not_called_nothing_found(visit: OpenVisit) -> None:
    page = visit().go("index.html")
    search_for(page, "burglary")
    page.route("**/pagefind/**", lambda route: route.abort())
    search_for(page, "zebra")
    expect(state(page)).to_contain_text("Search could not be loaded.")
    page.unroute_all()
    search_for(page, "housing")
    assert found(page) > 5


def test_every_page_is_in_british_english(built: Project) -> None:
    """The theme's own page for what is missing too: read aloud, hyphenated and checked as such."""
    pages = [path.read_text("utf-8") for path in built.out.rglob("*.html")]
    assert {text[text.index("<html") :][:19] for text in pages} == {'<html lang="en-GB" '}
