"""The site engine publishes whatever lies in its docs folder, so nothing lies there that the portal did not write."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import BuildError
from generator.pipeline import build
from generator.project import Project
from generator.site.tree import read_tree
from tests.conftest import AT, quiet
from tests.projects import copy_project

SECRET = "The secret of the pond."


def set_traps(docs: Path, outside: Path) -> None:
    """Everything that mkdocs would publish if it lay there."""
    outside.mkdir()
    (outside / "secret.csv").write_text(SECRET, "utf-8")
    (outside / "index.md").write_text(SECRET, "utf-8")
    for name in ("_priv.csv", "~$scores.xlsx", ".hidden.csv", "notes.txt", "items/secret.json", "draft/index.html"):
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).write_text(SECRET, "utf-8")
    (docs / "drafted.md").write_text(f"---\ndraft: true\n---\n# Drafted\n{SECRET}", "utf-8")
    (docs / "commented.md").write_text(f"# Commented\n<!-- {SECRET} -->\n", "utf-8")
    (docs / "linked.csv").symlink_to(outside / "secret.csv")
    (docs / "linked").symlink_to(outside, target_is_directory=True)
    (docs / "empty").mkdir()


def test_nothing_that_lies_in_the_folder_of_pages_is_published(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    build(project, AT, quiet)
    before = read_tree(project.out).files
    set_traps(project.docs, tmp_path / "outside")
    build(project, AT, quiet)
    assert read_tree(project.out).files == before
    assert not [file for file in before if SECRET in (project.out / file).read_bytes().decode("utf-8", "replace")]
    assert sorted(path.name for path in (tmp_path / "outside").iterdir()) == ["index.md", "secret.csv"]


def with_a_theme_of_its_own(folder: Path) -> Project:
    project = copy_project(folder)
    shared = (project.theme).resolve()
    project.theme.unlink()
    for path in sorted(shared.rglob("*")):
        target = project.theme / path.relative_to(shared)
        if path.is_dir():
            target.mkdir(parents=True)
        else:
            target.write_bytes(path.read_bytes())
    return project


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("overrides/scores.xlsx", "scores.xlsx: this kind of file is not published there"),
        ("overrides/scores.csv", "scores.csv: this kind of file is not published there"),
        ("overrides/partials/notes.txt", "partials/notes.txt: this kind of file is not published there"),
        ("assets/notes.txt", "assets/portal/notes.txt: this kind of file is not published there"),
        ("assets/~$scores.xlsx", "assets/portal/~$scores.xlsx: this kind of file is not published there"),
    ],
)
def test_a_stray_file_in_the_theme_stops_the_build(name: str, said: str, tmp_path: Path) -> None:
    project = with_a_theme_of_its_own(tmp_path)
    (project.theme / name).write_text(SECRET, "utf-8")
    with pytest.raises(BuildError) as stopped:
        build(project, AT, quiet)
    assert str(stopped.value).splitlines() == ["What was made is not fit to be published:", said]
    assert not project.out.exists()
    assert not project.out.with_name(".site.new").exists()
