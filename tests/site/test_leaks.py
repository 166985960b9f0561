"""A withheld text is found in a finished site whichever way it is written, and the message does not repeat it."""

from __future__ import annotations

import gzip
import html
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from pikepdf import Dictionary, Name, Pdf

from generator.errors import BuildError
from generator.load.secrets import wording
from generator.pipeline import build
from generator.project import Project
from generator.site.leaks import check_leaks, find_leaks
from generator.site.unpack import DECODERS, OPENERS
from tests.conftest import AT, ROOT, quiet
from tests.projects import copy_project

SECRET = 'Sale of "the old mill" & its land'
PLACE = "data/smallshire/2024-25-q2/agenda_items.csv, row 6, column title"
SECRETS = {wording(SECRET): PLACE}
MASKED = "".join(f"&#{ord(character)};" for character in SECRET)
PNG = b"\x89PNG\r\n\x1a\n"


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", len(content), kind) + content + b"\0\0\0\0"


def archive(text: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("xl/strings.xml", text)
    return file.getvalue()


def printed(text: str) -> bytes:
    """A page that shows the text on two lines, as Chromium may break it."""
    pdf, file = Pdf.new(), io.BytesIO()
    first, _, rest = text.replace("(", "").replace(")", "").partition(" mill")
    page = pdf.add_blank_page(page_size=(400, 200))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.Resources = Dictionary(Font=Dictionary(F1=pdf.make_indirect(font)))
    page.Contents = pdf.make_stream(f"BT /F1 12 Tf 10 100 Td ({first}) Tj 0 -20 Td ( mill{rest}) Tj ET".encode())
    pdf.save(file, compress_streams=True)
    return file.getvalue()


def titled(text: str) -> bytes:
    """A document that says the text of itself only."""
    pdf, file = Pdf.new(), io.BytesIO()
    pdf.add_blank_page()
    pdf.docinfo["/Title"] = text
    pdf.save(file)
    return file.getvalue()


WRITTEN = [
    # what it is, the file's name, what it holds, and what undoes it
    ("as it is", "data.txt", f"a {SECRET}.".encode(), ""),
    ("on two lines", "data.txt", SECRET.replace(" ", "\n").encode(), ""),
    ("in capitals", "data.txt", SECRET.upper().encode(), ""),
    ("as entities", "index.html", f"<p>{MASKED}</p>".encode(), "entities"),
    ("as named entities", "index.html", html.escape(SECRET).encode(), "entities"),
    ("percent-encoded", "feed.xml", quote(SECRET).encode(), "percent"),
    ("in JSON", "chart.json", json.dumps({"name": SECRET}).encode(), "json_escapes"),
    ("in JSON, all escaped", "chart.json", "".join(f"\\u{ord(each):04x}" for each in SECRET).encode(), "json_escapes"),
    ("as entities within JSON", "chart.json", json.dumps(MASKED).replace("&", "\\u0026").encode(), "json_escapes"),
    ("in a CSV cell", "all.csv", f'1,"{SECRET.replace(chr(34), chr(34) * 2)}"'.encode(), ""),
    ("with a word in bold", "index.html", SECRET.replace("Sale", "S<b>al</b>e").encode(), "tags"),
    ("parted by a tag", "index.html", SECRET.replace(" its", "<br>its").encode(), "tags"),
    ("as entities, with tags", "index.html", MASKED.replace("&#109;", "<em>&#109;</em>").encode(), "tags"),
    ("compressed", "en.pf_fragment", gzip.compress(json.dumps(SECRET).encode()), "gzipped"),
    ("in a workbook", "all.xlsx", archive(MASKED), "zipped"),
    ("in a picture's notes", "card.png", PNG + chunk(b"tEXt", b"Title\0" + SECRET.encode()), ""),
    (
        "in a picture's packed notes",
        "card.png",
        PNG + chunk(b"zTXt", b"Title\0\0" + zlib.compress(SECRET.encode())),
        "png_chunks",
    ),
    (
        "in a picture's notes in UTF-8",
        "card.png",
        PNG + chunk(b"iTXt", b"Title\0\1\0\0\0" + zlib.compress(SECRET.encode())),
        "png_chunks",
    ),
    ("in print", "pack.pdf", printed(SECRET), "pdf_texts"),
    ("in what a document says of itself", "pack.pdf", titled(SECRET), "pdf_texts"),
]


def found_in(folder: Path, name: str, content: bytes, without: str = "") -> list[str]:
    (folder / "site" / "part").mkdir(parents=True)
    (folder / "site" / "part" / name).write_bytes(content)
    openers = [each for each in OPENERS if each.__name__ != without]
    decoders = [each for each in DECODERS if each.__name__ != without]
    return list(find_leaks(folder / "site", SECRETS, folder / "kept", openers, decoders))


@pytest.mark.parametrize(("name", "content"), [row[1:3] for row in WRITTEN], ids=[row[0] for row in WRITTEN])
def test_a_text_is_found_however_it_is_written(name: str, content: bytes, tmp_path: Path) -> None:
    assert found_in(tmp_path, name, content) == [f"part/{name}: {PLACE}"]


@pytest.mark.parametrize("decoder", [*OPENERS, *DECODERS], ids=lambda each: each.__name__)
def test_without_any_one_decoder_something_would_be_missed(decoder: Callable[..., object], tmp_path: Path) -> None:
    rows = [row for row in WRITTEN if row[3] == decoder.__name__]
    assert rows
    missed = [
        what
        for place, (what, name, content, without) in enumerate(rows)
        if not found_in(tmp_path / str(place), name, content, without)
    ]
    assert missed


def test_an_address_tells_too(tmp_path: Path) -> None:
    page = tmp_path / "items" / "the-secret-item" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("nothing", "utf-8")
    found = list(find_leaks(tmp_path, {"the secret item": PLACE}, tmp_path / "kept"))
    assert found == [f"the address of a file below /items: {PLACE}"]


@pytest.mark.parametrize(
    "harmless", ["Sale of the old mill & all its land", 'Sale of "the new mill" & its land', "sale", "the old mill"]
)
def test_what_only_sounds_like_it_is_no_find(harmless: str, tmp_path: Path) -> None:
    assert found_in(tmp_path, "index.html", harmless.encode()) == []


def test_a_text_that_most_pages_share_is_found_where_it_first_stands(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    for name in "abc":
        (tmp_path / "site" / f"{name}.html").write_text(f"<p>\n{SECRET}\n</p>", "utf-8")
    assert list(find_leaks(tmp_path / "site", SECRETS, tmp_path / "kept")) == [f"a.html: {PLACE}"]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project.at(ROOT, tmp_path / "site", tmp_path / "build")


def test_a_find_stops_the_build_and_is_not_repeated(project: Project) -> None:
    project.out.mkdir()
    (project.out / "index.html").write_text(MASKED, "utf-8")
    with pytest.raises(BuildError) as caught:
        check_leaks(project.out, SECRETS, project)
    told = str(caught.value)
    assert f"index.html: {PLACE}" in told
    assert "old mill" not in told.casefold()


def test_nothing_withheld_means_nothing_to_look_for(project: Project) -> None:
    assert check_leaks(project.out, {}, project) == 0  # the site is not even there


def test_the_words_of_the_site_itself_are_no_secret(project: Project) -> None:
    project.out.mkdir()
    (project.out / "index.html").write_text("What was resolved, and what came of it", "utf-8")
    assert check_leaks(project.out, {"what was resolved and what came of it": PLACE}, project) == 0


def test_the_text_of_a_pack_is_read_once_and_goes_with_it(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    assert found_in(tmp_path, "pack.pdf", printed(SECRET))
    (note,) = kept.glob("*.txt")
    note.write_text("something else", "utf-8")
    site = tmp_path / "site"
    assert list(find_leaks(site, SECRETS, kept)) == []
    (site / "part" / "pack.pdf").unlink()
    assert list(find_leaks(site, SECRETS, kept)) == []
    assert list(kept.iterdir()) == []


def test_a_build_that_would_publish_something_withheld_stops_before_the_switch(tmp_path: Path) -> None:
    """Somebody's page that says it in a form that no check of the data takes for the same text."""
    smallshire = copy_project(tmp_path)
    build(smallshire, AT, quiet)
    page = smallshire.content / "pages" / "accessibility.md"
    before = (smallshire.out / "accessibility" / "index.html").read_bytes()
    page.write_text(page.read_text("utf-8") + "\nThe &#112;rice of the land behind Mill Lane.\n", "utf-8")
    with pytest.raises(
        BuildError, match=r"accessibility/index.html: data/smallshire/2024-25-q2/agenda_items.csv, row 6"
    ):
        build(smallshire, AT, quiet)
    assert (smallshire.out / "accessibility" / "index.html").read_bytes() == before
    page.write_text(page.read_text("utf-8").replace("behind", "before"), "utf-8")
    build(smallshire, AT, quiet)
