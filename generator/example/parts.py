"""Values below the whole: districts, wards and groups of people. Parts of a count add up to it exactly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from generator.example.catalogue import Row, listed
from generator.example.chance import chance, rounded, shared_out, swing
from generator.example.series import Series, within

WHOLE = "exampleshire"
EVERYONE = "all"
PEOPLE_PER_WEIGHT = 1250
"""People of working age for each point of a ward's weight: what ratios are divided by."""

RATIO = "ni-152"
"""The rate whose numerator and denominator are given, ward by ward."""


@dataclass(frozen=True, slots=True)
class Part:
    """One value below the whole. `kind` is district, ward or the kind of group."""

    kind: str
    area: str
    group: str
    value: str
    numerator: str = ""
    denominator: str = ""


def wards() -> Sequence[Row]:
    return [row for row in listed("areas") if row["kind"] == "ward"]


def districts() -> Sequence[Row]:
    return [row for row in listed("areas") if row["kind"] == "district"]


def parts(series: Series, seed: int) -> Mapping[str, Sequence[Part]]:
    """Every part of every period of the indicator."""
    random = chance(seed, "parts", series.id)
    own = {row["area"]: int(row["weight"]) * (0.6 + 0.8 * random.random()) for row in wards()}
    lean = _lean(random)
    found: dict[str, list[Part]] = {}
    for period, value in series.values.items():
        if not value.replace(".", "").isdigit():
            continue
        by_area = _ratios(value, own) if series.id == RATIO else _areas(series, value, own, lean, random)
        found[period] = [*by_area, *_groups(series, value, random)]
    return found


def whole_ratio(value: str) -> tuple[str, str, str]:
    """The whole's value with the numerator and denominator that make it."""
    below = sum(int(row["weight"]) for row in wards()) * PEOPLE_PER_WEIGHT
    above = round(float(value) * below / 100)
    return str(rounded(100 * above / below, 1)), str(above), str(below)


def _lean(random: Random) -> Mapping[str, float]:
    """How far each district differs from the county, in no fixed order."""
    lean = [-1.0, -0.4, 0.3, 1.1]
    random.shuffle(lean)
    return {row["area"]: each for row, each in zip(districts(), lean, strict=True)}


def _areas(
    series: Series, value: str, own: Mapping[str, float], lean: Mapping[str, float], random: Random
) -> Iterator[Part]:
    if not series.moves["districts"]:
        return
    if series.counts:
        weights = [weight * (1 + 0.12 * swing(random)) for weight in own.values()]
        counts = dict(zip(own, shared_out(int(value), weights), strict=True))
        yield from _added(counts, bool(series.moves["wards"]))
        return
    spread = float(series.moves["districts"])
    for row in districts():
        exact = float(value) * (1 + spread * lean[row["area"]] + spread / 6 * swing(random))
        yield Part("district", row["area"], EVERYONE, str(within(series.about, rounded(exact, series.decimals))))


def _added(counts: Mapping[str, int], show_wards: bool) -> Iterator[Part]:
    for row in districts():
        total = sum(counts[ward["area"]] for ward in wards() if ward["parent"] == row["area"])
        yield Part("district", row["area"], EVERYONE, str(total))
    if show_wards:
        yield from (Part("ward", ward, EVERYONE, str(count)) for ward, count in counts.items())


def _ratios(value: str, own: Mapping[str, float]) -> Iterator[Part]:
    """Claimants by ward: more of them where the ward's own weight is above its share of people."""
    _, above, _ = whole_ratio(value)
    counts = dict(zip(own, shared_out(int(above), list(own.values())), strict=True))
    people = {row["area"]: int(row["weight"]) * PEOPLE_PER_WEIGHT for row in wards()}
    for row in districts():
        inside = [ward["area"] for ward in wards() if ward["parent"] == row["area"]]
        yield _ratio("district", row["area"], sum(counts[id] for id in inside), sum(people[id] for id in inside))
    for id, count in counts.items():
        yield _ratio("ward", id, count, people[id])


def _ratio(kind: str, area: str, above: int, below: int) -> Part:
    return Part(kind, area, EVERYONE, str(rounded(100 * above / below, 1)), str(above), str(below))


def _groups(series: Series, value: str, random: Random) -> Iterator[Part]:
    for kind in series.moves["groups"].split():
        rows = [row for row in listed("breakdowns") if row["kind"] == kind]
        if series.counts:
            weights = [int(row["weight"]) * (1 + 0.1 * swing(random)) for row in rows]
            for row, count in zip(rows, shared_out(int(value), weights), strict=True):
                yield Part(kind, WHOLE, row["breakdown"], str(count))
            continue
        for place, row in enumerate(rows):
            exact = Decimal(value) * Decimal(
                str(round(1 + 0.06 * (place * 2 - len(rows) + 1) + 0.01 * swing(random), 6))
            )
            yield Part(kind, WHOLE, row["breakdown"], str(within(series.about, rounded(float(exact), series.decimals))))
