"""Page to Markdown: the only module that imports jinja2.

Every string from data is text. It is written with each character that could mean something to HTML, Markdown or YAML
as a numeric entity, so it appears on the page exactly as it was written and is never markup.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2
import markdown
from markupsafe import Markup, escape

from generator.abbreviations import explain
from generator.errors import Problem, quote
from generator.pages import SitePlan
from generator.pages.addresses import relative
from generator.pages.differences import Comparison
from generator.pages.packs import Pack
from generator.pages.page import NavEntry, Page
from generator.pages.quarter_check import QuarterCheck
from generator.pages.reference import Abbreviation
from generator.pages.sharing import sharing_of
from generator.reading import HARDEST, LONGEST
from generator.tokens import Tokens
from generator.words import counted, lower_first, sentence_case

PLAIN = frozenset(" ,.;?%£/:()-’‘“”–—…→·")
"""Characters besides letters and digits that mean nothing to HTML, Markdown or YAML inside a line, a tag or quotes."""

_SPECIAL = re.compile(rf"[^\w{re.escape(''.join(sorted(PLAIN)))}]|_")
_HEADING = re.compile(r"<(/?)h([2-4])>")


ABBREVIATIONS = "abbreviations.html.jinja"

END_OF_HEAD = "\n---\n"
"""What parts a page's front matter from its body."""


@lru_cache(maxsize=1 << 16)
def escape_text(text: str) -> Markup:
    """`text` with everything but letters, digits and `PLAIN` as numeric entities. For the inside of a line only."""
    return Markup(_SPECIAL.sub(lambda found: f"&#{ord(found[0])};", text))


def rendered_pages(site: SitePlan, templates: Path, tokens: Tokens) -> Iterator[tuple[str, str]]:
    """The path of each page below the docs folder, and its Markdown; one at a time, since all take much room."""
    environment = _environment(templates, tokens)
    for page in site.pages:
        yield page.path, _render(page, environment, site.above, site.abbreviations.get(page.publisher, ()))


def render_pages(site: SitePlan, templates: Path, tokens: Tokens) -> Mapping[str, str]:
    """All of them at once."""
    return dict(rendered_pages(site, templates, tokens))


def render_packs(packs: Iterable[Pack], templates: Path, tokens: Tokens) -> Mapping[str, str]:
    """The HTML of each pack by its file name. What stands elsewhere on the site is named and not linked to."""
    environment = _environment(templates, tokens)
    return {pack.name: _render_pack(pack, environment) for pack in packs}


def render_nav(nav: Iterable[NavEntry]) -> list[dict[str, Any]]:
    """The navigation as the site engine reads it. Titles reach every page as they are, so they are escaped here."""
    return [_nav_entry(entry) for entry in nav]


def render_check(
    problems: Iterable[Problem],
    counts: Iterable[Mapping[str, object]],
    quarters: Sequence[QuarterCheck],
    unsigned: Sequence[Problem],
    templates: Path,
) -> str:
    """The report of a check as an HTML page that stands alone: what is wrong, what to look at, how many rows."""
    listed = list(problems)
    return _report(
        "check.html.jinja",
        templates,
        errors=[each for each in listed if not each.warning],
        warnings=[each for each in listed if each.warning],
        counts=list(counts),
        quarters=quarters,
        unsigned=unsigned,
        hardest=HARDEST,
        longest=LONGEST,
    )


def render_comparison(comparison: Comparison, templates: Path, tokens: Tokens) -> str:
    """What changed between two releases, as an HTML page that stands alone."""
    return _report("diff.html.jinja", templates, told=comparison, tokens=tokens.by_word)


def _report(template: str, templates: Path, **context: object) -> str:
    """A page for officers: HTML from the start, so that HTML's own escaping is what it needs."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(quoted=quote, counted=counted, sentence_case=sentence_case)
    return environment.get_template(template).render(**context)


def _render(page: Page, environment: jinja2.Environment, above: str, abbreviations: Sequence[Abbreviation]) -> str:
    context = {field.name: getattr(page.content, field.name) for field in fields(page.content)}

    def url(address: str) -> Markup:
        return escape(relative(page.address, str(address).removeprefix(above)))

    text = environment.get_template(page.template).render(page=page, sharing=sharing_of(page), url=url, **context)
    head, end, body = text.partition(END_OF_HEAD)
    explained, found = explain(body, {each.term: str(escape_text(each.expansion)) for each in abbreviations})
    if not found:
        return text
    entries = [each for each in abbreviations if each.term in found]
    return f"{head}{end}{explained}{environment.get_template(ABBREVIATIONS).render(entries=entries, url=url)}"


def _render_pack(pack: Pack, environment: jinja2.Environment) -> str:
    def url(address: str) -> Markup:
        anchor = pack.anchors.get(str(address))
        return escape(f"#{anchor}" if anchor else "")

    context = {field.name: getattr(pack.content, field.name) for field in fields(pack.content)}
    return environment.get_template("pack.html.jinja").render(url=url, **context)


def _nav_entry(entry: NavEntry) -> dict[str, Any]:
    """A page, or a section that begins with its own page."""
    title = str(escape_text(entry.title))
    if not entry.below:
        return {title: entry.path}
    own = [{title: entry.path}] if entry.path else []
    return {title: [*own, *(_nav_entry(child) for child in entry.below)]}


def _environment(templates: Path, tokens: Tokens) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates),
        # Markup passes, everything else goes through `escape_text`. Templates never join data with ~ or filters.
        autoescape=True,
        finalize=_finalize,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals["tokens"] = tokens.by_word
    environment.filters.update(FILTERS)
    return environment


def _finalize(value: object) -> Markup:
    return value if isinstance(value, Markup) else escape_text(str(value))


def _trusted(text: str) -> Markup:
    """Text of our own files (an SVG path), never of data."""
    return Markup(text)


def _chart_json(figure: Mapping[str, Any]) -> Markup:
    """JSON for the inside of a script element: no character of it can end the element or start a comment."""
    text = json.dumps(figure, ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)


def _officers_html(text: str, level: int) -> Markup:
    """Officers' Markdown, which `load` has checked, as HTML whose headings begin at `level`: 2 as they are written."""
    html = markdown.markdown(str(text), extensions=["tables"])
    return Markup(_HEADING.sub(lambda tag: f"<{tag[1]}h{int(tag[2]) + level - 2}>", html))


def _sentence(text: str) -> str:
    """A phrase as a sentence of its own."""
    return sentence_case(text.rstrip(".")) + "."


FILTERS: Mapping[str, Callable[..., object]] = {
    "trusted": _trusted,
    "officers_markdown": _trusted,  # `load` has checked that sanitising would take nothing out of it
    "officers_html": _officers_html,
    "chart_json": _chart_json,
    "lower_first": lower_first,
    "sentence": _sentence,
    "sentence_case": sentence_case,
}
