"""What a web server serves is read back and compared with the manifest; whatever it serves instead is told."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.client import HTTPConnection
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest

from generator.errors import PortalError, UsageError
from generator.publish import served
from generator.publish.folder import Folder
from generator.publish.served import read_back
from generator.site.manifest import MANIFEST, write_manifest
from generator.site.tree import mark_of
from tests.conftest import AT
from tests.nginx import serving
from tests.publish.small import make_site, serve

Answer = tuple[int, dict[str, str], bytes]


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder; of some addresses, what it is told to."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *words: object, instead: dict[str, Answer], folder: Path) -> None:
        self.instead = instead
        super().__init__(*words, directory=str(folder))  # type: ignore[arg-type]

    def do_GET(self) -> None:
        if self.path not in self.instead:
            super().do_GET()
            return
        status, headers, content = self.instead[self.path]
        self.send_response(status)
        for name, value in {"Content-Length": str(len(content)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@contextmanager
def server(folder: Path, **instead: Answer) -> Iterator[str]:
    handler = partial(Handler, instead={f"/{path}": answer for path, answer in instead.items()}, folder=folder)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as http:
        thread = Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield f"http://127.0.0.1:{http.server_port}/"
        finally:
            http.shutdown()
            thread.join()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return make_site(tmp_path / "site", "one")


PAGE = "a/index.html"
BOMB = gzip.compress(b"0" * 10_000_000)
GZIP = {"Content-Encoding": "gzip"}


CUT, OTHER, LONG = "it is cut short", "something else is served, of the same size", "it holds more than it should"
INSTEAD: list[tuple[Callable[[bytes], Answer], str]] = [
    (lambda page: (200, {}, page),                                  ""),
    (lambda page: (200, GZIP, gzip.compress(page)),                 ""),
    (lambda page: (200, {}, page[:-1]),                             "only 999 of 1000 bytes are served"),
    (lambda page: (200, {}, page + b"<script>"),                    "more than its 1000 bytes are served"),
    (lambda page: (200, {}, page[1:] + page[:1]),                   OTHER),
    (lambda page: (404, {}, b"no"),                                 "the server answers 404 (Not Found)"),
    (lambda page: (500, {}, b""),                                   "the server answers 500 (Internal Server Error)"),
    (lambda page: (302, {"Location": "/login"}, b""),               "the server sends readers on to /login"),
    (lambda page: (301, {"Location": "/index.html"}, b""),          "the server sends readers on to /index.html"),
    (lambda page: (200, GZIP, page),                                "it is said to be gzip: it is not gzip"),
    (lambda page: (200, GZIP, gzip.compress(page)[:-9]),            f"it is said to be gzip: {CUT}"),
    (lambda page: (200, GZIP, BOMB[:900]),                          f"it is said to be gzip: {LONG}"),
    (lambda page: (200, {"Content-Encoding": "zstd"}, b"x"),        "it is said to be zstd: nobody here knows"),
    (lambda page: (200, {"Content-Length": "5000"}, page[:10]),     "only 10 of 1000 bytes are served"),
]  # fmt: skip


@pytest.mark.parametrize(("instead", "told"), INSTEAD)
def test_whatever_is_served_instead_is_told(instead: Callable[[bytes], Answer], told: str, site: Path) -> None:
    page = (site / PAGE).read_bytes()
    with server(site, **{PAGE: instead(page)}) as address:
        faults = read_back(address).verified.faults
    assert len(faults) == bool(told)
    assert not told or faults[0].startswith(f"{PAGE}: {told}")


@pytest.mark.parametrize(
    ("manifest", "told"),
    [
        ((404, {}, b""), "the server answers 404"),
        ((301, {"Location": "https://elsewhere.example/"}, b""), "sends readers on to https://elsewhere.example/"),
        ((200, {}, b"<!doctype html><h1>Welcome to nginx!</h1>"), "what is served there is no manifest"),
    ],
)
def test_without_a_manifest_there_is_nothing_to_compare_with(manifest: Answer, told: str, site: Path) -> None:
    with server(site, **{MANIFEST: manifest}) as address, pytest.raises(PortalError, match=told):
        read_back(address)


def test_where_nobody_answers_is_told(site: Path) -> None:
    with server(site) as address:
        pass
    with pytest.raises(UsageError, match="no answer: "):
        read_back(address)


@pytest.mark.parametrize("address", ["ftp://example.org/", "file:///etc/", "https://", "https:/example.org"])
def test_what_is_no_address_of_a_site_is_refused(address: str) -> None:
    with pytest.raises(UsageError, match="this is no address of a site"):
        read_back(address)


def test_a_server_that_serves_nothing_right_is_not_asked_for_all_of_it(site: Path) -> None:
    many: dict[str, Answer] = {f"x{number}.csv": (404, {}, b"") for number in range(3 * served.ENOUGH)}
    for name in many:
        (site / name).write_text("x", "utf-8")
    (site / MANIFEST).unlink()
    write_manifest(site, (), AT)
    with server(site, **many) as address:
        faults = read_back(address).verified.faults
    assert served.ENOUGH <= len(faults) <= served.ENOUGH + served.AT_ONCE
    assert faults[-1].startswith("and more: ")


def test_files_that_hosts_read_themselves_may_be_kept_back_and_headers_missing_are_warned_of(site: Path) -> None:
    with server(site, _redirects=(404, {}, b"")) as address:
        read = read_back(f"{address}index.html")
    assert read.verified.faults == ()
    assert read.verified.sha256 == mark_of(site / MANIFEST).sha256
    assert "the header Content-Security-Policy is not sent" in read.warnings


def test_a_version_on_nginx_is_as_it_should_be_and_old_addresses_lead_on(tmp_path: Path) -> None:
    (tmp_path / "public").mkdir()
    folder = Folder(tmp_path / "public")
    folder.make_ours()
    serve(folder, "one")
    (tmp_path / "nginx").mkdir()
    shown = folder.path / "current"
    with serving(tmp_path / "nginx", f"root {shown}/site; include {shown}/nginx/*.conf;") as address:
        read = read_back(address)
        assert (read.verified.faults, read.verified.files) == ((), 4)
        for old in ("old/", "old/index.html"):
            connection = HTTPConnection(urlsplit(address).netloc, timeout=10)
            connection.request("GET", f"/{old}")
            response = connection.getresponse()
            assert (response.status, response.headers["Location"]) == (301, "/a/index.html")
            connection.close()
