"""No address is ever lost: whatever an older release had a page for has one now, or sends readers on."""

from __future__ import annotations

import shutil
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from generator.derive import derive_publisher
from generator.derive.lineage import lineage_through
from generator.derive.results import PublisherResult, Results
from generator.model import Area, Link, Plan, Publisher, Release
from generator.pages import plan_site, publisher_pages
from generator.pages.page import Page
from generator.pipeline import build
from generator.project import Project
from tests.conftest import AT, quiet
from tests.projects import copy_project, council
from tests.records import Q1, Q2, Q3, indicator, link, observation, plan_item, plan_update, release, risk
from tests.sites import read_page

PLANS = (Plan("plan", "Plan", "", "", None, None, ""),)


def pages_of(result: PublisherResult) -> dict[str, Page]:
    return {page.address: page for page in publisher_pages(result, {})}


def addresses(pages: dict[str, Page]) -> set[str]:
    """Of every page, and of what stands beside it."""
    return {f"{address}{name}" for address, page in pages.items() for name in ("", *(file.name for file in page.files))}


def as_of(result: PublisherResult, number: int) -> PublisherResult:
    """The first `number` releases, and the papers that were on an agenda by then."""
    releases = result.releases[:number]
    agenda = {entry.paper for entry in releases[-1].release.agenda_items}
    papers = tuple(paper for paper in result.publisher.papers if paper.paper in agenda)
    known = replace(result.publisher, releases=tuple(each.release for each in releases), papers=papers)
    return PublisherResult(known, releases)


def test_every_address_of_exampleshires_quarters_still_leads_somewhere() -> None:
    """Its plan of 2009 carries forward, merges, splits and drops what that of 2006 had."""
    result = derive_publisher(council("exampleshire"))
    sites = [pages_of(as_of(result, number)) for number in range(1, len(result.releases) + 1)]
    assert len(sites) >= 10
    for before, after in pairwise(sites):
        assert addresses(before) - addresses(after) == set()
    moved = {address: page.moved_to for address, page in sites[-1].items() if page.moved_to}
    assert len(moved) > 30
    assert all(target.partition("#")[0] in sites[-1] and target not in moved for target in moved.values())


def quarter(period: str, things: dict[str, list[str]], *links: Link) -> Release:
    """A release with these items, indicators and risks."""
    items = [plan_item(id) for id in things.get("plan item", ())]
    return replace(
        release(period, items, [plan_update(item.item, period=period) for item in items]),
        plans=PLANS,
        indicators=tuple(indicator(id=id) for id in things.get("indicator", ())),
        risks=tuple(risk(id) for id in things.get("risk", ())),
        links=links,
    )


def published(*releases: Release) -> dict[str, Page]:
    return pages_of(derive_publisher(Publisher(releases[0].publisher, releases, ())))


PLACES = {"plan item": "items", "indicator": "indicators", "risk": "risks"}


@pytest.mark.parametrize("kind", PLACES)
def test_what_lives_on_as_another_sends_readers_on_even_when_its_row_is_gone(kind: str) -> None:
    """In quarter 2 "old" became "new", in quarter 3 "new" became "newest"; each time the old row is left out later."""
    place = f"smallshire/{PLACES[kind]}"
    first = quarter(Q1, {kind: ["old"]})
    second = quarter(Q2, {kind: ["old", "new"]}, link(kind, "old", "carried forward as", kind, "new", "Counted anew."))
    third = quarter(Q3, {kind: ["new", "newest"]}, link(kind, "new", "merged into", kind, "newest"))
    fourth = quarter("2024/25 Q4", {kind: ["newest"]})
    pages = published(first, second, third, fourth)
    assert pages[f"{place}/old/"].moved_to == f"{place}/newest/"
    assert pages[f"{place}/new/"].moved_to == f"{place}/newest/"
    assert pages[f"{place}/newest/"].moved_to == ""
    assert addresses(published(first, second, third)) <= addresses(pages)


@pytest.mark.parametrize("kind", ["indicator", "risk"])
def test_what_is_left_out_without_a_word_keeps_its_page_and_says_so(kind: str) -> None:
    place = f"smallshire/{PLACES[kind]}"
    pages = published(quarter(Q1, {kind: ["gone", "kept"]}), quarter(Q2, {kind: ["kept"]}))
    page = pages[f"{place}/gone/"]
    assert page.gone == "This is as it was last published, for April to June 2024: it is not in later releases."
    assert page.origin is not None
    assert page.origin.release == Q1
    assert pages[f"{place}/kept/"].gone == ""
    assert f"{place}/gone/" not in repr(pages[f"{place}/"].content)  # the list is of what there is now


def measured(period: str, values: dict[str, str], *links: Link) -> Release:
    """A release with these indicators, each with a value for the period, or none where it is empty."""
    rows = tuple(observation(period, value, id=id) for id, value in values.items() if value)
    areas = (Area("whole", "Smallshire", "whole", "", "", ""),)
    return replace(quarter(period, {"indicator": list(values)}, *links), areas=areas, observations=rows)


