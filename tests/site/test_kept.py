"""A page of the last build is taken again only where the engine would make the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.pipeline import build
from generator.project import SETTINGS, Project
from generator.site.engine import LEAST, _shares
from generator.site.kept import MEMORY, KeptPages
from generator.site.told import read_told
from generator.site.tree import mark_of, read_tree
from tests.conftest import AT, quiet
from tests.projects import copy_project
from tests.test_write import with_a_theme_of_its_own

PAGE = "plans/index.md"
COMMON = ["what all pages have in common"]


def page_in_docs(project: Project) -> Path:
    return project.docs / PAGE


@pytest.fixture
def built(tmp_path: Path) -> Project:
    """A project of one page that was built."""
    project = with_a_theme_of_its_own(tmp_path)
    for path, text in ((project.docs / PAGE, "# Plans"), (project.out / "plans/index.html", "<h1>Plans</h1>")):
        path.parent.mkdir(parents=True)
        path.write_text(text, "utf-8")
    KeptPages.of(project, COMMON).remember([PAGE], project.out)
    return project


def change_source(project: Project) -> None:
    (project.docs / PAGE).write_text("# Other plans", "utf-8")


def change_page(project: Project) -> None:
    (project.out / "plans/index.html").write_text("<h1>Spoilt</h1>", "utf-8")


def remove_page(project: Project) -> None:
    (project.out / "plans/index.html").unlink()


def change_settings(project: Project) -> None:
    with (project.root / SETTINGS).open("a", encoding="utf-8") as file:
        file.write("\n# changed\n")


def change_theme(project: Project) -> None:
    path = project.theme / "overrides" / "main.html"
    path.write_text(path.read_text("utf-8") + " ", "utf-8")


def add_to_theme(project: Project) -> None:
    (project.theme / "overrides" / "partials" / "more.html").write_text("", "utf-8")


def rename_in_theme(project: Project) -> None:
    path = project.theme / "overrides" / "partials" / "footer.html"
    path.rename(path.with_name("footer-old.html"))


def forget(project: Project) -> None:
    (project.build / MEMORY).unlink()


def spoil_memory(project: Project) -> None:
    (project.build / MEMORY).write_text("[]", "utf-8")


CHANGES = [
    change_source,
    change_page,
    remove_page,
    change_settings,
    change_theme,
    add_to_theme,
    rename_in_theme,
    forget,
    spoil_memory,
]


def test_what_is_the_same_is_kept(built: Project) -> None:
    assert KeptPages.of(built, COMMON).same == {PAGE}


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_what_may_differ_is_built_anew(change: Callable[[Project], None], built: Project) -> None:
    change(built)
    kept = KeptPages.of(built, COMMON)
    assert kept.same == frozenset()
    assert kept.changed([PAGE]) == [PAGE]


def test_so_it_is_where_the_navigation_is_another(built: Project) -> None:
    assert KeptPages.of(built, ["another"]).same == frozenset()


def test_so_it_is_with_another_version_of_a_tool(built: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.site.kept.version", lambda tool: "0")
    assert KeptPages.of(built, COMMON).same == frozenset()


def marks(project: Project) -> dict[str, object]:
    return {file: mark_of(project.out / file) for file in read_tree(project.out).files}


def test_of_a_corrected_value_only_the_pages_that_show_it_are_built(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    build(project, AT, quiet, workers=1)
    count = len(read_told(project.build / SETTINGS).pages)
    build(project, AT, quiet, workers=1)
    assert read_told(project.build / SETTINGS).pages == []
    table = next(project.data.glob("*/*/observations.csv"))
    lines = table.read_text("utf-8").splitlines()
    project_with = {**marks(project)}
    table.write_text("\n".join(_with_another_note(lines)) + "\n", "utf-8")
    build(project, AT, quiet, workers=1)
    assert 0 < len(read_told(project.build / SETTINGS).pages) < count / 4
    now = marks(project)
    assert now != project_with
    (project.build / MEMORY).unlink()
    build(project, AT, quiet)
    assert marks(project) == now


def _with_another_note(lines: list[str]) -> list[str]:
    place = lines[0].split(",").index("note")
    first = lines[1].split(",")
    first[place] = "A note that was not there before."
    return [lines[0], ",".join(first), *lines[2:]]


def test_pages_are_shared_out_evenly_and_only_where_there_are_many() -> None:
    pages = [str(number) for number in range(5 * LEAST)]
    assert [len(share) for share in _shares(pages, 2)] == [250, 250]
    assert sorted(page for share in _shares(pages, 3) for page in share) == sorted(pages)
    assert _shares(pages[: 2 * LEAST - 1], 2) == [pages[: 2 * LEAST - 1]]
    assert _shares([], 2) == [[]]
