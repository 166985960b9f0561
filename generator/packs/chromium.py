"""Prints packs with Chromium. The only user of playwright.

A pack is given to the browser from memory, at an address that does not exist: whatever else it might ask for is
refused, and no path of this machine can come into the file.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from mimetypes import guess_type
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Page, Route, sync_playwright

from generator.errors import BuildError
from generator.packs.finish import starts_of

ADDRESS = "http://pack.invalid/"
FLAGS = (
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)
"""Its own sandbox does not work in containers; what it opens is ours, and it is given nothing else."""
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NOTED = Path(sys.prefix) / "chromium-path"
"""Where tools/chromium leaves the path of the Chromium that it found."""

SHEET = {"width": 673, "height": 900}
"""The size of the view: as wide as the text on a sheet of A4, in CSS pixels, so that charts are drawn to fit."""

FOOT = """
<div style="color: #46535e; display: flex; font: 8.5px sans-serif; justify-content: space-between; margin: 0 16mm;
width: 100%">
<span class="title"></span>
<span>Page <span class="pageNumber"></span> of <span class="totalPages"></span></span>
</div>"""
"""What stands at the foot of each page. Chromium fills in the title of the document and the numbers."""

MOST_ROUNDS = 4
"""How often page numbers may move when they are filled in before that is a fault. Twice is usual."""

FILL_IN = """starts => {
  for (const place of document.querySelectorAll("[data-page-of]")) {
    place.textContent = starts[place.dataset.pageOf];
  }
}"""
HEADINGS = """() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map(heading => heading.textContent)"""
PREPARE = """async () => {
  for (const folded of document.querySelectorAll("details")) folded.open = true;
  for (const link of document.querySelectorAll("main a[href^='#']")) {
    if (!link.querySelector("[data-page-of]")) link.insertAdjacentHTML("beforeend", " (page <span>000</span>)");
    const number = link.querySelector("[data-page-of], span:last-child");
    number.dataset.pageOf = link.hash.slice(1);
  }
  await window.portalCharts.drawAll();
  return document.querySelectorAll("figure.chart:not([data-drawn=true])").length;
}"""


@dataclass(frozen=True, slots=True)
class Printed:
    """A pack as Chromium left it: the page on which each anchor stands, and the headings in order."""

    pdf: bytes
    pages: int
    starts: Mapping[str, int]
    headings: tuple[str, ...]


class Press:
    """A running Chromium that prints packs."""

    def __init__(self, page: Page, files: Mapping[str, bytes]) -> None:
        self._page = page
        self._files = files
        self._html = ""
        page.route("**/*", self._answer)

    def print(self, html: str) -> Printed:
        """The pack as a PDF.

        It is printed, read for where things stand, and printed again with the numbers filled in, until they hold.
        """
        self._html = html
        self._page.goto(ADDRESS)
        if undrawn := self._page.evaluate(PREPARE):
            raise BuildError(f"Chromium could not draw {undrawn} of the charts of a pack.")
        filled: Mapping[str, int] = {}
        for _ in range(MOST_ROUNDS):
            pdf = self._page.pdf(
                prefer_css_page_size=True,
                print_background=True,
                tagged=True,
                outline=True,
                display_header_footer=True,
                header_template="<span></span>",
                footer_template=FOOT,
            )
            pages, starts = starts_of(pdf)
            if starts == filled:
                headings = (" ".join(text.split()) for text in self._page.evaluate(HEADINGS))
                return Printed(pdf, pages, starts, tuple(headings))
            self._page.evaluate(FILL_IN, starts)
            filled = starts
        raise BuildError("The page numbers of a pack do not settle.")

    def _answer(self, route: Route) -> None:
        name = route.request.url.removeprefix(ADDRESS)
        if name == "":
            route.fulfill(body=self._html, content_type="text/html; charset=utf-8")
        elif name in self._files:
            route.fulfill(body=self._files[name], content_type=guess_type(name)[0] or "application/octet-stream")
        else:
            route.abort()


@contextmanager
def press(files: Mapping[str, bytes]) -> Iterator[Press]:
    """A Chromium to print with. Raises `BuildError` when there is none, or it fails."""
    executable = find_chromium()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
            options: dict[str, Any] = {"viewport": SHEET, "color_scheme": "light", "locale": "en-GB"}
            yield Press(browser.new_context(**options).new_page(), files)
            browser.close()
    except Error as error:
        raise BuildError(f"Chromium could not make the packs: {error}") from error


def find_chromium() -> str:
    """The Chromium that tools/chromium noted, else one on the PATH."""
    noted = NOTED.read_text("utf-8").strip() if NOTED.is_file() else ""
    found = next((path for path in (shutil.which(name) for name in (noted, *NAMES) if name) if path), None)
    if found is None:
        raise BuildError("Packs need Chromium, and none was found. Run tools/chromium, which finds or installs it.")
    return found
