"""Results to pages: which pages exist and what each needs. Nothing is rendered here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from generator.derive.comparisons import Comparison, comparisons_of, once_compared
from generator.derive.results import PublisherResult, Results
from generator.model import ContentPage, Synonyms
from generator.pages import addresses
from generator.pages.actions import action_pages
from generator.pages.areas import area_pages
from generator.pages.assessments import assessment_pages
from generator.pages.budgets import budget_pages
from generator.pages.clinics import clinic_pages
from generator.pages.committees import committee_pages
from generator.pages.compare import compare_pages, compared_at, gone_comparisons
from generator.pages.data import data_page
from generator.pages.exceptions import exceptions_page
from generator.pages.front import front_page
from generator.pages.gone import with_gone
from generator.pages.indicators import indicator_pages
from generator.pages.items import item_pages
from generator.pages.lookup import Lookup, lookups_of
from generator.pages.made_packs import NO_PACKS, MadePack
from generator.pages.method import method_page
from generator.pages.page import Card, NavEntry, Page, check_addresses, navigation
from generator.pages.plans import plan_pages
from generator.pages.publishers import home_page
from generator.pages.quarters import quarter_pages
from generator.pages.reference import (
    Abbreviation,
    abbreviations,
    all_pages_page,
    glossary_page,
    guide_pages,
    written_pages,
)
from generator.pages.resolutions import resolution_pages
from generator.pages.risks import risk_pages
from generator.pages.search_words import Vocabulary, with_search_words
from generator.pages.sharing import origin_of
from generator.pages.strategies import strategy_pages

NO_SYNONYMS = Synonyms()


@dataclass(frozen=True, slots=True)
class SitePlan:
    """Every page of the site, and its navigation; or those of a part of it, and no navigation.

    `above` is the part of every address that is left out: a council alone needs no level of its own. `abbreviations`
    are each publisher's, by the name that its pages bear.
    """

    pages: tuple[Page, ...]
    nav: tuple[NavEntry, ...]
    above: str = ""
    abbreviations: Mapping[str, tuple[Abbreviation, ...]] = field(default_factory=dict)

    @property
    def files(self) -> Mapping[str, bytes]:
        """What stands beside the pages, by its path."""
        return {f"{page.address}{file.name}": file.content for page in self.pages for file in page.files}

    @property
    def moved(self) -> Mapping[str, str]:
        """Addresses that send readers on, and where to, as they stand on the site."""
        return {page.address: page.moved_to.removeprefix(self.above) for page in self.pages if page.moved_to}

    @property
    def cards(self) -> Mapping[str, Card]:
        """What the pictures of pages say, by their paths."""
        return {page.card_path: page.card for page in self.pages if page.card is not None}


@dataclass(frozen=True, slots=True)
class Shared:
    """What all parts of a site go by, beside the results of each."""

    comparisons: Sequence[Comparison]
    vocabulary: Vocabulary
    abbreviations: Mapping[str, tuple[Abbreviation, ...]]
    packs: Mapping[str, MadePack]
    above: str

    @classmethod
    def of(cls, results: Results, synonyms: Synonyms, packs: Mapping[str, MadePack]) -> Shared:
        terms = {each.publisher.name.short_name: each.latest.release.terms for each in results.publishers}
        alone = len(results.publishers) == 1
        return cls(
            comparisons_of(results.publishers),
            Vocabulary.of(synonyms, terms),
            abbreviations(results),
            packs,
            addresses.publisher(results.publishers[0].publisher.name.id) if alone else "",
        )

    def settled(self, pages: Iterable[Page]) -> tuple[Page, ...]:
        """The pages at their final addresses, with the words that search finds them by."""
        return tuple(with_search_words(_settled(pages, self.above), self.vocabulary))


def plan_site(
    results: Results,
    content: tuple[ContentPage, ...],
    synonyms: Synonyms = NO_SYNONYMS,
    packs: Mapping[str, MadePack] = NO_PACKS,
) -> SitePlan:
    """The whole site; `synonyms` are what search finds pages by besides their own words.

    `packs` are those that have been made, by the address of their meeting.
    Raises `BuildError` when two pages want one address.
    """
    shared = Shared.of(results, synonyms, packs)
    parts = [part_of(result, shared) for result in results.publishers]
    return whole_site(parts, pages_of_all(results, content, parts, shared), content, shared)


def part_of(result: PublisherResult, shared: Shared) -> SitePlan:
    """One publisher's pages, which depend on no other part of the site."""
    pages = publisher_pages(result, compared_at(shared.comparisons), shared.packs)
    return SitePlan(shared.settled(pages), (), shared.above, shared.abbreviations)


