"""Withheld things at random places of Smallshire, each with a sign of its own in every text, looked for everywhere.

A round withholds some rows, tables, papers or a package, some exempt and some embargoed, and builds the site twice:
once with them in the data and withheld, once from data that never had them. No sign may be in the first, whichever way
it is written, and the two must be the same to the byte. Then the same things are withheld wrongly, and broken besides:
the check must refuse them all, and its reports and messages may show no sign either.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.contract import tables
from generator.errors import DataProblems, PortalError
from generator.pipeline import build, check
from generator.project import Project
from generator.site.unpack import texts_of
from tests.conftest import AT, quiet
from tests.projects import copy_project, load
from tests.removal import Chosen, read_rows, remove, withhold, write_rows
from tests.torture.outcome import Outcome

GOAL = 1000
ITEMS, FEW = 24, 6
"""How many things a round withholds, and how many the sample's does."""

TIMES = 3
"""In how many ways a round then withholds them wrongly."""

WORKERS = 2
ROUNDS = 8
SIGN = re.compile(r"zq[0-9]{7}qz|[0-9]{4}7319[0-9]{2}")
"""What marks a withheld text, and a withheld figure."""

HOW = (
    {"access": "exempt", "exempt_paragraph": "3"},
    {"access": "exempt", "exempt_paragraph": "7"},
    {"access": "embargoed", "publish_at": "2026-01-01T00:00:01+00:00"},
    {"access": "embargoed", "publish_at": "2025-12-31T23:30:00-01:00"},
)
WRONGLY = (
    {"access": "exempt"},
    {"access": "embargoed"},
    {"access": "embargoed", "publish_at": "2026-02-01"},
    {"access": "embargoed", "publish_at": "2026-02-01T09:30:00"},
    {"access": "Exempt", "exempt_paragraph": "3"},
    {"access": "private"},
    {"access": "public", "exempt_paragraph": "3"},
    {"access": "", "publish_at": "2026-02-01T09:30:00Z"},
    {"access": "exempt", "exempt_paragraph": "8"},
    {"access": "exempt", "exempt_paragraph": "3", "publish_at": "2026-02-01T09:30:00Z"},
    {"access": "public", "publish_at": "soon"},
)
FIGURES = frozenset({"weight", "order"})
"""Columns whose figure can be any without breaking a rule between figures."""


@dataclass
class Found:
    """What a round tried and what went wrong in it: `tried` are the things in a built site."""

    tried: int = 0
    wrongly: int = 0
    leaked: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)
    accepted: list[str] = field(default_factory=list)
    crashed: list[str] = field(default_factory=list)


def withheld(whole: bool) -> Outcome:
    """Runs rounds until enough was withheld; the sample runs one."""
    if not whole:
        return _outcome([run_round(0, FEW, 1)], 1)
    rounds: list[Found] = []
    with ProcessPoolExecutor(WORKERS) as pool:
        while sum(found.tried for found in rounds) < GOAL and len(rounds) < GOAL:
            rounds += pool.map(run_round, range(len(rounds), len(rounds) + ROUNDS))
    return _outcome(rounds, GOAL)


def _outcome(rounds: Sequence[Found], goal: int) -> Outcome:
    found = Found()
    for each in rounds:
        found.tried += each.tried
        found.wrongly += each.wrongly
        for kind in ("leaked", "told", "differing", "accepted", "crashed"):
            getattr(found, kind).extend(getattr(each, kind))
    faults = {
        "in the site": found.leaked,
        "in messages": found.told,
        "differing from a build without them": found.differing,
        "malformed and accepted": found.accepted,
        "crashed": found.crashed,
    }
    note = f"{len(rounds)} pairs of builds, and {found.wrongly:,} withheld wrongly"
    return Outcome("withheld items", found.tried, goal, faults, note)


