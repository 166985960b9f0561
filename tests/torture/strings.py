"""`strings`: nasty texts through every sink of a site, each held against a harmless twin of the same site.

The texts go in by the front door: a release that is loaded, derived, rendered, built by the real engine, indexed by
pagefind. What comes out is read back whole: pages, charts, downloads, the search index, packs and reports of a check.
"""

from __future__ import annotations

import csv
import gzip
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from generator.contract import tables
from generator.derive import derive
from generator.errors import quote
from generator.load.characters import first_fault
from generator.load.convert import CellError, convert
from generator.load.gate import GateError, read_cells, read_text
from generator.load.personal import personal_data
from generator.pages.packs import plan_packs
from generator.pipeline import build
from generator.render import render_packs
from generator.tokens import read_tokens
from tests.conftest import AT, ROOT, quiet
from tests.projects import load
from tests.torture.lean import RELEASE, agenda, lean_project, write_table
from tests.torture.nasty import strings
from tests.torture.outcome import Outcome
from tests.torture.twins import ALTERED, LIVE, Reader, Seen, harmless

GOAL, SINKS = 7000, 8
"""How many texts are to be tried, and through how many sinks each of them at least."""

SITE = 1600
"""Texts a site: two sites are built side by side."""

SAMPLE = 100
WORKERS = 2

MISSING = "missing"
"""Texts that came through fewer sinks than `SINKS`."""

SAME_BYTES = frozenset({".css", ".js", ".xml", ".svg", ""})
"""Kinds of file of a site that no text of the data may change."""

TITLE = next(column for column in tables()["indicators"].columns if column.name == "title")


