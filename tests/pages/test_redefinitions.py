"""A measure that is judged otherwise than before, on its page and among what changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from generator.derive import derive
from generator.model import Portal
from generator.pages import plan_site
from generator.periods import Period
from generator.project import Project
from generator.render import render_pages
from generator.tokens import read_tokens
from tests.projects import copy_project, load

PAGE, REPORT = "indicators/office-warmth/index.md", "quarters/2024-25-q2/index.md"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """Smallshire, which in the quarter before wanted its offices warmer, and called more of them close to target."""
    project = copy_project(tmp_path_factory.mktemp("redefined"))
    portal = load(project)
    (publisher,) = portal.publishers
    latest = publisher.latest
    before = replace(
        latest,
        id="2024-25-q1",
        period=Period.parse("2024/25 Q1"),
        indicators=tuple(
            replace(each, polarity="higher", unit_of_measure="Celsius") if each.indicator == "office-warmth" else each
            for each in latest.indicators
        ),
        targets=tuple(
            replace(each, comparison="at least", lower="19", upper="") if each.indicator == "office-warmth" else each
            for each in latest.targets
        ),
    )
    changed = replace(portal, publishers=(replace(publisher, releases=(before, latest)),))
    return rendered(changed, project)


def rendered(portal: Portal, project: Project) -> Mapping[str, str]:
    site = plan_site(derive(portal), portal.content, portal.synonyms)
    return render_pages(site, project.templates, read_tokens(project.tokens))


def test_the_page_says_what_changed_and_what_that_did_to_the_status(pages: Mapping[str, str]) -> None:
    text = pages[PAGE]
    assert "By what held before July to September 2024, the same value would be on target" in text
    assert "it is off target because the measure or its target changed." in text
    assert '<h2 id="redefined">How the measure has changed</h2>' in text
    for what, before, now in (
        ("Which way is better", "Higher is better", "Nearest to the target is best"),
        ("Target for August 2024", "At least 19 Celsius", "19 degrees to 21 degrees"),
        ("Unit", "Celsius", "degrees"),
    ):
        (row,) = [line for line in text.splitlines() if f'<th scope="row">{what}</th>' in line]
        assert row.index(before) < row.index(now)
        assert "July to September 2024" in row


def test_the_quarters_report_has_it_among_what_changed(pages: Mapping[str, str]) -> None:
    text = pages[REPORT]
    assert "1 indicator was redefined" in text
    assert "Indicators that are measured or judged otherwise" in text
    assert "the same value would be on target" in text


def test_a_measure_that_stays_as_it_was_says_nothing(pages: Mapping[str, str]) -> None:
    assert "How the measure has changed" not in pages["indicators/residual-waste/index.md"]
