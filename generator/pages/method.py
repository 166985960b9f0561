"""How to read the figures: written from the rules in force."""

from __future__ import annotations

from dataclasses import dataclass

from generator.derive.attention import INDICATOR_RULES, RISK_RULES, RULES
from generator.derive.clinics import RULES as CLINIC_RULES
from generator.derive.direction import DIRECTIONS
from generator.derive.statuses import STATUSES
from generator.derive.targets import INDICATOR_STATUSES
from generator.derive.variation import FACTOR, FEWEST_POINTS, RUN
from generator.pages import addresses
from generator.pages.indicator import CLINIC_WORDS
from generator.pages.page import Page

STATUS_MEANINGS = {
    "completed": "The publisher reports that it is done. A completed item is never overdue.",
    "on target": "The publisher reports that it will be done in time.",
    "ongoing": "The publisher reports that work goes on, without saying whether it will be done in time.",
    "not started": "The publisher reports that work has not begun.",
    "delayed": "The publisher reports that it is behind.",
    "on hold": "The publisher reports that work has been paused.",
    "cancelled": "The publisher reports that it will not be done. It is left out of averages and is never overdue.",
    "not legible": "The source gives a status that can't be read. Nothing is assumed.",
    "not reported": "No status was given for the quarter. It is shown as missing, never as good or as zero.",
}

ATTENTION_MEANINGS = {
    "delayed": "Its status for the quarter is “delayed”.",
    "on hold": "Its status for the quarter is “on hold”.",
    "overdue": (
        "The last day of its deadline is before the day that the report looks back from, and it is neither completed "
        "nor cancelled. An item due on that very day is not overdue. An item whose status is not known counts as "
        "overdue once its deadline has passed."
    ),
    "rated red": "The publisher itself rates its confidence in it as red.",
    "no update": (
        "No status was reported for this quarter, although it was not finished before. Where nothing at all was "
        "reported for a kind of item (such as every activity), its items are not listed one by one."
    ),
    "unchanged": "Its progress is told in the very words of the quarter before, and it is not finished.",
}


INDICATOR_MEANINGS = {
    "on target": "The value does what the target asks (at least, more than, at most, less than, between, equal).",
    "close to target": "The value misses the target by no more than the indicator's tolerance.",
    "off target": "The value misses the target by more than the tolerance, or at all where no tolerance is set.",
    "no target": "No target judges this period, or the target is in words. A year's target never judges a quarter.",
    "no data": "No value was reported. Nothing is assumed.",
}

DIRECTION_MEANINGS = {
    "improved": "Better than the same period a year before: higher, lower or nearer, as the indicator says.",
    "declined": "Worse than the same period a year before.",
    "no change": "The same value as a year before.",
    "not known": "There is no value for this period or the one a year before, or no target to be nearer to.",
}

INDICATOR_REASON_MEANINGS = {
    "off target twice": "The last two values that a target judges, one period after the other, were both off target.",
    "reservation": "A check on this indicator’s own data left a reservation: what a reader should not rely on.",
}


RISK_REASON_MEANINGS = {
    "risk rising": "Its score is higher than at the end of the period before.",
    "risk not falling": "Its score is above its target, and no lower than at the end of the same period a year before.",
    "risk not scored": "It is in the register, and no score was given for this quarter.",
}


@dataclass(frozen=True, slots=True)
class MethodContent:
    statuses: tuple[tuple[str, str], ...]
    reasons: tuple[tuple[str, str, str], ...]
    indicator_statuses: tuple[tuple[str, str], ...]
    directions: tuple[tuple[str, str], ...]
    indicator_reasons: tuple[tuple[str, str], ...]
    risk_reasons: tuple[tuple[str, str], ...]
    clinic_rules: tuple[str, ...]
    fewest_points: int
    factor: str
    run: int


def method_page() -> Page:
    """Written from the rules in force: a rule that is added without its words fails here, and in a test before that."""
    return Page(
        address=addresses.METHOD,
        title="How to read the figures",
        nav_title="Method",
        description="What every status and mark on this site means, and the rules that decide it.",
        template="method.md.jinja",
        content=MethodContent(
            statuses=tuple((status, STATUS_MEANINGS[status]) for status in STATUSES),
            reasons=tuple((reason, addresses.anchor(reason), ATTENTION_MEANINGS[reason]) for reason in RULES),
            indicator_statuses=tuple((status, INDICATOR_MEANINGS[status]) for status in INDICATOR_STATUSES),
            directions=tuple((word, DIRECTION_MEANINGS[word]) for word in DIRECTIONS),
            indicator_reasons=tuple((reason, INDICATOR_REASON_MEANINGS[reason]) for reason in INDICATOR_RULES),
            risk_reasons=tuple((reason, RISK_REASON_MEANINGS[reason]) for reason in RISK_RULES),
            clinic_rules=tuple(CLINIC_WORDS[rule] for rule in CLINIC_RULES),
            fewest_points=FEWEST_POINTS,
            factor=str(FACTOR),
            run=RUN,
        ),
        kind="About",
    )
