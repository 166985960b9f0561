"""A folder that is published to always shows one whole version, keeps those before, and takes no other's files."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.errors import BuildError, UsageError
from generator.publish.folder import Folder
from generator.publish.order import Order
from generator.publish.to_folder import publish as publish_site
from generator.publish.to_folder import publish_prepared, roll_back
from generator.site.verify import verify
from tests.conftest import AT, quiet
from tests.projects import copy_project
from tests.publish.small import SAME, front_page, keep, make_site, serve

NOW = datetime(2026, 2, 1, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A new folder of ours."""
    (tmp_path / "public").mkdir()
    made = Folder(tmp_path / "public")
    made.make_ours()
    return made


def names(folder: Folder) -> list[str]:
    return sorted(path.name for path in folder.path.iterdir())


def numbers(folder: Folder) -> list[int]:
    return [version.number for version in folder.versions()]


def test_each_version_is_whole_and_the_last_is_shown(folder: Folder) -> None:
    first, second = serve(folder, "one"), serve(folder, "two")
    assert (front_page(folder), folder.current()) == ("two", second)
    assert [version.faults() for version in (first, second)] == [(), ()]
    assert names(folder) == ["current", "portal.json", "versions"]
    assert (folder.path / "current").readlink() == Path("versions") / second.name
    (folder.path / "current").rename(folder.path.parent / "moved")
    folder.path.rename(folder.path.with_name("elsewhere"))
    (folder.path.parent / "moved").rename(folder.path.with_name("elsewhere") / "current")
    assert front_page(Folder(folder.path.with_name("elsewhere"))) == "two"


def test_what_is_the_same_lies_there_once_and_what_is_not_does_not(folder: Folder) -> None:
    first, second = serve(folder, "one"), serve(folder, "two")
    for file, same in (("a/index.html", True), ("a/index.html.br", True), ("index.html", False)):
        assert (first.site / file).samefile(second.site / file) is same, file


def test_a_file_that_was_damaged_on_the_disk_is_not_taken_over(folder: Folder) -> None:
    first = serve(folder, "one")
    (first.site / "a" / "index.html").write_text("x" * len(SAME), "utf-8")
    second = serve(folder, "two")
    assert (second.site / "a" / "index.html").read_text("utf-8") == SAME
    assert second.faults() == ()


def test_compressed_files_say_the_same_and_the_same_each_time(folder: Folder, tmp_path: Path) -> None:
    version = serve(folder, "one")
    packed = (version.site / "a" / "index.html.gz").read_bytes()
    assert gzip.decompress(packed).decode() == SAME
    assert not (version.site / "index.html.gz").exists()  # too short to gain by it
    (tmp_path / "other").mkdir()
    other = Folder(tmp_path / "other")
    other.make_ours()
    again = serve(other, "one")
    for end in ("gz", "br"):
        file = f"a/index.html.{end}"
        assert (again.site / file).read_bytes() == (version.site / file).read_bytes()


def write(name: str, content: bytes) -> Callable[[Path], object]:
    return lambda site: (site / name).write_bytes(content)


OTHER = "not what it stands for, compressed"
PACKED = [
    (write("a/index.html.gz", gzip.compress(b"something else")),    f"a/index.html.gz: {OTHER}"),
    (write("a/index.html.gz", gzip.compress(SAME.encode() + b"!")), f"a/index.html.gz: {OTHER}"),
    (write("a/index.html.gz", gzip.compress(SAME.encode())[:-9]),   f"a/index.html.gz: {OTHER}"),
    (write("a/index.html.br", b"no brotli"),                        f"a/index.html.br: {OTHER}"),
    (write("b.html.br", b"anything"),                               "b.html.br: not in the manifest"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "told"), PACKED)
def test_a_compressed_file_that_says_something_else_is_found(
    change: Callable[[Path], object], told: str, folder: Folder
) -> None:
    site = serve(folder, "one").site
    change(site)
    assert verify(site).faults == (told,)


def test_the_headers_and_redirects_go_with_the_version(folder: Folder) -> None:
    nginx = serve(folder, "one").folder / "nginx"
    assert 'location = /old/ { return 301 "/a/index.html"; }' in (nginx / "redirects.conf").read_text("utf-8")
    assert "Content-Security-Policy" in (nginx / "headers.conf").read_text("utf-8")


def test_the_same_site_at_another_moment_is_nothing_new_unless_what_is_served_is_damaged(folder: Folder) -> None:
    version = serve(folder, "one")
    made = make_site(folder.making / "site", "one", NOW)
    assert folder.is_current(made)
    assert not folder.is_current(make_site(folder.making / "site", "two", NOW))
    (version.site / "index.html").write_text("damaged", "utf-8")
    assert not folder.is_current(make_site(folder.making / "site", "one", NOW))


def test_what_is_not_as_its_manifest_says_never_becomes_a_version(folder: Folder) -> None:
    serve(folder, "one")
    made = make_site(folder.making / "site", "two")
    (made / "index.html").write_text("three", "utf-8")
    with pytest.raises(BuildError, match=r"Nothing was published\.\nindex.html: changed"):
        folder.keep(made)
    folder.finish()
    assert (front_page(folder), numbers(folder), names(folder)) == ("one", [1], ["current", "portal.json", "versions"])


