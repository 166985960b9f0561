"""Results to pages: which pages exist and what each needs. Nothing is rendered here."""

from __future__ import annotations

from dataclasses import dataclass

from generator.derive.results import PublisherResult, Results
from generator.model import ContentPage
from generator.pages import addresses
from generator.pages.assessments import assessment_pages
from generator.pages.clinics import clinic_pages
from generator.pages.committees import committee_pages
from generator.pages.front import front_page
from generator.pages.indicators import indicator_pages
from generator.pages.items import item_pages
from generator.pages.lookup import lookups_of
from generator.pages.page import NavEntry, Page, check_addresses, navigation
from generator.pages.plans import plan_pages
from generator.pages.publishers import home_page
from generator.pages.quarters import quarter_pages
from generator.pages.reference import all_pages_page, data_page, glossary_page, method_page, written_pages


@dataclass(frozen=True, slots=True)
class SitePlan:
    """Every page of the site, and its navigation."""

    pages: tuple[Page, ...]
    nav: tuple[NavEntry, ...]


def plan_site(results: Results, content: tuple[ContentPage, ...]) -> SitePlan:
    """The whole site. Raises `BuildError` when two pages want one address."""
    written = written_pages(content)
    pages = [
        front_page(results),
        *(page for result in results.publishers for page in publisher_pages(result)),
        method_page(),
        glossary_page(results),
        *written,
    ]
    pages.append(all_pages_page(pages))
    check_addresses(pages)
    about = (addresses.METHOD, addresses.GLOSSARY, *(page.address for page in written), addresses.ALL_PAGES)
    return SitePlan(tuple(pages), navigation(pages, about))


def publisher_pages(result: PublisherResult) -> tuple[Page, ...]:
    """One publisher's part of the site, worked out apart from the others."""
    lookups = lookups_of(result)
    lookup = lookups[result.latest.release.id]
    return (
        home_page(result, lookup),
        *plan_pages(result, lookups),
        *item_pages(result, lookups),
        *indicator_pages(result, lookup),
        *clinic_pages(result, lookup),
        *assessment_pages(result, lookup),
        *quarter_pages(result, lookups),
        *committee_pages(result, lookup),
        data_page(result, lookup),
    )
