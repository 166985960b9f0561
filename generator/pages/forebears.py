"""The indicators that one carries on, with their values: history follows a thing that is counted or named anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.derive.indicators import IndicatorResult
from generator.derive.results import PublisherResult, ReleaseResult
from generator.pages.charts import DataTable
from generator.pages.lookup import Lookup
from generator.pages.relations import FORWARD
from generator.pages.values_table import values_table

Past = Mapping[str, tuple[IndicatorResult, str]]
"""Every indicator that was ever published, as its last release has it, and that release's id."""


@dataclass(frozen=True, slots=True)
class Forebear:
    """An earlier indicator: what became of it ("Carried forward as …"), and every value that it had."""

    name: str
    how: str
    note: str
    definition: str
    table: DataTable
    result: IndicatorResult


def every_indicator(result: PublisherResult) -> Past:
    found: dict[str, tuple[IndicatorResult, str]] = {}
    for release in reversed(result.releases):
        for id, indicator in release.indicators.items():
            found.setdefault(id, (indicator, release.release.id))
    return found


def forebears(id: str, latest: ReleaseResult, past: Past, lookups: Mapping[str, Lookup]) -> tuple[Forebear, ...]:
    """The indicators that this one carries on, and theirs: the nearest first."""
    found: list[Forebear] = []
    queue = list(latest.lineage.back.get(("indicator", id), ()))
    seen = {id}
    while queue:
        link = queue.pop(0)
        if link.from_kind != "indicator" or link.from_id in seen or link.from_id not in past:
            continue
        seen.add(link.from_id)
        earlier, _ = past[link.from_id]
        name = _name(link.from_id, past, lookups)
        found.append(
            Forebear(
                name=name,
                how=f"{FORWARD[link.relation]} {_name(link.to_id, past, lookups)}",
                note=link.note,
                definition=earlier.indicator.definition,
                table=values_table(earlier, f"Values of {name}"),
                result=earlier,
            )
        )
        queue += latest.lineage.back.get(("indicator", link.from_id), ())
    return tuple(found)


def _name(id: str, past: Past, lookups: Mapping[str, Lookup]) -> str:
    return lookups[past[id][1]].name("indicator", id).name
