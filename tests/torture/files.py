"""What a whole file is and must not be: bytes, quotation marks, headers, links, and the other kinds of file.

A case holds when a problem of the file says the words.
"""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

from tests.torture.ground import PACKAGE, PAGE, PAPER, SETTINGS, SYNONYMS, bytes_of, rows_of, table_file, written

Made = Iterator[tuple[str, bytes, str]]
"""(what was done, the bytes, what the rule says)."""


def bad_bytes(content: bytes) -> Made:
    """What no file of text is, whatever it holds."""
    text = content.decode("utf-8")
    half = len(content) // 2
    yield "Windows-1252", (text + "\nCafé £5 –").encode("cp1252", "replace"), "Windows-1252"
    yield "Latin-1 in the middle", content[:half] + b"\xe9" + content[half:], "Windows-1252"
    yield "half a character at the end", content + "é".encode()[:1], "text is UTF-8"
    yield "overlong form", content + b"\xc0\xaf", "text is UTF-8"
    yield "halves of a pair", content + b"\xed\xa0\xbd\xed\xb8\x80", "text is UTF-8"
    yield "beyond Unicode", content + b"\xf4\x90\x80\x80", "text is UTF-8"
    for code in ("utf-16", "utf-16-le", "utf-16-be"):
        yield code, text.encode(code), "UTF-16"
    yield "utf-32", text.encode("utf-32"), "UTF-16"
    yield "NUL at the end", content + b"\x00", "U+0000"
    yield "two marks at the start", b"\xef\xbb\xbf\xef\xbb\xbf" + content, "U+FEFF"
    yield "gzip", gzip.compress(content, mtime=0), "a gzip archive"
    yield "zip", _zipped(content), "a zip archive"
    yield "PDF", b"%PDF-1.7\n" + content, "a PDF"
    yield "picture", b"\x89PNG\r\n\x1a\n" + content, "a picture"
    yield "older workbook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + content, "older Excel"
    yield "line ends of old Macs", text.replace("\r\n", "\n").replace("\n", "\r").encode(), "bare carriage return"


def bad_tables(table: str) -> Made:
    """What is no table of the contract."""
    rows = rows_of(table)
    header, body = rows[0], rows[1:]
    plain = written(rows).decode("utf-8")
    yield "empty", b"", "the file is empty"
    yield "blank", b"\n", "the row is empty"
    yield "no header", written(body), "column"
    yield "blank line in the middle", plain.replace("\n", "\n\n", 1).encode(), "the row is empty"
    yield "blank line at the end", (plain + "\n").encode(), "the row is empty"
    yield "row of empty cells", written([*rows, [""] * len(header)]), "the row is empty"
    yield "cell too few", written([header, body[0][:-1], *body[1:]]), "cells where the header has"
    yield "cell too many", written([header, [*body[0], ""], *body[1:]]), "cells where the header has"
    yield "trailing comma on each row", plain.replace("\n", ",\n").encode(), "column"
    yield "quotation mark that never closes", (plain + '"open').encode(), "opens a cell and never closes"
    yield "quotation mark that closes late", plain.replace("\n", '\n"', 1).encode(), "quotation mark"
    yield "quotation mark inside", (plain + 'a 5" pipe' + "," * (len(header) - 1) + "\n").encode(), "inside a cell"
    yield "text after a quotation mark", ('"' + plain.replace(",", '"x,', 1)).encode(), "quotation mark"
    yield "apostrophes for quotation marks", plain.replace(",", "','").encode(), "column"
    yield "parted by semicolons", plain.replace(",", ";").encode(), "parted by semicolons"
    yield "parted by tabs", plain.replace(",", "\t").encode(), "a tab"
    yield "parted by bars", plain.replace(",", "|").encode(), "column"
    yield "sep= line", f"sep=,\n{plain}".encode(), "column"
    yield "comment line", f"# a comment\n{plain}".encode(), "column"
    yield "title line", f"{table}\n{plain}".encode(), "column"
    yield "column missing", written([row[1:] for row in rows]), "column"
    yield "last column missing", written([row[:-1] for row in rows]), "column"
    yield "column more", written([[*row, "extra" if row is header else ""] for row in rows]), "column"
    yield "column twice", written([[row[0], *row] for row in rows]), "stands twice"
    yield "columns turned", written([[row[1], row[0], *row[2:]] for row in rows]), "not in the contract's order"
    yield "capitals in the header", written([[name.title() for name in header], *body]), "column"
    yield "space in the header", written([[f" {header[0]}", *header[1:]], *body]), "column"
    yield "empty name in the header", written([["", *header[1:]], *body]), "column"
    yield (
        "wide letters in the header",
        written([["ｎote" if name == "note" else name for name in header], *body]),
        "column",
    )
    "column"
    yield "row twice", written([*rows, body[0]]), "this key already stands"
    yield "page of the web", b"<!DOCTYPE html><html><body>Not found</body></html>", "column"
    yield "JSON", b'{"rows": []}', "a quotation mark stands inside"
    yield "merge marks of git", f"<<<<<<< HEAD\n{plain}=======\n{plain}>>>>>>> x\n".encode(), "column"
    yield (
        "pointer of a large file",
        b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n",
        "column",
    )
    yield "cell too long", written([header, [*body[0][:-1], "x" * 40_000], *body[1:]]), "at most 32,767"
    yield "far too many cells", written([header, ["x"] * 300, *body]), "at most 256"


