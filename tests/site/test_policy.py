"""One policy in three forms: whoever reads one of them learns the same."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

from generator.project import Project
from generator.serve import ReloadingServer
from generator.site.policy import CONTENT, HEADERS, content_policy, write_headers


def test_no_inline_script_and_nobody_else_is_allowed() -> None:
    assert CONTENT["default-src"] == "'none'"
    assert "unsafe" not in CONTENT["script-src"].replace("'wasm-unsafe-eval'", "")
    for what, sources in CONTENT.items():
        assert set(sources.split()) <= {"'none'", "'self'", "data:", "blob:", "'unsafe-inline'", "'wasm-unsafe-eval'"}
        assert what == "style-src" or "'unsafe-inline'" not in sources


def test_each_host_is_told_all_of_it(tmp_path: Path) -> None:
    write_headers(tmp_path, tmp_path)
    for name, value in {"Content-Security-Policy": content_policy(), **HEADERS}.items():
        assert f"  {name}: {value}\n" in (tmp_path / "_headers").read_text("utf-8")
        assert f'\nadd_header {name} "{value}" always;\n' in (tmp_path / "headers.nginx.conf").read_text("utf-8")
    # A location of nginx's that had a header of its own would take over none of these.
    assert "{ add_header" not in (tmp_path / "headers.nginx.conf").read_text("utf-8")


class Metas(HTMLParser):
    """What stands in the head before anything that the policy judges, and the policy."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.policy = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"] or ""
        elif not self.policy:
            self.tags.append(tag)


def test_every_page_begins_with_it(built: Project) -> None:
    for path in built.out.rglob("*.html"):
        page = Metas(path.read_text("utf-8"))
        assert page.policy == content_policy(), path
        assert page.tags == ["html", "head"], path


def test_pages_reload_while_they_are_edited(built: Project) -> None:
    page = (built.out / "index.html").read_bytes()
    assert b"Content-Security-Policy" in page
    server = ReloadingServer.__new__(ReloadingServer)  # it serves nothing here, so it opens no port
    shown = server._inject_js_into_html(page, 7)
    assert b"Content-Security-Policy" not in shown
    assert b"livereload(7," in shown
