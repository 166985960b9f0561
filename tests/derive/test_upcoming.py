"""When an indicator's next value comes: said where its own history makes it sure, and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from generator.derive.indicators import indicator_results
from generator.derive.upcoming import upcoming
from generator.pages.indicator import next_update
from tests.records import indicator, measured, observation

NEXT = date(2025, 8, 4)
"""The release is for 2024/25 Q4, judged as at 31 March 2025."""

# fmt: off
CASES = [
    # frequency      values for                          told
    ("quarterly",   ["2024/25 Q3", "2024/25 Q4"],   "The value for April to June 2025 is expected on 4 August 2025."),
    ("quarterly",   ["2024/25 Q4", "2024/25 FY"],   "The value for April to June 2025 is expected on 4 August 2025."),
    ("monthly",     ["2025 M03"],                   "The value for April 2025 is expected on 4 August 2025."),
    # A quarter late, or with a gap: nobody knows which value comes next.
    ("quarterly",   ["2024/25 Q3"],                 "Next figures expected on 4 August 2025."),
    ("quarterly",   ["2024/25 Q3", "-2024/25 Q4"],  "Next figures expected on 4 August 2025."),
    # A year's value may come with a later report than the next.
    ("annual",      ["2024/25 FY"],
     "Next figures expected on 4 August 2025. The next value is for April 2025 to March 2026."),
    ("annual",      ["2023/24 FY"],                 "Next figures expected on 4 August 2025."),
    ("annual",      ["2024 CY"],
     "Next figures expected on 4 August 2025. The next value is for 2025."),
    ("two-yearly",  ["2024/25 FY"],                 "Next figures expected on 4 August 2025."),
    ("",            ["2024/25 Q4"],                 "Next figures expected on 4 August 2025."),
    ("quarterly",   ["2024/25 FY"],                 "Next figures expected on 4 August 2025."),
    ("quarterly",   [],                             "Next figures expected on 4 August 2025."),
]
# fmt: on


@pytest.mark.parametrize(("frequency", "periods", "told"), CASES)
def test_the_next_update(frequency: str, periods: list[str], told: str) -> None:
    release = measured(
        [replace(indicator(), frequency=frequency)],
        [observation(period.removeprefix("-"), "" if period.startswith("-") else "1") for period in periods],
    )
    result = indicator_results(release)["indicator"]
    announced = replace(release, next_release=NEXT)
    assert next_update(upcoming(result, announced), NEXT) == told
    unannounced = next_update(upcoming(result, release), None)
    assert "expected" not in unannounced
