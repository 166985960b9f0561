"""What the privacy page says is kept on a reader's device is all that is kept there."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.support import PATHS, ROOT, OpenVisit, one_per_line

TOLD = {"portal-scheme": "light or dark page", "portal-slash": "the / key"}
"""What the site keeps on a device, each with the words of the privacy page that tell of it."""

KEPT = """async () => [
    ...Object.keys(localStorage),
    ...Object.keys(sessionStorage).map(name => `${name}, for the session`),
    ...(await indexedDB.databases()).map(({ name }) => `${name}, a database`),
    ...(await caches.keys()).map(name => `${name}, a cache`),
    ...(await navigator.serviceWorker.getRegistrations()).map(({ scope }) => `a worker for ${scope}`),
]"""


def test_no_cookies_and_nothing_kept_but_what_is_told(visit: OpenVisit) -> None:
    reader = visit()
    page = reader.go(PATHS["actions"])
    assert page.evaluate(KEPT) == [], "nothing is kept of a visit alone"

    page.get_by_role("button", name="Dark colours").click()
    page.get_by_label("Words").fill("delayed")
    page.keyboard.press("Control+k")
    page.keyboard.type("data observatory")
    expect(page.locator("#search-results a").first).to_be_visible()
    page.get_by_label("Open search with the / key").uncheck()
    page.keyboard.press("Escape")
    reader.go(PATHS["control"])

    assert set(page.evaluate(KEPT)) == set(TOLD)
    assert page.context.cookies() == []
    assert page.evaluate("document.cookie") == ""
    assert not reader.outside(), one_per_line(reader.outside())


def test_the_privacy_page_tells_of_each() -> None:
    told = (ROOT / "content" / "pages" / "privacy.md").read_text("utf-8")
    assert [name for name, words in TOLD.items() if words not in told] == []
    assert "no cookies" in told
