"""A publisher's releases one after the other: no period twice, none skipped without a word, none before its turn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.errors import Problem
from generator.load.descriptor import FILE
from generator.load.packages import Reading
from generator.periods import Kind, format_date

IN_NO_SEQUENCE = frozenset({Kind.DAY, Kind.SPAN})


def check_order(readings: Sequence[Reading], place: str, *, whole: bool) -> Iterator[Problem]:
    """The readings stand in the order of their periods. `whole` is whether they are all that there are."""
    for before, after in pairwise(readings):
        file = f"{place}/{after.id}/{FILE}"
        period = after.descriptor.period
        if before.descriptor.period == period:
            rule = f"the release {before.id} has this period already"
            yield Problem(file, rule, "Correct one of the two.", None, "period", period.token)
            continue
        if after.descriptor.released < before.descriptor.released:
            day = format_date(before.descriptor.released)
            rule = f"the release {before.id}, of the period before, came out later than this, on {day}"
            remedy = "Correct the date, or start the release anew with `portal new-quarter`, which sets it."
            yield Problem(file, rule, remedy, None, "released", str(after.descriptor.released))
        if whole:
            yield from _check_gap(before, after, file, place.partition("/")[2])


def _check_gap(before: Reading, after: Reading, file: str, publisher: str) -> Iterator[Problem]:
    was, now, why = before.descriptor.period, after.descriptor.period, after.descriptor.skipped
    is_gap = was.kind is now.kind and was.kind not in IN_NO_SEQUENCE and now > was.next
    if is_gap and not why:
        rule = f"there is no release for {was.next.token}, the period after {before.id}"
        remedy = (
            f"Start it with `portal new-quarter {publisher}`; or, if there was none, say why in this package: "
            '"skipped": "why".'
        )
        yield Problem(file, rule, remedy, None, "period", now.token)
    elif why and not is_gap:
        rule = f"this says why a period was skipped, and none is between this release and {before.id}"
        yield Problem(file, rule, "Delete it.", None, "skipped", why)
