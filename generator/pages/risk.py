"""The page of one risk: its score against its target, over time, and what is done about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.derive.results import ReleaseResult
from generator.derive.risks import RiskResult
from generator.model import Risk, RiskAction
from generator.pages import addresses
from generator.pages.charts import Chart
from generator.pages.data import CorrectionRow, corrections_of
from generator.pages.lookup import Lookup, Named, TieGroup
from generator.pages.page import Page
from generator.pages.reports import paragraphs
from generator.pages.risk_charts import score_chart
from generator.words import counted, listed, sentence_case, shortened

REASON_WORDS = {
    "risk rising": "rose since the period before",
    "risk not falling": "above target and no lower than a year before",
    "risk not scored": "without a score for this quarter",
}


@dataclass(frozen=True, slots=True)
class ActionRow:
    text: tuple[str, ...]
    due: str
    note: str


@dataclass(frozen=True, slots=True)
class ActionGroup:
    heading: str
    actions: tuple[ActionRow, ...]


@dataclass(frozen=True, slots=True)
class RiskContent:
    reference: str
    category: str
    headline: str
    score: str
    target: str
    movement: str
    reasons: tuple[str, ...]
    placed: str
    owners: tuple[Named, ...]
    description: tuple[str, ...]
    commentary: tuple[str, ...]
    target_reason: str
    why: tuple[str, ...]
    actions: tuple[ActionGroup, ...]
    facts: tuple[tuple[str, str], ...]
    chart: Chart | None
    corrections: tuple[CorrectionRow, ...]
    ties: tuple[TieGroup, ...]
    note: str


def risk_page(risk: RiskResult, result: ReleaseResult, lookup: Lookup) -> Page:
    row, now = risk.risk, risk.now
    heading = headline(risk)
    return Page(
        address=addresses.risk(lookup.publisher, row.risk),
        title=row.title,
        nav_title=shortened(row.title, 60),
        description=f"{heading}.",
        template="risk.md.jinja",
        content=RiskContent(
            reference=row.reference,
            category=row.category,
            headline=heading,
            score=score_text(now.score if now is not None else None, risk),
            target=score_text(now.target_score if now is not None else None, risk),
            movement=risk.movement,
            reasons=risk.reasons,
            placed=_placed(risk),
            owners=lookup.holders("risk", row.risk, "lead"),
            description=paragraphs(row.description),
            commentary=paragraphs(now.commentary) if now is not None else (),
            target_reason=now.target_reason if now is not None else "",
            why=_why(risk),
            actions=_actions(risk.actions),
            facts=_facts(row),
            chart=score_chart(risk),
            corrections=corrections_of("risk", row.risk, result.release, lookup),
            ties=lookup.ties("risk", row.risk),
            note=" ".join(part for part in (row.note, now.note if now is not None else "") if part),
        ),
        kind="Risk",
        publisher=result.release.publisher.short_name,
        period=result.release.period.name,
        search_title=f"{row.reference} {row.title}".strip(),
        reference=row.reference,
    )


def _placed(risk: RiskResult) -> str:
    placed = risk.placed
    if placed is None:
        return "The publisher gives a score only"
    return f"{placed[0]} of {risk.risk.steps} likelihood, {placed[1]} of {risk.risk.steps} impact"


def _why(risk: RiskResult) -> tuple[str, ...]:
    """What the page's words rest on."""
    lines = []
    if risk.distance is not None and risk.now is not None:
        lines.append(f"Score {risk.now.score} less target {risk.now.target_score} is {risk.distance}.")
    lines += [f"{sentence_case(REASON_WORDS[reason])}." for reason in risk.reasons]
    return tuple(lines)


def _actions(actions: Iterable[RiskAction]) -> tuple[ActionGroup, ...]:
    headings = {"in place": "What is in place", "planned": "What is planned", "milestone": "Milestones"}
    every = list(actions)
    return tuple(
        ActionGroup(heading, tuple(_action(action) for action in every if action.kind == kind))
        for kind, heading in headings.items()
        if any(action.kind == kind for action in every)
    )


def _action(action: RiskAction) -> ActionRow:
    due = [action.due.label if action.due is not None else "", action.due_text]
    return ActionRow(paragraphs(action.text), sentence_case(listed([part for part in due if part])), action.note)


def _facts(risk: Risk) -> tuple[tuple[str, str], ...]:
    named = (("Timescale", risk.timescale), ("How it is watched", risk.monitoring))
    return tuple((name, text) for name, text in named if text)


def score_text(score: int | None, risk: RiskResult) -> str:
    if score is not None:
        return str(score)
    return sentence_case(risk.now.score_status) if risk.now is not None and risk.now.score_status else "Not given"


def headline(risk: RiskResult) -> str:
    """Where a risk stands: its score against its target, and how it moved."""
    now, gap = risk.now, risk.distance
    if risk.is_closed:
        return "Closed: it is no longer in the register"
    if now is None or now.score is None:
        return "No score was given for this quarter"
    moved = {
        "falling": ", down since the period before",
        "rising": ", up since the period before",
        "no change": ", the same as the period before",
    }.get(risk.movement, "")
    if gap is None:
        return f"Scored {now.score}, without a target{moved}"
    if gap == 0:
        return f"Scored {now.score}, its target{moved}"
    side = "above" if gap > 0 else "below"
    return f"Scored {now.score}: {counted(abs(gap), 'point')} {side} its target of {now.target_score}{moved}"
