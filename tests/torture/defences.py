"""The defences of the portal as switches: a module is read with every refusal of it behind one.

A defence is a statement that refuses (raises, yields or notes a problem) or one of the functions of `WHOLE`, which
withhold or escape. Read through here, each asks `SWITCHES` before it acts, which notes that it was reached.
"""

from __future__ import annotations

import ast
import importlib.abc
import importlib.machinery
import importlib.util
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parent.parent.parent

REFUSING = frozenset("Problem problem_at GateError CellError NumberError PeriodError Broken".split())
"""What a refusal makes."""

WHOLE: dict[str, tuple[str, ...]] = {
    "generator/render.py": ("escape_text", "_chart_json"),
    "generator/pages/downloads.py": ("_harmless",),
    "generator/load/references.py": ("_is_hidden", "_papers_of", "_papers_named"),
    "generator/load/withholding.py": ("_malformed",),
    "generator/load/suppression.py": ("_is_small", "_without", "_untold", "worked_out"),
}
"""Functions that withhold or escape: switched off, each gives back what it was given, or nothing."""


@dataclass(slots=True)
class Switches:
    """Which defence is off (none, when it is ""), and which were reached."""

    off: str = ""
    reached: set[str] = field(default_factory=set)

    def is_on(self, name: str) -> bool:
        self.reached.add(name)
        return name != self.off


SWITCHES = Switches()


class _Switched(ast.NodeTransformer):
    """Puts every refusing statement, and the body of every function of `WHOLE`, behind a switch."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[str] = []

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        self.generic_visit(node)
        if node.name in WHOLE.get(self.file, ()):
            name = self._name(node, node.name)
            after = 1 if ast.get_docstring(node) is not None else 0
            node.body.insert(after, ast.parse(f"if not __switches__.is_on({name!r}): return {_nothing(node)}").body[0])
        return node

    def visit_Raise(self, node: ast.Raise) -> ast.AST:
        return self._behind(node) if _refuses(node) else node

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        return self._behind(node) if _refuses(node) else node

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


def _refuses(node: ast.stmt) -> bool:
    """Whether the statement raises, yields or notes a problem, one made here or by another function."""
    calls = {_called(each) for each in ast.walk(node) if isinstance(each, ast.Call)}
    text = ast.unparse(node)
    notes = text.startswith(("problems.append", "problems.extend", "faults.append", "faults.extend"))
    yields_more = isinstance(node, ast.Expr) and isinstance(node.value, ast.YieldFrom)
    return bool(calls & REFUSING) or notes or yields_more


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _nothing(node: ast.FunctionDef) -> str:
    """What the function gives back when it is off: False, nothing at all, or its argument as it was."""
    returns = ast.unparse(node.returns) if node.returns is not None else ""
    given = node.args.args[0].arg
    if returns == "bool":
        return "False"
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
        switched = _Switched(path.relative_to(ROOT).as_posix())
        tree = ast.fix_missing_locations(switched.visit(ast.parse(path.read_text("utf-8"))))
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