def test_a_rollback_goes_back_one_by_one_and_past_what_was_rolled_back(folder: Folder) -> None:
    for words in ("one", "two", "three"):
        serve(folder, words)
    for shown in ("two", "one"):
        roll_back(folder.path, None, NOW, quiet)
        assert front_page(folder) == shown
    with pytest.raises(UsageError, match="there is none to go back to"):
        roll_back(folder.path, None, NOW, quiet)
    serve(folder, "mended")
    roll_back(folder.path, None, NOW, quiet)
    assert front_page(folder) == "one"
    roll_back(folder.path, "3", NOW, quiet)
    assert front_page(folder) == "three"
    for name, told in (("3", "is what is served already"), ("9", "There is no version 9")):
        with pytest.raises(UsageError, match=told):
            roll_back(folder.path, name, NOW, quiet)


def test_a_damaged_version_is_not_gone_back_to(folder: Folder) -> None:
    first, _ = serve(folder, "one"), serve(folder, "two")
    (first.site / "index.html").write_text("damaged", "utf-8")
    with pytest.raises(BuildError, match=r"Nothing served was changed\. Choose another\.\nindex.html: changed"):
        roll_back(folder.path, None, NOW, quiet)
    assert (front_page(folder), folder.held) == ("two", "")


def test_a_prepared_version_is_shown_when_it_is_asked_for_and_never_by_a_rollback(folder: Folder) -> None:
    serve(folder, "one")
    refused = keep(folder, "refused")
    wanted = keep(folder, "wanted")
    assert front_page(folder) == "one"
    assert publish_prepared(folder.path, wanted.name, 10, quiet).new
    assert (front_page(folder), numbers(folder)) == ("wanted", [1, 3])
    assert not refused.folder.exists()
    assert not publish_prepared(folder.path, wanted.name, 10, quiet).new
    with pytest.raises(UsageError, match="is older than"):
        publish_prepared(folder.path, "1", 10, quiet)
    roll_back(folder.path, None, NOW, quiet)
    assert front_page(folder) == "one"


def test_the_newest_are_kept_and_so_is_what_is_shown(folder: Folder) -> None:
    for number in range(6):
        serve(folder, str(number))
    folder.prune(3)
    assert numbers(folder) == [4, 5, 6]
    roll_back(folder.path, "4", NOW, quiet)
    folder.prune(1)
    assert (numbers(folder), front_page(folder)) == ([4, 6], "3")
    assert names(folder) == ["current", "held", "portal.json", "versions"]


LEFT = [".making/site/index.html", ".making/0001-d022050e3c36/site/index.html", ".current.new", ".held.new"]


def test_what_a_killed_run_left_is_cleared_away(folder: Folder) -> None:
    serve(folder, "one")
    for name in LEFT:
        (folder.path / name).parent.mkdir(parents=True, exist_ok=True)
        (folder.path / name).write_text("half", "utf-8")
    (folder.path / "versions" / ".0002").mkdir()
    folder.make_ours()
    assert names(folder) == ["current", "portal.json", "versions"]
    assert [path.name for path in (folder.path / "versions").iterdir()] == [folder.versions()[0].name]


def letters(path: Path) -> None:
    path.mkdir()
    (path / "letter.txt").write_text("Dear all", "utf-8")


def newer(path: Path) -> None:
    path.mkdir()
    (path / "portal.json").write_text(json.dumps({"format": 99}), "utf-8")


def by_hand(path: Path) -> None:
    path.mkdir()
    Folder(path).make_ours()
    (path / "current").mkdir()


NOT_OURS: list[tuple[Callable[[Path], object], str]] = [
    (letters,                               "holds files that the portal did not put there"),
    (lambda path: path.write_text("", "utf-8"), "this is not a folder"),
    (newer,                                 "its portal.json is not one that this portal knows"),
    (by_hand,                               "current is no link"),
]  # fmt: skip


@pytest.mark.parametrize(("make", "told"), NOT_OURS)
def test_what_is_not_ours_is_left_as_it_is(make: Callable[[Path], object], told: str, tmp_path: Path) -> None:
    target = tmp_path / "target"
    make(target)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(UsageError, match=told):
        publish_site(copy_project(tmp_path / "elsewhere"), target, Order(AT), quiet)
    with pytest.raises(UsageError, match=told):
        roll_back(target, None, NOW, quiet)
    assert [path for path in sorted(tmp_path.rglob("*")) if "elsewhere" not in path.parts] == before


def test_nothing_is_rolled_back_where_nothing_was_published(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Nothing has been published"):
        roll_back(tmp_path / "new", None, NOW, quiet)


def test_readers_do_not_see_what_was_public_before_again(folder: Folder, tmp_path: Path) -> None:
    serve(folder, "one")
    before = datetime(2025, 12, 31, tzinfo=UTC)
    with pytest.raises(UsageError, match="what was published since would vanish"):
        publish_site(copy_project(tmp_path), folder.path, Order(before), quiet)
    assert front_page(folder) == "one"
