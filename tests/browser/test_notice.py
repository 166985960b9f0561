"""The notice of a demonstration: on every page, never among the results of a search, and gone when it is not wanted."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from generator.pipeline import build
from generator.project import Project
from tests.browser.support import PATHS, ROOT, OpenVisit, Server
from tests.conftest import AT, quiet
from tests.projects import copy_project

NOTICE = "A demonstration made from public papers of 2007 to 2010. It does not show how these councils perform today."


@pytest.fixture
def own(tmp_path: Path) -> Project:
    """The site as a council builds it that publishes its own figures: without the notice, for the rest the same."""
    project = copy_project(tmp_path)
    settings = (ROOT / "mkdocs.yml").read_text("utf-8").splitlines(keepends=True)
    start = next(number for number, line in enumerate(settings) if line.startswith("  notice:"))
    end = next(number for number, line in enumerate(settings) if number > start and not line.strip())
    (project.root / "mkdocs.yml").write_text("".join(settings[:start] + settings[end:]), "utf-8")
    return project


def test_the_notice_is_on_every_page(built: Project) -> None:
    pages = list(built.out.rglob("*.html"))
    assert len(pages) > 40
    without = [path for path in pages if path.read_text("utf-8").count(NOTICE) != 1]
    assert not without


def test_the_notice_is_seen_first_and_is_not_searched(visit: OpenVisit) -> None:
    page = visit().go(PATHS["action"])
    notice = page.locator(".notice")
    expect(notice).to_have_text(f"Please note: {NOTICE}")
    expect(notice).to_be_in_viewport()
    page.keyboard.press("/")
    page.keyboard.type('"does not show how these councils perform today"')
    expect(page.get_by_role("dialog").get_by_role("status")).to_contain_text("Nothing found")


def test_the_notice_goes_when_it_is_removed_from_the_settings(own: Project, visit: OpenVisit) -> None:
    build(own, AT, quiet)
    pages = list(own.out.rglob("*.html"))
    assert len(pages) > 40
    assert not [path for path in pages if NOTICE in path.read_text("utf-8")]
    with Server(own.out) as address:
        page = visit(site=address).go("index.html")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.locator(".notice")).to_have_count(0)
        expect(page.get_by_text("Please note")).to_have_count(0)
