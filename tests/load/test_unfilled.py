"""What is still to be filled in is to be confirmed, line by line, until it is there."""

from __future__ import annotations

from pathlib import Path

from generator.load.unfilled import UNFILLED
from tests.projects import change_descriptor, copy_project, load_whole


def test_each_place_is_told_by_its_line(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    change_descriptor(project, "2024-25-q2", description="[fill in: what the quarter was about]")
    page = project.content / "pages" / "privacy.md"
    lines = len(page.read_text("utf-8").splitlines())
    page.write_text(f"{page.read_text('utf-8')}\n[fill in: your address] and [fill in: your town]\n", "utf-8")
    told = [(each.file, each.row, each.found) for each in load_whole(project).warnings if each.rule == UNFILLED]
    assert sorted(told) == [
        ("content/pages/privacy.md", lines + 2, "[fill in: your address]"),
        ("content/pages/privacy.md", lines + 2, "[fill in: your town]"),
        ("data/smallshire/2024-25-q2/datapackage.json", 6, "[fill in: what the quarter was about]"),
    ]