def test_history_follows_an_indicator_that_is_carried_forward() -> None:
    """Its values stand in the chart and in a table of the one that carries it on, and are judged with neither."""
    tie = link("indicator", "old", "carried forward as", "indicator", "new", "Counted anew from July.")
    first = measured(Q1, {"old": "5"})
    second = replace(measured(Q2, {"new": "9", "old": ""}, tie))
    second = replace(second, observations=(*first.observations, *second.observations))
    third = measured(Q3, {"new": "8"})
    third = replace(third, observations=(observation(Q2, "9", id="new"), *third.observations))
    for releases in ((first, second), (first, second, third)):  # the row of the old one stands there still, or is gone
        pages = published(*releases)
        content = pages["smallshire/indicators/new/"].content
        (old,) = content.forebears
        assert (old.name, old.how, old.note) == ("old", "Carried forward as new", "Counted anew from July.")
        assert [[cell.text for cell in row[:2]] for row in old.table.rows] == [["April to June 2024", "5"]]
        traces = {trace["name"]: trace for trace in content.chart.figure["data"]}
        assert traces["What it carries on"]["y"] == [5]
        assert content.direction == "not known"
        assert [row.title for row in pages["smallshire/indicators/"].content.rows] == ["new"]
        assert pages["smallshire/indicators/old/"].moved_to == "smallshire/indicators/new/"


def test_an_indicator_that_was_split_keeps_its_page_and_names_the_parts() -> None:
    ties = (link("indicator", "old", "split into", "indicator", id) for id in ("one", "two"))
    first = measured(Q1, {"old": "5"})
    pages = published(first, measured(Q2, {"one": "1", "two": "4", "old": ""}, *ties))
    page = pages["smallshire/indicators/old/"]
    assert (page.moved_to, page.gone) == ("", "This was split into one and two.")
    assert [each.name for each in pages["smallshire/indicators/one/"].content.forebears] == ["old"]


def test_publishers_that_are_no_longer_side_by_side_leave_a_way_to_those_that_are() -> None:
    def site(*last: Release) -> dict[str, Page]:
        """Two councils that both held NI 1 in quarter 1, and `last` for the second of them."""
        other = [
            replace(each, publisher=replace(each.publisher, id="other", short_name="Other")) for each in (first, *last)
        ]
        publishers = (Publisher(first.publisher, (first,), ()), Publisher(other[0].publisher, tuple(other), ()))
        plan = plan_site(Results(tuple(map(derive_publisher, publishers))), ())
        return {page.address: page for page in plan.pages}

    first = measured(Q1, {"a": "5"})
    first = replace(first, indicators=(replace(first.indicators[0], reference="NI 1"),))
    assert site()["compare/ni-1/"].moved_to == ""
    after = site(replace(measured(Q2, {"b": "5"})))
    assert site().keys() <= after.keys()
    assert (after["compare/ni-1/"].moved_to, after["compare/"].moved_to) == ("pages/", "pages/")


def test_what_is_in_a_release_is_as_that_release_says() -> None:
    """A tie that is taken back is taken back; one that goes with its row is remembered."""
    tie = link("indicator", "a", "carried forward as", "indicator", "b")
    with_tie, without = quarter(Q1, {"indicator": ["a", "b"]}, tie), quarter(Q2, {"indicator": ["a", "b"]})
    left_out = quarter(Q2, {"indicator": ["b"]})
    assert lineage_through([with_tie, without]).moved_to("indicator", "a") is None
    assert lineage_through([with_tie, left_out]).moved_to("indicator", "a") == ("indicator", "b")


def test_a_council_that_publishes_next_to_nothing_any_more_keeps_every_address(tmp_path: Path) -> None:
    """Built whole, so that every link and anchor of the pages that stay is followed, too."""
    project = copy_project(tmp_path)
    build(project, AT, quiet)
    before = files_of(project)
    latest = project.data / "smallshire" / "2024-25-q3"
    shutil.copytree(project.data / "smallshire" / "2024-25-q1", latest)
    words = {
        "2024-25-q1": "2024-25-q3",
        Q1: Q3,
        "2024-06-30": "2024-12-31",
        "2024-08-01": "2025-02-01",
    }
    for path in latest.iterdir():
        text = path.read_text("utf-8")
        for old, new in words.items():
            text = text.replace(old, new)
        path.write_text(text, "utf-8")
    build(project, AT, quiet)
    assert before - files_of(project) == set()
    page = read_page(project.out, "risks/sapling-frost")
    assert "This is as it was last published, for July to September 2024" in page.words
    assert "quarters/index.html" in {href.removeprefix("../../") for text, href in page.links if text == "Quarters"}


def files_of(project: Project) -> set[str]:
    """Every page of the site and every file to take away."""
    paths = (path for path in project.out.rglob("*") if path.suffix in (".html", ".csv"))
    return {path.relative_to(project.out).as_posix() for path in paths}
