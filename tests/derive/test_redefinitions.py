"""A measure or target that changes is told, and what it did to the status: no red turns green unnoticed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.derive import derive_publisher
from generator.derive.redefinitions import Redefinition
from generator.model import Indicator, Publisher, Target
from generator.pages.redefinitions import redefinition_rows, turned_sentence
from tests.records import Q1, Q2, indicator, measured, observation, target

YEAR = "2023/24 FY"
AIM = target("at least", "85", period=YEAR)


def redefined(old: Indicator, new: Indicator, then: tuple[Target, ...], now: tuple[Target, ...]) -> Redefinition | None:
    """What two releases with one value of 80 tell, that are measured so."""
    releases = [
        replace(measured([each], [observation(YEAR, "80")], targets), id=id, period=observation(quarter, "1").period)
        for each, targets, id, quarter in ((old, then, "2024-25-q1", Q1), (new, now, "2024-25-q2", Q2))
    ]
    result = derive_publisher(Publisher(releases[0].publisher, tuple(releases), ()))
    assert result.releases[0].redefinitions == {}
    found = result.latest.redefinitions.get("indicator", ())
    assert result.latest.changes is not None
    assert result.latest.changes.redefined == found
    return found[0] if found else None


PLAIN = indicator(unit="%")
AIMED = "Target for April 2023 to March 2024"
CLOSE, SIX, NIL = "What still counts as close", "Up to 6 percentage points", "Up to 0 percentage points"
WAY = "Which way is better"
OFF, ON, NEAR, NONE = "off target", "on target", "close to target", "no target"


def aims(lower: str) -> tuple[Target, ...]:
    return (target("at least", lower, period=YEAR),)


# fmt: off
CASES = [
    # the measure now                         the target    the rows told                                   before now
    (PLAIN,                                   (AIM,),       [],                                             "",    ""),
    (PLAIN,                                   aims("85.0"), [],                                             "",    ""),
    (PLAIN,                                   aims("75"),   [(AIMED, "At least 85%", "At least 75%")],      OFF,   ON),
    (PLAIN,                                   aims("84"),   [(AIMED, "At least 85%", "At least 84%")],      OFF,   OFF),
    (PLAIN,                                   (),           [(AIMED, "At least 85%", "No target")],         OFF,  NONE),
    (indicator(polarity="lower", unit="%"),  (AIM,),       [(WAY, "Higher is better", "Lower is better")], OFF,   OFF),
    (indicator(unit="number"),               (AIM,),       [("Unit", "%", "number")],                      OFF,   OFF),
    (replace(PLAIN, definition="Anew."),     (AIM,),       [("Definition", "Not given", "Anew.")],         OFF,   OFF),
    (replace(PLAIN, title="Renamed"),        (AIM,),       [],                                             "",    ""),
    (indicator(tolerance="6", unit="%"),     (AIM,),       [(CLOSE, "Nothing", SIX)],    OFF,   NEAR),
    (indicator(tolerance="0", unit="%"),     (AIM,),       [(CLOSE, "Nothing", NIL)],    OFF,   OFF),
]
# fmt: on


@pytest.mark.parametrize(("new", "now", "rows", "as_before", "status"), CASES)
def test_what_is_measured_otherwise(
    new: Indicator, now: tuple[Target, ...], rows: list[tuple[str, str, str]], as_before: str, status: str
) -> None:
    found = redefined(PLAIN, new, (AIM,), now)
    told = redefinition_rows([found] if found is not None else [])
    assert [(row.what, row.before, row.after) for row in told] == rows
    if found is not None:
        assert (found.as_before, found.status) == (as_before, status)
        assert (turned_sentence(found) != "") is (as_before != status)


def test_targets_of_long_ago_need_not_be_repeated() -> None:
    old = (target("at least", "70", period="2021/22 FY"), AIM)
    assert redefined(PLAIN, PLAIN, old, (AIM,)) is None


def test_what_was_told_once_stays_told() -> None:
    lowers = ("85", "75", "75", "65")
    releases = [
        replace(measured([PLAIN], [observation(YEAR, "80")], aims(lower)), id=f"release-{place}")
        for place, lower in enumerate(lowers)
    ]
    latest = derive_publisher(Publisher(releases[0].publisher, tuple(releases), ())).latest
    history = latest.redefinitions["indicator"]
    assert [each.release for each in history] == ["release-1", "release-3"]
    assert [row.after for row in redefinition_rows(history)] == ["At least 65%", "At least 75%"]
    assert [each.turned for each in history] == [True, False]
