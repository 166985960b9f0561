"""How the services within a committee's remit stood in a quarter: what papers and minutes are made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.example.aims import standing, targets
from generator.example.catalogue import Row, listed
from generator.example.published import Measures, periods, value_at
from generator.example.quarters import Quarter
from generator.example.series import Series

JUDGED = ("on target", "close to target", "off target")


@dataclass(frozen=True, slots=True)
class Reading:
    """An indicator's last value with how it stands."""

    series: Series
    period: str
    value: str
    target: Row | None
    standing: str

    @property
    def title(self) -> str:
        return self.series.about["title"]

    @property
    def shown(self) -> str:
        return shown(self.series, self.value) if self.value else "not reported"

    @property
    def aim(self) -> str:
        """The target in words: "at least 50%"."""
        if self.target is None:
            return "none"
        bounds = [self.target.get(bound, "") for bound in ("lower", "upper")]
        return f"{self.target['comparison']} " + " and ".join(shown(self.series, each) for each in bounds if each)


def readings(measures: Measures, at: Quarter, units: frozenset[str]) -> list[Reading]:
    """The last value of each indicator that the units lead."""
    aims = {(row["indicator"], row["period"]): row for row in targets(measures, at) if row["kind"] == "target"}
    found = []
    for series in measures.series:
        known = periods(series, at) if is_led(series.about, units) else []
        if known:
            value, aim = value_at(series, known[-1], at)[0], aims.get((series.id, known[-1]))
            found.append(Reading(series, known[-1], value, aim, standing(series, value, aim)))
    return found


def count(found: Sequence[Reading], status: str) -> int:
    return sum(1 for each in found if each.standing == status)


def units_of(body: Row) -> frozenset[str]:
    """The directorates within a body's remit with the services in them; every unit where none is named."""
    own = body["unit"].split("; ")
    return frozenset(
        row["unit"] for row in listed("units") if not body["unit"] or row["unit"] in own or row["parent"] in own
    )


def is_led(about: Row, units: frozenset[str]) -> bool:
    """Whether the post that leads a row of the catalogue is in one of the units."""
    return next(row["unit"] for row in listed("posts") if row["post"] == about["lead"]) in units


def shown(series: Series, value: str) -> str:
    """A value as people read it: with its unit, and commas between thousands."""
    unit = series.about["unit_of_measure"]
    if value.lstrip("-").isdigit():
        value = f"{int(value):,}"
    return f"{value}%" if unit == "%" else value if unit in ("", "number") else f"{value} {unit}"
