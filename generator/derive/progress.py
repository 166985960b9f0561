"""Progress of a plan or item: the weighted mean of the percentages that its lowest reporting items gave.

An item that reports a percentage speaks for everything below it. Items that are asked for a percentage and gave none
are counted as missing, never as 0; items that are not asked ("not applicable") and cancelled ones are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.derive.tree import Tree
from generator.model import PlanUpdate


@dataclass(frozen=True, slots=True)
class Progress:
    """`percent` runs from 0 to 100, exact; it rests on `given` of the `asked` items that should have a figure."""

    percent: Decimal
    given: int
    asked: int


@dataclass(frozen=True, slots=True)
class _Leaf:
    weight: Decimal
    percent: Decimal | None


def progress_over(items: Iterable[str], tree: Tree, updates: Mapping[str, PlanUpdate]) -> Progress | None:
    """Progress over several items and all below them; None when not one of them gave a figure of any weight."""
    leaves = [leaf for item in items for leaf in _leaves(item, tree, updates, Decimal(1))]
    given = [(leaf.weight, leaf.percent) for leaf in leaves if leaf.percent is not None]
    total = sum((weight for weight, _ in given), Decimal(0))
    if total == 0:
        return None
    mean = sum((weight * percent for weight, percent in given), Decimal(0)) / total
    return Progress(mean, len(given), len(leaves))


def _leaves(item: str, tree: Tree, updates: Mapping[str, PlanUpdate], weight: Decimal) -> Iterator[_Leaf]:
    update = updates.get(item)
    if update is not None and update.status == "cancelled":
        return
    own = tree.items[item].weight
    weight *= Decimal(1) if own is None else own
    if update is not None and update.percent_complete is not None:
        yield _Leaf(weight, update.percent_complete)
        return
    below = [leaf for child in tree.children.get(item, ()) for leaf in _leaves(child, tree, updates, weight)]
    if below:
        yield from below
    elif update is None or update.percent_status != "not applicable":
        yield _Leaf(weight, None)
