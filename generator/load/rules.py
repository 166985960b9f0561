"""Every rule that holds between the rows of one release: each a small function over records, each with its remedy."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.errors import Problem
from generator.load import (
    agendas,
    areas,
    budgets,
    commentary,
    disclosure,
    links,
    measures,
    observations,
    plans,
    remits,
    reported,
    risks,
    targets,
    trees,
)
from generator.load.descriptor import Descriptor
from generator.load.records import Records

RULES: tuple[Callable[[Records], Iterator[Problem]], ...] = (
    *trees.RULES,
    *plans.RULES,
    *agendas.RULES,
    *measures.RULES,
    *observations.RULES,
    *targets.RULES,
    *areas.RULES,
    *disclosure.RULES,
    *risks.RULES,
    *budgets.RULES,
    *links.RULES,
    *remits.RULES,
)


def check_rules(records: Records, descriptor: Descriptor | None) -> Iterator[Problem]:
    """Every breach of every rule. A table that is not among the records could not be read: nothing rests on it."""
    for rule in RULES:
        yield from rule(records)
    if descriptor is not None:
        yield from reported.check_periods(records, descriptor.period)
        yield from commentary.check_commentary(records, descriptor.period)
