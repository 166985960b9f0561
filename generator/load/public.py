"""What the public may see of a publisher's releases, with what each of them withholds gone from all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.load.packages import Made, Reading, release_of
from generator.load.papers import Papers
from generator.load.records import Record, Records, every, hidden_from
from generator.load.references import Key, public_part
from generator.load.signatures import SignOff
from generator.load.suppression import suppress
from generator.load.versions import standing
from generator.model import Release


@dataclass(frozen=True, slots=True)
class PublicPart:
    """The public records of each reading, the withheld ones, and the releases with what is public, the oldest first.

    Of those first as they stand, then the versions that were corrected since.
    """

    told: Mapping[Reading, Records]
    hidden: tuple[Record, ...]
    releases: tuple[Release, ...]
    superseded: tuple[Release, ...]


def by_period(reading: Reading) -> tuple[date, date]:
    """Releases stand in the order in which their periods end."""
    return reading.descriptor.period.end, reading.descriptor.as_at


def public_releases(
    readings: Sequence[Reading], papers: Papers, signed: Mapping[Reading, SignOff | None]
) -> PublicPart:
    """What the public may see of a publisher's readings.

    What a release withholds is gone from those before it and from its own versions; what one suppresses, from all.
    """
    now, corrected, ahead = standing(readings)
    hidden = [record for reading in ahead for record in every(reading.records)]
    public: dict[Reading, Records] = {}
    taken_down: frozenset[Key] = frozenset()
    for reading in sorted(now, key=by_period, reverse=True):
        versions = [each for each in corrected if each.id == reading.id]
        if reading.descriptor.withheld:
            hidden += [record for each in (reading, *versions) for record in every(each.records)]
            continue
        public[reading], taken_down = public_part(reading.records, papers, taken_down)
        gone = taken_down
        for each in reversed(versions):
            if each.descriptor.withheld:
                hidden += every(each.records)
            else:
                public[each], gone = public_part(each.records, papers, gone)
    for reading, records in public.items():
        hidden += hidden_from(reading.records, records)
    told = dict(zip(public, suppress(list(public.values())), strict=True))
    made: Made | None = {} if len(told) > 1 else None
    releases, superseded = (
        tuple(release_of(each, told[each], signed[each], made) for each in sorted(some, key=by_period) if each in told)
        for some in (now, corrected)
    )
    return PublicPart(told, tuple(hidden), releases, superseded)
