"""The councils put together: every table of every release, as rows of text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.example import aims, budgets, city, committees, plans, progress, risks, ties
from generator.example.catalogue import Row, listed, text
from generator.example.minutes import agreed, all_minutes
from generator.example.papers import written
from generator.example.published import Measures, corrections, observations
from generator.example.quarters import LAST, QUARTERS, Quarter, quarter


@dataclass(frozen=True, slots=True)
class Package:
    """One release of a publisher: its tables, without those that have no rows."""

    id: str
    at: Quarter
    tables: Mapping[str, list[Row]]


@dataclass(frozen=True, slots=True)
class Council:
    """A publisher's releases, its papers by path below its folder of content/papers, and notes on how it was made."""

    id: str
    packages: tuple[Package, ...]
    papers: Mapping[str, str]
    notes: str


def councils(seed: int) -> tuple[Council, ...]:
    return exampleshire(seed), sampleford(seed)


def exampleshire(seed: int) -> Council:
    measures = Measures.of(seed)
    minutes = all_minutes(measures)
    packages = tuple(_package(measures, minutes, seed, at) for at in QUARTERS)
    return Council("exampleshire", packages, written(measures), text("notes.md"))


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
    return Package("exampleshire", at, {name: table for name, table in rows.items() if table})


def sampleford(seed: int) -> Council:
    """A small publisher of one release: a few of the same indicators, to be compared with."""
    package = Package("sampleford", LAST, city.tables(Measures.of(seed), seed))
    return Council("sampleford", (package,), {}, text("notes.md"))


def _from(rows: Iterable[Row], at: Quarter) -> list[Row]:
    return _without([row for row in rows if quarter(row["from"]) <= at])


def _without(rows: Iterable[Row], *columns: str) -> list[Row]:
    """The rows without columns that only the catalogue has."""
    return [{name: cell for name, cell in row.items() if name not in ("from", *columns)} for row in rows]
