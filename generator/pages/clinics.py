"""Performance clinics: those held, with the figures before and after, those suggested, and those the rules suggest."""

from __future__ import annotations

from dataclasses import dataclass

from generator.derive.indicators import IndicatorResult
from generator.derive.results import PublisherResult, ReleaseResult
from generator.model import Clinic
from generator.pages import addresses
from generator.pages.charts import Chart
from generator.pages.indicator import CLINIC_WORDS
from generator.pages.lookup import Lookup, Named, TieGroup
from generator.pages.measure_charts import indicator_chart
from generator.pages.measures import message
from generator.pages.page import Page
from generator.pages.reports import paragraphs
from generator.periods import format_date
from generator.words import counted, listed, sentence_case, was_were


@dataclass(frozen=True, slots=True)
class ClinicRow:
    title: str
    address: str
    kind: str
    dates: str
    indicators: str


@dataclass(frozen=True, slots=True)
class Suggested:
    """An indicator for which a rule suggests a clinic."""

    indicator: Named
    message: str
    rule: str


@dataclass(frozen=True, slots=True)
class ClinicsContent:
    held: tuple[ClinicRow, ...]
    proposed: tuple[ClinicRow, ...]
    suggested: tuple[Suggested, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """An indicator that the clinic was about: its chart shows the figures before and after."""

    indicator: Named
    status: str
    direction: str
    message: str
    chart: Chart | None


@dataclass(frozen=True, slots=True)
class ClinicContent:
    kind: str
    dates: str
    reason: tuple[str, ...]
    actions: tuple[str, ...]
    effect: tuple[str, ...]
    effects: tuple[Effect, ...]
    ties: tuple[TieGroup, ...]
    note: str


def clinic_pages(result: PublisherResult, lookup: Lookup) -> tuple[Page, ...]:
    latest = result.latest
    clinics = latest.release.clinics
    if not clinics:
        return ()
    name = result.publisher.name
    held = [clinic for clinic in clinics if clinic.kind == "held"]
    index = Page(
        address=addresses.clinics(name.id),
        title=f"{name.short_name}: performance clinics",
        nav_title="Clinics",
        description=f"{sentence_case(counted(len(held), 'clinic'))}: why each was held, and what came of it.",
        template="clinics.md.jinja",
        content=ClinicsContent(
            held=tuple(_row(clinic, latest, lookup) for clinic in held),
            proposed=tuple(_row(clinic, latest, lookup) for clinic in clinics if clinic.kind != "held"),
            suggested=_suggested(latest, lookup),
        ),
        kind="List",
        publisher=name.short_name,
    )
    return (index, *(_page(clinic, latest, lookup) for clinic in clinics))


def clinics_sentence(result: ReleaseResult) -> str:
    """How many clinics were held, proposed and suggested by rule, in one sentence."""
    held = sum(1 for clinic in result.release.clinics if clinic.kind == "held")
    proposed = len(result.release.clinics) - held
    suggested = sum(1 for each in result.living.values() if each.suggestion)
    parts = [f"{counted(held, 'performance clinic')} {was_were(held)} held"]
    if proposed:
        parts.append(f"{proposed} {was_were(proposed)} proposed by officers")
    if suggested:
        parts.append(f"the rules suggest {suggested}{' more' if held else ''}")
    return f"{sentence_case(listed(parts))}."


def _row(clinic: Clinic, result: ReleaseResult, lookup: Lookup) -> ClinicRow:
    references = [each.indicator.reference or each.indicator.title for each in _measured(clinic, result)]
    return ClinicRow(
        title=clinic.title,
        address=addresses.clinic(lookup.publisher, clinic.clinic),
        kind=clinic.kind,
        dates=_dates(clinic),
        indicators=listed(references) or "None",
    )


def _dates(clinic: Clinic) -> str:
    if clinic.dates:
        return sentence_case(listed([format_date(day) for day in clinic.dates]))
    return sentence_case(clinic.dates_text) or "Not reported"


def _measured(clinic: Clinic, result: ReleaseResult) -> list[IndicatorResult]:
    """The indicators that links say measure the clinic."""
    return [
        result.indicators[link.from_id]
        for link in result.release.links
        if (link.from_kind, link.relation, link.to_kind, link.to_id)
        == ("indicator", "measures", "clinic", clinic.clinic)
    ]


def _suggested(result: ReleaseResult, lookup: Lookup) -> tuple[Suggested, ...]:
    return tuple(
        Suggested(lookup.name("indicator", each.indicator.indicator), message(each), CLINIC_WORDS[each.suggestion])
        for each in result.living.values()
        if each.suggestion
    )


def _page(clinic: Clinic, result: ReleaseResult, lookup: Lookup) -> Page:
    measured = _measured(clinic, result)
    first_reason = " ".join(paragraphs(clinic.reason)[:1])
    return Page(
        address=addresses.clinic(lookup.publisher, clinic.clinic),
        title=clinic.title,
        description=f"{_dates(clinic)}. {first_reason}".strip(),
        template="clinic.md.jinja",
        content=ClinicContent(
            kind="Performance clinic" if clinic.kind == "held" else "Performance clinic, suggested",
            dates=_dates(clinic),
            reason=paragraphs(clinic.reason),
            actions=paragraphs(clinic.actions),
            effect=paragraphs(clinic.effect),
            effects=tuple(_effect(each, clinic, lookup) for each in measured),
            ties=lookup.ties("clinic", clinic.clinic),
            note=clinic.note,
        ),
        kind="Clinic",
        publisher=result.release.publisher.short_name,
    )


def _effect(result: IndicatorResult, clinic: Clinic, lookup: Lookup) -> Effect:
    point = result.leading
    return Effect(
        indicator=lookup.name("indicator", result.indicator.indicator),
        status=point.verdict.status if point is not None else "no data",
        direction=point.direction if point is not None else "not known",
        message=message(result),
        chart=indicator_chart(result, f"values-{result.indicator.indicator}", min(clinic.dates, default=None)),
    )
