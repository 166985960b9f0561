"""The story of each plan item, quarter by quarter: its status, how much is done, and what officers wrote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from generator.example.catalogue import Row, listed, phrases
from generator.example.plans import Item, children, is_current, items
from generator.example.quarters import LAST, NEW_PLAN, QUARTERS, Quarter, quarter
from generator.periods import Deadline

LATE_PACE, PACE = 0.25, 1.0
"""How much is done in a quarter that is behind, and in one that is not."""

MOST_UNFINISHED = 95
CONFIDENCE = {"on target": "green", "delayed": "amber", "on hold": "red"}
"""Asked of officers since the second plan."""

COUNTS = "none one two three four five six seven eight nine ten eleven twelve".split()


@dataclass(frozen=True, slots=True)
class Report:
    """What was reported of an item for a quarter."""

    status: str
    percent: int | None
    progress: str
    issues: str = ""


def plan_updates(at: Quarter) -> Iterator[Row]:
    """Every report up to this quarter, item by item."""
    for item in items(at):
        for each in QUARTERS:
            report = _report(item, each) if each <= at else None
            if report is not None:
                yield _row(item, each, report)


def report_of(item: Item, at: Quarter) -> Report | None:
    return _report(item, at)


def _row(item: Item, at: Quarter, report: Report) -> Row:
    silent = report.status == "not reported"
    why = "" if report.percent is not None else "not reported" if silent else "not applicable"
    return {
        "item": item.id,
        "period": at.token,
        "status": report.status,
        "status_as_reported": phrases()["reported"].get(report.status, ""),
        "percent_complete": "" if report.percent is None else str(report.percent),
        "percent_status": why,
        "confidence": CONFIDENCE.get(report.status, "") if at >= NEW_PLAN else "",
        "progress": report.progress,
        "issues": report.issues,
    }


def _report(item: Item, at: Quarter) -> Report | None:
    """What an item reported for a quarter; None where it did not have to."""
    match item.kind:
        case "action" if _owed(item, at):
            return _stories(item.id).get(at)
        case "objective" if _owed(item, at):
            return _summary(item.id, "action", at)
        case "priority" if _owed(item, at):
            return _summary(item.id, "objective", at)
        case "milestone" if item.about["done"] and quarter(item.about["done"]) == at:
            return Report("completed", None, "")
    return None


def _owed(item: Item, at: Quarter) -> bool:
    """Whether the item belonged to the plan in force at the time."""
    return item.id in _current(at)


@cache
def _current(at: Quarter) -> frozenset[str]:
    return frozenset(item.id for item in items(at) if is_current(item, at))


@cache
def _stories(id: str) -> dict[Quarter, Report]:
    """The reports of an action over all quarters, in order: none after the one that says it is complete."""
    row = next(row for row in listed("actions") if row["item"] == id)
    story = _Story(row)
    quirks = {quarter(quirk["period"]): quirk["what"] for quirk in listed("quirks") if quirk["item"] == id}
    found: dict[Quarter, Report] = {}
    said = ""
    for at in QUARTERS:
        report = story.report(at, said)
        match quirks.get(at, ""):
            case "not reported":
                report = Report("not reported", None, "")
            case "unchanged":
                report = Report(report.status, report.percent, said, report.issues)
            case "on hold":
                report = Report("on hold", report.percent, report.progress, report.issues)
        found[at], said = report, report.progress or said
        if report.status == "completed":
            break
    return found


class _Story:
    """One action's way from its first step to its last."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self.steps: Sequence[str] = row["steps"].split("; ")
        self.begins = quarter(row["begins"])
        self.ends = quarter(row["ends"]) if row["ends"] else None
        self.late = [tuple(quarter(end) for end in span.split("-")) for span in row["late"].split(";") if span]
        self.last = self.ends or _quarter_of(row["due"])

    def is_late(self, at: Quarter) -> bool:
        return any(first <= at <= last for first, last in self.late)

    def share(self, at: Quarter) -> float:
        """How much is done by the end of the quarter, from 0 to 1.

        An action that is finished caught up after its delays. One that is not is as far behind as they set it back.
        """
        end = max(self.last.number, self.begins.number + 1) + 1
        whole = self._done(end) if self.ends is not None else (end - self.begins.number) * PACE
        return min(self._done(at.number + 1) / whole, 1)

    def _done(self, before: int) -> float:
        """What was done in the quarters before this one."""
        return sum(LATE_PACE if self.is_late(Quarter(each)) else PACE for each in range(self.begins.number, before))

    def report(self, at: Quarter, said: str) -> Report:
        words = phrases()
        if at < self.begins:
            return Report("not started", 0, self._say(words["waiting"], 0, at, said))
        if self.ends is not None and at >= self.ends:
            return Report("completed", 100, self._say(words["done"], len(self.steps) - 1, at, said))
        before, here = self._step(at.step(-1)), self._step(at)
        percent = min(max(5 * round(self.share(at) * 20), 5), MOST_UNFINISHED)
        if self.is_late(at):
            remedy = words["remedy"][(at.number + len(self.row["item"])) % len(words["remedy"])]
            return Report(
                "delayed", percent, self._say(words["late"], here, at, said), f"{self.row['reason']} {remedy}"
            )
        stage = "starting" if at == self.begins else "closing" if here == len(self.steps) - 1 else "going"
        choices = [text for text in words[stage] if "{Before}" not in text or here > before]
        return Report("on target", percent, self._say(choices, here, at, said))

    def _step(self, at: Quarter) -> int:
        if at <= self.begins:
            return 0
        return min(int(self.share(at) * len(self.steps)), len(self.steps) - 1)

    def _say(self, choices: Sequence[str], step: int, at: Quarter, said: str) -> str:
        """A sentence for the step that is not the one of the quarter before."""
        now, before = self.steps[step], self.steps[max(step - 1, 0)]
        after = self.steps[min(step + 1, len(self.steps) - 1)]
        start = at.number + len(self.row["item"])
        texts = [
            choices[(start + turn) % len(choices)].format(
                now=now, Now=_capital(now), Before=_capital(before), next=after
            )
            for turn in range(len(choices))
        ]
        return next((text for text in texts if text != said), texts[0])


@cache
def _summary(id: str, what: str, at: Quarter) -> Report:
    """A priority sums up its objectives, and an objective its actions."""
    own = [item for item in children(at)[id] if item.kind == what]
    reports = [_report(item, at) for item in own]
    done = sum(1 for report in reports if report is None or report.status == "completed")
    late = sum(1 for report in reports if _is_behind(report))
    status = "completed" if done == len(own) else "delayed" if late * 2 >= len(own) else "on target"
    choices = phrases()["summary"]
    told = choices[(at.number + len(id)) % len(choices)]
    counts = {"done": _are(done), "late": _are(late), "Done": _capital(_are(done))}
    text = told.format(all=COUNTS[len(own)], what=f"{what}s", **counts)
    named = [item.title for item, report in zip(own, reports, strict=True) if _is_behind(report)]
    return Report(status, None, f"{text} Behind: {'; '.join(named)}." if named else text)


def _is_behind(report: Report | None) -> bool:
    return report is not None and report.status in ("delayed", "on hold")


def _are(count: int) -> str:
    return f"{COUNTS[count]} {'is' if count < 2 else 'are'}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _quarter_of(deadline: str) -> Quarter:
    """The quarter of a deadline; where it has no day, one that is far off."""
    due = Deadline.parse(deadline).last_day or LAST.step(8).as_at
    return Quarter((due.year * 12 + due.month - 1 - (2005 * 12 + 3)) // 3)
