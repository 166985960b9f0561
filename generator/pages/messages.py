"""Sentences worked out from the results: what a heading or a first line says. Tested as a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from generator.derive.indicators import IndicatorResult
from generator.derive.results import ItemResult, ReleaseResult
from generator.derive.statuses import CLOSED, StatusCounts
from generator.model import Release
from generator.words import counted, is_are, listed, percent, plural, sentence_case, was_were

GOOD = ("completed", "on target")
"""Statuses that a headline counts as going to plan. "Not started" is not among them: it says too little."""


def release_headline(result: ReleaseResult) -> str:
    """How the quarter went; where no item has a status, what else the publisher says of it."""
    if _is_empty(result.release):
        return "The plans and figures for this quarter are not published yet."
    if any(counts.known for counts in result.counts.values()):
        return f"{quarter_headline(result.counts)} {_targets_met(result.living.values())}".strip()
    parts = [
        confidence_sentence(result),
        assessments_sentence(result.release),
        status_sentence(result.living.values()),
    ]
    return " ".join(part for part in parts if part) or _plans_set(result)


def _is_empty(release: Release) -> bool:
    """Whether nothing is there yet that could be reported on: a council has just begun."""
    own = (release.plan_items, release.indicators, release.risks, release.assessments, release.budgets, release.clinics)
    return not any(own)


def _targets_met(results: Iterable[IndicatorResult]) -> str:
    """How many of the indicators that a target judges met it; "" when none is judged."""
    judged = [point.verdict.status for each in results if (point := each.judged) is not None]
    if not judged:
        return ""
    return f"{judged.count('on target')} of {counted(len(judged), 'indicator')} with a target met it."


def _plans_set(result: ReleaseResult) -> str:
    """What plans hold on which nothing is reported yet: a year has just begun."""
    kinds = [(kind, counts.total) for kind, counts in result.counts.items() if kind in HEADLINED]
    if not kinds:
        return "Nothing was reported for this quarter."
    what = sentence_case(listed([counted(total, kind) for kind, total in kinds]))
    return f"{what} are set out; no progress was reported for this quarter."


HEADLINED = ("priority", "objective", "recommendation", "action")
"""Kinds of item that a headline counts where no progress was reported."""


def status_sentence(results: Iterable[IndicatorResult]) -> str:
    """How many indicators have each status against target, in one sentence; "" when none is judged."""
    judged = [point.verdict.status for each in results if (point := each.judged) is not None]
    if not judged:
        return ""
    parts = [
        f"{judged.count(word)} {word}" for word in ("on target", "close to target", "off target") if word in judged
    ]
    if len(judged) == 1:
        return f"The one with a target to judge by is {judged[0]}."
    return f"Of {len(judged)} with a target to judge by, {listed(parts)}."


def confidence_sentence(result: ReleaseResult) -> str:
    """The publisher's own ratings of its confidence in one sentence; "" where it gives none."""
    ratings = [item.update.confidence for item in result.items.values() if item.update is not None]
    parts = [f"{count} {colour}" for colour in ("green", "amber", "red") if (count := ratings.count(colour))]
    rated = sum(1 for rating in ratings if rating)
    return f"Of {counted(rated, 'item')} rated by the council’s own confidence, {listed(parts)}." if parts else ""


def assessments_sentence(release: Release) -> str:
    """The flags and scores that outside assessors gave; "" where there are none."""
    flags = [each.flag for each in release.assessments]
    scored = sum(1 for each in release.assessments if each.score is not None)
    parts = [counted(count, f"{colour} flag") for colour in ("red", "green") if (count := flags.count(colour))]
    if scored:
        parts.append(counted(scored, "score"))
    return f"Outside assessors gave {listed(parts)}." if parts else ""


def quarter_headline(counts: Mapping[str, StatusCounts]) -> str:
    """How the quarter went: a sentence for the highest kind of item that was reported on, one for those below."""
    reported = [(kind, of_kind) for kind, of_kind in counts.items() if of_kind.known]
    if not reported:
        return "Nothing was reported for this quarter."
    (kind, highest), *below = reported
    late_below = _late_below(below)
    first = _headline(kind, highest, late_below=bool(late_below))
    return f"{first} Below them, {late_below}." if late_below else first


def _late_below(below: Sequence[tuple[str, StatusCounts]]) -> str:
    """What is delayed or on hold of each kind: "4 of 18 objectives and 10 of 46 actions were delayed"."""
    late = [(kind, counts) for kind, counts in below if counts.of("delayed") or counts.of("on hold")]
    if len(late) < 2 or any(counts.of("on hold") for _, counts in late):
        return listed([_late(*each) for each in late])
    parts = [f"{counts.of('delayed')} of {counted(counts.total, kind)}" for kind, counts in late]
    return f"{listed(parts)} were delayed"


