"""The register of risks, ranked by distance to target."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.derive.results import PublisherResult, ReleaseResult
from generator.derive.risks import RiskResult
from generator.pages import addresses
from generator.pages.charts import Chart
from generator.pages.downloads_lists import risks_file
from generator.pages.flags import Flags, flagged_risks, flags_of
from generator.pages.listing import MOVEMENT_ORDER, Ask, Filter, Keys, filters_of, rank, word, words
from generator.pages.lookup import Lookup, Named
from generator.pages.page import Page
from generator.pages.risk import risk_page, score_text
from generator.pages.risk_charts import distance_chart
from generator.words import counted, is_are, sentence_case, shortened

ABOVE, REACHED, NOT_KNOWN = "above target", "at target or below", "not known"

ASKED = (
    Ask("standing", "Against target", words((ABOVE, REACHED, NOT_KNOWN))),
    Ask("movement", "Movement", words((*MOVEMENT_ORDER, NOT_KNOWN))),
    Ask("unit", "Who owns it"),
)
"""What the register can be narrowed by."""


@dataclass(frozen=True, slots=True)
class RiskRow:
    """One risk in the register; scores are words where there is no number."""

    title: str
    address: str
    score: str
    target: str
    distance: str
    movement: str
    reasons: tuple[str, ...]
    owners: tuple[str, ...]
    keys: Keys


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """The risks of one likelihood and impact. `level` is their product, for the shade alone."""

    impact: int
    level: int
    risks: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows from the highest likelihood down; `unplaced` is how many risks have no likelihood and impact."""

    steps: tuple[int, ...]
    rows: tuple[tuple[int, tuple[MatrixCell, ...]], ...]
    unplaced: int
    most: int


@dataclass(frozen=True, slots=True)
class RisksContent:
    sentence: str
    flags: Flags
    filters: tuple[Filter, ...]
    rows: tuple[RiskRow, ...]
    closed: tuple[RiskRow, ...]
    chart: Chart | None
    matrices: tuple[Matrix, ...]


def risk_pages(result: PublisherResult, lookup: Lookup) -> tuple[Page, ...]:
    latest = result.latest
    if not latest.risks:
        return ()
    name = result.publisher.name
    every = tuple(latest.risks.values())
    live = [risk for risk in every if not risk.is_closed]
    rows = tuple(risk_row(risk, lookup) for risk in live)
    index = Page(
        address=addresses.risks(name.id),
        title=f"{name.short_name}: risks",
        nav_title="Risks",
        description=risks_sentence(latest),
        template="risks.md.jinja",
        content=RisksContent(
            sentence=risks_sentence(latest),
            flags=flags_of(flagged_risks(live, lookup), f"{addresses.exceptions(name.id)}#risks"),
            filters=filters_of((row.keys for row in rows), ASKED),
            rows=rows,
            closed=tuple(risk_row(risk, lookup) for risk in every if risk.is_closed),
            chart=distance_chart([(risk, addresses.risk(name.id, risk.risk.risk)) for risk in live]),
            matrices=_matrices(live, lookup),
        ),
        kind="List",
        publisher=name.short_name,
        period=latest.release.period.name,
        files=(risks_file(every, lookup),),
    )
    return (index, *(risk_page(risk, latest, lookup) for risk in every))


def risks_sentence(result: ReleaseResult) -> str:
    """How many risks there are, and how many are above their targets; "" where there is no register."""
    live = [risk for risk in result.risks.values() if not risk.is_closed]
    if not live:
        return "Every risk in the register is closed." if result.risks else ""
    known = [risk for risk in live if risk.distance is not None]
    above = sum(1 for risk in known if (risk.distance or 0) > 0)
    first = f"{sentence_case(counted(len(live), 'risk'))} in the register"
    if not known:
        return f"{first}; none has both a score and a target."
    furthest = known[0]
    if above == 0:
        return f"{first}; every one of the {len(known)} with a score and a target is at its target or below."
    gap = counted(furthest.distance or 0, "point")
    title = shortened(furthest.risk.title, 90)
    unknown = len(live) - len(known)
    rest = f", and {unknown} {'has' if unknown == 1 else 'have'} no score or no target" if unknown else ""
    return f"{first}: {above} {is_are(above)} above target{rest}. Furthest from it, by {gap}: {title}."


def risk_row(risk: RiskResult, lookup: Lookup) -> RiskRow:
    now = risk.now
    gap = risk.distance
    score = now.score if now is not None else None
    target = now.target_score if now is not None else None
    leads = lookup.leads("risk", risk.risk.risk)
    return RiskRow(
        title=risk.risk.title,
        address=addresses.risk(lookup.publisher, risk.risk.risk),
        score=score_text(score, risk),
        target=score_text(target, risk),
        distance="–" if gap is None else f"{gap:+d}".replace("-", "−") if gap else "0",
        movement=risk.movement,
        reasons=risk.reasons,
        owners=tuple(lead.name for lead in leads),
        keys=Keys(
            choices={
                "standing": (word(_standing_word(gap)),),
                "movement": (word(risk.movement),),
                "unit": tuple(lead.unit for lead in leads if lead.unit is not None),
            },
            sorts={
                "risk": risk.risk.title,
                "score": _digits(score),
                "target": _digits(target),
                "distance": _digits(gap),
                "movement": rank(risk.movement, MOVEMENT_ORDER),
                "owner": leads[0].name if leads else "",
            },
        ),
    )


def _standing_word(gap: int | None) -> str:
    return NOT_KNOWN if gap is None else ABOVE if gap > 0 else REACHED


def _digits(number: int | None) -> str:
    return "" if number is None else str(number)


def _matrices(risks: Iterable[RiskResult], lookup: Lookup) -> tuple[Matrix, ...]:
    """A matrix for each scale in use, of the risks whose likelihood and impact are both known."""
    every = list(risks)
    scales = sorted({risk.risk.steps for risk in every if risk.placed is not None and risk.risk.steps is not None})
    unplaced = sum(1 for risk in every if risk.placed is None)
    of_scale = {steps: [risk for risk in every if risk.risk.steps == steps] for steps in scales}
    return tuple(_matrix(steps, own, unplaced, lookup) for steps, own in of_scale.items())


def _matrix(steps: int, risks: list[RiskResult], unplaced: int, lookup: Lookup) -> Matrix:
    span = tuple(range(1, steps + 1))

    def cell(likelihood: int, impact: int) -> MatrixCell:
        found = [risk for risk in risks if risk.placed == (likelihood, impact)]
        return MatrixCell(impact, likelihood * impact, tuple(lookup.name("risk", risk.risk.risk) for risk in found))

    rows = tuple((likelihood, tuple(cell(likelihood, impact) for impact in span)) for likelihood in reversed(span))
    return Matrix(span, rows, unplaced, steps * steps)
