"""Every value of an indicator as a table, with target, status, direction, quartile and comparators."""

from __future__ import annotations

from generator.derive.indicators import IndicatorResult, Point
from generator.model import Indicator
from generator.pages.charts import Cell, DataTable
from generator.pages.measures import AVERAGES, missed_text, shown_value, target_text, value_text
from generator.periods import Period
from generator.words import sentence_case

CAPTION = "Values, targets and what they mean"


def values_table(result: IndicatorResult, caption: str = CAPTION) -> DataTable:
    """Every value, with its target, status, direction and quartile; and targets for periods ahead."""
    indicator = result.indicator
    rows = [
        (
            Cell(point.observation.period.label),
            Cell(
                shown_value(indicator, point)
                if point.observation.value
                else sentence_case(point.observation.value_status)
            ),
            Cell(_targets_text(indicator, point)),
            Cell(sentence_case(point.verdict.status), status=point.verdict.status),
            Cell(sentence_case(missed_text(indicator, point)) or "–"),
            Cell(sentence_case(point.direction), status=point.direction),
            Cell(sentence_case(point.quartile) or "–"),
        )
        for point in result.points
    ]
    rows += [
        (
            Cell(target.period.label),
            Cell("Not reported" if target.period.ended_by(result.as_at) else "Not yet"),
            Cell(target_text(indicator, target) + (" (stretch)" if target.kind == "stretch" else "")),
            Cell("–"),
            Cell("–"),
            Cell("–"),
            Cell("–"),
        )
        for target in result.ahead
    ]
    header = ("Period", "Value", "Target", "Status", "Missed by", "Against a year before", "Quartile")
    names = compared(result)
    if not names:
        return DataTable(caption, header, tuple(rows))
    periods = [*(point.observation.period for point in result.points), *(target.period for target in result.ahead)]
    wider = [
        (*row, *(Cell(_comparator_value(result, name, period)) for name in names))
        for row, period in zip(rows, periods, strict=True)
    ]
    columns = (*header, *(sentence_case(name) for name in names))
    return DataTable(caption, columns, tuple(wider))


def _targets_text(indicator: Indicator, point: Point) -> str:
    text = target_text(indicator, point.target)
    return text if point.stretch is None else f"{text}; stretch: {target_text(indicator, point.stretch)}"


def compared(result: IndicatorResult) -> list[str]:
    """The comparators that give a mean or a median, in the order of the data."""
    return list(dict.fromkeys(each.comparator for each in result.benchmarks if each.statistic in AVERAGES))


def _comparator_value(result: IndicatorResult, comparator: str, period: Period) -> str:
    for each in result.benchmarks:
        if (each.comparator, each.period) == (comparator, period) and each.statistic in AVERAGES:
            return value_text(result.indicator, each.value, exact=True)
    return "–"
