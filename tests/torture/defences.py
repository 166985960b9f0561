"""The defences of the portal as switches: a module is read with every refusal of it behind one.

A defence is a statement that refuses (raises, yields or notes a problem, or passes on those of another function) or
one of the functions of `WHOLE`, which withhold or escape. Read through here, each asks `SWITCHES` before it acts, which
notes that it did something.
"""

from __future__ import annotations

import ast
import functools
import importlib.abc
import importlib.machinery
import importlib.util
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any, TypeGuard

ROOT = Path(__file__).parent.parent.parent

REFUSING = frozenset("Problem problem_at GateError CellError NumberError PeriodError Broken".split())
"""What makes a refusal, beside the functions of a module that return a `Problem`."""

WHOLE: dict[str, tuple[str, ...]] = {
    "generator/formulas.py": ("is_formula",),
    "generator/render.py": ("escape_text", "_chart_json"),
    "generator/pages/charts.py": ("chart_text",),
    "generator/pages/downloads.py": ("_harmless",),
    "generator/site/leaks.py": ("check_leaks",),
    "generator/load/discretion.py": ("_closed",),
    "generator/load/references.py": ("_is_hidden", "_papers_of", "_papers_named"),
    "generator/load/secrets.py": ("texts_of_rows", "texts_of_papers"),
    "generator/load/withholding.py": ("decide", "_malformed"),
    "generator/load/suppression.py": ("_is_small", "_without", "_untold", "worked_out"),
}
"""Functions that withhold or escape: switched off, each gives back what it was given, or nothing."""


SPARED: dict[str, dict[str, str]] = {
    "generator/load/second_opinion.py": {
        "yield Problem(f'{file}/{FILE}', f'frictionless: {error.title}'": (
            "what frictionless has against a package as a whole it raises before; what it says of tables stands below"
        ),
    },
}
"""Statements that are not tried, by how they begin, and why no test can miss them."""


