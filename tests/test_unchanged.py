"""A build is spared only where it would make what stands there already."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from generator.pipeline import build
from generator.project import SETTINGS, Project
from generator.unchanged import MEMORY, LastBuild, already_made, inputs_of, next_of
from tests.conftest import AT, quiet
from tests.projects import change_rows, copy_project
from tests.test_write import with_a_theme_of_its_own

LIFTS = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
POLL = datetime(2026, 5, 7, 21, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project with an embargo and an election ahead, built."""
    project = with_a_theme_of_its_own(tmp_path_factory.mktemp("built"))
    embargo = {"access": "embargoed", "publish_at": LIFTS.isoformat()}
    change_rows(project, "2024-25-q2/plan_items.csv", {"item": "damp-survey"}, **embargo)
    settings = (project.root / SETTINGS).read_text("utf-8")
    election = f'  pre_election:\n    - from: "{LIFTS + timedelta(30):%Y-%m-%dT%H:%M:%S+00:00}"\n'
    election += f'      until: "{POLL.isoformat()}"\n'
    (project.root / SETTINGS).write_text(settings.replace("extra:\n", f"extra:\n{election}", 1), "utf-8")
    build(project, AT, quiet)
    return project


def test_with_nothing_changed_nothing_is_made(built: Project) -> None:
    before = (built.out / "manifest.json").read_bytes()
    made = already_made(built, AT + timedelta(days=1), quiet)
    assert made is not None
    assert (built.out / "manifest.json").read_bytes() == before


MOMENTS = [
    (AT - SECOND,                    False),  # at an earlier moment there may have been less to see
    (AT,                             True),
    (LIFTS - SECOND,                 True),
    (LIFTS,                          False),
    (POLL + SECOND,                  False),
]  # fmt: skip


@pytest.mark.parametrize(("at", "same"), MOMENTS)
def test_until_the_public_may_see_something_else(at: datetime, same: bool, built: Project) -> None:
    assert (already_made(built, at, quiet) is not None) is same


def test_every_moment_counts_once_it_is_ahead() -> None:
    moments = [LIFTS, POLL, LIFTS + timedelta(days=30)]
    assert next_of(moments, AT) == LIFTS
    assert next_of(moments, LIFTS) == LIFTS + timedelta(days=30)
    assert next_of(moments, POLL) is None
    assert LastBuild("", AT, None, "").still_shows(POLL)


def change_a_value(project: Project) -> Path:
    return next(project.data.glob("*/*/observations.csv"))


def change_content(project: Project) -> Path:
    return next((project.content / "pages").glob("*.md"))


def change_template(project: Project) -> Path:
    return project.templates / "indicator.md.jinja"


def change_theme(project: Project) -> Path:
    return project.theme / "overrides" / "main.html"


def change_settings(project: Project) -> Path:
    return project.root / SETTINGS


def change_a_page(project: Project) -> Path:
    return project.out / "index.html"


def change_the_index(project: Project) -> Path:
    return next((project.out / "pagefind" / "index").iterdir())


def change_the_memory(project: Project) -> Path:
    return project.build / MEMORY


CHANGED = [
    change_a_value,
    change_content,
    change_template,
    change_theme,
    change_settings,
    change_a_page,
    change_the_index,
    change_the_memory,
]


@pytest.mark.parametrize("changed", CHANGED, ids=lambda changed: changed.__name__)
def test_a_changed_file_counts(changed: Callable[[Project], Path], built: Project) -> None:
    path = changed(built)
    before = path.read_bytes()
    try:
        path.write_bytes(before + b"\n{")
        assert already_made(built, AT, quiet) is None
        path.unlink()
        assert already_made(built, AT, quiet) is None
    finally:
        path.write_bytes(before)
    assert already_made(built, AT, quiet) is not None


NEW = [
    "data/smallshire/2024-25-q2/more.csv",
    "content/more.md",
    "theme/assets/more.css",
    "build/packs/a.pdf",
    "site/a",
    "pagefind.toml",
]


@pytest.mark.parametrize("name", NEW)
def test_so_does_a_new_one(name: str, built: Project) -> None:
    path = built.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("", "utf-8")
    try:
        assert already_made(built, AT, quiet) is None
    finally:
        path.unlink()


def test_what_a_link_leads_to_or_nobody_may_read_is_never_taken_for_the_same(built: Project, tmp_path: Path) -> None:
    for path, target in ((built.theme / "linked", tmp_path), (built.content / "gone.md", tmp_path / "nothing")):
        path.symlink_to(target)
        try:
            assert inputs_of(built) is None
            assert already_made(built, AT, quiet) is None
        finally:
            path.unlink()


def test_so_do_the_tools_and_the_portal_itself(built: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = inputs_of(built)
    (tmp_path / "pagefind-9.9.9.dist-info").mkdir()
    monkeypatch.syspath_prepend(tmp_path)
    assert inputs_of(built) != before
    monkeypatch.undo()
    assert inputs_of(built) == before
    (tmp_path / "__init__.py").write_text("", "utf-8")
    monkeypatch.setattr("generator.unchanged.generator.__file__", str(tmp_path / "__init__.py"))
    assert inputs_of(built) != before


def test_files_that_change_during_a_build_are_not_remembered(tmp_path: Path) -> None:
    project = copy_project(tmp_path)

    def meddle(line: str) -> None:
        if line.startswith("Indexing"):
            (project.content / "pages" / "late.md").write_text("", "utf-8")

    build(project, AT, meddle)
    assert not (project.build / MEMORY).exists()


def test_after_a_build_that_failed_the_next_is_made(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    build(project, AT, quiet)
    change_rows(project, "2024-25-q2/plan_updates.csv", {"status": "delayed"}, status="late")
    with pytest.raises(Exception, match="problem"):
        build(project, AT, quiet)
    assert "late" in (project.build / "problems.json").read_text("utf-8")
    change_rows(project, "2024-25-q2/plan_updates.csv", {"status": "late"}, status="delayed")
    assert already_made(project, AT, quiet) is None, "its reports would tell of what was mended"
