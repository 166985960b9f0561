"""Budgets: lines of one unit and year, with how far what is expected differs from what was planned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.model import Budget, Release
from generator.periods import Period


@dataclass(frozen=True, slots=True)
class BudgetTable:
    """One unit's budget for one year, its lines in order."""

    unit: str
    period: Period
    lines: tuple[Budget, ...]

    @property
    def drawn(self) -> tuple[Budget, ...]:
        """The divisions with an amount: what a chart can show. 0 is an amount."""
        return tuple(line for line in self.lines if line.kind == "division" and line.net_revenue is not None)

    @property
    def closing(self) -> Budget | None:
        """The line that sums up: the net total, else the total; None where there is neither."""
        for kind in ("net", "total"):
            for line in self.lines:
                if line.kind == kind:
                    return line
        return None


def variance(line: Budget) -> Decimal | None:
    """The forecast less the budget in pounds: above 0 is an overspend. None where either is not known."""
    if line.forecast is None or line.net_revenue is None:
        return None
    return line.forecast - line.net_revenue


def budget_tables(release: Release) -> Sequence[BudgetTable]:
    """Every budget, the latest year first, units in the order of the data."""
    lines: dict[tuple[str, Period], list[Budget]] = {}
    for line in release.budgets:
        lines.setdefault((line.unit, line.period), []).append(line)
    tables = [
        BudgetTable(unit, period, tuple(sorted(own, key=lambda line: line.order)))
        for (unit, period), own in lines.items()
    ]
    return sorted(tables, key=lambda table: table.period.end, reverse=True)
