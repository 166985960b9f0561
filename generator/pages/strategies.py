"""Aims and strategies: each framework that the publisher works to, line by line, with what contributes to each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.derive.results import PublisherResult
from generator.model import FrameworkItem, Release
from generator.pages import addresses
from generator.pages.lookup import Lookup, TieGroup
from generator.pages.page import Page
from generator.words import counted, sentence_case


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a framework; `depth` is how far below the framework it stands, from 1."""

    id: str
    reference: str
    title: str
    note: str
    depth: int
    ties: tuple[TieGroup, ...]


@dataclass(frozen=True, slots=True)
class Strategy:
    id: str
    title: str
    note: str
    indicators: int
    ties: tuple[TieGroup, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class StrategiesContent:
    strategies: tuple[Strategy, ...]
    indicators: str


def strategy_pages(result: PublisherResult, lookup: Lookup) -> tuple[Page, ...]:
    release = result.latest.release
    if not release.frameworks:
        return ()
    name = result.publisher.name
    strategies = tuple(_strategies(release, lookup))
    lines = sum(len(strategy.lines) for strategy in strategies)
    return (
        Page(
            address=addresses.strategies(name.id),
            title=f"{name.short_name}: aims and strategies",
            nav_title="Aims and strategies",
            description=(
                f"{sentence_case(counted(len(strategies), 'framework'))} with {counted(lines, 'line')} that "
                f"{name.short_name} works to, and what contributes to each."
            ),
            template="strategies.md.jinja",
            content=StrategiesContent(strategies, addresses.indicators(name.id)),
            kind="Strategies",
            publisher=name.short_name,
            period=release.period.name,
        ),
    )


def _strategies(release: Release, lookup: Lookup) -> Iterator[Strategy]:
    """The frameworks in the order of the data, each a row that is a framework itself."""
    children: dict[str, list[FrameworkItem]] = {}
    for row in sorted(release.frameworks, key=lambda row: row.order):
        if row.parent:
            children.setdefault(row.parent, []).append(row)
    for row in release.frameworks:
        if row.item == row.framework:
            yield Strategy(
                id=row.item,
                title=f"{row.reference} {row.title}".strip(),
                note=row.note,
                indicators=sum(1 for each in release.indicators if each.framework == row.item),
                ties=lookup.ties("framework item", row.item),
                lines=tuple(_lines(row.item, children, lookup, 1)),
            )


def _lines(parent: str, children: Mapping[str, list[FrameworkItem]], lookup: Lookup, depth: int) -> Iterator[Line]:
    for row in children.get(parent, ()):
        yield Line(row.item, row.reference, row.title, row.note, depth, lookup.ties("framework item", row.item))
        yield from _lines(row.item, children, lookup, depth + 1)
