"""Imports go one way, and what only one place may do is done nowhere else. Read from the source, not by importing."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

GENERATOR = ROOT / "generator"

BASE = frozenset(
    {
        "abbreviations",
        "errors",
        "formulas",
        "joined",
        "live_figures",
        "periods",
        "period_advice",
        "paragraphs",
        "contract",
        "model",
        "project",
        "reading",
        "seals",
        "tokens",
        "whole",
        "words",
        "workers",
    }
)

MAY_IMPORT: dict[str, frozenset[str]] = {
    **dict.fromkeys(BASE, BASE),
    "load": BASE,
    "derive": BASE,
    "pages": BASE | {"derive"},
    "render": BASE | {"pages"},
    "cards": BASE | {"pages"},
    "annotations": BASE,
    "reports": BASE | {"annotations", "load", "pages", "render"},
    "write": BASE,
    "site": BASE | {"write"},
    "packs": BASE | {"pages"},
    "making": BASE | {"derive", "pages", "render", "cards", "write"},
    "unchanged": BASE | {"site"},
    "pipeline": BASE | {"load", "derive", "pages", "render", "making", "reports", "packs", "site", "unchanged"},
    "comparing": BASE | {"load", "derive", "pages", "reports", "pipeline", "site"},
    "telling": BASE | {"pages", "render"},
    "serve": BASE | {"pipeline"},
    "keeping": BASE | {"load"},
    "example": frozenset({"contract", "periods", "errors", "model", "seals"}),
    "starting": BASE | {"load"},
    "publish": BASE | {"pipeline", "site"},
    "quarter": BASE | {"load"},
    "workbook": BASE | {"load", "quarter"},
    "commands": BASE
    | {"load", "pipeline", "serve", "site", "example"}
    | {"keeping", "starting"}
    | {"publish"}
    | {"comparing", "telling", "unchanged"}
    | {"quarter", "workbook"},
    "cli": frozenset({"commands"}),
}
"""What each stage of `generator` may import, itself apart."""

ONLY_IN = {
    "frictionless": "load/second_opinion.py",
    "jinja2": "render.py",
    "PIL": "cards.py",
    "fontTools": "cards.py",
    "rich": "commands/console.py",
    "nh3": "load/markdown.py",
    "playwright": "packs/chromium.py",
    "python_calamine": "workbook/read.py",
    "xlsxwriter": "workbook/write.py",
    "brotli": "site/packed.py",
    "cbor2": "site/settle.py",
    "selectolax": "site/links.py",
    "multiprocessing": "workers.py",
    "ctypes": "site/exchange.py",
    "fcntl": "site/lock.py",
    "subprocess": "site/tools.py",
}
"""Libraries that one module stands before."""

CLOCK = {
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "time.time",
    "time.time_ns",
    "time.localtime",
    "time.gmtime",
    "time.strftime",
}
ENVIRONMENT = {"os.environ", "os.getenv", "os.environb"}
PRINTS = {"print", "sys.stdout", "sys.stderr"}
EXITS = {"sys.exit", "exit", "quit", "typer.Exit", "SystemExit"}

PASS_THE_ENVIRONMENT_ON = {"site/tools.py"}
"""This starts the site engine and the indexer, which need the PATH that the portal itself was given."""

FILES = sorted(path.relative_to(GENERATOR).as_posix() for path in GENERATOR.rglob("*.py"))


def tree_of(file: str) -> ast.Module:
    return ast.parse((GENERATOR / file).read_text("utf-8"), file)


def stage_of(file: str) -> str:
    return file.split("/")[0].removesuffix(".py")


def imported(tree: ast.AST) -> Iterator[str]:
    """Every module that is imported anywhere in the file, inside functions too, as a dotted name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written in full"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def dotted(tree: ast.AST) -> set[str]:
    """Every name and every chain of names that the file uses, such as "datetime.now", cut to its last two parts."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.Attribute):
            owner = node.value
            name = owner.id if isinstance(owner, ast.Name) else owner.attr if isinstance(owner, ast.Attribute) else ""
            found.add(f"{name}.{node.attr}")
    return found


def own_imports(file: str) -> set[str]:
    """The stages of `generator` that the file imports, its own apart. A plain `generator` (the version) is none."""
    names = {name.split(".")[1] for name in imported(tree_of(file)) if name.startswith("generator.")}
    return {name for name in names if not name.startswith("__")} - {stage_of(file)}


def test_there_are_modules_to_read() -> None:
    assert {"cli.py", "pipeline.py", "load/packages.py", "derive/statuses.py", "pages/charts.py"} <= set(FILES)


@pytest.mark.parametrize("file", [file for file in FILES if file != "__init__.py"])
def test_imports_go_one_way(file: str) -> None:
    assert stage_of(file) in MAY_IMPORT, "say in MAY_IMPORT what this stage may import"
    beyond = own_imports(file) - MAY_IMPORT[stage_of(file)]
    assert not beyond, f"generator/{file} may not import {', '.join(sorted(beyond))}"


def test_no_stage_imports_one_that_imports_it() -> None:
    stages = {
        stage: set().union(*(own_imports(file) for file in FILES if stage_of(file) == stage)) for stage in MAY_IMPORT
    }
    while stages:
        free = {stage for stage, needs in stages.items() if not needs & stages.keys()}
        assert free, f"these import each other in a ring: {', '.join(sorted(stages))}"
        stages = {stage: needs for stage, needs in stages.items() if stage not in free}


@pytest.mark.parametrize(("library", "place"), ONLY_IN.items())
def test_one_module_stands_before_a_library(library: str, place: str) -> None:
    users = [file for file in FILES if any(name.split(".")[0] == library for name in imported(tree_of(file)))]
    assert users == [place]


def is_command(file: str) -> bool:
    return stage_of(file) in ("cli", "commands")


def test_only_the_commands_know_the_library_of_the_command_line() -> None:
    users = [file for file in FILES if any(name.split(".")[0] == "typer" for name in imported(tree_of(file)))]
    assert users
    assert all(is_command(file) for file in users)


@pytest.mark.parametrize("file", [file for file in FILES if not is_command(file)])
def test_only_the_commands_read_the_clock_and_the_environment_print_and_exit(file: str) -> None:
    forbidden = CLOCK | PRINTS | EXITS
    if file not in PASS_THE_ENVIRONMENT_ON:
        forbidden = forbidden | ENVIRONMENT
    used = dotted(tree_of(file)) | {name for name in imported(tree_of(file)) if name in ENVIRONMENT}
    assert not used & forbidden


def test_the_commands_do_read_the_clock() -> None:
    assert CLOCK & dotted(tree_of("commands/console.py"))


def test_reading_finds_what_it_looks_for(tmp_path: Path) -> None:
    tree = ast.parse("import datetime\ndef f():\n    from os import environ\n    return datetime.datetime.now()\n")
    assert "datetime.now" in dotted(tree)
    assert "os.environ" in set(imported(tree))
