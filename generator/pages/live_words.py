"""What stands in the place of a live figure: the same values and words as on the pages of what it names.

Missing is not zero: a figure without a value reads as the reason why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from generator.derive.indicators import IndicatorResult, Point
from generator.derive.results import ItemResult, ReleaseResult
from generator.derive.targets import JUDGED
from generator.derive.values import measure
from generator.live_figures import INDICATORS, LIVE, RISKS, Figure, item_kinds, split
from generator.live_figures import JUDGED as ANY_JUDGED
from generator.model import Target
from generator.pages.measures import difference_text, shown_value, target_text
from generator.words import DIRECTION_WORDS, lower_first, percent

NOT_REPORTED = "not reported"
NOT_KNOWN = "not known"


def plain(text: str, results: Iterable[ReleaseResult], release: str) -> str:
    """The same as words alone, where a text is all that fits."""
    if not LIVE.search(text):
        return text
    result = next(each for each in results if each.release.id == release)
    return "".join(each if isinstance(each, str) else figure_text(each, result) for each in split(text))


def figure_text(figure: Figure, result: ReleaseResult) -> str:
    """What stands in the figure's place. `load` has made sure that what it names is there."""
    match figure.kind:
        case "indicator":
            return _indicator(figure, result.indicators[figure.id])
        case "item":
            return _item(figure.part, result.items[figure.id])
        case "plan":
            progress = result.plans[figure.id].progress
            return NOT_REPORTED if progress is None else percent(progress.percent)
        case "risk":
            return _risk(figure, result)
        case _:
            return str(_count(figure, result))


def _indicator(figure: Figure, result: IndicatorResult) -> str:
    point = _point(figure, result)
    if figure.part == "target":
        return _target(figure, point, result)
    if point is None:
        return {"value": NOT_REPORTED, "status": "no data"}.get(figure.part, NOT_KNOWN)
    match figure.part:
        case "value":
            known = point.observation.value
            return shown_value(result.indicator, point) if known else point.observation.value_status
        case "status":
            return point.verdict.status
        case "direction":
            return DIRECTION_WORDS.get(point.direction, point.direction)
        case "period":
            return point.observation.period.label
        case _:
            return _change(result, point)


def _point(figure: Figure, result: IndicatorResult) -> Point | None:
    if figure.period is None:
        return result.points[-1] if result.points else None
    return next((point for point in result.points if point.observation.period == figure.period), None)


def _target(figure: Figure, point: Point | None, result: IndicatorResult) -> str:
    """The target of the period, also of one that has no value yet."""
    target: Target | None = point.target if point is not None else None
    if point is None:
        ahead = [each for each in result.ahead if each.kind == "target"]
        target = next((each for each in ahead if figure.period in (None, each.period)), None)
    return lower_first(target_text(result.indicator, target))


def _change(result: IndicatorResult, point: Point) -> str:
    """Against a year before, where two numbers can be compared: "up 2.1 percentage points"."""
    now, before = (measure(result.indicator, text) for text in (point.observation.value, point.before))
    if result.indicator.value_type != "number" or not isinstance(now, Decimal) or not isinstance(before, Decimal):
        return NOT_KNOWN
    moved = now - before
    if moved == 0:
        return "no change"
    return f"{'up' if moved > 0 else 'down'} {difference_text(result.indicator, abs(moved))}"


def _item(part: str, item: ItemResult) -> str:
    if part == "status":
        return item.status
    if part == "due":
        return item.item.due.label if item.item.due is not None else item.item.due_text or "no date given"
    if item.percent is not None:
        return percent(item.percent)
    if item.progress is not None:
        return percent(item.progress.percent)
    return item.update.percent_status if item.update is not None and item.update.percent_status else NOT_REPORTED


def _risk(figure: Figure, result: ReleaseResult) -> str:
    risk = result.risks[figure.id]
    if figure.part == "movement":
        return risk.movement
    if risk.now is None:
        return NOT_REPORTED
    number = risk.now.score if figure.part == "score" else risk.now.target_score
    return risk.now.score_status or NOT_REPORTED if number is None else str(number)


def _count(figure: Figure, result: ReleaseResult) -> int:
    if figure.id == INDICATORS:
        return sum(_counts(figure.part, each.status) for each in _indicators(figure, result))
    if figure.id == RISKS:
        return sum(figure.part in ("", each) for each in _movements(figure, result))
    kind = item_kinds()[figure.id]
    return sum(each.item.kind == kind and figure.part in ("", each.status) for each in _items(figure.within, result))


def _counts(asked: str, status: str) -> bool:
    return not asked or asked == status or (asked == ANY_JUDGED and status in JUDGED)


def _indicators(figure: Figure, result: ReleaseResult) -> Sequence[IndicatorResult]:
    if figure.within is None:
        return list(result.living.values())
    return [result.indicators[id] for id in result.remits[figure.within[1]].indicators]


def _movements(figure: Figure, result: ReleaseResult) -> Iterator[str]:
    """How each risk that is not closed has moved."""
    chosen = result.risks if figure.within is None else result.remits[figure.within[1]].risks
    yield from (result.risks[id].movement for id in chosen if not result.risks[id].is_closed)


def _items(within: tuple[str, str] | None, result: ReleaseResult) -> Iterator[ItemResult]:
    """The items that are counted: what belongs to the past is counted with its own plan alone."""
    match within:
        case ("plan", id):
            ended = result.plans[id].has_ended
            own = (result.items[item] for item in result.tree.of_plan(id))
            yield from (each for each in own if ended or not each.is_past)
        case ("item", id):
            yield from (result.items[item] for item in result.tree.below(id))
        case ("body", id):
            own = (result.items[item] for item in result.remits[id].items)
            yield from (each for each in own if not each.is_past)
        case _:
            yield from (each for each in result.items.values() if not each.is_past)
