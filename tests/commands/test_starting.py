"""`portal init`: a repository of a council's own that works at once, and says what is to be filled in."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from generator.cli import app
from generator.contract import tables
from generator.errors import UsageError
from generator.load import load_portal
from generator.pipeline import build
from generator.project import SETTINGS, Project
from generator.starting import wishes
from generator.starting.colours import AA, DARK_PAPERS, PAPERS, WHITE, contrast, nearest_passing, palette, passes
from generator.starting.engine import FOR_DEVELOPERS, IF_THERE, MAKEFILE, NEEDED, ROOT
from generator.starting.repository import TEMPLATES
from tests.conftest import AT, quiet

SOUND = {
    "--name": "Ourtown Borough Council",
    "--short-name": "Ourtown",
    "--id": "ourtown",
    "--period": "2026/27 Q1",
}
COLOUR = "#6f1d77"
RELEASE = "ourtown/2026-27-q1"

STAYS = {
    ".ci",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "bench",
    "data",
    "requirements-torture.lock",
    "tests",
}
"""What of this repository a council's own does without."""


def init(folder: Path, **other: str) -> Result:
    asked = {**SOUND, **{f"--{name.replace('_', '-')}": value for name, value in other.items()}}
    words = [word for pair in asked.items() for word in pair]
    return CliRunner().invoke(app, ["init", str(folder), *words])


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("start") / "ourtown"
    result = init(folder, colour=COLOUR)
    assert result.exit_code == 0, result.output
    return folder


def test_the_command_says_what_comes_next(tmp_path: Path) -> None:
    result = init(tmp_path / "ourtown")
    assert f"{len(tables())} empty tables in data/{RELEASE}/" in result.output
    for step in ("cd ", "git init --initial-branch=main && git add -A && git commit", "make check", "make serve"):
        assert step in result.output
    assert [path.name for path in tmp_path.iterdir()] == ["ourtown"]
    assert not (tmp_path / "ourtown" / "theme" / "assets" / "council.css").exists()


def test_the_check_finds_only_what_is_to_be_filled_in(made: Path) -> None:
    loaded = load_portal(made / "data", made / "content", AT, None, made / SETTINGS)
    assert loaded.warnings
    assert all(problem.found.startswith("[fill in: ") and problem.row for problem in loaded.warnings)
    assert {problem.file for problem in loaded.warnings} == {
        "content/pages/accessibility.md",
        "content/pages/contact.md",
        "content/pages/privacy.md",
        f"data/{RELEASE}/datapackage.json",
    }
    assert set(loaded.warnings) <= set(loaded.unsigned), "nothing is published before it is filled in"


def test_nothing_is_left_to_confirm_once_it_is_filled_in(tmp_path: Path) -> None:
    folder = tmp_path / "ourtown"
    assert init(folder).exit_code == 0
    for path in (*folder.glob("content/pages/*.md"), *folder.glob("data/*/*/datapackage.json")):
        path.write_text(re.sub(r"\[fill in: [^\]]*\]", "the Performance Team", path.read_text("utf-8")), "utf-8")
    assert load_portal(folder / "data", folder / "content", AT, None, folder / SETTINGS).warnings == ()


def test_the_site_of_a_council_without_data_is_whole_and_its_own(made: Path) -> None:
    (made / "node_modules").symlink_to(ROOT / "node_modules", target_is_directory=True)
    project = Project.at(made)
    built = build(project, AT, quiet)
    home = (project.out / "index.html").read_text("utf-8")
    assert built.releases == 1
    assert "The plans and figures for this quarter are not published yet." in home
    assert "Ourtown Borough Council" in home
    assert COLOUR in (project.out / "assets" / "portal" / "portal.css").read_text("utf-8")
    assert COLOUR in (project.out / "assets" / "portal" / "favicon.svg").read_text("utf-8")
    for words in ("demonstration", "Exampleshire", "example.org"):
        assert words not in home


def test_the_package_lists_every_table_and_says_what_it_is(made: Path) -> None:
    raw = json.loads((made / "data" / RELEASE / "datapackage.json").read_text("utf-8"))
    assert [resource["name"] for resource in raw["resources"]] == list(tables())
    assert (raw["title"], raw["period"]) == ("Ourtown: quarter 1 of 2026/27", "2026/27 Q1")
    assert raw["as_at"] < raw["released"] < raw["next_release"]


