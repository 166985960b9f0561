"""What officers' Markdown may hold: attacked from outside, and read as the site engine reads it."""

from __future__ import annotations

import re
from time import monotonic

import markdown
import pytest
import yaml

from generator.load.markdown import MAX_BLOCK, check_body
from tests.conftest import ROOT

# fmt: off
REFUSED = [
    # body                                                what is told of
    ("<script>alert(1)</script>",                         ("tag", "script")),
    ("a <img src=x onerror=alert(1)>",                    ("tag", "img")),
    ("![i](https://example.org/x.png)",                   ("tag", "img")),
    ("# Title",                                           ("tag", "h1")),
    ("```\n<script>\n```",                                ("tag", "script")),
    ("<svg><p>x</p></svg>",                               ("tag", "svg")),
    ("<plaintext>",                                       ("tag", "plaintext")),
    ("<javascript:alert(1)>",                             ("tag", "javascript:alert(1)")),
    ("<p onclick=alert(1)>x</p>",                         ("attribute of p", "onclick=alert(1)")),
    ('<p markdown="1">x</p>',                             ("attribute of p", "markdown=1")),
    ('<h2 id="portal-nav">x</h2>',                        ("attribute of h2", "id=portal-nav")),
    ('<td style="position:fixed">x</td>',                 ("tag", "td")),
    ("[x](javascript:alert(1))",                          ("attribute of a", "href=javascript:alert(1)")),
    ("[x](JavaScript:alert(1))",                          ("attribute of a", "href=JavaScript:alert(1)")),
    ("[x](<javascript:alert(1)>)",                        ("attribute of a", "href=javascript:alert(1)")),
    ("[x](&#106;avascript:alert(1))",                     ("attribute of a", "href=javascript:alert(1)")),
    ("[x](\u00a0javascript:alert(1))",                    ("attribute of a", "href=javascript:alert(1)")),
    ("[x]\n\n[x]: javascript:alert(1)",                   ("attribute of a", "href=javascript:alert(1)")),
    ("[x](data:text/html,x)",                             ("attribute of a", "href=data:text/html,x")),
    ("[x](vbscript:x)",                                   ("attribute of a", "href=vbscript:x")),
    ("<ftp://example.org/>",                              ("attribute of a", "href=ftp://example.org/")),
    ("[x](//example.org/)",                               ("link", "//example.org/")),
    ("[x](/elsewhere/)",                                  ("link", "/elsewhere/")),
    ("[x](../elsewhere.md)",                              ("link", "../elsewhere.md")),
    ("[x](?q=y)",                                         ("link", "?q=y")),
    ("[x](https:elsewhere)",                              ("link", "https:elsewhere")),
    ("[x](https://[)",                                    ("attribute of a", "href=https://[")),
    ("<!-- secret -->",                                   ("comment", " secret ")),
    ("<?secret?>",                                        ("instruction", "secret?")),
    ("<!DOCTYPE secret>",                                 ("declaration", "DOCTYPE secret")),
    ("<![CDATA[secret]]>",                                ("declaration", "CDATA[secret")),
    ("x\n\n</div></article>\n\ny",                        ("end of a tag", "div")),
    ("x\n\n</body></html>",                               ("end of a tag", "body")),
    ("<strong>x\n\ny",                                    ("tag that is never closed", "strong")),
    ('<a href="https://example.org/">x\n\ny',             ("tag that is never closed", "a")),
    ("<table><tr><td>x\n\ny",                             ("tag that is never closed", "td")),
    ("<blockquote>\nx\n\ny",                              ("tag that is never closed", "blockquote")),
]

ACCEPTED = [
    "Plain text with *emphasis*, **weight** and `code`.",
    "## A heading\n\n### One below\n\n#### And another",
    "* one\n* two\n    * below\n\n1. first\n2. second",
    "> quoted\n> > twice",
    "| Area | Value |\n|:-----|------:|\n| A `|` b | 1 |",
    "[x](https://example.org/?a=b&c=d#e 'A \"title\"'), <https://example.org/>, <a@example.org>, [up](#a-heading)",
    "[x][one]\n\n[one]: https://example.org/ \"A title\"",
    "[x](https://example.org/ \"a\\\" onclick=\\\"x\")",
    "`<script>alert(1)</script>`\n\n    <script>alert(1)</script>",
    "1 < 2 > 0 & x &lt;b&gt; &copy; &bogus; \\<b\\> 5 <b 6",
    "text {: onclick=alert(1) }\n{: .x }\n\n{:toc}",
    "[TOC]\n\n## A heading",
    "*[HTML]: x\n\n[^1]\n\n~~x~~ ==y== :smile: !!! note\n\n--8<-- \"file\"",
    "{{ page.title }} {% include 'x' %} {# x #} {{ config }}",
    "[a [b](https://example.org/)](https://example.org/)",
    "---",
    "a (b (c [d] e) f) g\n\n" * 200,
]
# fmt: on


@pytest.mark.parametrize(("body", "told"), REFUSED)
def test_what_would_be_removed_or_moved_is_refused(body: str, told: tuple[str, str]) -> None:
    (problem,) = check_body(body, "paper.md")
    assert (problem.rule, problem.found) == (f"officers' Markdown does not hold this {told[0]}", told[1])


@pytest.mark.parametrize("body", ACCEPTED)
def test_the_subset_passes(body: str) -> None:
    assert list(check_body(body, "paper.md")) == []


@pytest.mark.parametrize("body", ACCEPTED)
def test_the_site_engine_makes_the_same_of_it(body: str) -> None:
    """With the extensions of mkdocs.yml, anchors and links to headings apart."""
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    names = [name for each in settings["markdown_extensions"] for name in (each if isinstance(each, dict) else [each])]
    configs = {
        name: options
        for each in settings["markdown_extensions"]
        if isinstance(each, dict)
        for name, options in each.items()
    }
    made = markdown.markdown(body, extensions=names, extension_configs=configs)
    made = re.sub(r'<a class="headerlink"[^>]*>[^<]*</a>|(?<=<h[2-4]) id="[^"]*"', "", made)
    assert made == markdown.markdown(body, extensions=["tables"])


REPEATED = [
    "[",
    "![",
    "[x](",
    "[x][",
    "(",
    "> ",
    "> > - ",
    "- ",
    "1. ",
    "*",
    "**a ",
    "_a ",
    "`",
    "``x",
    "<",
    "<a",
    "</",
    "&",
]
REPEATED += [
    "&#",
    "|",
    "| a ",
    "\\",
    "#",
    "~",
    '"',
    "<!--",
    "<?",
    "</p>",
    "<p>",
    "a@b.c ",
    "https://",
    "{",
    "\t",
    "    ",
]
LONG = 20_000


@pytest.mark.parametrize("part", REPEATED)
def test_what_is_repeated_without_end_neither_crashes_nor_hangs(part: str) -> None:
    started = monotonic()
    list(check_body(part * (LONG // len(part)), "paper.md"))
    assert monotonic() - started < 5


@pytest.mark.parametrize("part", ["1. ", "[", "(["])
def test_what_stands_too_deep_is_refused(part: str) -> None:
    (problem,) = check_body(part * (LONG // len(part)), "paper.md")
    assert problem.rule == "quotations, lists or brackets stand too deep within one another"


def test_a_paragraph_has_an_end() -> None:
    assert list(check_body("x" * MAX_BLOCK, "paper.md")) == []
    (problem,) = check_body("x" * (MAX_BLOCK + 1), "paper.md")
    assert problem.rule == "a paragraph, list or table has at most 50,000 characters"
