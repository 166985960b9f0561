"""Brings the search index into one order, so that the same pages give the same bytes.

Pagefind 1.5 numbers the pages as the file system happens to list them, and writes the values of its filters in the
order of a table that is shuffled in every run; what it says of each page and word is the same each time. Here the pages
are numbered by their addresses, which is the order of results that are as good as each other; all else is sorted; and
each file is named by what it holds, as pagefind names them. An index that is not built as this module knows stops the
build.

    pagefind-entry.json      names the index of each language
    pagefind.….pf_meta       version, pages [fragment, words], pieces [from, to, name], filters [key, name], …
    fragment/….pf_fragment   address and text of a page, as JSON
    index/….pf_index         [[word, pages, [form, pages]…]…], pages being [steps from the one before, places, …]
    filter/….pf_filter       key, [value, page numbers]…
"""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

import cbor2

from generator.errors import BuildError

MAGIC = b"pagefind_dcd"
VERSION = "1.5."
ENTRY = "pagefind-entry.json"
NAME_LENGTH = 10
"""How much of a hash makes a name. Were two to be the same, the second would not find its place (see `_put`)."""

Item = int | str | list["Item"]

Numbers = Mapping[int, int]
"""The number that a page gets, by the one that it had."""


def settle_index(folder: Path) -> None:
    """Rewrites the index in `folder`. Raises `BuildError` when it is not as this module knows it."""
    try:
        entry = json.loads((folder / ENTRY).read_text("utf-8"))
        if not entry["version"].startswith(VERSION):
            raise ValueError(f"it is of version {entry['version']}")
        for language in entry["languages"].values():
            language["hash"] = _settle_language(folder, language["hash"])
        (folder / ENTRY).write_text(json.dumps(entry, ensure_ascii=False, separators=(",", ":")), "utf-8")
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, EOFError, cbor2.CBORError) as error:
        raise BuildError(
            f"The search index is not as the portal knows it ({error}). Install the pagefind of requirements.lock."
        ) from error


def _settle_language(folder: Path, name: str) -> str:
    """The new name of the language's index."""
    path = folder / f"pagefind.{name}.pf_meta"
    version, pages, pieces, filters, *rest = cast(list[Any], _read(path))
    addresses = [_address(folder / "fragment" / f"{fragment}.pf_fragment") for fragment, _ in pages]
    order = sorted(range(len(pages)), key=addresses.__getitem__)
    numbers = {old: new for new, old in enumerate(order)}
    for piece in pieces:
        piece[2] = _settle_piece(folder / "index", piece[2], numbers)
    for each in filters:
        each[1] = _settle_filter(folder / "filter", each[1], numbers)
    meta = [version, [pages[old] for old in order], pieces, sorted(filters), *rest]
    path.unlink()
    return _put(folder, "pagefind.{}.pf_meta", name, meta)


def _settle_piece(folder: Path, name: str, numbers: Numbers) -> str:
    path = folder / f"{name}.pf_index"
    (words,) = cast(list[Any], _read(path))
    settled: list[Item] = [
        [word, _renumbered(pages, numbers), sorted([form, _renumbered(their, numbers)] for form, their in forms)]
        for word, pages, forms in words
    ]
    path.unlink()
    return _put(folder, "{}.pf_index", name, [settled])


def _renumbered(pages: list[Any], numbers: Numbers) -> Item:
    """A word's pages in their new order. Each says how far it is from the one before."""
    there, found = 0, []
    for step, *places in pages:
        there += step
        found.append((numbers[there], places))
    found.sort(key=lambda page: page[0])
    steps = [number - before for (number, _), before in zip(found, [0, *(number for number, _ in found)], strict=False)]
    return [[step, *places] for step, (_, places) in zip(steps, found, strict=True)]


def _settle_filter(folder: Path, name: str, numbers: Numbers) -> str:
    path = folder / f"{name}.pf_filter"
    key, values = cast(list[Any], _read(path))
    settled: list[Item] = sorted([value, sorted(numbers[page] for page in pages)] for value, pages in values)
    path.unlink()
    return _put(folder, "{}.pf_filter", name, [key, settled])


def _address(path: Path) -> str:
    address = json.loads(_unpacked(path))["url"]
    if not isinstance(address, str):
        raise ValueError(f"{path.name} has no address")
    return address


def _read(path: Path) -> Item:
    packed = io.BytesIO(_unpacked(path))
    item = cbor2.load(packed)
    if packed.read(1):
        raise ValueError(f"{path.name} does not end where it should")
    _check(item)
    return cast(Item, item)


def _check(item: object) -> None:
    """Pagefind writes whole numbers, texts and lists: anything else is of another version of it."""
    if isinstance(item, list):
        for each in item:
            if type(each) is not int:  # as nearly all are
                _check(each)
    elif type(item) not in (int, str):
        raise ValueError(f"it holds a {type(item).__name__}")


def _unpacked(path: Path) -> bytes:
    data = gzip.decompress(path.read_bytes())
    if not data.startswith(MAGIC):
        raise ValueError(f"{path.name} begins otherwise")
    return data[len(MAGIC) :]


def _put(folder: Path, pattern: str, name: str, item: Item) -> str:
    """Writes the item under a name made from the language of the old one and what it holds. Returns that name."""
    data = MAGIC + cbor2.dumps(item)
    name = f"{name.partition('_')[0]}_{sha256(data).hexdigest()[:NAME_LENGTH]}"
    packed = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=packed, mtime=0) as file:
        file.write(data)
    with (folder / pattern.format(name)).open("xb") as target:
        target.write(packed.getvalue())
    return name