def bad_packages() -> Made:
    """What is no descriptor of the contract: every property left out, of another type, twice."""
    raw: dict[str, Any] = json.loads(bytes_of(PACKAGE))
    whole = json.dumps(raw, ensure_ascii=False, indent=1)
    for key in raw:
        rest = {name: value for name, value in raw.items() if name != key}
        if key not in ("description", "next_release", "access", "publish_at", "exempt_paragraph"):
            yield f"without {key}", _json(rest), "this property is missing"
        yield f"{key} twice", whole.replace("{", '{\n "' + key + '": 1,', 1).encode(), "not well-formed JSON"
        wrongs: tuple[object, ...] = (7, None, True, [], {}, [[]], ["x"], "", " x ", "a\nb")
        for wrong in wrongs:
            if wrong != raw[key] and not (key in ("description", "next_release") and wrong == ""):
                yield f"{key} as {wrong!r}", _json({**raw, key: wrong}), ""
    for key in (
        "extra",
        "$schema",
        "profile",
        "licences",
        "homepage",
        "image",
        "keywords",
        "created",
        "id",
        "Name",
        "name ",
    ):
        yield f"unknown {key}", _json({**raw, key: "https://example.org/"}), "not in the contract"
    for key in ("licenses", "contributors", "sources"):
        yield f"{key} with a key more", _json({**raw, key: [{**raw[key][0], "email": "x"}]}), "not in the contract"
        yield f"{key} without a title", _json({**raw, key: [{"path": "https://example.org/"}]}), "each with a title"
    for path in (
        "javascript:alert(1)",
        "data:text/html,x",
        "//example.org",
        "file:///etc/passwd",
        "ftp://a/b",
        "x",
        "/etc",
    ):
        yield (
            f"licence at {path}",
            _json({**raw, "licenses": [{**raw["licenses"][0], "path": path}]}),
            "address of the web",
        )
        yield f"source at {path}", _json({**raw, "sources": [{"title": "x", "path": path}]}), "address of the web"
    for name, text in (
        ("NaN", "NaN"),
        ("Infinity", "Infinity"),
        ("-Infinity", "-Infinity"),
        ("a long number", "9" * 5000),
    ):
        yield f"version as {name}", whole.replace('"version": "1.0.0"', f'"version": {text}').encode(), ""
    yield "deep", b"[" * 100_000, "too deep"
    yield "deep objects", b'{"a":' * 50_000, "too deep"
    yield "comma at the end", (whole[:-2] + ",}").encode(), "not well-formed JSON"
    yield "comments", f"// a comment\n{whole}".encode(), "not well-formed JSON"
    yield "apostrophes", whole.replace('"', "'").encode(), "not well-formed JSON"
    yield "nothing", b"", "not well-formed JSON"
    yield "a list", b"[]", "not a JSON object"
    yield "a text", b'"x"', "not a JSON object"
    yield from _bad_resources(raw)


