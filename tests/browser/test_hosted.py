"""On a real web host, nginx, with the headers that the build wrote for it: no complaint."""

from __future__ import annotations

from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from generator.project import Project
from generator.site.policy import HEADERS, content_policy
from tests.browser.support import PATHS, PHONE, OpenVisit, draw_charts, one_per_line


def answer(site: str, path: str) -> tuple[int, dict[str, str]]:
    """The status and the headers with which the host answers."""
    connection = HTTPConnection(urlsplit(site).netloc, timeout=10)
    connection.request("GET", f"/{path}")
    response = connection.getresponse()
    response.read()
    connection.close()
    return response.status, dict(response.getheaders())


def test_every_answer_has_the_headers_and_only_what_never_changes_is_kept(hosted: str, built: Project) -> None:
    fragment = next((built.out / "pagefind" / "fragment").iterdir()).relative_to(built.out).as_posix()
    for path, status, kept in (
        ("index.html", 200, "no-cache"),
        ("assets/portal/portal.css", 200, "no-cache"),
        ("pagefind/pagefind-entry.json", 200, "no-cache"),
        (fragment, 200, "public, max-age=31536000, immutable"),
        ("no/such/page.html", 404, None),
        ("pagefind/fragment/none", 404, None),
    ):
        code, headers = answer(hosted, path)
        assert (code, headers.get("Cache-Control")) == (status, kept), path
        assert headers["Content-Security-Policy"] == content_policy(), path
        assert headers.items() >= HEADERS.items(), path


def test_no_kind_of_page_breaks_the_policy(hosted: str, visit: OpenVisit) -> None:
    reader = visit(PHONE, site=hosted)
    for path in PATHS.values():
        draw_charts(reader.go(path))
    page = reader.go(PATHS["indicators"])
    page.get_by_label("Words").fill("waste")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Search", exact=True).click()
    page.keyboard.type("data observatory")
    expect(page.locator("#search-results a").first).to_be_visible()
    broken = [complaint for complaint in reader.complaints if "ERR_ABORTED" not in complaint]  # left before it came
    assert not broken, one_per_line(broken)
    assert not reader.outside(), one_per_line(reader.outside())


@pytest.mark.parametrize("given_by", ["host", "page"])
def test_a_script_that_slips_into_a_page_does_not_run(
    given_by: str, hosted: str, server: str, visit: OpenVisit
) -> None:
    reader = visit(site=hosted if given_by == "host" else server)
    page = reader.go(PATHS["paper"])
    page.eval_on_selector(
        ".portal-page",
        """content => {
            const script = document.createElement("script");
            script.textContent = "window.slipped = true";
            content.append(script);
        }""",
    )
    assert page.evaluate("window.slipped") is None
    assert any("Content Security Policy" in complaint for complaint in reader.complaints)
