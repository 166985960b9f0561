"""When a performance clinic is suggested: what calls for one, the strongest reason first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from generator.derive.quartiles import quartile_change
from generator.derive.targets import JUDGED
from generator.model import Release

History = Sequence[tuple[str, str, str]]
"""(status, direction, quartile) by period, the oldest first; words of `targets`, `direction` and `quartiles`."""

POOR = ("third", "worst")


def suggestion(history: History) -> str:
    """The first rule of `RULES` that the history meets; "" when it meets none."""
    for reason, meets in RULES.items():
        if meets(history):
            return reason
    return ""


def _judged(history: History) -> list[str]:
    return [status for status, _, _ in history if status in JUDGED]


def _off_target_twice(history: History) -> bool:
    return _judged(history)[-2:] == ["off target", "off target"]


def _off_and_declining(history: History) -> bool:
    last = next((entry for entry in reversed(history) if entry[0] in JUDGED), None)
    return last is not None and last[0] == "off target" and last[1] == "declined"


def _quartile_fell(history: History) -> bool:
    known = [quartile for _, _, quartile in history if quartile]
    return len(known) > 1 and quartile_change(known[-2], known[-1]) == "down"


def _quartile_stuck(history: History) -> bool:
    known = [quartile for _, _, quartile in history if quartile]
    return len(known) > 1 and known[-1] == known[-2] and known[-1] in POOR


RULES: Mapping[str, Callable[[History], bool]] = {
    "off target two periods running": _off_target_twice,
    "off target and worse than a year before": _off_and_declining,
    "fell to a worse quartile": _quartile_fell,
    "two periods in the third or worst quartile": _quartile_stuck,
}


def clinic_days(release: Release) -> Mapping[str, tuple[date, ...]]:
    """The days of the clinics that were held on each indicator, by its id."""
    days = {clinic.clinic: clinic.dates for clinic in release.clinics if clinic.kind == "held"}
    found: dict[str, tuple[date, ...]] = {}
    for link in release.links:
        if (link.from_kind, link.relation, link.to_kind) == ("indicator", "measures", "clinic"):
            found[link.from_id] = (*found.get(link.from_id, ()), *days.get(link.to_id, ()))
    return found
