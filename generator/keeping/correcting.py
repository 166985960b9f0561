"""A published figure or fact is changed: in a new version, beside the one that was published, and with the reason."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from generator.contract import WITHHOLDING_COLUMNS, schema_for, tables
from generator.errors import UsageError
from generator.keeping.finding import Found, Wanted, check_cells, count_in, find, row_like
from generator.load.descriptor import FILE
from generator.load.folders import PUBLISHED
from generator.load.gate import TABLE, read_text, with_cell, with_row
from generator.load.properties import version_numbers
from generator.load.published import kept, newest_of, read_published
from generator.load.raw import read_object, read_tables
from generator.load.resources import OF_A_TABLE
from generator.periods import Period
from generator.seals import Row, Tables
from generator.whole import write_whole

CORRECTIONS = "corrections"
SAME = ("what", "before", "after", "reason")
"""What two releases say alike of one correction, beside the thing and its period."""

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Source:
    """What was published last of a release, or before it: by which release, in which version, with which tables."""

    release: str
    version: str
    tables: Tables


@dataclass(frozen=True, slots=True)
class Corrected:
    """What was done. `cells` are columns with what was published and what stands there now.

    `quoted` is whether the corrections row tells the two. `first` is the release that first said it.
    """

    found: Found
    cells: tuple[tuple[str, str, str], ...]
    correction: str
    quoted: bool
    first: str
    is_withheld: bool


@contextmanager
def undone_on_error(folder: Path) -> Iterator[None]:
    """Whatever goes wrong, the release and the kept versions of it are then as they were."""
    before = {path: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    versions = kept(folder.parent, folder.name, "x").parent
    known = set(versions.iterdir()) if versions.is_dir() else set()
    try:
        yield
    except BaseException:
        for path in [path for path in folder.iterdir() if path not in before]:
            path.unlink()
        for path, content in before.items():
            if path.read_bytes() != content:
                write_whole(path, content)
        for path in set(versions.iterdir()) - known if versions.is_dir() else ():
            shutil.rmtree(path)
        if versions.is_dir() and not known:
            versions.rmdir()
        raise


def is_open(folder: Path) -> bool:
    """Whether the release can be changed as it is: nobody has published this version of it."""
    entry = newest_of(read_published(folder.parent, PUBLISHED, []), folder.name)
    return entry is None or entry.version != _version(folder)


def is_published(folder: Path) -> bool:
    """Whether any version of the release was published."""
    return newest_of(read_published(folder.parent, PUBLISHED, []), folder.name) is not None


def open_version(folder: Path) -> tuple[str, Path]:
    """Keeps the published version of the release as it is, and makes the release the next one.

    Nobody has signed the whole of that. A unit's signature stays: it holds for as long as nothing of its part changes.
    Returns its number, and where the version before lies now.
    """
    raw = read_object(folder / FILE, FILE)
    place = kept(folder.parent, folder.name, str(raw["version"]))
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = place.with_name(f".{place.name}.new")
    shutil.rmtree(beside, ignore_errors=True)
    shutil.copytree(folder, beside)
    shutil.rmtree(place, ignore_errors=True)
    beside.rename(place)
    first, second, _ = version_numbers(str(raw["version"]))
    raw["version"] = f"{first}.{second + 1}.0"
    raw["signatures"] = [each for each in raw.get("signatures", []) if "unit" in each]
    if not raw["signatures"]:
        del raw["signatures"]
    _put_descriptor(folder, raw)
    return raw["version"], place


def correct(
    folder: Path, wanted: Wanted, cells: Mapping[str, str], what: str, reason: str, post: str, day: date | None
) -> Corrected:
    """Puts `cells` into the row that is wanted and adds the row to corrections.csv, in the release as it is now.

    `day` None is the day of the release, for a draft. Raises `UsageError`, before anything is written.
    """
    now = read_tables(folder, folder.name)
    found = find(now, wanted, tuple(cells))
    check_cells(found.table, cells)
    source = _source(folder)
    was = row_like(found, source.tables) if source is not None else None
    if source is None or was is None:
        raise UsageError(f"Nothing published says this yet, so it is no correction. Change it in {found.table}.csv.")
    changes = tuple((column, was.get(column, ""), cell) for column, cell in cells.items())
    if all(before == after for _, before, after in changes):
        raise UsageError("This is what was published. Nothing is to be corrected.")
    if post not in {row["post"] for row in now.get("posts", ())}:
        known = ", ".join(row["post"] for row in now.get("posts", ())) or "none"
        raise UsageError(f"--post {post}: posts.csv has no such post. It has: {known}.")
    first, version = _first(folder, source, found, changes[0])
    few = _counts_few(now, found, was, {**found.row, **cells})
    row = {
        "thing_kind": found.kind,
        "thing": found.thing,
        "period": found.row.get("period", ""),
        "release": first,
        "version": version,
        "what": what or found.words(changes[0][0], now),
        "before": "" if few else changes[0][1],
        "after": "" if few else changes[0][2],
        "reason": reason,
        "date": (day or _released(folder)).isoformat(),
        "post": post,
        **_withholding(folder, found),
    }
    row = {"correction": _id_of(folder, row), **row}
    _change_cells(folder, found, cells)
    _add_row(folder, row)
    return Corrected(found, changes, row["correction"], not few, first, any(map(row.get, WITHHOLDING_COLUMNS)))


def saying_the_old(folder: Path, corrected: Corrected) -> list[str]:
    """The releases after this one that still say what was wrong."""
    later = [path for path in _in_order(folder.parent) if _period(path) > _period(folder)]
    column, before, _ = corrected.cells[0]
    rows = {path.name: row_like(corrected.found, read_tables(path, path.name)) for path in later}
    return [name for name, row in rows.items() if row is not None and row.get(column, "") == before]


def _source(folder: Path) -> Source | None:
    """The newest published version of the release; of one that never was, the release before; None for the first."""
    entry = newest_of(read_published(folder.parent, PUBLISHED, []), folder.name)
    if entry is not None:
        place = kept(folder.parent, folder.name, entry.version)
        place = folder if entry.version == _version(folder) else place
        return Source(folder.name, entry.version, read_tables(place, folder.name))
    before = [path for path in _in_order(folder.parent) if _period(path) < _period(folder)]
    return Source(before[-1].name, _version(before[-1]), read_tables(before[-1], before[-1].name)) if before else None


def _first(folder: Path, source: Source, found: Found, change: tuple[str, str, str]) -> tuple[str, str]:
    """The release, and its version, that first said what is wrong: back from the source as long as they say it."""
    column, before, _ = change
    first = (source.release, source.version)
    own = _period(folder.parent / source.release)
    for path in reversed([path for path in _in_order(folder.parent) if _period(path) < own]):
        row = row_like(found, read_tables(path, path.name))
        if row is None or row.get(column, "") != before:
            break
        first = (path.name, _version(path))
    return first


def _counts_few(now: Tables, found: Found, *rows: Row) -> bool:
    """Whether the figure counts very few people, before or after: then the correction does not tell it."""
    if found.table != "observations":
        return False
    indicator = next((row for row in now.get("indicators", ()) if row["indicator"] == found.thing), {})
    below = indicator.get("suppress_below", "")
    counts = [count_in(row, indicator) for row in rows]
    suppressed = any(row.get("value_status") == "suppressed" for row in rows)
    return suppressed or (below != "" and any(each is not None and 0 < each < Decimal(below) for each in counts))


def _withholding(folder: Path, found: Found) -> Mapping[str, str]:
    """What withholds the row that is changed, or its table, withholds the row that says so."""
    if any(found.row.get(column) for column in WITHHOLDING_COLUMNS):
        return {column: found.row.get(column, "") for column in WITHHOLDING_COLUMNS}
    raw = read_object(folder / FILE, FILE)
    resource = next(each for each in raw["resources"] if each["name"] == found.table)
    return {column: str(resource.get(column, "")) for column in WITHHOLDING_COLUMNS}


def _change_cells(folder: Path, found: Found, cells: Mapping[str, str]) -> None:
    path = folder / f"{found.table}{TABLE}"
    text = read_text(path, path.name)
    header = list(found.row)
    for column, cell in cells.items():
        text = with_cell(text, found.number, header.index(column) + 1, cell)
    _put_table(path, text)


def _add_row(folder: Path, row: Mapping[str, str]) -> None:
    path = folder / f"{CORRECTIONS}{TABLE}"
    if not path.exists():
        path.write_text(",".join(tables()[CORRECTIONS].header) + "\n", "utf-8")
        _list_corrections(folder)
    text = read_text(path, path.name)
    header = text.splitlines()[0].replace('"', "").split(",")
    _put_table(path, with_row(text, [row.get(column, "") for column in header]))


def _put_table(path: Path, text: str) -> None:
    mark = BYTE_ORDER_MARK if path.read_bytes().startswith(BYTE_ORDER_MARK) else b""
    write_whole(path, mark + text.encode())


def _list_corrections(folder: Path) -> None:
    raw = read_object(folder / FILE, FILE)
    listed = [*(each["name"] for each in raw["resources"]), CORRECTIONS]
    like = {key: value for key, value in raw["resources"][0].items() if key in OF_A_TABLE}
    schema = schema_for(CORRECTIONS, listed)
    raw["resources"].append({"name": CORRECTIONS, "path": f"{CORRECTIONS}{TABLE}", **like, "schema": schema})
    _put_descriptor(folder, raw)


def _put_descriptor(folder: Path, raw: Mapping[str, Any]) -> None:
    write_whole(folder / FILE, (json.dumps(raw, ensure_ascii=False, indent=2) + "\n").encode())


def _id_of(folder: Path, row: Row) -> str:
    """The id under which another release makes the same correction; else one that no release has used.

    That is correction-<thing>, with a number from the second on.
    """
    rows = [
        (path.name, other)
        for path in _in_order(folder.parent)
        for other in read_tables(path, path.name).get(CORRECTIONS, ())
    ]
    for release, other in rows:
        same = all(row.get(name) == other.get(name) for name in ("thing_kind", "thing", "period", *SAME))
        if same and release != folder.name:
            return other["correction"]
    used = {other["correction"] for _, other in rows}
    stem = f"correction-{row['thing']}"[:60].rstrip("-")
    names = (stem if number == 1 else f"{stem}-{number}" for number in range(1, len(used) + 2))
    return next(name for name in names if name not in used)


def _in_order(publisher: Path) -> Sequence[Path]:
    return sorted((path.parent for path in publisher.glob(f"*/{FILE}")), key=_period)


def _period(folder: Path) -> date:
    return Period.parse(str(read_object(folder / FILE, FILE)["period"])).end


def _version(folder: Path) -> str:
    return str(read_object(folder / FILE, FILE)["version"])


def _released(folder: Path) -> date:
    return date.fromisoformat(str(read_object(folder / FILE, FILE)["released"]))
