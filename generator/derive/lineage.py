"""What became of things between plans: carried forward, merged, split or dropped, as the links say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.model import Link, Plan, Release

ONWARD = ("carried forward as", "merged into", "split into")
"""Relations from a thing to what it lives on as."""

DROPPED = "dropped from"
"""The relation from a plan item to the plan that it was taken out of; its note says why."""

Thing = tuple[str, str]
"""A kind of thing and its id."""


@dataclass(frozen=True, slots=True)
class Lineage:
    """`onward` are the links from a thing, `back` those to it, `dropped` why a plan item was dropped."""

    onward: Mapping[Thing, tuple[Link, ...]]
    back: Mapping[Thing, tuple[Link, ...]]
    dropped: Mapping[str, str]

    def moved_to(self, kind: str, id: str) -> Thing | None:
        """The one thing that it lives on as, followed to the end; None where there is none, or several."""
        place = self._next(kind, id)
        seen = {(kind, id)}
        while place is not None and place not in seen:
            seen.add(place)
            further = self._next(*place)
            if further is None:
                return place
            place = further
        return None

    def _next(self, kind: str, id: str) -> Thing | None:
        links = self.onward.get((kind, id), ())
        return (links[0].to_kind, links[0].to_id) if len(links) == 1 else None


def lineage_of(release: Release) -> Lineage:
    return lineage_through([release])


def lineage_through(releases: Sequence[Release]) -> Lineage:
    """What became of everything that any of the releases has, the oldest first: of each thing, as the last one with it
    says. So what it became is not forgotten when its row is left out of a later release.
    """
    onward: dict[Thing, list[Link]] = {}
    back: dict[Thing, list[Link]] = {}
    dropped: dict[str, str] = {}
    told: set[Thing] = set()
    for release in reversed(releases):
        for link in release.links:
            start = (link.from_kind, link.from_id)
            if start not in told and link.relation in ONWARD:
                onward.setdefault(start, []).append(link)
                back.setdefault((link.to_kind, link.to_id), []).append(link)
            elif start not in told and link.relation == DROPPED:
                dropped[link.from_id] = link.note
        told |= _things(release)
    return Lineage(
        {thing: tuple(links) for thing, links in onward.items()},
        {thing: tuple(links) for thing, links in back.items()},
        dropped,
    )


def _things(release: Release) -> set[Thing]:
    """What the release has of the kinds that live on as others, and whatever else its links start from."""
    return {
        *(("plan", each.plan) for each in release.plans),
        *(("plan item", each.item) for each in release.plan_items),
        *(("indicator", each.indicator) for each in release.indicators),
        *(("risk", each.risk) for each in release.risks),
        *((link.from_kind, link.from_id) for link in release.links),
    }


def has_ended(plan: Plan, release: Release) -> bool:
    """Whether the plan's last day was before the release's period began."""
    return plan.end is not None and plan.end < release.period.start


def past_indicators(release: Release) -> frozenset[str]:
    """The indicators that live on as others. What has a value for the release's own period is not past yet."""
    onward = {id for kind, id in lineage_of(release).onward if kind == "indicator"}
    if not onward:
        return frozenset()
    measured = {each.indicator for each in release.observations if each.value and each.period.end == release.period.end}
    return frozenset(onward - measured)


def past_items(release: Release) -> frozenset[str]:
    """The items that owe no more reports: their plan has ended, they live on as something else, or were dropped.

    What is reported on for the release's own period is not past yet.
    """
    ended = {plan.plan for plan in release.plans if has_ended(plan, release)}
    reported = {update.item for update in release.plan_updates if update.period == release.period}
    lineage = lineage_of(release)
    return frozenset(
        item.item
        for item in release.plan_items
        if item.item not in reported
        and (item.plan in ended or ("plan item", item.item) in lineage.onward or item.item in lineage.dropped)
    )
