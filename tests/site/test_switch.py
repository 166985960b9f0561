"""A new site is put in the place of the old one in one step, and what a killed run left behind is cleared away."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from generator.errors import UsageError
from generator.site.exchange import exchange
from generator.site.switch import MARK, clear, in_two_steps, make_ready, switch


def site_of(folder: Path, words: str) -> Path:
    (folder / MARK).parent.mkdir(parents=True)
    (folder / MARK).write_text("", "utf-8")
    (folder / "index.html").write_text(words, "utf-8")
    return folder


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def words_at(out: Path) -> str:
    return (out / "index.html").read_text("utf-8")


def test_the_first_site_is_put_where_there_was_none(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "site"
    stage = make_ready(out)
    switch(site_of(stage, "new"), out)
    clear(stage)
    assert words_at(out) == "new"
    assert names(out.parent) == ["site"]


def test_a_site_takes_the_place_of_an_empty_folder(tmp_path: Path) -> None:
    out = tmp_path / "site"
    out.mkdir()
    stage = make_ready(out)
    switch(site_of(stage, "new"), out)
    clear(stage)
    assert (words_at(out), names(tmp_path)) == ("new", ["site"])


def test_the_old_site_is_in_the_staging_place_until_it_is_cleared(tmp_path: Path) -> None:
    out = site_of(tmp_path / "site", "old")
    stage = make_ready(out)
    switch(site_of(stage, "new"), out)
    assert (words_at(out), words_at(stage)) == ("new", "old")
    clear(stage)
    assert names(tmp_path) == ["site"]


def test_two_folders_change_places_while_somebody_looks(tmp_path: Path) -> None:
    out, other = site_of(tmp_path / "site", "a"), site_of(tmp_path / "other", "b")
    seen: set[str] = set()
    missed: list[OSError] = []
    ended = threading.Event()

    def look() -> None:
        while not ended.is_set():
            try:
                seen.add(words_at(out))
            except OSError as error:
                missed.append(error)

    reader = threading.Thread(target=look)
    reader.start()
    try:
        while len(seen) < 2:
            assert exchange(other, out)
        for _ in range(2000):
            exchange(other, out)
    finally:
        ended.set()
        reader.join()
    assert (seen, missed) == ({"a", "b"}, [])


def test_what_can_not_be_exchanged_is_an_error_and_nothing_moves(tmp_path: Path) -> None:
    out = site_of(tmp_path / "site", "old")
    with pytest.raises(FileNotFoundError):
        exchange(tmp_path / "none", out)
    assert (words_at(out), names(tmp_path)) == ("old", ["site"])


def test_without_an_exchange_it_takes_two_steps(tmp_path: Path) -> None:
    out = site_of(tmp_path / "site", "old")
    stage = make_ready(out)
    in_two_steps(site_of(stage, "new"), out)
    assert (words_at(out), words_at(stage), names(tmp_path)) == ("new", "old", [".site.new", "site"])


LEFT = [
    # what a killed run left, beside the site if there is one        what stands there then
    ({"site": "old", ".site.new": "half"},                           "old"),
    ({"site": "new", ".site.old": "old"},                            "new"),
    ({".site.old": "old", ".site.new": "new"},                       "old"),
    ({".site.new": "half"},                                          ""),
]  # fmt: skip


@pytest.mark.parametrize(("left", "stands"), LEFT)
def test_what_a_killed_run_left_is_cleared_away_and_mended(left: dict[str, str], stands: str, tmp_path: Path) -> None:
    for name, words in left.items():
        site_of(tmp_path / name, words)
    out = tmp_path / "site"
    assert not make_ready(out).exists()
    assert names(tmp_path) == (["site"] if stands else [])
    assert not stands or words_at(out) == stands


def test_what_is_no_site_of_ours_is_not_built_over(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "letter.txt").write_text("Dear all", "utf-8")
    (tmp_path / "file").write_text("", "utf-8")
    (tmp_path / "link").symlink_to(tmp_path)
    for name in ("letters", "file", "link"):
        with pytest.raises(UsageError, match="Give a new or empty one"):
            make_ready(tmp_path / name)
