"""Smallshire's committee paper with other words in it."""

from __future__ import annotations

from pathlib import Path

from generator.project import Project

PLACE = "content/papers/smallshire/climate-committee-2024-11-14/performance-2024-25-q2.md"


def paper_of(project: Project) -> Path:
    return project.root / PLACE


def write_body(project: Project, body: str, *entries: str) -> int:
    """Gives the paper this text, and these lines in its front matter. Returns the line on which the text begins."""
    front = paper_of(project).read_text("utf-8").split("---\n")[1]
    head = "\n".join(["---", *front.rstrip().split("\n"), *entries, "---", "", ""])
    paper_of(project).write_text(f"{head}{body}\n", "utf-8")
    return head.count("\n") + 1


def change_entry(project: Project, old: str, new: str) -> None:
    text = paper_of(project).read_text("utf-8")
    assert old in text
    paper_of(project).write_text(text.replace(old, new, 1), "utf-8")
