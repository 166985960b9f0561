"""Pages that explain: the glossary, the pages that people write, and the list of all pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.abbreviations import is_abbreviation
from generator.derive.results import Results
from generator.model import ContentPage, Term
from generator.pages import addresses
from generator.pages.lookup import Named
from generator.pages.page import Page


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    term: str
    anchor: str
    expansion: str
    meaning: str
    publishers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GlossaryContent:
    entries: tuple[GlossaryEntry, ...]


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """One that a publisher uses, with its entry in the glossary."""

    term: str
    expansion: str
    address: str


@dataclass(frozen=True, slots=True)
class WrittenContent:
    body: str


@dataclass(frozen=True, slots=True)
class GuidesContent:
    guides: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class AllPagesContent:
    groups: tuple[tuple[str, tuple[Named, ...]], ...]


def glossary_page(results: Results) -> Page:
    return Page(
        address=addresses.GLOSSARY,
        title="Glossary",
        description="The abbreviations and terms of councils' papers, in plain English.",
        template="glossary.md.jinja",
        content=GlossaryContent(_entries(results)),
        kind="About",
    )


def abbreviations(results: Results) -> Mapping[str, tuple[Abbreviation, ...]]:
    """The abbreviations of each publisher, by its short name, that its glossary says in full."""
    found: dict[str, list[Abbreviation]] = {}
    for entry in _entries(results):
        if entry.expansion and is_abbreviation(entry.term):
            own = Abbreviation(entry.term, entry.expansion, f"{addresses.GLOSSARY}#{entry.anchor}")
            for name in entry.publishers:
                found.setdefault(name, []).append(own)
    return {name: tuple(own) for name, own in found.items()}


def _entries(results: Results) -> tuple[GlossaryEntry, ...]:
    """What publishers explain alike is one entry."""
    found: dict[Term, list[str]] = {}
    for result in results.publishers:
        for term in result.latest.release.terms:
            found.setdefault(term, []).append(result.publisher.name.short_name)
    entries = sorted(found.items(), key=lambda entry: (entry[0].term.casefold(), entry[1]))
    own = addresses.anchors(term.term for term, _ in entries)  # two publishers may explain one abbreviation differently
    return tuple(
        GlossaryEntry(term.term, anchor, term.expansion, term.meaning, tuple(names))
        for (term, names), anchor in zip(entries, own, strict=True)
    )


def written_pages(content: Iterable[ContentPage]) -> tuple[Page, ...]:
    return tuple(_written(page, addresses.content(page.name), "About") for page in content if not page.is_guide)


def guide_pages(content: Iterable[ContentPage]) -> tuple[Page, ...]:
    """The guides for officers, after the list of them; none where none is written."""
    guides = [page for page in content if page.is_guide]
    if not guides:
        return ()
    index = Page(
        address=addresses.GUIDES,
        title="Guides for officers",
        description="How the council's officers fill in, check, sign, publish and correct a quarter, step by step.",
        template="guides.md.jinja",
        content=GuidesContent(
            tuple(Named(each.title, addresses.guide(each.name), each.description) for each in guides)
        ),
        kind="Guides for officers",
    )
    return (index, *(_written(page, addresses.guide(page.name), "Guides for officers") for page in guides))


def _written(page: ContentPage, address: str, kind: str) -> Page:
    return Page(
        address=address,
        title=page.title,
        description=page.description,
        template="written.md.jinja",
        content=WrittenContent(page.body),
        kind=kind,
    )


def all_pages_page(pages: Sequence[Page], above: str) -> Page:
    """Every page by kind: the way to find things where search can't run. `above` is left out of their addresses."""
    groups: dict[str, list[Named]] = {}
    for page in (page for page in pages if not page.moved_to):
        groups.setdefault(page.kind, []).append(Named(page.title, f"{above}{page.address}", page.publisher))
    return Page(
        address=addresses.ALL_PAGES,
        title="All pages",
        description="Every page of this site, by kind.",
        template="all-pages.md.jinja",
        content=AllPagesContent(tuple((kind, tuple(named)) for kind, named in groups.items())),
        kind="About",
        searchable=False,
    )
