"""Tables whose rows name their parent: the rule that none is its own ancestor, and ways up and down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.errors import Problem
from generator.load.records import Record, Records, problem_at

TREES = (
    ("units", "unit"),
    ("frameworks", "item"),
    ("plan_items", "item"),
    ("areas", "area"),
    ("breakdowns", "breakdown"),
)
"""The tables, with their key column."""


def parents_of(records: Iterable[Record], key: str) -> Mapping[str, str]:
    """Each row's parent by its id; "" at the top."""
    return {record.text(key): record.text("parent") for record in records}


def ancestors(start: str, parents: Mapping[str, str]) -> Iterator[str]:
    """The way up from the parent of `start`, as far as it is not in a ring."""
    seen: set[str] = set()
    here = parents.get(start, "")
    while here and here not in seen:
        yield here
        seen.add(here)
        here = parents.get(here, "")


def with_all_below(starts: Iterable[str], parents: Mapping[str, str]) -> frozenset[str]:
    """The starts, and everything below them."""
    top = frozenset(starts)
    return top | {id for id in parents if not top.isdisjoint(ancestors(id, parents))}


def _no_own_ancestor(records: Records) -> Iterator[Problem]:
    for table, key in TREES:
        parents = parents_of(records.get(table, ()), key)
        for record in records.get(table, ()):
            if record.text(key) in ancestors(record.text(key), parents):
                remedy = "Correct the parent, so that the way up ends at the top."
                yield problem_at(record, "parent", "this is its own ancestor", remedy)


RULES = (_no_own_ancestor,)
