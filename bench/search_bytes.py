"""What a reader downloads until the first results of a search, code included.

    python -m bench.search_bytes SITE [WORDS …]

SITE is the folder of a finished site. Each search is that of a browser with nothing remembered, from the front page.
What that page itself needs does not count, but for its script, which is code of the search too.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import quote_plus, urlsplit

from playwright.sync_api import Browser, Request, sync_playwright

from bench.hosted import hosted
from generator.packs.chromium import FLAGS, find_chromium

WORDS = ("homes", "libraries", "roads repaired", "libraries opened")
"""Words of made sites (`bench/make.py`), most of which the example site has too."""

PARTS = {
    "code": re.compile(r"/assets/portal/.*\.js$|/pagefind/pagefind\.js$"),
    "WebAssembly": re.compile(r"\.pagefind$"),
    "list of the index": re.compile(r"\.pf_meta$|entry\.json$"),
    "pieces of the index": re.compile(r"\.pf_index$"),
    "results": re.compile(r"\.pf_fragment$"),
}
FOUND = re.compile(r"^[\d,]+ pages? found$|^Nothing found")


def transferred(browser: Browser, site: str, words: str) -> tuple[str, Mapping[str, int]]:
    """What was said to be found, and the bytes of each part as they were sent, headers included."""
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    asked: list[Request] = []
    page.on("requestfinished", lambda request: asked.append(request))
    page.goto(f"{site}index.html?q={quote_plus(words)}")
    state = page.get_by_role("dialog").get_by_role("status").filter(has_text=FOUND)
    said = state.inner_text()
    page.wait_for_load_state("networkidle")
    sizes = {urlsplit(each.url).path: _size(each) for each in asked}
    context.close()
    return said, {name: sum(sizes[path] for path in sizes if kind.search(path)) for name, kind in PARTS.items()}


def _size(request: Request) -> int:
    sizes = request.sizes()
    return sizes["responseBodySize"] + sizes["responseHeadersSize"]


def table(rows: Iterable[tuple[str, str, Mapping[str, int]]]) -> str:
    head = ("words", "found", *PARTS, "all, bytes")
    lines = ["| " + " | ".join(head) + " |", "|---|---|" + "---:|" * (len(head) - 2)]
    for words, said, sizes in rows:
        cells = (words, said, *(f"{size:,}" for size in sizes.values()), f"{sum(sizes.values()):,}")
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description="Counts what the first results of a search take.")
    parser.add_argument("site", type=Path)
    parser.add_argument("words", nargs="*", default=WORDS)
    given = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        hosted(given.site, Path(folder)) as site,
        sync_playwright() as started,
    ):
        browser = started.chromium.launch(executable_path=find_chromium(), args=list(FLAGS))
        rows = [(words, *transferred(browser, site, words)) for words in given.words]
        browser.close()
    sys.stdout.write(table(rows))


if __name__ == "__main__":
    main()
