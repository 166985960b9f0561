"""What else differs between two releases that an officer compares, beside the changes that the site tells of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.derive.lineage import Thing, past_items
from generator.derive.statuses import CLOSED
from generator.model import Correction, Release, RiskScore
from generator.periods import Deadline


@dataclass(frozen=True, slots=True)
class Redated:
    """An item that got its first deadline, or has none any more: None is no deadline."""

    item: str
    before: Deadline | None
    after: Deadline | None


@dataclass(frozen=True, slots=True)
class Rescored:
    """A risk in both releases that got its first score, or has none any more: None where nothing is said of it."""

    risk: str
    before: RiskScore | None
    after: RiskScore | None


@dataclass(frozen=True, slots=True)
class Retitled:
    """A thing that goes by other words than before."""

    thing: Thing
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Differences:
    """`came` and `left` are plans, indicators and risks that only the later, or only the earlier release has.

    `corrections` are rows that the earlier release had not. `unchanged` are the items and risks whose commentary for
    the later period is word for word that for the earlier one, though they are still open: that is no change.
    """

    redated: tuple[Redated, ...] = ()
    rescored: tuple[Rescored, ...] = ()
    came: tuple[Thing, ...] = ()
    left: tuple[Thing, ...] = ()
    retitled: tuple[Retitled, ...] = ()
    corrections: tuple[Correction, ...] = ()
    unchanged: tuple[Thing, ...] = ()


def differences_between(before: Release, after: Release) -> Differences:
    """Every one, in the order of the later release; what has left, in that of the earlier."""
    old, new = _titles(before), _titles(after)
    corrected = {each.correction for each in before.corrections}
    return Differences(
        redated=tuple(_redated(before, after)),
        rescored=tuple(_rescored(before, after)),
        came=tuple(thing for thing in new if thing not in old and thing[0] != "plan item"),
        left=tuple(thing for thing in old if thing not in new and thing[0] != "plan item"),
        retitled=tuple(
            Retitled(thing, old[thing], title) for thing, title in new.items() if thing in old and old[thing] != title
        ),
        corrections=tuple(each for each in after.corrections if each.correction not in corrected),
        unchanged=tuple(_unchanged(before, after)),
    )


def _titles(release: Release) -> dict[Thing, str]:
    return {
        **{("plan", each.plan): each.title for each in release.plans},
        **{("plan item", each.item): each.title for each in release.plan_items},
        **{("indicator", each.indicator): each.title for each in release.indicators},
        **{("risk", each.risk): each.title for each in release.risks},
    }


def _redated(before: Release, after: Release) -> Iterator[Redated]:
    old, past = {item.item: item.due for item in before.plan_items}, past_items(after)
    for item in after.plan_items:
        if item.item in old and item.item not in past and (old[item.item] is None) != (item.due is None):
            yield Redated(item.item, old[item.item], item.due)


def _rescored(before: Release, after: Release) -> Iterator[Rescored]:
    known = {risk.risk for risk in before.risks}
    old, new = _scores(before), _scores(after)
    for risk in after.risks:
        then, now = old.get(risk.risk), new.get(risk.risk)
        if risk.risk in known and _is_scored(then) != _is_scored(now):
            yield Rescored(risk.risk, then, now)


def _scores(release: Release) -> dict[str, RiskScore]:
    return {each.risk: each for each in release.risk_scores if each.period == release.period}


def _is_scored(score: RiskScore | None) -> bool:
    return score is not None and score.score is not None


def _unchanged(before: Release, after: Release) -> Iterator[Thing]:
    items = {each.item: each for each in before.plan_updates if each.period == before.period}
    for update in after.plan_updates:
        if update.period == after.period and update.status not in CLOSED:
            then = items.get(update.item)
            if then is not None and then.progress == update.progress != "":
                yield "plan item", update.item
    risks = _scores(before)
    for risk, score in _scores(after).items():
        if risk in risks and risks[risk].commentary == score.commentary != "":
            yield "risk", risk