def _bad_resources(raw: dict[str, Any]) -> Made:
    first, rest = raw["resources"][0], raw["resources"][1:]
    name = first["name"]

    def one(**keys: object) -> bytes:
        return _json({**raw, "resources": [{**first, **keys}, *rest]})

    for path in (
        f"../2024-25-q1/{name}.csv", f"/etc/{name}.csv", f"https://example.org/{name}.csv", f"{name}.csv.gz",
        f"{name}.zip",
        f"./{name}.csv", f"{name.upper()}.csv", [f"{name}.csv", f"{name}.csv"], "", None, f"file:///{name}.csv",
        f"{name}.xlsx",
        f"s3://bucket/{name}.csv", f"{name}.csv#sheet", f"..\\{name}.csv", f"{name}%2ecsv", f"{name}.csv ",
    ):  # fmt: skip
        yield f"table at {path!r}", one(path=path), "named after it"
    for key, value in (
        ("encoding", "cp1252"), ("encoding", "utf-16"), ("format", "xlsx"), ("format", "any"),
        ("mediatype", "text/html"),
        ("profile", "https://example.org/p.json"), ("profile", "data-resource"), ("format", ["csv"]),
        ("encoding", None),
    ):  # fmt: skip
        yield f"table with {key} {value!r}", one(**{key: value}), f"a table's {key}"
    for key in (
        "dialect",
        "scheme",
        "compression",
        "extrapaths",
        "data",
        "control",
        "innerpath",
        "hash",
        "bytes",
        "title",
        "x",
    ):
        yield f"table with {key}", one(**{key: "x"}), "not in the contract"
    yield "table twice", _json({**raw, "resources": [first, *raw["resources"]]}), "listed twice"
    yield "unknown table", one(name="salaries", path="salaries.csv"), "not in the contract"
    yield "table left out", _json({**raw, "resources": rest}), "in the folder but not in the package"
    yield "table without a name", _json({**raw, "resources": [{"path": "units.csv"}, *rest]}), "each with a name"
    schema = json.loads(json.dumps(first["schema"]))
    schema["fields"][0]["format"] = "any"
    yield "schema with format any", one(schema=schema), "not the contract's"
    schema = json.loads(json.dumps(first["schema"]))
    schema["fields"][0]["constraints"] = {"pattern": "(a+)+$"}
    yield "schema with a pattern", one(schema=schema), "not the contract's"
    schemas: tuple[object, ...] = ("https://example.org/s.json", "../schema.json", None, {}, [])
    for wrong in schemas:
        yield f"schema as {wrong!r}", one(schema=wrong), "not the contract's"


def bad_papers(file: str) -> Made:
    """What is no paper, or page, of an officer: in the front matter and in the text."""
    text = bytes_of(file).decode("utf-8")
    head, body = text.split("---\n", 2)[1:]

    def front(line: str) -> bytes:
        return f"---\n{line}\n{head}---\n{body}".encode()

    def more(added: str) -> bytes:
        return f"{text}\n{added}\n".encode()

    yield "no front matter", body.encode(), "no front matter"
    yield "open front matter", f"---\n{head}{body}".encode(), "front matter"
    yield "empty front matter", f"---\n\n---\n{body}".encode(), "front matter"
    yield "list as front matter", f"---\n- a\n---\n{body}".encode(), "not a list of key: value"
    yield "unknown key", front("flavour: sweet"), "does not know this key"
    for key in [line.partition(":")[0] for line in head.splitlines() if line[0] not in ' -"']:
        yield f"{key} twice", front(f"{key}: x"), "stands twice"
    for line, words in (
        ("wards: &a x", "name things"), ("wards: *a", "name things"),
        ("a: !!python/object/apply:os.system [x]", "a tag"),
        ("a: !ENV HOME", "a tag"), ("? [a, b]\n: c", "one text"), ("a: [x", "not well-formed"),
        ('a: "x', "not well-formed"),
        ("a: b: c", "not well-formed"), ("\ta: b", ""), ("a: " + "[" * 40, ""), ('a: "\\u202e"', "U+202E"),
        ('a: "\\0"', "U+0000"),
        ('a: "\\uF0B7"', "one font"), ("<<: {a: b}", "does not know this key"), ("%YAML 1.2", "not well-formed"),
    ):  # fmt: skip
        yield f"front matter {line[:30]!r}", front(line), words
    for added in MARKUP:
        yield f"text {added[:40]!r}", more(added), "officers' Markdown does not hold this"
    for added, words in (
        ("&#x202e;", "U+202E"),
        ("&#xFFFD;", "was lost"),
        ("jo@example.org", "email"),
        ("01632 960001", "phone"),
    ):
        yield f"text {added!r}", more(added), words


