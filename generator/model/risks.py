"""The register of risks: scores and actions."""

from __future__ import annotations

from dataclasses import dataclass

from generator.periods import Deadline, Period


@dataclass(frozen=True, slots=True)
class Risk:
    """An uncertain event in the register. `steps` is how many steps its scales of likelihood and impact have."""

    risk: str
    order: int
    reference: str
    title: str
    description: str
    category: str
    steps: int | None
    timescale: str
    monitoring: str
    note: str


@dataclass(frozen=True, slots=True)
class RiskScore:
    """How the publisher scored a risk for a period. A score is never worked out from likelihood and impact."""

    risk: str
    period: Period
    score: int | None
    likelihood: int | None
    impact: int | None
    target_score: int | None
    target_likelihood: int | None
    target_impact: int | None
    score_status: str
    target_reason: str
    commentary: str
    note: str


@dataclass(frozen=True, slots=True)
class RiskAction:
    risk_action: str
    risk: str
    kind: str
    order: int
    text: str
    due: Deadline | None
    due_text: str
    note: str
