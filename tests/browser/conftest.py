"""A real Chromium and the example site on a server of its own. None is skipped: without Chromium these tests fail."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from generator.packs.chromium import FLAGS, find_chromium
from generator.project import Project
from tests.browser.support import DESKTOP, OpenVisit, Scheme, Server, Visit
from tests.nginx import serving

PATIENCE = 8000
"""Milliseconds until something that does not appear is a failure."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs Chromium."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server(built: Project) -> Iterator[str]:
    """The address of the example site's front page."""
    with Server(built.out) as address:
        yield address


@pytest.fixture(scope="session")
def hosted(built: Project, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same on an nginx of its own, with the headers and the compression of a published site."""
    here = tmp_path_factory.mktemp("nginx")
    with serving(here, f"root {built.out}; include {built.build / 'headers.nginx.conf'};") as site:
        yield site


@pytest.fixture
def visit(browser: Browser, request: pytest.FixtureRequest) -> Iterator[OpenVisit]:
    """Opens readers' browsers, each with nothing remembered, and closes them after the test."""
    contexts: list[BrowserContext] = []

    def open_visit(
        width: int = DESKTOP, scheme: Scheme = "light", scripts: bool = True, site: str | None = None
    ) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=scripts,
            reduced_motion="reduce",
            locale="en-GB",
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        visit = Visit(context.new_page(), site or request.getfixturevalue("server"))
        visit.listen(context)
        return visit

    yield open_visit
    for context in contexts:
        context.close()
