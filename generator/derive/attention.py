"""What members should look at, by rule. Each rule has a name that pages explain; a thing can meet several."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules judge a plan item by."""

    status: str
    days_overdue: int | None
    no_update: bool
    narrative_unchanged: bool
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorFacts:
    """What the rules judge an indicator by. `judged` are its statuses against target by period, the oldest first."""

    judged: tuple[str, ...]
    reservation: bool


@dataclass(frozen=True, slots=True)
class RiskFacts:
    """What the rules judge a risk by. `stuck`: above its target and no lower than a year before."""

    movement: str
    stuck: bool
    scored: bool


RULES: Mapping[str, Callable[[Facts], bool]] = {
    "delayed": lambda facts: facts.status == "delayed",
    "on hold": lambda facts: facts.status == "on hold",
    "overdue": lambda facts: facts.days_overdue is not None,
    "rated red": lambda facts: facts.confidence == "red",
    "no update": lambda facts: facts.no_update,
    "unchanged": lambda facts: facts.narrative_unchanged,
}

INDICATOR_RULES: Mapping[str, Callable[[IndicatorFacts], bool]] = {
    "off target twice": lambda facts: facts.judged[-2:] == ("off target", "off target"),
    "reservation": lambda facts: facts.reservation,
}

RISK_RULES: Mapping[str, Callable[[RiskFacts], bool]] = {
    "risk rising": lambda facts: facts.movement == "rising",
    "risk not falling": lambda facts: facts.stuck,
    "risk not scored": lambda facts: not facts.scored,
}


def reasons_for(facts: Facts) -> tuple[str, ...]:
    """The names of the rules that a plan item meets, in the order of `RULES`."""
    return tuple(name for name, meets in RULES.items() if meets(facts))


def reasons_for_indicator(facts: IndicatorFacts) -> tuple[str, ...]:
    """The names of the rules that an indicator meets, in the order of `INDICATOR_RULES`."""
    return tuple(name for name, meets in INDICATOR_RULES.items() if meets(facts))


def reasons_for_risk(facts: RiskFacts) -> tuple[str, ...]:
    """The names of the rules that a risk meets, in the order of `RISK_RULES`."""
    return tuple(name for name, meets in RISK_RULES.items() if meets(facts))