def _headline(kind: str, counts: StatusCounts, *, late_below: bool) -> str:
    good = sum(counts.of(status) for status in GOOD)
    words = [word for word in ("on target", "completed") if counts.of(word)] or ["on target"]
    first = f"{good} of {counted(counts.total, kind)} {was_were(good)} {' or '.join(words)}"
    others = [
        f"{count} {was_were(count)} {wording}" for status, wording in _OTHERS.items() if (count := counts.of(status))
    ]
    if not counts.of("delayed") and not late_below:
        others.insert(0, "none was reported as delayed")
    silent = counts.of("not reported")
    if silent:
        others.append(f"{silent} gave no update")
    return f"{first}; {listed(others)}." if others else f"{first}."


def _late(kind: str, counts: StatusCounts) -> str:
    """ "8 of 117 activities were delayed and 1 on hold"."""
    parts = [(counts.of(status), status) for status in ("delayed", "on hold") if counts.of(status)]
    first = f"{parts[0][0]} of {counted(counts.total, kind)} {was_were(parts[0][0])} {parts[0][1]}"
    return listed([first, *(f"{count} {wording}" for count, wording in parts[1:])])


_OTHERS = {
    "delayed": "delayed",
    "on hold": "on hold",
    "ongoing": "ongoing",
    "not started": "not started",
    "cancelled": "cancelled",
    "not legible": "not legible in the source",
}


def attention_sentence(result: ReleaseResult) -> str:
    """How many items need attention, by reason, in one sentence; "" when none does."""
    if not result.attention:
        return ""
    counts = {reason: len(result.needing(reason)) for reason in ATTENTION_WORDS}
    parts = [f"{count} {ATTENTION_WORDS[reason]}" for reason, count in counts.items() if count]
    total = len(result.attention)
    needs = "needs" if total == 1 else "need"
    overlap = ", some for more than one reason" if sum(counts.values()) > total else ""
    return f"{sentence_case(counted(total, 'item'))} {needs} a closer look{overlap}: {listed(parts)}."


ATTENTION_WORDS = {
    "delayed": "delayed",
    "on hold": "on hold",
    "overdue": "past their deadline",
    "rated red": "rated red",
    "no update": "without an update",
    "unchanged": "told in the same words as before",
}


def progress_sentence(item: ItemResult) -> str:
    """How far an item is, and how much of its time has passed; says so where either is not known."""
    update = item.update
    if update is None and item.status in CLOSED and item.history:
        return f"Last reported for {item.history[-1].update.period.label}."
    if update is None or update.percent_complete is None:
        if item.progress is not None:
            return f"{percent(item.progress.percent)} complete on average, {basis(item)}."
        asked = update is None or update.percent_status != "not applicable"
        return "No percentage complete was reported." if asked else ""
    done = f"{percent(update.percent_complete)} complete"
    if item.percent_elapsed is None:
        return f"{done}."
    return f"{done}, with {percent(item.percent_elapsed)} of the time passed."


def basis(item: ItemResult) -> str:
    """What an average rests on: "from 3 of 5 figures"."""
    if item.progress is None:
        return ""
    return f"from {item.progress.given} of {counted(item.progress.asked, 'figure')}"


def plan_sentence(counts: Mapping[str, StatusCounts]) -> str:
    """What a plan holds: "5 actions and 32 activities"."""
    return listed([counted(of_kind.total, kind) for kind, of_kind in counts.items()])


def history_message(item: ItemResult) -> str:
    """The heading over an item's chart: how its percentage moved over the quarters."""
    known = [point for point in item.history if point.update.percent_complete is not None]
    if not known:
        return ""
    last = known[-1].update
    assert last.percent_complete is not None
    if len(known) == 1:
        return f"{percent(last.percent_complete)} complete in {last.period.label}"
    first = known[0].update
    assert first.percent_complete is not None
    if first.percent_complete == last.percent_complete:
        return f"Still {percent(last.percent_complete)} complete in {last.period.label}"
    verb = "rose" if last.percent_complete > first.percent_complete else "fell"
    start, end = percent(first.percent_complete), percent(last.percent_complete)
    return f"Progress {verb} from {start} to {end} by {last.period.label}"


def behind_message(behind: int, total: int) -> str:
    """The heading over a plan's progress chart."""
    if total == 0:
        return "No percentages were reported"
    if total == 1:
        state = "is behind" if behind else "keeps up with"
        return f"The one action with a figure {state} the time that has passed"
    if behind == 0:
        return f"All {counted(total, 'action')} with a figure keep up with the time that has passed"
    return (
        f"{behind} of {total} {plural('action', total)} with a figure {is_are(behind)} behind the time that has passed"
    )