@dataclass(slots=True)
class Switches:
    """Which defence is off (none, when it is ""), and which did something, how many times."""

    off: str = ""
    reached: Counter[str] = field(default_factory=Counter)

    def is_on(self, name: str) -> bool:
        self.reached[name] += 1
        return name != self.off

    def through(self, name: str, told: Iterable[Any]) -> Iterator[Any]:
        """What a rule tells: nothing, when it is off."""
        return (each for each in told if self.is_on(name))

    def whole(self, name: str, nothing: Callable[..., Any]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """A function that gives back `nothing` of its arguments when it is off."""

        def switched(function: Callable[..., Any]) -> Callable[..., Any]:
            @functools.wraps(function)
            def asked(*given: Any, **named: Any) -> Any:
                without = nothing(*given, **named)
                if name == self.off:
                    return without
                try:
                    result = function(*given, **named)
                except Exception:
                    self.reached[name] += 1
                    raise
                found = list(result) if isinstance(result, Iterator) else result
                if found != without and found != []:
                    self.reached[name] += 1
                return iter(found) if isinstance(result, Iterator) else result

            return asked

        return switched


SWITCHES = Switches()


class _Switched(ast.NodeTransformer):
    """Puts every refusing statement, and every function of `WHOLE`, behind a switch."""

    def __init__(self, file: str, tree: ast.Module) -> None:
        self.file = file
        self.refusing = REFUSING | {each.name for each in tree.body if _makes_problem(each)}
        self.found: list[str] = []
        self.returns = ""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        around, self.returns = self.returns, ast.unparse(node.returns) if node.returns is not None else ""
        self.generic_visit(node)
        self.returns = around
        if node.name in WHOLE.get(self.file, ()):
            nothing = f"lambda {node.args.args[0].arg}, *_, **__: {_nothing(node)}"
            name = self._name(node, node.name)
            node.decorator_list.insert(0, _expression(f"__switches__.whole({name!r}, {nothing})"))
        return node

    def visit_Raise(self, node: ast.Raise) -> ast.AST:
        return self._behind(node) if self._is_tried(node) else node

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        if not self._is_tried(node):
            return node
        told = node.value
        if isinstance(told, ast.YieldFrom):
            told.value = self._through(node, told.value)
        elif isinstance(told, ast.Call) and ast.unparse(told.func) in ("problems.extend", "faults.extend"):
            told.args[0] = self._through(node, told.args[0])
        else:
            return self._behind(node)
        return node

    def _is_tried(self, node: ast.stmt) -> bool:
        spared = tuple(SPARED.get(self.file, ()))
        passes_on = isinstance(node, ast.Expr) and isinstance(node.value, ast.YieldFrom) and "Problem" in self.returns
        return (passes_on or _refuses(node, self.refusing)) and not ast.unparse(node).startswith(spared)

    def _through(self, node: ast.stmt, told: ast.expr) -> ast.expr:
        switched = _expression(f"__switches__.through({self._name(node, type(node).__name__)!r}, None)")
        assert isinstance(switched, ast.Call)
        switched.args[1] = told
        return ast.copy_location(switched, told)

    def _behind(self, node: ast.stmt) -> ast.AST:
        name = self._name(node, type(node).__name__)
        switched = ast.parse(f"if __switches__.is_on({name!r}):\n    pass").body[0]
        assert isinstance(switched, ast.If)
        switched.body = [node]
        return ast.copy_location(switched, node)

    def _name(self, node: ast.stmt, what: str) -> str:
        name = f"{self.file}:{node.lineno} {what}"
        self.found.append(name)
        return name


def _expression(source: str) -> ast.expr:
    return ast.parse(source, mode="eval").body


def _makes_problem(node: ast.stmt) -> TypeGuard[ast.FunctionDef]:
    return isinstance(node, ast.FunctionDef) and node.returns is not None and ast.unparse(node.returns) == "Problem"


def _refuses(node: ast.stmt, refusing: frozenset[str]) -> bool:
    """Whether the statement raises, yields or notes a problem."""
    calls = {_called(each) for each in ast.walk(node) if isinstance(each, ast.Call)}
    text = ast.unparse(node)
    notes = text.startswith(("problems.append", "problems.extend", "faults.append", "faults.extend"))
    return bool(calls & refusing) or notes


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _nothing(node: ast.FunctionDef) -> str:
    """What the function gives back when it is off: False, 0, nothing at all, or its argument as it was."""
    returns = ast.unparse(node.returns) if node.returns is not None else ""
    given = node.args.args[0].arg
    if returns in ("bool", "int"):
        return f"{returns}()"
    if returns == "Markup":
        return f"Markup({given} if isinstance({given}, str) else json.dumps({given}))"
    if returns.startswith(("Iterator", "set", "frozenset")):
        return "frozenset()"
    return "PUBLIC" if returns == "Decision" else given


@dataclass(slots=True)
class Reader(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports the chosen files of the generator switched. `found` are the names of their defences."""

    files: Sequence[str]
    found: list[str] = field(default_factory=list)

    def find_spec(
        self, fullname: str, path: object = None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        base = fullname.replace(".", "/")
        for file in (f"{base}.py", f"{base}/__init__.py"):
            if file in self.files:
                folders = [str(ROOT / base)] if file.endswith("__init__.py") else None
                return importlib.util.spec_from_file_location(
                    fullname, ROOT / file, loader=self, submodule_search_locations=folders
                )
        return None

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        path = Path(str(module.__file__))
        tree = ast.parse(path.read_text("utf-8"))
        switched = _Switched(path.relative_to(ROOT).as_posix(), tree)
        tree = ast.fix_missing_locations(switched.visit(tree))
        self.found.extend(switched.found)
        module.__dict__["__switches__"] = SWITCHES
        exec(compile(tree, str(path), "exec"), module.__dict__)


def read_switched(files: Sequence[str]) -> Reader:
    """From now on, imports of these files are switched. Those that were imported already are imported anew."""
    reader = Reader(files)
    sys.meta_path.insert(0, reader)
    for name in [name for name in sys.modules if name.partition(".")[0] in ("generator", "tests")]:
        if not name.startswith("tests.torture"):
            del sys.modules[name]
    return reader
