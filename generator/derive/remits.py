"""What each body answers for: everything that its remit links name, and what those hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.derive.lineage import past_indicators
from generator.derive.tree import Tree
from generator.model import Link, Release

WITHIN = "within remit of"
"""The relation from a thing to the body that answers for it."""

Thing = tuple[str, str]
"""A kind of thing and its id."""


@dataclass(frozen=True, slots=True)
class Remit:
    """The ids of what a body answers for, each in the order of the release. `given` are the things that links name."""

    given: tuple[Thing, ...]
    items: tuple[str, ...]
    indicators: tuple[str, ...]
    risks: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.items or self.indicators or self.risks)


def remits_of(release: Release, tree: Tree) -> Mapping[str, Remit]:
    """The remit of every body that a link names, by the body's id."""
    named: dict[str, list[Thing]] = {}
    for link in release.links:
        if link.relation == WITHIN:
            named.setdefault(link.to_id, []).append((link.from_kind, link.from_id))
    return {body: _remit(things, release, tree) for body, things in named.items()}


def _remit(given: Iterable[Thing], release: Release, tree: Tree) -> Remit:
    given = tuple(given)
    units = _below({id for kind, id in given if kind == "unit"}, {unit.unit: unit.parent for unit in release.units})
    lines = _below(
        {id for kind, id in given if kind == "framework item"}, {row.item: row.parent for row in release.frameworks}
    )
    covered = {*given, *_led_by(units, release), *_tied_to(lines, release)}
    plans = {id for kind, id in covered if kind == "plan"} | {plan.plan for plan in release.plans if plan.unit in units}
    items = {id for kind, id in covered if kind == "plan item"}
    items |= {item for plan in plans for item in tree.of_plan(plan)}
    items |= {below for item in items for below in tree.below(item)}
    covered |= set(_measuring(items, release.links))
    past = past_indicators(release)
    return Remit(
        given=given,
        items=tuple(item for plan in release.plans for item in tree.of_plan(plan.plan) if item in items),
        indicators=tuple(
            row.indicator
            for row in release.indicators
            if ("indicator", row.indicator) in covered and row.indicator not in past
        ),
        risks=tuple(row.risk for row in release.risks if ("risk", row.risk) in covered),
    )


def _below(starts: set[str], parents: Mapping[str, str]) -> set[str]:
    """The starts with everything below them."""
    found = set(starts)
    grown = True
    while grown:
        more = {id for id, parent in parents.items() if parent in found} - found
        found |= more
        grown = bool(more)
    return found


def _led_by(units: set[str], release: Release) -> Iterator[Thing]:
    """What the units, or posts in them, lead."""
    posts = {post.post for post in release.posts if post.unit in units}
    for held in release.responsibilities:
        holders = {"unit": units, "post": posts}.get(held.holder_kind, set())
        if held.role == "lead" and held.holder in holders:
            yield held.thing_kind, held.thing


def _tied_to(lines: set[str], release: Release) -> Iterator[Thing]:
    """What contributes to, or measures, one of the framework's lines, or belongs to it."""
    for link in release.links:
        if link.to_kind == "framework item" and link.to_id in lines and link.relation in ("contributes to", "measures"):
            yield link.from_kind, link.from_id
    for indicator in release.indicators:
        if indicator.framework in lines:
            yield "indicator", indicator.indicator


def _measuring(items: set[str], links: Iterable[Link]) -> Iterator[Thing]:
    """The indicators that measure an item in the remit."""
    for link in links:
        if link.relation == "measures" and link.to_kind == "plan item" and link.to_id in items:
            yield link.from_kind, link.from_id
