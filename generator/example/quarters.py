"""The twelve quarters that the county has published, each with its release's dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from generator.periods import Period

THURSDAY = 3
EIGHT_WEEKS = timedelta(weeks=8)


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter and its release. `number` counts quarters from April 2005."""

    number: int

    @property
    def period(self) -> Period:
        return _periods(self.number)[0]

    @property
    def token(self) -> str:
        return _periods(self.number)[1]

    @property
    def place(self) -> int:
        """Which quarter of its financial year, from 1 to 4."""
        return self.number % 4 + 1

    @property
    def year(self) -> int:
        """Which financial year: 0 is 2005/06."""
        return self.number // 4

    @property
    def release(self) -> str:
        return self.token.replace("/", "-").replace(" ", "-").lower()

    @property
    def as_at(self) -> date:
        return self.period.end

    @property
    def released(self) -> date:
        """The first Thursday when eight weeks have passed."""
        day = self.as_at + EIGHT_WEEKS
        return day + timedelta(days=(THURSDAY - day.weekday()) % 7)

    def step(self, count: int) -> Quarter:
        return Quarter(self.number + count)


@cache
def _periods(number: int) -> tuple[Period, str]:
    """A quarter's period and its token: asked for so often that they are remembered."""
    period = Period.parse("2005/06 Q1").step(number)
    return period, period.token


def quarter(token: str) -> Quarter:
    """From a token ("2008/09 Q3") or as the catalogue shortens it ("0809q3")."""
    if token[0] == "2":
        token = token[2:4] + token[5:7] + token[-1]
    return Quarter((int(token[:2]) - 5) * 4 + int(token[-1]) - 1)


@cache
def year_token(year: int) -> str:
    """The token of a financial year: 0 is 2005/06 FY."""
    return Period.parse("2005/06 FY").step(year).token


FIRST, LAST = quarter("2006/07 Q3"), quarter("2009/10 Q2")
QUARTERS = tuple(Quarter(number) for number in range(FIRST.number, LAST.number + 1))
NEW_PLAN = quarter("2009/10 Q1")
"""From this quarter on the second council plan is in force."""