MARKUP = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "![x](y.png)", "[x](javascript:alert(1))",
    "<b>bold</b>",
    "[x](JaVaScRiPt:alert(1))", "[x](&#106;avascript:alert(1))", "[x](data:text/html,x)", "[x](vbscript:x)",
    "<!-- x -->",
    "<iframe src=//a></iframe>", "<svg onload=alert(1)>", "<style>a{}</style>", "<a href='x' onclick='y'>z</a>",
    "<form>",
    "<details open>x</details>", "<p style='color:red'>x</p>", "<base href=//a>", "<meta http-equiv=refresh>",
    "<link rel=x>",
    "[x]\n\n[x]: javascript:alert(1)", "<javascript:alert(1)>", "<input autofocus onfocus=alert(1)>",
    "<math><mtext></math>",
    "<div>\n\n**x**\n\n</div>", "<video src=x>", "<object data=x>", "<embed src=x>", "<x-y>z</x-y>",
    "<p id='a'>x</p>",
    "<span class='x'>y</span>", "<h1>x</h1>", "# x",
]  # fmt: skip


def bad_words() -> Made:
    """What is no list of synonyms."""
    for text, words in (
        ("words: [a]\n", "list of entries"), ("other:\n  a: [bc]\n", "the parts are"), ("- a\n", "has the parts"),
        ("words:\n  bins: household\n", "has a list of words"), ("words:\n  bins: []\n", "has a list of words"),
        ("words:\n  bins: [bins]\n", "no entry for themselves"),
        ("words:\n  bins: [ab]\n  Bins: [cd]\n", "stands twice"),
        ("words:\n  a: [bcd]\n", "not a word"), ("references:\n  N1: [NI]\n", "only the letters"),
        ("words: &x\n", "name things"),
        ("words:\n  bins: *x\n", "name things"), ("words:\n  bins: !x [ab]\n", "a tag"),
        ("words:\n bins: [\n", "not well-formed"),
        ("words:\n  bins: [ab]\nwords:\n  cans: [cd]\n", "stands twice"),
        ('words:\n  bins: ["a\\u202eb"]\n', "U+202E"),
    ):  # fmt: skip
        yield f"{text!r}", text.encode(), words


def bad_settings() -> Made:
    """What no setting of the site is."""
    text = bytes_of(SETTINGS).decode("utf-8")
    for line in (
        "hooks: [x.py]", "INHERIT: x.yml", "docs_dir: /", "site_dir: /", "nav: []", "strict: false",
        "edit_uri: x", "remote_name: x",
        "repo_url: x", "exclude_docs: x", "dev_addr: 0.0.0.0:80", "watch: [x]", "hooks:\n  - x.py",
        "extra_templates: [x]",
    ):  # fmt: skip
        yield line, f"{text}\n{line}\n".encode(), "not one of the portal's"
    for line in (
        "a: !!python/name:os.system",
        "a: !!python/object/new:x []",
        "a: !ENV HOME",
        "a: !relative x",
        "a: !x y",
    ):
        yield line, f"{text}\n{line}\n".encode(), "a tag"
    for before, after in (
        ("plugins: []", "plugins: [search]"), ("name: material", "name: readthedocs"), ("theme/overrides", "/tmp"),
        ("  - tables", "  - attr_list"), ("  - tables", "  - pymdownx.snippets"),
        ("validation:", "extra_css: [https://a/b.css]\nvalidation:"),
        ("validation:", "extra_javascript: [//a/b.js]\nvalidation:"),
        ("validation:", "extra_javascript: [assets/portal/../../x.js]\nvalidation:"),
        ("performance@example.org", "nobody"),
        ("all_pages: pages/index.html", "all_pages: https://a/"), ("site_name: Performance Portal", "site_name: {}"),
    ):  # fmt: skip
        yield f"{before} as {after}", text.replace(before, after, 1).encode(), "not of the right form"


OTHERS = {PACKAGE: bad_packages, SYNONYMS: bad_words, SETTINGS: bad_settings}
"""What is wrong with files other than tables, by the file."""

WRITTEN = (PAPER, PAGE)
"""Files of officers' Markdown."""


def every_text_file(tables: list[str]) -> list[str]:
    return [*map(table_file, tables), *OTHERS, *WRITTEN]


def _json(raw: object) -> bytes:
    return json.dumps(raw, ensure_ascii=False, indent=1).encode()


def _zipped(content: bytes) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr(zipfile.ZipInfo("a.csv"), content)
    return whole.getvalue()