def test_make_offers_what_works_without_the_tests(made: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (made / MAKEFILE).read_text("utf-8"), re.MULTILINE))
    assert {"help", "site", "packs", "serve", "check", "schemas", "clean"} <= targets
    assert not targets & set(FOR_DEVELOPERS)
    for workflow in (made / ".github" / "workflows").glob("*.yml"):
        assert set(re.findall(r"\bmake ([a-z-]+)$", workflow.read_text("utf-8"), re.MULTILINE)) <= targets


def test_every_part_of_this_repository_goes_along_or_stays_on_purpose() -> None:
    listed = subprocess.run(["git", "-C", str(ROOT), "ls-files"], capture_output=True, text=True, check=True)
    ours = {path.split("/")[0] for path in listed.stdout.splitlines()}
    decided = {*NEEDED, *(path.split("/")[0] for path in (*IF_THERE, *TEMPLATES.values())), MAKEFILE, SETTINGS, *STAYS}
    assert ours <= decided, "say in generator/starting/engine.py whether a council's repository has it, or in STAYS"


def test_its_accessibility_statement_claims_what_the_portals_does() -> None:
    ours = (ROOT / "content" / "pages" / "accessibility.md").read_text("utf-8")
    theirs = (ROOT / "generator" / "starting" / "templates" / "pages" / "accessibility.md").read_text("utf-8")
    claims = re.compile(r"## What is tested\n(.*?)^## ", re.DOTALL | re.MULTILINE)
    found = [
        [line for line in claims.findall(text)[0].splitlines() if line.startswith("- ")] for text in (ours, theirs)
    ]
    assert found[0] == found[1]
    assert len(re.findall("^## ", ours, re.MULTILINE)) == len(re.findall("^## ", theirs, re.MULTILINE))


REFUSED = {
    "an id with capitals": (
        {"id": "Our Town"},
        "an id has small letters, digits and hyphens, a letter first. Such as our-town.",
    ),
    "a word of the site": ({"id": "assets"}, "this word is an address of the site itself"),
    "no name": ({"name": " "}, "--name: the name is empty"),
    "a name with markup": ({"short_name": "<b>"}, "--short-name: a name has at most 80 characters"),
    "a period of another form": ({"period": "Q1 2026/27"}, "--period Q1 2026/27:"),
    "a month": ({"period": "2026 M09"}, "a release is of a quarter, a half or a financial year"),
    "a word for a colour": ({"colour": "purple"}, "a colour is # and six digits or letters a to f"),
    "a pale colour": ({"colour": "#ffdd00"}, "its contrast is 1.2 to 1, and 4.5 is the least"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused(case: str, tmp_path: Path) -> None:
    asked, told = REFUSED[case]
    result = init(tmp_path / "ourtown", **asked)
    assert result.exit_code == 2
    assert told in result.output
    assert "Nothing was made." in result.output
    assert list(tmp_path.iterdir()) == []


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(UsageError) as caught:
        wishes("", "", "X", "soon", "red")
    assert [line.split(":")[0] for line in str(caught.value).splitlines()] == [
        "--name",
        "--short-name",
        "--id X",
        "--colour red",
        "--period soon",
        "Nothing was made.",
    ]


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    result = init(tmp_path)
    assert result.exit_code == 2
    assert "there already and not empty" in result.output
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


COLOURS = ("#005ea5", "#6f1d77", "#ffdd00", "#28a197", "#ff0000", "#00ff00", "#0000ff", "#000000", "#ffffff", "#777777")


@pytest.mark.parametrize("colour", COLOURS)
def test_every_text_in_a_councils_colour_can_be_read(colour: str) -> None:
    nearest = nearest_passing(colour)
    assert passes(nearest)
    assert nearest == colour or not passes(colour)
    found = palette(nearest)
    on_page = [(link, paper) for link in (found.link, found.link_hover) for paper in PAPERS]
    in_dark = [(link, paper) for link in (found.dark_link, found.dark_link_hover) for paper in DARK_PAPERS]
    on_bar = [(WHITE, bar) for bar in (found.brand, found.field, found.dark_brand, found.dark_field)]
    assert min(contrast(text, ground) for text, ground in (*on_page, *in_dark, *on_bar)) >= AA


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48
    assert contrast("#005ea5", "#005ea5") == 1


def test_the_papers_are_those_of_the_theme() -> None:
    base = (ROOT / "theme" / "assets" / "base.css").read_text("utf-8")
    found = [re.findall(rf"--{name}: (#[0-9a-f]+);", base) for name in ("paper", "wash")]
    assert [PAPERS[0][:4], PAPERS[1], *DARK_PAPERS] == [found[0][0], found[1][0], found[0][1], found[1][1]]
