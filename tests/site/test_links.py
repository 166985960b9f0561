"""The last gate before a site is switched: links, anchors, what is loaded, and what would run."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import BuildError
from generator.site.links import check_links

POLICY = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'


def site_with(folder: Path, body: str, head: str = POLICY) -> Path:
    (folder / "other").mkdir()
    (folder / "other" / "index.html").write_text(f'{POLICY}<h1 id="there">Other</h1>', "utf-8")
    (folder / "own.js").write_text("", "utf-8")
    (folder / "index.html").write_text(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>", "utf-8")
    return folder


@pytest.mark.parametrize(
    "body",
    [
        '<a href="other/index.html#there">Other</a>',
        '<a href="https://www.example.gov.uk/">Elsewhere</a>',
        '<script src="own.js"></script>',
        '<script type="application/json" class="chart-data">{"on": 1}</script>',
        '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="">',
        "<p>javascript: is a word here, and onclick=1 too</p>",
        '<p data-sort="javascript:x" title="JavaScript: a primer">x</p><meta name="x" content="javascript:x">',
    ],
)
def test_what_may_be(body: str, tmp_path: Path) -> None:
    assert check_links(site_with(tmp_path, body)) < 2


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('<a href="none/index.html">None</a>', "none/index.html"),
        ('<a href="other/index.html#none">None</a>', "none"),
        ('<p id="a"></p><p id="a"></p>', "two things have the anchor a"),
        ('<img src="https://elsewhere.example/a.png" alt="">', "from outside the site"),
        ('<script src="//elsewhere.example/a.js"></script>', "from outside the site"),
        ('<object data="https://elsewhere.example/a.pdf"></object>', "from outside the site"),
        ('<embed src="https://elsewhere.example/a.pdf">', "from outside the site"),
        ("<script>let a = 1</script>", "a script element would run inside the page"),
        ('<script type="module">let a = 1</script>', "a script element would run inside the page"),
        ('<p onclick="a()">A</p>', 'onclick="a()"> would run inside the page'),
        ('<a href=" JavaScript:a()">A</a>', "would run inside the page"),
        ('<a href="java\tscr\nipt:a()">A</a>', "would run inside the page"),
        ('<button formaction="javascript:a()">A</button>', "would run inside the page"),
        ('<iframe srcdoc="a"></iframe>', "would run inside the page"),
        ("<template><script>let a = 1</script></template>", "a template element"),
        ('<svg><a xlink:href="javascript:a()"></a></svg>', "would run inside the page"),
    ],
)
def test_what_stops_a_build(body: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"index\.html") as stopped:
        check_links(site_with(tmp_path, body))
    assert said in str(stopped.value)


def test_a_page_without_the_policy_stops_a_build(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"index\.html: the content policy is missing from the head"):
        check_links(site_with(tmp_path, "", head=""))