def suite(whole: bool) -> Outcome:
    every = strings()
    texts, refused = _sorted_out(every if whole else every[:: len(every) // SAMPLE])
    with tempfile.TemporaryDirectory() as folder:
        seen = list(_through(texts, Path(folder)))
    return _outcome(texts, refused, seen, whole)


def _outcome(texts: Sequence[str], refused: Mapping[str, int], seen: Sequence[Seen], whole: bool) -> Outcome:
    through: dict[int, set[str]] = {}
    for each in seen:
        through.setdefault(each.number, set()).add(each.sink)
    faults = {kind: [f"{each.sink}: {each.told}" for each in seen if each.fault == kind] for kind in (LIVE, ALTERED)}
    faults[MISSING] = [repr(text[:80]) for number, text in enumerate(texts) if len(through.get(number, ())) < SINKS]
    fewest = min(len(through.get(number, ())) for number in range(len(texts)))
    places = len({each.sink for each in seen})
    turned_away = ", ".join(f"{count} {rule}" for rule, count in refused.items())
    note = f"each through {fewest} sinks or more of {places}, {len(seen):,} places in all; refused: {turned_away}"
    return Outcome("strings", len(texts), GOAL if whole else 1, faults, note)


def _sorted_out(every: Iterable[str]) -> tuple[list[str], Mapping[str, int]]:
    """The texts that a cell may hold, and how many are refused by which rule of the gate."""
    passed, refused = [], Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        for text in every:
            if rule := _refusal(text, Path(folder) / "cell.csv"):
                refused[rule] += 1
            else:
                passed.append(text)
    return passed, refused


def _refusal(text: str, path: Path) -> str:
    """Why the gate takes no such cell; "" where it does."""
    with path.open("w", encoding="utf-8", errors="surrogatepass", newline="") as target:
        csv.writer(target).writerow([text, "x"])
    try:
        ((_, cells),) = read_cells(read_text(path, path.name), path.name)
        convert(TITLE, cells[0])
    except GateError as error:
        return "by its characters" if first_fault(text) is not None else error.problem.rule
    except CellError as error:
        return error.rule
    return "as personal data" if any(personal_data(text)) else ""


def _through(texts: Sequence[str], folder: Path) -> Iterator[Seen]:
    """Builds the sites and reads them back. The last is filled up with harmless texts, so that one twin serves all."""
    size = min(SITE, len(texts))
    filled = [*texts, *(harmless(number) for number in range(-len(texts) % size))]
    parts = [filled[start : start + size] for start in range(0, len(filled), size)]
    parts.append([harmless(number) for number in range(size)])
    with ProcessPoolExecutor(WORKERS) as workers:
        *made, twin = workers.map(_make, (folder / str(number) for number in range(len(parts))), parts)
        for start, seen in zip(range(0, len(texts), size), workers.map(partial(_read_back, twin), made), strict=True):
            for each in seen:
                yield replace(each, number=start + each.number) if each.number >= 0 else each


@dataclass(frozen=True, slots=True)
class Made:
    """A site, and what else is made of the same texts: the pack, and the reports of a check that finds them wrong."""

    texts: Sequence[str]
    out: Path
    pack: str
    report: str
    problems: Any
    terminal: Sequence[str]


def _make(folder: Path, texts: Sequence[str]) -> Made:
    project = lean_project(folder, texts)
    build(project, AT, quiet)
    packs = render_packs(plan_packs(derive(load(project))), project.templates, read_tokens(project.tokens))
    write_table(project.root / RELEASE / "agenda_items.csv", agenda(["x"] * len(texts), kinds=texts))
    command = [str(Path(sys.executable).with_name("portal")), "check"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    told = subprocess.run(command, cwd=project.root, capture_output=True, env=environment, check=False)
    return Made(
        texts=texts,
        out=project.out,
        pack="".join(packs.values()),
        report=(project.build / "check.html").read_text("utf-8"),
        problems=json.loads((project.build / "problems.json").read_text("utf-8")),
        terminal=told.stderr.decode("utf-8").split("\n"),
    )


def _read_back(twin: Made, made: Made) -> list[Seen]:
    reader = Reader(made.texts)
    quoted = Reader([quote(text).removeprefix("“").removesuffix("”") for text in made.texts])
    return [
        *_pages(made.out, twin.out, reader),
        *_downloads(made.out, twin.out, reader),
        *_search(made.out, twin.out, reader),
        *_others(made.out, twin.out),
        *reader.page(made.pack, twin.pack, "pack"),
        *reader.data("problems.json", made.problems, twin.problems),
        *quoted.page(made.report, twin.report, "check.html"),
        *quoted.data("terminal", made.terminal, twin.terminal),
    ]


def _pages(out: Path, twin: Path, reader: Reader) -> Iterator[Seen]:
    for path in _files(twin, ".html"):
        kind = "page of an indicator" if len(path.parts) == 3 else str(path)
        yield from reader.page((out / path).read_text("utf-8"), (twin / path).read_text("utf-8"), kind)


def _downloads(out: Path, twin: Path, reader: Reader) -> Iterator[Seen]:
    for path in _files(twin, ".csv"):
        sink = "CSV of an indicator" if len(path.parts) == 3 else f"CSV {path}"
        yield from reader.data(sink, _rows(out / path), _rows(twin / path))


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as source:
        return list(csv.reader(source, strict=True))


def _search(out: Path, twin: Path, reader: Reader) -> Iterator[Seen]:
    """What pagefind shows of each page: its facts, and the text that excerpts are cut from."""
    ours, theirs = _fragments(out), _fragments(twin)
    yield from reader.data("search index", sorted(ours), sorted(theirs))
    for url in ours.keys() & theirs.keys():
        (facts, content), (twin_facts, twin_content) = ours[url], theirs[url]
        yield from reader.data("search index", facts, twin_facts, reader.text)
        yield from reader.indexed("search index text", content, twin_content)


def _fragments(out: Path) -> Mapping[str, tuple[Any, str]]:
    """By page: what is known of it, other words for it apart, and its text."""
    found = {}
    for path in (out / "pagefind" / "fragment").iterdir():
        fragment = json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))
        facts = [{name: text for name, text in fragment["meta"].items() if name not in ("also", "codes")}]
        found[fragment["url"]] = ([facts, fragment["filters"]], fragment["content"])
    return found


def _others(out: Path, twin: Path) -> Iterator[Seen]:
    """Which files there are, and those that hold no text of the data."""
    ours, theirs = set(_files(out)), set(_files(twin))
    changed = (
        path
        for path in ours & theirs
        if path.suffix in SAME_BYTES and (out / path).read_bytes() != (twin / path).read_bytes()
    )
    for path in sorted({*(ours ^ theirs), *changed}):
        yield Seen("files", -1, LIVE, str(path))


def _files(out: Path, suffix: str = "") -> list[Path]:
    """The files of a site, of one kind where asked, but for the search index, whose names tell what is in them."""
    every = (path.relative_to(out) for path in sorted(out.rglob(f"*{suffix}")) if path.is_file())
    return [path for path in every if path.parts[0] != "pagefind"]