def run_round(seed: int, items: int = ITEMS, times: int = TIMES) -> Found:
    """One round, the same for the same seed."""
    found, chance = Found(), random.Random(seed)
    with TemporaryDirectory() as name:
        folder = Path(name)
        try:
            chosen = _compared(folder, chance, seed, items, found)
            _wrongly(folder, chosen, chance, seed, times, found)
        except (PortalError, OSError, ValueError, LookupError, AttributeError, TypeError) as error:
            found.crashed.append(f"round {seed}: {type(error).__name__} {error}")
    return found


def _compared(folder: Path, chance: random.Random, seed: int, items: int, found: Found) -> Chosen:
    """Builds with the things withheld and without them. Returns what was chosen."""
    for attempt in range(50):
        with_them = copy_project(folder / f"with-{attempt}")
        without = copy_project(folder / f"without-{attempt}")
        chosen = choose(with_them, chance, items)
        how = chance.choice(HOW)
        mark(with_them, chosen, chance)
        withhold(with_them, chosen, **how)
        remove(without, chosen)
        if _is_sound(without):
            break
    else:
        raise ValueError("no choice leaves a sound release")
    lines: list[str] = []
    build(without, AT, quiet)
    build(with_them, AT, lines.append)
    found.tried += count(chosen)
    label = f"round {seed}, {how['access']}"
    found.leaked += [f"{label}: {path}" for path in signs_in(with_them.out)]
    found.told += [f"{label}: {line}" for line in lines if SIGN.search(line)]
    found.told += [f"{label}: {path}" for path in reports_with_signs(with_them)]
    found.differing += [f"{label}: {path}" for path in differences(with_them.out, without.out)]
    return chosen


def _is_sound(project: Project) -> bool:
    """What is left may break a rule of its own, such as that some row is for the release's period."""
    try:
        return bool(load(project).publishers)
    except DataProblems:
        return False


def _wrongly(folder: Path, chosen: Chosen, chance: random.Random, seed: int, times: int, found: Found) -> None:
    """The same things withheld in a malformed way, and broken besides."""
    for number, how in enumerate(chance.sample(WRONGLY, times)):
        project = copy_project(folder / f"wrongly-{number}")
        mark(project, chosen, chance)
        withhold(project, chosen, **how)
        _break(project, chosen, chance)
        lines: list[str] = []
        try:
            check(project, (), AT, lines.append)
            found.accepted.append(f"round {seed}: {how}")
        except DataProblems as problems:
            lines += [problem.line for problem in problems.problems]
        found.wrongly += count(chosen)
        label = f"round {seed}, {how}"
        found.told += [f"{label}: {line}" for line in lines if SIGN.search(line)]
        found.told += [f"{label}: {path}" for path in reports_with_signs(project)]


def choose(project: Project, chance: random.Random, items: int) -> Chosen:
    """Random rows of random tables, and now and then a table, a paper or the whole of the latest package."""
    places = [
        (path.parent.name, path.stem, place)
        for path in sorted((project.data / "smallshire").glob("*/*.csv"))
        for place, row in enumerate(read_rows(path))
        if not row["access"]
    ]
    files = sorted({place[:2] for place in places})
    chosen_files = [chance.choice(files) for _ in range(items)]
    rows = {chance.choice([place for place in places if place[:2] == file]) for file in chosen_files}
    whole_tables = set(chance.sample(files, 1)) if chance.random() < 0.5 else set()
    papers = [path.stem for path in (project.content / "papers" / "smallshire").glob("*/*.md")]
    packages = {max(file[0] for file in files)} if chance.random() < 0.1 else set()
    return Chosen(
        frozenset(rows),
        frozenset(whole_tables),
        frozenset(packages),
        frozenset(papers if chance.random() < 0.3 or packages else ()),
    )


def count(chosen: Chosen) -> int:
    return sum(map(len, (chosen.rows, chosen.tables, chosen.packages, chosen.papers)))


