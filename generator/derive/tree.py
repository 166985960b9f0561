"""The plan items of a release as trees, each item with its children in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.model import PlanItem


@dataclass(frozen=True, slots=True)
class Tree:
    """All plan items of one release. `children` holds ids in reading order; the key "" is not used: see `top`."""

    items: Mapping[str, PlanItem]
    children: Mapping[str, tuple[str, ...]]

    def top(self, plan: str) -> tuple[str, ...]:
        """The ids at the top of a plan, in order."""
        return tuple(item.item for item in self.items.values() if item.plan == plan and not item.parent)

    def below(self, item: str) -> Iterator[str]:
        """Every descendant's id, parents before children."""
        for child in self.children.get(item, ()):
            yield child
            yield from self.below(child)

    def root(self, item: str) -> str:
        """The id at the top of its plan that the item stands below, or is."""
        while parent := self.items[item].parent:
            item = parent
        return item

    def of_plan(self, plan: str) -> Iterator[str]:
        """Every id of a plan, parents before children."""
        for item in self.top(plan):
            yield item
            yield from self.below(item)


def grow(items: Iterable[PlanItem]) -> Tree:
    """The tree of `items`, which have no cycle."""
    ordered = sorted(items, key=lambda item: (item.plan, item.order, item.item))
    children: dict[str, list[str]] = {}
    for item in ordered:
        if item.parent:
            children.setdefault(item.parent, []).append(item.item)
    return Tree({item.item: item for item in ordered}, {parent: tuple(ids) for parent, ids in children.items()})
