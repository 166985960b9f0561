"""Links between pages, the navigation, and that no two pages share an address."""

from __future__ import annotations

import pytest

from generator.errors import BuildError
from generator.pages.addresses import anchor, anchors, narrowed, relative
from generator.pages.page import NavEntry, Page, check_addresses, navigation

# fmt: off
LINKS = [
    # from                 to                        link
    ("",                   "",                       "index.html"),
    ("",                   "method/",                "method/index.html"),
    ("",                   "sefton/items/a/",        "sefton/items/a/index.html"),
    ("method/",            "",                       "../index.html"),
    ("method/",            "glossary/",              "../glossary/index.html"),
    ("sefton/",            "sefton/",                "index.html"),
    ("sefton/items/a/",    "sefton/items/b/",        "../b/index.html"),
    ("sefton/items/a/",    "sefton/",                "../../index.html"),
    ("sefton/items/a/",    "sefton/plans/p/",        "../../plans/p/index.html"),
    ("sefton/items/a/",    "method/#overdue",        "../../../method/index.html#overdue"),
    ("sefton/items/a/",    "sefton/items/a/#a-a1",   "#a-a1"),
    ("",                   "#top",                   "#top"),
    ("sefton/items/a/",    "sefton/items/ab/",       "../ab/index.html"),
    ("sefton/",            "sefton/actions/?kind=a", "actions/index.html?kind=a"),
    ("sefton/actions/",    "sefton/actions/?kind=a", "index.html?kind=a"),
    ("sefton/",            "sefton/x/?kind=a#top",   "x/index.html?kind=a#top"),
]

ANCHORS = [
    # text                       anchor
    ("on hold",                  "on-hold"),
    ("R&D",                      "r-d"),
    ("Café société",             "cafe-societe"),
    ("  --Odd--  ",              "odd"),
    ("<script>",                 "script"),
    ("日本",                     "entry"),
    ("",                         "entry"),
]
# fmt: on


def page(address: str, title: str = "", nav_title: str = "") -> Page:
    return Page(address, title or address, "", "", None, "List", nav_title)


@pytest.mark.parametrize(("source", "target", "link"), LINKS)
def test_links_between_pages(source: str, target: str, link: str) -> None:
    assert relative(source, target) == link


@pytest.mark.parametrize(("text", "expected"), ANCHORS)
def test_anchors(text: str, expected: str) -> None:
    assert anchor(text) == expected


def test_no_two_texts_get_one_anchor() -> None:
    assert anchors(["A&E", "a e", "A E 2", "年", "月"]) == ("a-e", "a-e-2", "a-e-2-2", "entry", "entry-2")


def test_a_list_is_narrowed_by_its_address() -> None:
    assert narrowed("sefton/actions/", plan="a-plan") == "sefton/actions/?plan=a-plan"
    assert narrowed("sefton/actions/", plan="a-plan", status="delayed") == "sefton/actions/?plan=a-plan&status=delayed"


def test_two_pages_at_one_address_are_refused_by_name() -> None:
    with pytest.raises(BuildError, match=r"/a/b/: 'One' and 'Two'"):
        check_addresses([page("a/"), page("a/b/", "One"), page("a/b/", "Two")])
    check_addresses([page("a/"), page("a/b/"), page("b/")])


def test_the_navigation_nests_by_address_and_sets_the_rest_apart() -> None:
    pages = [
        page("", "Front", "Home"),
        page("x/"),
        page("x/items/a/"),
        page("x/plans/"),
        page("x/plans/p/"),
        page("method/"),
    ]
    assert navigation(pages, ["method/", "absent/"]) == (
        NavEntry("Home", "index.md"),
        NavEntry(
            "x/",
            "x/index.md",
            (
                NavEntry("x/items/a/", "x/items/a/index.md"),  # no page lists the items, so they stand below x
                NavEntry("x/plans/", "x/plans/index.md", (NavEntry("x/plans/p/", "x/plans/p/index.md"),)),
            ),
        ),
        NavEntry("About this site", "", (NavEntry("method/", "method/index.md"),)),
    )
