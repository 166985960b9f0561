"""The pages that officers read, build/check.html and build/diff.html: axe finds nothing, and they fit a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from playwright.sync_api import Browser, Page

from generator.comparing import compare
from generator.errors import DataProblems
from generator.pipeline import check
from generator.project import Project
from tests.browser.support import DESKTOP, PHONE, Scheme
from tests.browser.test_accessible import AXE, JUDGE, TAGS
from tests.conftest import AT, quiet
from tests.projects import change_rows, copy_project
from tests.test_reading import OFFICIAL

UPDATES = "2024-25-q2/plan_updates.csv"
TREES = {"item": "plant-trees", "period": "2024/25 Q2"}


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The page of a check with something of everything, that of one with problems, and that of a comparison."""
    folder = tmp_path_factory.mktemp("officers")
    project = copy_project(folder)
    change_rows(project, UPDATES, TREES, progress=OFFICIAL)
    check(project, (), AT, quiet)
    found = {"check": _kept(project, "check"), "diff": folder / "diff.html"}
    compare(project, ("smallshire/2024-25-q2",), AT, quiet)
    project.comparison.rename(found["diff"])
    change_rows(project, UPDATES, TREES, status="late")
    with pytest.raises(DataProblems):
        check(project, (), AT, quiet)
    return {**found, "problems": _kept(project, "problems")}


def _kept(project: Project, name: str) -> Path:
    return project.report.rename(project.root.parent / f"{name}.html")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="en-GB", reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", ["check", "problems", "diff"])
def test_a_report_has_no_violation_and_fits_light_and_dark(name: str, page: Page, reports: dict[str, Path]) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(reports[name].as_uri())
    page.evaluate(AXE.read_text("utf-8"))
    found: list[str] = []
    for scheme in get_args(Scheme):
        page.emulate_media(color_scheme=scheme)
        for width in (PHONE, DESKTOP):
            page.set_viewport_size({"width": width, "height": 900})
            judged: dict[str, Any] = page.evaluate(JUDGE, TAGS)
            assert judged["passes"] > 10
            found += [
                f"{scheme} {width} {rule['id']}: {node['target']}"
                for rule in judged["violations"]
                for node in rule["nodes"]
            ]
            assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert found == []
    assert asked == [reports[name].as_uri()]
