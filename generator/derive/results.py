"""What is worked out from what publishers said: frozen, complete, and with no thought for pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from generator.derive.budgets import BudgetTable
from generator.derive.changes import Changes
from generator.derive.deadlines import Slippage
from generator.derive.indicators import IndicatorResult
from generator.derive.lineage import Lineage
from generator.derive.progress import Progress
from generator.derive.redefinitions import Redefinition
from generator.derive.remits import Remit
from generator.derive.risks import RiskResult
from generator.derive.statuses import ANSWERED_ABOVE, UNKNOWN, StatusCounts
from generator.derive.tree import Tree
from generator.model import Plan, PlanItem, PlanUpdate, Publisher, Release


@dataclass(frozen=True, slots=True)
class HistoryPoint:
    """One period's update with how much of the item's time, 0 to 100, had passed by its end."""

    update: PlanUpdate
    percent_elapsed: Decimal | None


@dataclass(frozen=True, slots=True)
class ItemResult:
    """One plan item in one release. `reasons` are the attention rules that it meets.

    `is_past` is whether it belongs to the past: its plan has ended, or it lives on as another item, or it was dropped.
    Such an item keeps its last known status, owes no reports, and is counted with its own plan alone.
    """

    item: PlanItem
    update: PlanUpdate | None
    history: tuple[HistoryPoint, ...]
    status: str
    progress: Progress | None
    percent_elapsed: Decimal | None
    days_overdue: int | None
    slippage: Slippage | None
    no_update: bool
    reasons: tuple[str, ...]
    is_past: bool = False

    @property
    def owes_percent(self) -> bool:
        """Whether a percentage was asked for the period and not given: neither told, nor not applicable, nor past."""
        asked = self.no_update if self.update is None else self.update.percent_status != "not applicable"
        return asked and self.percent is None and not self.is_past

    @property
    def percent(self) -> Decimal | None:
        """The percentage that the item itself reported for the period, 0 to 100."""
        return None if self.update is None else self.update.percent_complete


@dataclass(frozen=True, slots=True)
class PlanResult:
    """One plan in one release. `counts` is by kind of item, in the order in which the kinds stand in the plan.

    `has_ended` is whether its last day was before the release's period began.
    """

    plan: Plan
    counts: Mapping[str, StatusCounts]
    progress: Progress | None
    has_ended: bool = False


@dataclass(frozen=True, slots=True)
class ReleaseResult:
    """One release. `counts` is by kind of item over all that is not past; `changes` is None for the first release.

    `earlier` are the results of the releases before it, the oldest first, as they stood when it was published.
    """

    release: Release
    tree: Tree
    items: Mapping[str, ItemResult]
    plans: Mapping[str, PlanResult]
    counts: Mapping[str, StatusCounts]
    indicators: Mapping[str, IndicatorResult]
    risks: Mapping[str, RiskResult]
    budgets: Sequence[BudgetTable]
    lineage: Lineage
    remits: Mapping[str, Remit]
    changes: Changes | None
    redefinitions: Mapping[str, tuple[Redefinition, ...]]
    earlier: tuple[ReleaseResult, ...] = field(default=(), compare=False, repr=False)

    @property
    def living(self) -> Mapping[str, IndicatorResult]:
        """The indicators that do not live on as others: those to list and to count."""
        return {id: each for id, each in self.indicators.items() if not each.is_past}

    def asks(self, item: ItemResult) -> bool:
        """Whether items of this kind are reported on at all; of what is past, whether its status is known.

        What is answered for by the report on the item above it is not asked where nothing was told of it.
        """
        if item.item.kind in ANSWERED_ABOVE and item.status in UNKNOWN:
            return False
        counts = self.counts.get(item.item.kind)
        return (counts is not None and counts.known > 0) or (item.is_past and item.status not in UNKNOWN)

    def needing(self, reason: str) -> tuple[ItemResult, ...]:
        """The items that meet an attention rule, in the order of the plans."""
        return tuple(result for result in self.items.values() if reason in result.reasons)

    @property
    def attention(self) -> tuple[ItemResult, ...]:
        """The items that meet any attention rule, in the order of the plans."""
        return tuple(result for result in self.items.values() if result.reasons)


@dataclass(frozen=True, slots=True)
class PublisherResult:
    """A publisher's releases, the oldest first, and the versions of them that were corrected since."""

    publisher: Publisher
    releases: tuple[ReleaseResult, ...]
    superseded: tuple[ReleaseResult, ...] = ()

    @property
    def latest(self) -> ReleaseResult:
        return self.releases[-1]


@dataclass(frozen=True, slots=True)
class Results:
    publishers: tuple[PublisherResult, ...]
