"""The manifest says what a site is made of, and a copy of it is checked against it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from generator import __version__
from generator.errors import UsageError
from generator.site.manifest import MANIFEST, MalformedError, read_manifest, write_manifest
from generator.site.verify import verify
from tests.conftest import AT
from tests.projects import change_descriptor, copy_project, load

MARK = {"size": 5, "sha256": "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A little site with its manifest."""
    site = tmp_path / "site"
    (site / "a").mkdir(parents=True)
    for file in ("index.html", "a/index.html", "a/pack.pdf"):
        (site / file).write_text("hello", "utf-8")
    write_manifest(site, (), AT)
    return site


def told(site: Path) -> Any:
    return json.loads((site / MANIFEST).read_text("utf-8"))


def test_it_says_what_is_there_and_who_made_it(site: Path) -> None:
    assert told(site) == {
        "format": 1,
        "generator": __version__,
        "at": "2026-01-01T00:00:00+00:00",
        "releases": [],
        "files": {"a/index.html": MARK, "index.html": MARK},
        "others": {"Chromium": {"a/pack.pdf": MARK}},
    }


def test_the_moment_is_told_in_one_zone(site: Path) -> None:
    (site / MANIFEST).unlink()
    write_manifest(site, (), datetime(2026, 7, 1, 0, 30, tzinfo=timezone(timedelta(hours=1))))
    assert told(site)["at"] == "2026-06-30T23:30:00+00:00"


def test_the_releases_are_those_that_the_public_may_see(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    (tmp_path / "site").mkdir()
    change_descriptor(project, "2024-25-q2", access="embargoed", publish_at="2030-01-01T00:00:00Z", version="1.2.0")
    later = datetime.fromisoformat("2030-01-01T00:00:00Z")
    releases = []
    for at in (AT, later):
        write_manifest(tmp_path / "site", load(project, at).publishers, at)
        releases.append(told(tmp_path / "site")["releases"])
        (tmp_path / "site" / MANIFEST).unlink()
    assert [[release["version"] for release in each] for each in releases] == [["1.0.0"], ["1.0.0", "1.2.0"]]
    assert releases[1][1] == {
        "publisher": "smallshire",
        "release": "2024-25-q2",
        "period": "2024/25 Q2",
        "version": "1.2.0",
    }


def test_a_site_is_as_its_manifest_says(site: Path) -> None:
    verified = verify(site)
    assert (verified.files, verified.faults) == (4, ())


def add(name: str) -> Callable[[Path], object]:
    return lambda site: (site / name).write_text("hello", "utf-8")


def linked(site: Path) -> None:
    (site / "index.html").unlink()
    (site / "index.html").symlink_to("a/index.html")


CHANGES: list[tuple[Callable[[Path], object], list[str]]] = [
    (lambda site: (site / "index.html").unlink(), ["index.html: missing"]),
    (lambda site: (site / "index.html").write_text("hallo", "utf-8"), ["index.html: changed"]),
    (lambda site: (site / "a" / "pack.pdf").write_text("hello!", "utf-8"), ["a/pack.pdf: changed"]),
    (lambda site: (site / "index.html").write_bytes(b""), ["index.html: changed"]),
    (add("more.html"), ["more.html: not in the manifest"]),
    (add(".hidden"), [".hidden: not in the manifest"]),
    (lambda site: (site / "b").mkdir(), ["b: an empty folder"]),
    (linked, ["index.html: a symbolic link", "index.html: missing"]),
    (lambda site: os.mkfifo(site / "pipe"), ["pipe: neither a file nor a folder"]),
    (
        lambda site: (site / "a").rename(site / "b"),
        [
            "a/index.html: missing",
            "a/pack.pdf: missing",
            "b/index.html: not in the manifest",
            "b/pack.pdf: not in the manifest",
        ],
    ),
]


@pytest.mark.parametrize(("change", "faults"), CHANGES)
def test_every_change_is_found(change: Callable[[Path], object], faults: list[str], site: Path) -> None:
    change(site)
    assert list(verify(site).faults) == faults


def changed(**entries: object) -> bytes:
    whole = {"format": 1, "generator": "1", "at": AT.isoformat(), "releases": [], "files": {}, "others": {}}
    return json.dumps({**whole, **entries}).encode()


MALFORMED = [
    (b"", "it is not as the portal writes it"),
    (b"{", "it is not as the portal writes it"),
    (b"[]", "it is not as the portal writes it"),
    (b"\xff{}", "it is not as the portal writes it"),
    (b"[" * 100_000, "it is not as the portal writes it"),
    (changed(format=2), "its format is 2, and this portal knows 1"),
    (changed(more=1), "it holds other entries than a manifest does"),
    (changed(at="yesterday"), "it is not as the portal writes it"),
    (changed(files=[]), "it is not as the portal writes it"),
    (changed(files={"a": 1}), "it is not as the portal writes it"),
    (changed(files={"a": {"size": 1}}), "it is not as the portal writes it"),
    (changed(files={"a": {**MARK, "more": 1}}), "it is not as the portal writes it"),
    (changed(files={"a": {**MARK, "size": "5"}}), "the marks of a are none"),
    (changed(files={"../a": MARK}), "'../a' is not the path of a file in a site"),
    (changed(files={"/etc/passwd": MARK}), "'/etc/passwd' is not the path of a file in a site"),
    (changed(files={"a//b": MARK}), "'a//b' is not the path of a file in a site"),
    (changed(files={"a": MARK}, others={"tool": {"a": MARK}}), "it lists a file twice"),
    (b'{"format": 1, "format": 1}', "an entry stands twice"),
]


@pytest.mark.parametrize(("content", "why"), MALFORMED)
def test_what_is_no_manifest_is_told(content: bytes, why: str, site: Path) -> None:
    with pytest.raises(MalformedError) as refused:
        read_manifest(content)
    assert str(refused.value) == why
    (site / MANIFEST).write_bytes(content)
    assert verify(site).faults == (f"{MANIFEST}: this is no manifest: {why}",)


def test_without_a_site_there_is_nothing_to_check(site: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no such folder"):
        verify(tmp_path / "none")
    (site / MANIFEST).rename(tmp_path / MANIFEST)
    with pytest.raises(UsageError, match=r"there is no manifest\.json in it"):
        verify(site)
    (site / MANIFEST).symlink_to(tmp_path / MANIFEST)
    with pytest.raises(UsageError, match=r"there is no manifest\.json in it"):
        verify(site)
