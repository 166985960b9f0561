"""From results to build/docs: each publisher's part by itself, in as many processes as there are cores.

A part is planned, rendered and written in one go, and what comes back of it is what the rest of the site needs to know:
where its pages are and what they are called. The bytes are the same however many processes there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from generator.cards import draw_cards
from generator.derive.results import PublisherResult, Results
from generator.model import ContentPage, Synonyms
from generator.pages import Shared, SitePlan, pages_of_all, part_of, whole_site
from generator.pages.made_packs import MadePack
from generator.project import Project
from generator.render import rendered_pages
from generator.tokens import Tokens, tokens_css
from generator.workers import in_parallel
from generator.write import assets, remove_others, write_docs

LEAST = 200
"""Pages that are worth a process of their own."""


@dataclass(frozen=True, slots=True)
class MadePart:
    """A part that was written: its pages without what they say, and the paths of all its files below the docs."""

    plan: SitePlan
    written: frozenset[str]


def make_docs(
    results: Results,
    content: tuple[ContentPage, ...],
    synonyms: Synonyms,
    packs: Mapping[str, MadePack],
    project: Project,
    tokens: Tokens,
    workers: int,
) -> SitePlan:
    """Makes build/docs hold the whole site as Markdown. Returns its plan, whose pages have lost what they say.

    Raises `BuildError` when two pages want one address.
    """
    shared = Shared.of(results, synonyms, packs)
    project.docs.mkdir(parents=True, exist_ok=True)
    # One publisher alone is planned here, and its pages are shared out; many are shared out themselves.
    inside = workers if len(results.publishers) == 1 else 1
    jobs = [partial(_made, result, shared, project, tokens, inside) for result in results.publishers]
    made = in_parallel(jobs, workers)
    parts = [part.plan for part in made]
    own = _write(pages_of_all(results, content, parts, shared), project, tokens, 1)
    site = whole_site(parts, own.plan, content, shared)
    fixed = assets(project, tokens_css(tokens))
    write_docs(fixed, project.docs)
    remove_others(_all([*made, own], fixed), project.docs)
    return site


def _made(result: PublisherResult, shared: Shared, project: Project, tokens: Tokens, workers: int) -> MadePart:
    return _write(part_of(result, shared), project, tokens, workers)


def _write(plan: SitePlan, project: Project, tokens: Tokens, workers: int) -> MadePart:
    number = max(1, min(workers, len(plan.pages) // LEAST))
    shares = [replace(plan, pages=plan.pages[first::number]) for first in range(number)]
    written = in_parallel([partial(_write_share, share, project, tokens) for share in shares], number)
    told = tuple(replace(page, content=None, files=()) for page in plan.pages)
    return MadePart(replace(plan, pages=told), frozenset().union(*written))


def _write_share(share: SitePlan, project: Project, tokens: Tokens) -> frozenset[str]:
    """The paths of what was written."""
    beside = {**share.files, **draw_cards(share.cards, tokens)}
    write_docs(beside, project.docs)
    written = set(beside)
    for path, text in rendered_pages(share, project.templates, tokens):
        write_docs({path: text.encode("utf-8")}, project.docs)
        written.add(path)
    return frozenset(written)


def _all(parts: Iterable[MadePart], fixed: Iterable[str]) -> Iterable[str]:
    yield from fixed
    for part in parts:
        yield from part.written
