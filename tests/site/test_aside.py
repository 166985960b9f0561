"""HTML that is set aside comes back as the engine would have left it, whatever stands around it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as any_
from markdown import Markdown

from generator.pipeline import build
from generator.site.aside import SetAside, split
from generator.site.manifest import MANIFEST
from generator.site.tree import mark_of, read_tree
from tests.conftest import AT, quiet
from tests.projects import copy_project

BLOCKS = [
    "<p>A line</p>",
    '<p class="lede">One <a href="x.html">link</a>, one &#38; more</p>',
    "<dl>\n<div><dt>A</dt> <dd>B</dd></div>\n</dl>",
    "<div><div>In</div>\n\n<div>another</div></div>",
    "<details><summary>More</summary>\n<ul>\n<li>One</li>\n</ul>\n\n</details>",
    '<figure id="values">\n<script type="application/json">{"x":"## no heading"}</script>\n</figure>',
    '<table data-note="a > b"><tr><td>1<br>2</td></tr></table>',
]
TEXTS = [
    "",
    "Some *words*.",
    "## A heading",
    "- one\n- two",
    "| A | B |\n|---|---|\n| 1 | 2 |",
    "<strong>Strong</strong> words, and `<p>` as code",
    "1 < 2 &amp; 3 > 2",
    "[A link](#values)",
    "    <p>code</p>",
    "<br>",
    "   <p>Set in</p>",
    "<p>never ends",
    "<p>ends</p> in a line",
    "<!-- a note -->",
    "</div>",
]
BETWEEN = ["\n", "\n\n", "\n\n\n", "\n  \n"]


def converted(text: str, *extensions: SetAside) -> str:
    return Markdown(extensions=["tables", "toc", *extensions]).convert(text)


@given(any_.lists(any_.tuples(any_.sampled_from(BLOCKS + TEXTS), any_.sampled_from(BETWEEN)), max_size=8))
def test_it_comes_back_as_the_engine_leaves_it(parts: list[tuple[str, str]]) -> None:
    text = "".join(f"{part}{after}" for part, after in parts)
    assert converted(text, SetAside()) == converted(text)


@pytest.mark.parametrize("block", BLOCKS)
def test_each_block_is_found_whole(block: str) -> None:
    assert split(f"Before\n\n{block}\n\nAfter") == [
        (False, "Before\n\n"),
        (True, f"{block}\n"),
        (False, "\n\nAfter"),
    ]


@pytest.mark.parametrize(
    "text", ["   <p>Set in</p>", "<p>never ends", "<p>ends</p> in a line", "<!-- a note -->", "</div>", "<br>"]
)
def test_what_is_not_plain_is_left_to_the_engine(text: str) -> None:
    assert split(f"<p>A line</p>\n\n{text}\n") is None


def test_a_site_is_the_same_byte_for_byte_by_the_engine_alone(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    build(project, AT, quiet)
    fast = {file: mark_of(project.out / file) for file in read_tree(project.out).files}
    build(project, AT, quiet, plain=True)
    plain = {file: mark_of(project.out / file) for file in read_tree(project.out).files}
    assert fast == plain
    assert MANIFEST in fast


def test_every_page_of_ours_is_plain_enough(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    build(project, AT, quiet)
    pages = [path.read_text("utf-8").partition("\n---\n")[2] for path in project.docs.rglob("*.md")]
    assert len(pages) > 50
    assert all(split(text) is not None for text in pages)
