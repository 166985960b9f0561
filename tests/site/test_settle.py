"""An index whose pages were found in another order, and whose filters were shuffled, comes out the same."""

from __future__ import annotations

import gzip
import json
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, cast

import cbor2
import pytest

from generator.errors import BuildError
from generator.site.search import CHUNK
from generator.site.settle import ENTRY, MAGIC, settle_index

PAGE = """<!doctype html><html lang="en-GB"><head><title>Page {n}</title>
<meta name="kind" data-pagefind-filter="kind[content]" content="Kind {kind}">
<meta name="year" data-pagefind-filter="year[content]" content="{year}">
</head><body data-pagefind-body><h1>Page {n}</h1><p>{words}</p></body></html>"""
WORDS = "bins parks café Café roads ponds trees frost ice libraries swimming recycled recycling cafe".split()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What pagefind itself makes of forty pages."""
    site = tmp_path_factory.mktemp("site")
    chance = random.Random(1)
    for n in range(40):
        words = " ".join(chance.choices(WORDS, k=60))
        page = PAGE.format(n=n, kind=n % 7, year=2000 + n % 5, words=words)
        (site / f"{n}.html").write_text(page, "utf-8")
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--force-language", "en", "--quiet"]
    subprocess.run(command, check=True, env={"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": CHUNK})
    return site / "pagefind"


@pytest.fixture
def index(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "pagefind"))


def read(path: Path) -> Any:
    data = gzip.decompress(path.read_bytes())
    assert data.startswith(MAGIC)
    return cbor2.loads(data[len(MAGIC) :])


def write(path: Path, item: object) -> None:
    path.write_bytes(gzip.compress(MAGIC + cbor2.dumps(item)))


def meta_of(index: Path) -> Path:
    (path,) = index.glob("*.pf_meta")
    return path


def meaning(index: Path) -> tuple[list[Any], dict[str, Any], dict[str, Any]]:
    """What the index says: of each word the pages with their places, of each filter the values with their pages."""
    _, pages, pieces, filters, *_ = read(meta_of(index))
    words: dict[str, Any] = {}
    for _, _, name in pieces:
        for word, where, forms in read(index / "index" / f"{name}.pf_index")[0]:
            words[word] = (placed(pages, where), {form: placed(pages, their) for form, their in forms})
    values = {}
    for key, name in filters:
        told, listed = read(index / "filter" / f"{name}.pf_filter")
        assert told == key
        values[key] = {value: sorted(pages[number][0] for number in numbers) for value, numbers in listed}
    return sorted(pages), words, values


def placed(pages: list[Any], where: list[Any]) -> dict[str, object]:
    number, found = 0, {}
    for step, *places in where:
        number += step
        found[pages[number][0]] = places
    return found


def shuffle(index: Path, seed: int) -> None:
    """Gives the pages other numbers and the values of filters another order, as another run of pagefind would."""
    chance = random.Random(seed)
    version, pages, pieces, filters, *rest = read(meta_of(index))
    order = list(range(len(pages)))
    chance.shuffle(order)
    number_of = {old: new for new, old in enumerate(order)}
    for _, _, name in pieces:
        path = index / "index" / f"{name}.pf_index"
        (words,) = read(path)
        for entry in words:
            entry[1] = moved(entry[1], number_of)
            entry[2] = [[form, moved(their, number_of)] for form, their in entry[2]]
        write(path, [words])
    for _, name in filters:
        path = index / "filter" / f"{name}.pf_filter"
        key, values = read(path)
        chance.shuffle(values)
        write(path, [key, [[value, sorted(number_of[page] for page in numbers)] for value, numbers in values]])
    chance.shuffle(filters)
    write(meta_of(index), [version, [pages[old] for old in order], pieces, filters, *rest])


def moved(where: list[Any], number_of: dict[int, int]) -> list[Any]:
    number, found = 0, []
    for step, *places in where:
        number += step
        found.append([number_of[number], *places])
    found.sort()
    before = 0
    for entry in found:
        entry[0], before = entry[0] - before, entry[0]
    return found


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_it_says_what_it_said(index: Path) -> None:
    before = meaning(index)
    settle_index(index)
    assert meaning(index) == before
    assert any(
        cast(tuple[object, dict[str, object]], found)[1] for found in cast(dict[str, object], before[1]).values()
    )


@pytest.mark.parametrize("seed", range(5))
def test_whatever_the_order_it_comes_out_the_same(seed: int, index: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(index, tmp_path / "other"))
    shuffle(other, seed)
    assert contents(other) != contents(index)
    assert meaning(other) == meaning(index)
    settle_index(index)
    settle_index(other)
    assert contents(other) == contents(index)


def test_what_is_settled_stays(index: Path) -> None:
    settle_index(index)
    once = contents(index)
    settle_index(index)
    assert contents(index) == once


def test_every_name_tells_what_is_in_the_file_and_each_is_used(index: Path) -> None:
    settle_index(index)
    told = json.loads((index / ENTRY).read_text("utf-8"))["languages"]["en"]["hash"]
    assert meta_of(index).name == f"pagefind.{told}.pf_meta"
    _, _, pieces, filters, *_ = read(meta_of(index))
    assert {path.stem for path in (index / "index").iterdir()} == {name for _, _, name in pieces}
    assert {path.stem for path in (index / "filter").iterdir()} == {name for _, name in filters}


def spoil_version(index: Path) -> None:
    entry = json.loads((index / ENTRY).read_text("utf-8"))
    (index / ENTRY).write_text(json.dumps({**entry, "version": "1.6.0"}), "utf-8")


def spoil_meta(index: Path) -> None:
    write(meta_of(index), ["1.5.2"])


def cut_meta(index: Path) -> None:
    meta_of(index).write_bytes(meta_of(index).read_bytes()[:-20])


def spoil_beginning(index: Path) -> None:
    meta_of(index).write_bytes(gzip.compress(b"something else"))


def spoil_piece(index: Path) -> None:
    first = min((index / "index").iterdir())
    write(first, [[["word", [[10_000, []]], []]]])


def put_a_float_into_meta(index: Path) -> None:
    write(meta_of(index), [*read(meta_of(index)), 1.5])


def lengthen_meta(index: Path) -> None:
    path = meta_of(index)
    path.write_bytes(gzip.compress(gzip.decompress(path.read_bytes()) + b"\0"))


def empty_entry(index: Path) -> None:
    (index / ENTRY).write_text("", "utf-8")


SPOILS = [
    *(spoil_version, spoil_meta, cut_meta, lengthen_meta, put_a_float_into_meta),
    *(spoil_beginning, spoil_piece, empty_entry),
]


@pytest.mark.parametrize("spoil", SPOILS, ids=lambda spoil: spoil.__name__)
def test_an_index_that_is_built_otherwise_stops_the_build(spoil: Any, index: Path) -> None:
    spoil(index)
    with pytest.raises(BuildError, match="is not as the portal knows it"):
        settle_index(index)
