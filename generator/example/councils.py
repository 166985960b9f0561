"""The councils put together: every table of every release, as rows of text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.example import aims, budgets, city, committees, plans, progress, risks, ties
from generator.example.catalogue import Row, listed
from generator.example.minutes import agreed, all_minutes
from generator.example.papers import written
from generator.example.published import Measures, corrections, observations
from generator.example.quarters import LAST, QUARTERS, Quarter, quarter

DEMONSTRATION = (
    "{short_name} is a made-up council: every figure, place and decision on these pages is invented, "
    "to show all that the portal can do."
)


@dataclass(frozen=True, slots=True)
class Package:
    """One release: what its descriptor says, and its tables. Tables without rows are left out."""

    at: Quarter
    publisher: Mapping[str, Any]
    title: str
    description: str
    contributors: tuple[str, ...]
    tables: Mapping[str, list[Row]]


@dataclass(frozen=True, slots=True)
class Council:
    """A publisher's releases, and its papers by path below its folder of content/papers."""

    id: str
    packages: tuple[Package, ...]
    papers: Mapping[str, str]


def councils(seed: int) -> tuple[Council, ...]:
    return exampleshire(seed), sampleford(seed)


def exampleshire(seed: int) -> Council:
    measures = Measures.of(seed)
    minutes = all_minutes(measures)
    packages = tuple(_package(measures, minutes, seed, at) for at in QUARTERS)
    return Council("exampleshire", packages, written(measures))


def _package(measures: Measures, minutes: Mapping[Quarter, Sequence[Row]], seed: int, at: Quarter) -> Package:
    tables: dict[str, Iterable[Row]] = {
        "units": listed("units"),
        "posts": listed("posts"),
        "frameworks": listed("frameworks"),
        "plans": _without(plans.plans(at)),
        "plan_items": plans.plan_items(at),
        "responsibilities": ties.responsibilities(at),
        "plan_updates": progress.plan_updates(at),
        "bodies": committees.bodies(),
        "meetings": committees.meetings(at),
        "agenda_items": committees.agenda_items(at),
        "minutes": agreed(minutes, at),
        "resolutions": committees.resolutions(at),
        "impacts": ties.impacts(at),
        "links": ties.links(at),
        "areas": _without(listed("areas"), "weight"),
        "breakdowns": _without(listed("breakdowns"), "weight"),
        "indicators": aims.indicators(measures),
        "observations": observations(measures, at),
        "targets": aims.targets(measures, at),
        "benchmarks": aims.benchmarks(measures, at),
        "assessments": _from(listed("assessments"), at),
        "clinics": ties.clinics(at),
        "quality_checks": _from(listed("quality_checks"), at),
        "risks": risks.risks(at),
        "risk_scores": risks.risk_scores(at),
        "risk_actions": risks.risk_actions(at),
        "budgets": budgets.budgets(seed, at),
        "corrections": corrections(measures, at),
        "sources": listed("sources"),
        "terms": listed("terms"),
    }
    rows = {name: list(table) for name, table in tables.items()}
    return Package(
        at,
        _publisher("exampleshire", "Exampleshire County Council", "Exampleshire"),
        f"Exampleshire (fictional): quarter {at.place} of {at.token[:7]}",
        "A made-up council's plan, indicators, risks, budget and committees, as it would publish them each quarter. "
        "Figures from before April 2008 are worked out by the definitions of the National Indicators that came then.",
        ("Head of Policy and Performance", "Data Quality Officer"),
        {name: table for name, table in rows.items() if table},
    )


def sampleford(seed: int) -> Council:
    """A small publisher of one release: a few of the same indicators, to be compared with."""
    package = Package(
        LAST,
        _publisher("sampleford", "Sampleford City Council", "Sampleford"),
        f"Sampleford (fictional): quarter {LAST.place} of {LAST.token[:7]}",
        "A few National Indicators of a small made-up council, to be compared with those of Exampleshire.",
        ("Performance Manager",),
        city.tables(Measures.of(seed), seed),
    )
    return Council("sampleford", (package,), {})


def _publisher(id: str, name: str, short_name: str) -> Mapping[str, Any]:
    demonstration = DEMONSTRATION.format(short_name=short_name)
    return {"id": id, "name": name, "short_name": short_name, "demonstration": demonstration, "fictional": True}


def _from(rows: Iterable[Row], at: Quarter) -> list[Row]:
    return _without([row for row in rows if quarter(row["from"]) <= at])


def _without(rows: Iterable[Row], *columns: str) -> list[Row]:
    """The rows without columns that only the catalogue has."""
    return [{name: cell for name, cell in row.items() if name not in ("from", *columns)} for row in rows]
