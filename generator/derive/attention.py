"""What members should look at, by rule. Each rule has a name that pages explain; an item can meet several."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules judge an item by."""

    status: str
    days_overdue: int | None
    no_update: bool


RULES: Mapping[str, Callable[[Facts], bool]] = {
    "delayed": lambda facts: facts.status == "delayed",
    "on hold": lambda facts: facts.status == "on hold",
    "overdue": lambda facts: facts.days_overdue is not None,
    "no update": lambda facts: facts.no_update,
}


def reasons_for(facts: Facts) -> tuple[str, ...]:
    """The names of the rules that an item meets, in the order of `RULES`."""
    return tuple(name for name, meets in RULES.items() if meets(facts))
