"""A quarter on a council's own server, as a communications officer lives it: pushed, read, corrected, rolled back."""

from __future__ import annotations

from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import expect

from generator.publish.served import Read, read_back
from generator.site.policy import HEADERS, content_policy
from tests.browser.support import PHONE, OpenVisit
from tests.nginx import free_port, serving
from tests.projects import change_rows, sign_all
from tests.publish.server import PORTAL, commit, push, run, set_up, signed_project

OLD, NEW = "45", "60"
"""Per cent of an action, as it was published and as it should have been."""


def answer(site: str, path: str, takes: str = "") -> tuple[int, dict[str, str], bytes]:
    """The status, headers and bytes with which the server answers a reader whose browser takes these encodings."""
    connection = HTTPConnection(urlsplit(site).netloc, timeout=10)
    connection.request("GET", f"/{path}", headers={"Accept-Encoding": takes} if takes else {})
    response = connection.getresponse()
    content = response.read()
    connection.close()
    return response.status, dict(response.getheaders()), content


def test_a_quarter_is_pushed_read_corrected_and_rolled_back(tmp_path: Path, visit: OpenVisit) -> None:
    project = signed_project(tmp_path)
    port = free_port()
    server = set_up(project, tmp_path / "root", "--listen", f"127.0.0.1:{port}")
    (tmp_path / "nginx").mkdir()

    commit(project, "Quarter 2, signed")
    pushed = push(project)
    assert pushed.returncode == 0, pushed.stderr
    assert "remote: Published 0001-" in pushed.stderr
    assert "remote: That is smallshire/2024-25-q2 1.0.0, as it is public at " in pushed.stderr

    with serving(tmp_path / "nginx", include=server.root / "etc/nginx/sites-enabled/portal", port=port) as site:
        reader = visit(PHONE, site=site)
        expect(reader.go("items/plant-trees/").get_by_text(OLD).first).to_be_visible()
        read = agrees(site)
        headers_and_what_is_not_there(site, visit)

        # Nothing signed: refused, and readers see what they saw.
        change_rows(project, "2024-25-q2/plan_updates.csv", {"percent_complete": OLD}, percent_complete=NEW)
        commit(project, "A figure, corrected in passing")
        pushed = push(project)
        assert pushed.returncode == 1
        assert "portal correct smallshire/2024-25-q2" in pushed.stderr
        assert agrees(site) == read

        # As it is done.
        run("git", "reset", "--quiet", "--hard", "HEAD~1", cwd=project.root)
        words = (
            "--thing",
            "plan-item:plant-trees",
            "--column",
            "percent_complete",
            "--after",
            NEW,
            "--period",
            "2024/25 Q2",
        )
        why = ("--reason", "Two wards were left out.", "--post", "director-of-place")
        done = run(str(PORTAL), "correct", "smallshire/2024-25-q2", *words, *why, cwd=project.root)
        assert done.returncode == 0, done.stderr
        sign_all(project)
        commit(project, "Corrected")
        pushed = push(project)
        assert pushed.returncode == 0, pushed.stderr
        corrected = agrees(site)
        assert corrected != read
        expect(reader.go("items/plant-trees/").get_by_text(NEW).first).to_be_visible()

        # Back, and it stays so until somebody publishes.
        done = server.ask("rollback")
        assert done.returncode == 0, done.stderr
        assert agrees(site) == read
        expect(reader.go("items/plant-trees/").get_by_text(OLD).first).to_be_visible()
        done = server.ask("publish --scheduled")
        assert done.returncode == 1
        assert "a scheduled build does not undo that" in done.stderr
        assert "served now" in server.ask("rollback --list").stdout.splitlines()[-1]
        assert server.ask("rollback 2").returncode == 0
        assert agrees(site) == corrected
    assert not reader.outside()
    assert not reader.complaints
    assert server.rubbish() == set()


def agrees(site: str) -> str:
    """The hash of what is served, once all of it was read back and is what the manifest says, headers and all."""
    read: Read = read_back(site)
    assert (read.verified.faults, read.warnings) == ((), ())
    return read.verified.sha256


def headers_and_what_is_not_there(site: str, visit: OpenVisit) -> None:
    status, headers, content = answer(site, "items/plant-trees/", "br, gzip")
    assert (status, headers["Content-Encoding"], headers["Vary"]) == (200, "br", "Accept-Encoding")
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    for takes, way in (("gzip", "gzip"), ("br;q=0, gzip", "gzip"), ("", None)):
        _, other, plain = answer(site, "items/plant-trees/", takes)
        assert (other.get("Content-Encoding"), len(plain) > len(content)) == (way, True), takes
    assert answer(site, "items/plant-trees/index.html.br")[0] == 404
    status, headers, _ = answer(site, "no/such/page.html", "br")
    assert (status, headers["Content-Encoding"], "Cache-Control" in headers) == (404, "br", False)
    assert headers["Content-Security-Policy"] == content_policy()
    assert headers.items() >= HEADERS.items()
    page = visit(site=site).page
    page.goto(f"{site}items/tree-planting/")
    page.get_by_role("link", name="Search for “tree planting”").click()
    expect(page.locator("#search-results a").first).to_be_visible()
