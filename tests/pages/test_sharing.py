"""How pages are cited, reported on and pictured: the words, and that the pictures are the same every time."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import parse_qs

import pytest
from PIL import Image

from generator.cards import HEIGHT, WIDTH, draw_card, draw_cards
from generator.derive import derive
from generator.model import Portal
from generator.pages import SitePlan, plan_site
from generator.pages.page import Card, Origin, Page
from generator.pages.scorecard import Count, CountBar
from generator.pages.sharing import sharing_of
from generator.tokens import Tokens, read_tokens
from tests.conftest import ROOT
from tests.projects import council

ORIGIN = Origin("Ourtown Borough Council", "Ourtown: quarter 1", "1.2.0", "3 August 2026", "")
PAGE = Page("ourtown/risks/flood/", "Floods & “storms”", "", "risk.md.jinja", None, "Risk", origin=ORIGIN)


def test_a_citation_names_publisher_title_release_version_and_date() -> None:
    shared = sharing_of(PAGE)
    assert shared.citation == (
        "Ourtown Borough Council: “Floods & “storms””. Ourtown: quarter 1, version 1.2.0, released on 3 August 2026."
    )
    assert shared.source == "Source: Ourtown Borough Council. Ourtown: quarter 1, version 1.2.0."


def test_the_citation_of_a_home_names_the_publisher_once() -> None:
    home = replace(PAGE, title="Ourtown Borough Council")
    assert sharing_of(home).citation.startswith("Ourtown Borough Council. Ourtown: quarter 1, ")


def test_what_readers_must_know_of_the_data_goes_wherever_the_page_is_cited() -> None:
    shared = sharing_of(replace(PAGE, origin=replace(ORIGIN, notice="Every figure is made up.")))
    assert shared.citation.endswith("released on 3 August 2026. Every figure is made up.")
    assert shared.notice == "Every figure is made up."


def test_a_report_names_the_page_and_its_release() -> None:
    mail = parse_qs(sharing_of(PAGE).mail)
    assert mail["subject"] == ["Problem with the page: Floods & “storms”"]
    assert mail["body"] == [
        "Page: Floods & “storms”\r\nAddress: /ourtown/risks/flood/\r\nRelease: Ourtown: quarter 1, version 1.2.0"
        "\r\n\r\nWhat is wrong:\r\n"
    ]


def test_a_page_of_the_site_itself_has_a_report_and_no_citation() -> None:
    shared = sharing_of(replace(PAGE, origin=None))
    assert (shared.citation, shared.source) == ("", "")
    assert "Release" not in shared.mail
    assert sharing_of(replace(PAGE, moved_to="ourtown/risks/")).mail == ""


@pytest.fixture(scope="module")
def tokens() -> Tokens:
    return read_tokens(ROOT / "theme" / "tokens.json")


@pytest.fixture(scope="module")
def site() -> SitePlan:
    return plan_site(derive(Portal((council("exampleshire"), council("rotherham")), ())), ())


def test_every_home_and_quarter_has_a_card_and_nothing_else_has(site: SitePlan) -> None:
    pictured = {page.kind for page in site.pages if page.card is not None}
    assert pictured == {"Publisher", "Quarter report"}
    assert all(page.card is not None for page in site.pages if page.kind in pictured)
    assert site.cards.keys() == {page.card_path for page in site.pages if page.kind in pictured}


def test_pages_of_a_release_name_it_and_an_old_report_names_its_own(site: SitePlan) -> None:
    pages = {page.address: page for page in site.pages}
    assert _release(pages, "exampleshire/indicators/ni-192/") == "Exampleshire (fictional): quarter 2 of 2009/10"
    assert _release(pages, "exampleshire/quarters/2006-07-q4/") == "Exampleshire (fictional): quarter 4 of 2006/07"
    assert pages["method/"].origin is None


def _release(pages: Mapping[str, Page], address: str) -> str:
    origin = pages[address].origin
    return origin.release if origin is not None else ""


def test_a_card_is_a_picture_of_the_right_size_the_same_every_time(site: SitePlan, tokens: Tokens) -> None:
    some = dict(list(site.cards.items())[:3])
    drawn = draw_cards(some, tokens)
    assert drawn == draw_cards(some, tokens)
    for content in drawn.values():
        picture = Image.open(io.BytesIO(content))
        assert (picture.format, picture.size) == ("PNG", (WIDTH, HEIGHT))
        assert len(content) < 200_000


def test_every_status_has_a_shape_that_shows(tokens: Tokens) -> None:
    """Cards that differ in nothing but the shape are different pictures, and none is like one without a shape."""
    paths = {token.path for token in tokens.by_word.values()}
    model = tokens.by_word["on target"]
    bar = CountBar("3 things", (Count("word", 3),))
    drawn = {
        draw_card(
            Card("Ourtown", "", "", (bar,), ""),
            replace(tokens, by_word={"word": replace(model, word="word", path=path)}),
        )
        for path in (*paths, "M0 0H0V0z")
    }
    assert len(drawn) == len(paths) + 1


def test_long_words_and_many_statuses_stay_within_the_card(tokens: Tokens) -> None:
    counts = tuple(Count(status, 123) for status in list(tokens.by_word)[:8])
    bars = (CountBar("984 activities", counts),) * 3
    content = draw_card(Card("Ourtown " * 20, "2026", "Word " * 200, bars, "Made up. " * 30), tokens)
    picture = Image.open(io.BytesIO(content)).convert("L")
    edges = picture.crop((WIDTH - 30, 20, WIDTH, HEIGHT)), picture.crop((0, HEIGHT - 8, WIDTH, HEIGHT))
    assert [edge.getextrema() for edge in edges] == [(255, 255), (255, 255)]