def mark(project: Project, chosen: Chosen, chance: random.Random) -> None:
    """A sign of its own behind every text of what was chosen, and some figures that stand nowhere else."""
    for path in sorted((project.data / "smallshire").glob("*/*.csv")):
        release, name = path.parent.name, path.stem
        rows = read_rows(path)
        for place, row in enumerate(rows):
            if (release, name, place) in chosen.rows or (release, name) in chosen.tables or release in chosen.packages:
                _mark_row(row, name, chance)
        write_rows(path, tables()[name].header, rows)
    for path in (project.content / "papers" / "smallshire").glob("*/*.md"):
        if path.stem in chosen.papers:
            path.write_text(re.sub(r"\b([a-z]{5,})\.$", rf"\1 {sign(chance)}.", path.read_text("utf-8"), flags=re.M))


def _mark_row(row: dict[str, str], table: str, chance: random.Random) -> None:
    for column in tables()[table].columns:
        plain = column.kind in ("text", "prose") and not column.pattern and column.name not in _HELD
        if plain and (row[column.name] or column.name == "note"):
            row[column.name] = f"{row[column.name]} {sign(chance)}".strip()
    for name in FIGURES & row.keys():
        if row[name]:
            row[name] = f"{chance.randrange(1000, 9999)}7319{chance.randrange(10, 99)}"


_HELD = frozenset({"scale", "unit_of_measure", "value", "lower", "upper", "term", "confirmed", "time", "statistic"})
"""Texts that a rule reads: another would be another thing."""


def sign(chance: random.Random) -> str:
    return f"zq{chance.randrange(10**6, 10**7)}qz"


def _break(project: Project, chosen: Chosen, chance: random.Random) -> None:
    """Breaks cells of the withheld rows in ways that messages would quote, and now and then a row or a file."""
    for path in sorted((project.data / "smallshire").glob("*/*.csv")):
        table = tables()[path.stem]
        rows = read_rows(path)
        own = [place for release, name, place in chosen.rows if (release, name) == (path.parent.name, path.stem)]
        for place in own:
            column = chance.choice([each for each in table.columns[:-3] if each.name not in table.key])
            rows[place][column.name] = _broken(column.kind, chance)
        write_rows(path, table.header, rows)
        if own and chance.random() < 0.15:
            _break_lines(path, own, chance)


def _broken(kind: str, chance: random.Random) -> str:
    if kind in ("number", "integer"):
        return f"{chance.randrange(1000, 9999)}7319{chance.randrange(10, 99)}%"
    if kind in ("date", "period", "deadline", "moment", "dates"):
        return f"1/4/09 {sign(chance)}"
    if kind in ("id", "code"):
        return f"no-{sign(chance)}"
    return f" {sign(chance)} "


def _break_lines(path: Path, places: list[int], chance: random.Random) -> None:
    """A cell too many, a stray quotation mark, or bytes that are not UTF-8, in the first withheld row."""
    rows = read_rows(path)
    marked = next((cell for cell in rows[places[0]].values() if cell and SIGN.search(cell)), "")
    text = path.read_text("utf-8")
    how = chance.choice((f"{marked},x", f'{marked}"', f"{marked}\u2019"))
    encoding = "cp1252" if how.endswith("\u2019") else "utf-8"
    if marked:
        path.write_bytes(text.replace(marked, how, 1).encode(encoding, errors="replace"))


def signs_in(site: Path) -> Iterator[str]:
    """Every file of the site with a sign in it or in its name."""
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        content = path.read_bytes()
        name = path.relative_to(site).as_posix()
        if any(SIGN.search(text) for text in (name, content.decode("latin-1"), *texts_of(content))):
            yield name


def reports_with_signs(project: Project) -> Iterator[str]:
    for name in ("problems.json", "check.html", "problems.github.txt", "counts.json"):
        if any(SIGN.search(text) for text in texts_of((project.build / name).read_bytes())):
            yield name


def differences(one: Path, other: Path) -> list[str]:
    """The files that are not in both, or not the same."""
    ours, theirs = ({path.relative_to(site).as_posix() for path in site.rglob("*")} for site in (one, other))
    same = {name for name in ours & theirs if (one / name).is_file()}
    changed = {name for name in same if (one / name).read_bytes() != (other / name).read_bytes()}
    return sorted((ours ^ theirs) | changed)
