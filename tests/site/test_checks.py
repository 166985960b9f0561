"""The last gate: what kinds of file stand where, under which names, and with what inside."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.errors import BuildError
from generator.site.checks import check_site
from generator.site.contents import LARGEST, LARGEST_OF, faults_of_contents
from generator.site.kinds import faults_of_kind
from generator.site.names import faults_of_names
from generator.site.tree import Tree, read_tree

PUBLISHED = [
    "index.html",
    "404.html",
    "_headers",
    "card.png",
    "sitemap.xml",
    "sefton/index.html",
    "sefton/indicators/ni-192/ni-192.csv",
    "sefton/committees/cabinet/2010-02-11/sefton-cabinet-pack.pdf",
    "assets/portal/portal.css",
    "assets/portal/portal.js",
    "assets/portal/favicon.svg",
    "assets/stylesheets/main.57a0d79d.min.css.map",
    "pagefind/pagefind.js",
    "pagefind/wasm.en.pagefind",
    "pagefind/index/en_0.pf_index",
]

NOT_PUBLISHED = [
    "scores.xlsx",
    "~$scores.xlsx",
    "sefton/~$scores.xlsx",
    "sefton/scores.docx",
    "sefton/_headers",
    "sefton/index.md",
    "sefton/index.html.bak",
    "sefton/index",
    "sefton/script.js",
    "sefton/datapackage.json",
    "sefton/archive.zip",
    "posts.csv",
    "problems.json",
    "problems.js",
    "assets/index.html",
    "assets/portal/notes.txt",
    "assets/portal/deep/base.css",
    "assets/javascripts/bundle.js",
    "pagefind/page.html",
    "pagefind/index/page.html",
    "pagefind/other/en_0.pf_index",
    ".htaccess",
    ".git/config.html",
    "sefton/.hidden/index.html",
    "sefton/.index.html.new",
]


@pytest.mark.parametrize("file", PUBLISHED)
def test_what_is_published(file: str) -> None:
    assert list(faults_of_kind(Tree((file,), ()))) == []


@pytest.mark.parametrize("file", NOT_PUBLISHED)
def test_what_is_not(file: str) -> None:
    (fault,) = faults_of_kind(Tree((file,), ()))
    assert fault.startswith(f"{file}: ")


def test_only_files_and_folders_that_hold_some(tmp_path: Path) -> None:
    (tmp_path / "a" / "empty").mkdir(parents=True)
    (tmp_path / "a" / "index.html").write_text("", "utf-8")
    (tmp_path / "link.html").symlink_to("a/index.html")
    (tmp_path / "folder").symlink_to("a")
    os.mkfifo(tmp_path / "pipe.html")
    (tmp_path / "a\nb.html").write_text("", "utf-8")
    with (tmp_path.joinpath(os.fsdecode(b"\xff.html"))).open("w"):
        pass
    tree = read_tree(tmp_path)
    assert tree.files == ("a/index.html",)
    assert sorted(tree.odd) == [
        "'\\udcff.html': a name that can't be shown",
        "'a\\nb.html': a name that can't be shown",
        "a/empty: an empty folder",
        "folder: a symbolic link",
        "link.html: a symbolic link",
        "pipe.html: neither a file nor a folder",
    ]


SAME = [
    ["items/a/index.html", "items/A/index.html"],
    ["Items/a.html", "items/b.html"],
    ["caf\u00e9.html", "cafe\u0301.html"],
    ["CAF\u00c9.html", "cafe\u0301.html"],
    ["stra\u00dfe.html", "STRASSE.html"],
    ["a/b.html", "a/B.html/index.html"],
]


@pytest.mark.parametrize("files", SAME)
def test_two_that_are_one_on_some_systems(files: list[str]) -> None:
    faults = list(faults_of_names(files))
    assert faults
    assert all("one address" in fault for fault in faults)


def test_names_that_not_every_system_takes() -> None:
    assert list(faults_of_names(["a/b.html", "a/c.html", "ab.html", "a-b.html"])) == []
    for name in ("a:b.html", "a\\b.html", "what?.html", "x" * 201):
        (fault,) = faults_of_names([name])
        assert fault.startswith(name)


HTML = b"\n<!doctype html><h1>Title</h1>"
HERE = Path("/srv/anna's/portal")

CONTENTS = [
    # file             what is in it                                            fault
    ("index.html",     HTML,                                                    ""),
    ("index.html",     b"",                                                     "there is nothing in it"),
    ("index.html",     b" \n",                                                  "there is nothing in it"),
    ("index.html",     b"<h1>half a page",                                      "it is no html file"),
    ("index.html",     b"<!doctype html><p>A page</p>",                         "the page has no heading"),
    ("index.html",     HTML + b"\xa35m",                                        "it is not UTF-8"),
    ("index.html",     HTML + b"\0",                                            "it is no text"),
    ("index.html",     HTML + b" " * LARGEST_OF["html"],                        "is larger than"),
    ("a.js",           b"1;" * (LARGEST // 2 + 1),                              "is larger than"),
    ("card.png",       b"\x89PNG\r\n\x1a\nrest",                                ""),
    ("card.png",       b"MZ\x90",                                               "it is no png file"),
    ("a/pack.pdf",     b"%PDF-1.7",                                             ""),
    ("a/pack.pdf",     HTML,                                                    "it is no pdf file"),
    ("p/e.pf_index",   b"\x1f\x8b\x08",                                         ""),
    ("p/e.pf_index",   b"plain",                                                "it is no pf_index file"),
    ("a.csv",          b"path\n/srv/anna's/portal/data\n",                      "it tells a path of the machine"),
    ("a.html",         HTML + b'<a href="file:///srv/anna%27s/portal">',        "it tells a path of the machine"),
    ("a.json",         b'{"root": "\\/srv\\/anna\'s\\/portal\\/data"}',          "it tells a path of the machine"),
    ("a.csv",          b"/srv/anna's/portals\n",                                ""),
    ("a.csv",          b"/app/index.html\n",                                    ""),
    ("_headers",       b"/srv/anna's/portal",                                   "it tells a path of the machine"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "content", "fault"), CONTENTS)
def test_what_is_in_a_file(file: str, content: bytes, fault: str, tmp_path: Path) -> None:
    (tmp_path / file).parent.mkdir(exist_ok=True)
    (tmp_path / file).write_bytes(content)
    found = list(faults_of_contents(tmp_path, [file], [HERE, Path("/app"), Path("/")]))
    assert [each.startswith(f"{file}: ") and fault in each for each in found] == ([True] if fault else [])


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("notes", "utf-8")
    (tmp_path / "a.html").write_text("<!doctype html><h1>", "utf-8")
    (tmp_path / "A.html").write_text("", "utf-8")
    (tmp_path / "empty").mkdir()
    with pytest.raises(BuildError) as stopped:
        check_site(tmp_path, [])
    assert str(stopped.value).splitlines() == [
        "What was made is not fit to be published:",
        "A.html and a.html: one address on systems that don't tell capitals apart",
        "A.html: there is nothing in it",
        "empty: an empty folder",
        "notes.txt: this kind of file is not published there",
    ]
