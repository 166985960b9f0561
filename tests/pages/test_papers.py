"""A committee paper as readers get it: live figures as their own pages have them, and paragraphs that can be cited."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.derive import derive
from generator.derive.results import ReleaseResult
from generator.live_figures import LIVE, Figure, parse
from generator.pages.live_words import figure_text
from generator.pages.packs import plan_packs
from generator.project import Project
from generator.render import render_packs
from generator.tokens import read_tokens
from tests.papers import change_entry, write_body
from tests.projects import copy_project, load, render

ADDRESS = "committees/climate-committee/climate-committee-2024-11-14/"
PAGE = f"{ADDRESS}performance-2024-25-q2/index.md"


@pytest.fixture(scope="module")
def latest(tmp_path_factory: pytest.TempPathFactory) -> ReleaseResult:
    project = copy_project(tmp_path_factory.mktemp("figures"))
    return derive(load(project)).publishers[0].latest


WORDS = [
    # a live figure, and what stands in its place
    ("indicator:residual-waste value", "110 kg a household"),
    ("indicator:residual-waste value 2024/25 Q1", "120 kg a household"),
    ("indicator:residual-waste target", "at most 100 kg a household"),
    ("indicator:residual-waste status", "off target"),
    ("indicator:residual-waste direction", "got worse"),
    ("indicator:residual-waste change", "up 10 kg a household"),
    ("indicator:residual-waste change 2024/25 Q1", "not known"),
    ("indicator:residual-waste period", "July to September 2024"),
    ("indicator:tree-survival value", "84.96%"),
    ("indicator:tree-survival change", "up 4.96 percentage points"),
    ("indicator:tree-survival target 2024/25 FY", "at least 88%"),
    ("indicator:tree-survival status 2024/25 FY", "no data"),
    ("indicator:council-rating value", "Good"),
    ("indicator:council-rating change", "not known"),
    ("indicator:council-rating direction", "got better"),
    ("indicator:empty-homes value", "not reported"),
    ("indicator:empty-homes status", "no data"),
    ("indicator:empty-homes direction", "not known"),
    ("indicator:empty-homes target 2024/25 FY", "among the lowest quarter of councils"),
    ("indicator:eco-award value", "Bronze leaf"),
    ("indicator:eco-award target", "no target"),
    ("indicator:office-warmth value 2024 M08", "23.4 degrees"),
    ("item:plant-trees percent", "45%"),
    ("item:plant-trees status", "on target"),
    ("item:plant-trees due", "31 March 2025"),
    ("item:web-forms percent", "to be completed"),
    ("item:boiler-checks status", "not reported"),
    ("item:boiler-checks percent", "not reported"),
    ("item:boiler-checks due", "to be confirmed"),
    ("item:answer-calls percent", "0%"),
    ("item:answer-calls due", "each quarter"),
    ("risk:lobby-flood score", "closed"),
    ("risk:lobby-flood movement", "not known"),
    ("count:actions completed", "1"),
    ("count:actions cancelled in plan:council-plan", "1"),
    ("count:actions cancelled in plan:customer-plan", "0"),
    ("count:activities in item:plant-trees", "2"),
    ("count:indicators", "7"),
    ("count:indicators off target", None),
    ("count:indicators judged", None),
]


@pytest.mark.parametrize(("written", "words"), WORDS)
def test_what_stands_in_the_place_of_a_figure(written: str, words: str | None, latest: ReleaseResult) -> None:
    said = figure_text(parse(written), latest)
    assert said
    assert words is None or said == words


def test_counts_agree_with_those_of_the_pages(latest: ReleaseResult) -> None:
    def count(things: str, status: str, within: tuple[str, str] | None = None) -> int:
        return int(figure_text(Figure("count", things, status, within=within), latest))

    for plan in latest.plans.values():
        for kind, counts in plan.counts.items():
            plural = "activities" if kind == "activity" else f"{kind}s"
            assert count(plural, "", within=("plan", plan.plan.plan)) == counts.total
            assert count(plural, "delayed", within=("plan", plan.plan.plan)) == counts.of("delayed")
    assert count("actions", "") == latest.counts["action"].total
    judged = sum(count("indicators", status) for status in ("on target", "close to target", "off target"))
    assert count("indicators", "judged") == judged
    for body, remit in latest.remits.items():
        assert count("indicators", "", within=("body", body)) == len(remit.indicators)
        assert count("risks", "", within=("body", body)) <= len(remit.risks)


BODY = """\
## 1. How it went

1.1 Waste was **[[indicator:residual-waste value]]**, planting stood at [[item:plant-trees percent]].

| what | how much |
| --- | ---: |
| homes | [[indicator:empty-homes value]] |
"""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = copy_project(tmp_path_factory.mktemp("paper"))
    write_body(project, BODY, "decision: for information")
    change_entry(project, "note the progress made", "note [[count:actions delayed]] delays")
    change_entry(project, "how the Council Plan is going", "of [[item:plant-trees status]] trees")
    return project


@pytest.fixture(scope="module")
def page(written: Project) -> str:
    return render(written)[PAGE]


def test_a_figure_is_a_link_that_says_its_period_and_release(page: str) -> None:
    up = "../" * 4
    of = "Figure of 2024/25 Q2, version 1.0.0"
    waste = f'<a class="live" href="{up}indicators/residual-waste/index.html" title="{of}">110 kg a household</a>'
    assert f"Waste was **{waste}**, planting stood at <a" in page
    assert f'| homes | <a class="live" href="{up}indicators/empty-homes/index.html" title="Figure of 2023/24 FY' in page
    assert "not reported</a> |" in page
    assert not LIVE.search(page)


def test_the_foot_says_where_the_figures_come_from(page: str) -> None:
    foot = page[page.index('id="figures"') :]
    assert 'quarters/2024-25-q2/index.html">Quarter 2, 2024/25</a>, version 1.0.0, published on 1 November 2024' in foot


def test_figures_stand_in_what_lists_and_search_show_too(written: Project, page: str) -> None:
    assert 'description: "To tell the committee of on target trees."' in page
    meeting = render(written)[f"{ADDRESS}index.md"]
    assert "That the committee note 1 delays." in meeting
    assert "asked to note" in meeting


def test_the_head_says_to_whom_and_what_for(page: str) -> None:
    assert "<dt>To</dt> <dd>Climate and Homes Committee</dd>" in page
    assert "<dt>Put to the meeting</dt> <dd>For information</dd>" in page
    assert "What the meeting was asked to note" in page


def test_a_paragraph_is_a_link_to_itself(page: str) -> None:
    assert '<a class="para" id="para-1-1" href="#para-1-1" title="Link to paragraph 1.1">1.1</a> Waste' in page


def test_the_pack_has_the_same_figures(written: Project) -> None:
    packs = plan_packs(derive(load(written)))
    (html,) = render_packs(packs, written.templates, read_tokens(written.tokens)).values()
    assert 'title="Figure of 2024/25 Q2, version 1.0.0">45%</span>' in html
    assert "That the committee note <span" in html
    assert "come from Quarter 2, 2024/25, version 1.0.0" in html
    assert not LIVE.search(html)


def test_a_paper_without_figures_says_nothing_of_them(tmp_path: Path) -> None:
    assert 'id="figures"' not in render(copy_project(tmp_path))[PAGE]
