"""The table of indicators: a row for each, and what readers find it by."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.derive.indicators import IndicatorResult, Point
from generator.derive.quartiles import POSITIONS
from generator.derive.results import ReleaseResult
from generator.derive.values import measure
from generator.pages import addresses
from generator.pages.actions import part_of, top_choice, tops
from generator.pages.indicator import quartile_text
from generator.pages.listing import (
    DIRECTION_ORDER,
    INDICATOR_ORDER,
    Ask,
    Choice,
    Filter,
    Keys,
    filters_of,
    rank,
    word,
    words,
)
from generator.pages.lookup import Lookup, areas_with_figures
from generator.pages.measures import missed_text, shown_value, target_text
from generator.pages.sparklines import sparkline_of
from generator.words import sentence_case


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One indicator in the table. `spark` are the points of a small line, "" with fewer than two values."""

    reference: str
    title: str
    address: str
    designation: str
    period: str
    value: str
    target: str
    status: str
    missed: str
    direction: str
    quartile: str
    spark: str
    keys: Keys


def indicator_rows(result: ReleaseResult, lookup: Lookup) -> tuple[IndicatorRow, ...]:
    parts, areas = _parts(result), _areas(result, lookup)
    return tuple(_row(each, lookup, parts.get(id, ()), areas.get(id, ())) for id, each in result.living.items())


def indicator_filters(rows: Iterable[IndicatorRow], result: ReleaseResult) -> tuple[Filter, ...]:
    return filters_of(
        (row.keys for row in rows),
        (
            Ask("status", "Status", words(INDICATOR_ORDER)),
            Ask("direction", "Against a year before", words((*DIRECTION_ORDER, "not known"))),
            Ask("priority", "Part of the plan", tops(result)),
            Ask("unit", "Who leads"),
            Ask("framework", "Framework", _frameworks(result)),
            Ask("area", "With figures for", areas_with_figures(result.release)),
        ),
    )


def _row(result: IndicatorResult, lookup: Lookup, parts: Collection[Choice], areas: Collection[Choice]) -> IndicatorRow:
    indicator = result.indicator
    point = result.leading
    next_target = target_text(indicator, result.ahead[0]) if result.ahead else "No target"
    status = result.status
    direction = point.direction if point is not None else "not known"
    quartile = sentence_case(quartile_text(point)) if point is not None else ""
    framework = indicator.framework
    leads = lookup.leads("indicator", indicator.indicator)
    return IndicatorRow(
        reference=indicator.reference,
        title=indicator.title,
        address=addresses.indicator(lookup.publisher, indicator.indicator),
        designation=sentence_case(indicator.designation),
        period=point.observation.period.label if point is not None else _ahead_period(result),
        value=shown_value(indicator, point) if point is not None else "No value",
        target=target_text(indicator, point.target) if point is not None else next_target,
        status=status,
        missed=missed_text(indicator, point) if point is not None else "",
        direction=direction,
        quartile=quartile,
        spark=sparkline_of(indicator, [point.observation for point in result.points]),
        keys=Keys(
            choices={
                "status": (word(status),),
                "direction": (word(direction),),
                "priority": tuple(parts),
                "unit": tuple(lead.unit for lead in leads if lead.unit is not None),
                "framework": (Choice(framework, lookup.name("framework item", framework).name),) if framework else (),
                "area": tuple(areas),
            },
            sorts={
                "indicator": indicator.title,
                "value": _value_key(result, point),
                "target": _target_key(result, point),
                "status": rank(status, INDICATOR_ORDER),
                "direction": rank(direction, DIRECTION_ORDER),
                "quartile": rank(point.quartile if point is not None else "", POSITIONS),
                "designation": sentence_case(indicator.designation),
            },
        ),
    )


def _value_key(result: IndicatorResult, point: Point | None) -> str:
    return _number(result, point.observation.value if point is not None else "")


def _target_key(result: IndicatorResult, point: Point | None) -> str:
    ahead = result.ahead[0] if result.ahead else None
    target = point.target if point is not None else ahead
    return _number(result, target.lower or target.upper if target is not None else "")


def _number(result: IndicatorResult, text: str) -> str:
    """Digits to sort by. A point of a scale or a value in words is no number, and comes after those that are."""
    if result.indicator.value_type != "number":
        return ""
    number: Decimal | None = measure(result.indicator, text)
    return "" if number is None else f"{number:f}"


def _parts(result: ReleaseResult) -> Mapping[str, tuple[Choice, ...]]:
    """What each indicator measures, by the top of the plans that run."""
    found: dict[str, dict[Choice, None]] = {}
    for link in result.release.links:
        if (link.from_kind, link.relation, link.to_kind) == ("indicator", "measures", "plan item"):
            item = link.to_id
            if not result.items[item].is_past:
                found.setdefault(link.from_id, {})[part_of(item, result) or top_choice(item, result)] = None
    return {id: tuple(parts) for id, parts in found.items()}


def _areas(result: ReleaseResult, lookup: Lookup) -> Mapping[str, tuple[Choice, ...]]:
    """The areas below the whole that each indicator has figures for."""
    areas = {id: Choice(id, lookup.name("area", id).name) for id in areas_with_figures(result.release)}
    found: dict[str, dict[Choice, None]] = {}
    for each in result.release.observations:
        if each.area in areas and each.value:
            found.setdefault(each.indicator, {})[areas[each.area]] = None
    return {id: tuple(own) for id, own in found.items()}


def _frameworks(result: ReleaseResult) -> tuple[str, ...]:
    """The frameworks of the indicators, in the release's order."""
    return tuple(dict.fromkeys(each.indicator.framework for each in result.living.values()))


def _ahead_period(result: IndicatorResult) -> str:
    return f"target for {result.ahead[0].period.label}" if result.ahead else "–"