def pages_of_all(
    results: Results, content: tuple[ContentPage, ...], parts: Iterable[SitePlan], shared: Shared
) -> SitePlan:
    """The pages of the site itself, which lists those of its parts."""
    comparisons = shared.comparisons
    own = (
        *(() if shared.above else (front_page(results, addresses.COMPARE if comparisons else ""),)),
        *compare_pages(comparisons),
        *gone_comparisons(once_compared(results.publishers), comparisons),
        method_page(),
        glossary_page(results),
        *written_pages(content),
        *guide_pages(content),
    )
    settled = shared.settled(own)
    listed = all_pages_page(list(_in_order(parts, settled, shared)), shared.above)
    return SitePlan((*settled, *shared.settled([listed])), (), shared.above, shared.abbreviations)


def whole_site(parts: Iterable[SitePlan], own: SitePlan, content: tuple[ContentPage, ...], shared: Shared) -> SitePlan:
    """All parts as one. Raises `BuildError` when two pages want one address."""
    pages = tuple(_in_order(parts, own.pages, shared))
    check_addresses(pages)
    about = (
        addresses.METHOD,
        addresses.GLOSSARY,
        *(page.address for page in written_pages(content)),
        addresses.GUIDES,
        addresses.ALL_PAGES,
    )
    return SitePlan(pages, navigation(pages, about), shared.above, shared.abbreviations)


def _in_order(parts: Iterable[SitePlan], own: Sequence[Page], shared: Shared) -> Iterator[Page]:
    """The front page, the publishers', then the rest: so the navigation lists them."""
    front = 0 if shared.above else 1
    yield from own[:front]
    yield from (page for part in parts for page in part.pages)
    yield from own[front:]


def publisher_pages(
    result: PublisherResult, compared: Mapping[tuple[str, str], str], packs: Mapping[str, MadePack] = NO_PACKS
) -> tuple[Page, ...]:
    """One publisher's part of the site, worked out apart from the others.

    `compared` says where an indicator, named by publisher and id, stands beside those of others.
    """
    lookups = lookups_of(result)
    lookup = lookups[result.latest.release.id]
    latest = (
        home_page(result, lookup),
        exceptions_page(result, lookup),
        *plan_pages(result, lookups),
        *item_pages(result, lookups),
        *_reported(result, lookups, compared),
        *quarter_pages(result, lookups),
        *_decided(result, lookups, packs),
    )
    pages = with_gone(latest, result, lookups, partial(_following_latest, lookups=lookups))
    name = result.publisher.name
    fictional = name.demonstration if name.fictional else ""
    origin = origin_of(result.latest.release)
    return tuple(replace(page, fictional=fictional, origin=page.origin or origin) for page in pages)


def _following_latest(result: PublisherResult, lookups: Mapping[str, Lookup]) -> tuple[Page, ...]:
    """The pages that are made from the latest of the releases alone."""
    return (*_reported(result, lookups, {}), *_decided(result, lookups, NO_PACKS))


def _reported(
    result: PublisherResult, lookups: Mapping[str, Lookup], compared: Mapping[tuple[str, str], str]
) -> tuple[Page, ...]:
    """What was reported in the latest release."""
    lookup = lookups[result.latest.release.id]
    return (
        *action_pages(result, lookup),
        *indicator_pages(result, lookups, compared),
        *area_pages(result, lookup),
        *risk_pages(result, lookup),
        *budget_pages(result, lookup),
        *strategy_pages(result, lookup),
        *clinic_pages(result, lookup),
        *assessment_pages(result, lookup),
    )


def _decided(result: PublisherResult, lookups: Mapping[str, Lookup], packs: Mapping[str, MadePack]) -> tuple[Page, ...]:
    """Who decided what, by the latest release, and the data themselves."""
    lookup = lookups[result.latest.release.id]
    return (
        *committee_pages(result, lookups, packs),
        *resolution_pages(result, lookup),
        data_page(result, lookups),
    )


def _settled(pages: Iterable[Page], above: str) -> Iterable[Page]:
    """The pages at their final addresses, `above` left out of each."""
    for page in pages:
        under = None if page.under is None else page.under.removeprefix(above)
        yield replace(page, address=page.address.removeprefix(above), under=under) if above else page
