"""Which texts of a quarter are long or hard to read, and of what."""

from __future__ import annotations

from dataclasses import replace

from generator.derive.commentary import heavy_commentary
from generator.reading import LONGEST
from tests.records import Q1, Q2, plan_update, release, risk_score
from tests.test_reading import OFFICIAL, PLAIN

LONG = ". ".join(["Word"] * (LONGEST + 1))


def test_what_is_long_or_hard_for_the_release_s_own_quarter_the_hardest_first() -> None:
    updates = (
        plan_update("easy", progress=PLAIN),
        plan_update("long", progress=LONG),
        replace(plan_update("hard", progress=PLAIN), issues=OFFICIAL),
        plan_update("past", period=Q1, progress=OFFICIAL),
    )
    scores = (replace(risk_score("risk", 12, 6), commentary=OFFICIAL), risk_score("quiet", 12, 6))
    found = heavy_commentary(replace(release(Q2, (), updates), risk_scores=scores))
    assert [(each.thing, each.column) for each in found] == [
        (("plan item", "hard"), "issues"),
        (("risk", "risk"), "commentary"),
        (("plan item", "long"), "progress"),
    ]
    assert [(each.reading.is_hard, each.reading.is_long) for each in found] == [
        (True, False),
        (True, False),
        (False, True),
    ]
