"""A file is there whole or as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.whole import write_whole


def test_it_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    for content in (b"first", b"second"):
        write_whole(tmp_path / "a.json", content)
        assert (tmp_path / "a.json").read_bytes() == content
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


def test_what_a_killed_run_left_half_written_goes_with_the_next(tmp_path: Path) -> None:
    (tmp_path / ".a.json.new").write_bytes(b"hal")
    write_whole(tmp_path / "a.json", b"whole")
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


def test_what_can_not_be_put_there_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.json").mkdir()
    (tmp_path / "a.json" / "inside").write_bytes(b"as it was")
    with pytest.raises(OSError, match="directory"):
        write_whole(tmp_path / "a.json", b"whole")
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]
    assert (tmp_path / "a.json" / "inside").read_bytes() == b"as it was"
