"""README.md and content/README.md can't go stale: what they tell an officer to type works."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import typer.main

from generator import contract
from generator.cli import app
from generator.errors import Problem
from generator.load import choose_releases, load_portal
from generator.load.contacts import read_contacts
from generator.load.papers import LISTS, MAPS, TEXTS
from tests.commands.support import FINE, portal
from tests.conftest import AT, ROOT

README = (ROOT / "README.md").read_text("utf-8")
CONTENT = (ROOT / "content" / "README.md").read_text("utf-8")
ROWS = {
    "plans.csv": "council-plan,Council Plan,corporate,,2026-04-01,2029-03-31,,,,",
    "plan_items.csv": "parks,council-plan,,action,1,,,,Plant trees,,,2026-05-31,,,,,,,,,",
    "plan_updates.csv": "parks,2026/27 Q1,on target,,45,,,Half are in.,,,,,",
}


def first_rows() -> dict[str, str]:
    """The first row of each file that README shows."""
    return {name: row.replace("**", "") for name, row in re.findall(r"\| `(\w+\.csv)` \| (\S+) \|", README)}


def commands() -> list[list[str]]:
    """The words of each command in the blocks of README that begins with `portal`."""
    lines = "".join(re.findall(r"```sh\n(.*?)```", README, re.DOTALL)).splitlines()
    return [shlex.split(line, comments=True) for line in lines if line.startswith("portal ")]


def test_the_smallest_release_of_readme_passes_the_check(tmp_path: Path) -> None:
    """What `portal init` makes, with a row in each of the three tables that README says to begin with."""
    (init,) = [words for words in commands() if words[1] == "init"]
    assert portal(tmp_path, "init", str(tmp_path / "ourtown"), *init[3:]).status == FINE
    folder = tmp_path / "ourtown" / "data" / "ourtown" / "2026-27-q1"
    for name, row in first_rows().items():
        assert (folder / name).read_text("utf-8") == f"{row}\n"
        (folder / name).write_text(f"{row}\n{ROWS[name]}\n", "utf-8")
    data, content = tmp_path / "ourtown" / "data", tmp_path / "ourtown" / "content"
    (release,) = load_portal(data, content, AT, choose_releases(data, ())).portal.publishers[0].releases
    assert [item.title for item in release.plan_items] == ["Plant trees"]


def test_the_commands_in_readme_are_those_of_the_guides() -> None:
    """Which are typed by tests/test_guides.py; README leaves out a council's colour, and who signs."""
    guides = "".join(path.read_text("utf-8") for path in (ROOT / "content" / "guides").glob("*.md"))
    for words in commands():
        typed = shlex.join(words).replace("'", '"')
        assert f"    {typed}" in guides or f"`{typed}`" in guides, typed


def test_the_first_rows_in_readme_are_the_contracts() -> None:
    shown = first_rows()
    assert shown.keys() == ROWS.keys()
    for name, row in shown.items():
        assert tuple(row.split(",")) == contract.tables()[name.removesuffix(".csv")].header


def test_the_bold_columns_in_readme_are_those_that_must_be_filled_in() -> None:
    for name, row in re.findall(r"\| `(\w+\.csv)` \| (\S+) \|", README):
        bold = {cell.strip("*") for cell in row.split(",") if cell.startswith("**")}
        columns = contract.tables()[name.removesuffix(".csv")].columns
        assert bold == {column.name for column in columns if column.required}


def test_every_command_is_in_readme() -> None:
    commands = typer.main.get_group(app).commands
    assert commands
    for name in commands:
        assert f"`portal {name}" in README, f"README.md does not tell of portal {name}"


def test_the_paper_in_content_readme_has_every_key() -> None:
    block = re.search(r"```markdown\n---\n(.*?)---", CONTENT, re.DOTALL)
    assert block is not None
    shown = set(re.findall(r"^(\w+):", block[1], re.MULTILINE))
    assert shown == set(TEXTS | LISTS | MAPS) | {"agenda_item"}
    for key in contract.WITHHOLDING_COLUMNS:
        assert f"{key}:" in CONTENT


def test_the_contacts_that_content_readme_shows_are_taken(tmp_path: Path) -> None:
    block = re.search(r"```yaml\n(- text: .*?)```", CONTENT, re.DOTALL)
    assert block is not None
    (tmp_path / "contacts.yml").write_text(block[1], "utf-8")
    problems: list[Problem] = []
    assert read_contacts(tmp_path / "contacts.yml", "contacts.yml", problems) == {"01632960001"}
    assert problems == []
