"""How many rows were read, published and withheld: for the officer, in the terminal and in build/, not the site."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter

from generator.contract import tables
from generator.errors import BuildError
from generator.load.packages import Intake
from generator.load.papers import Papers
from generator.load.records import Record
from generator.load.suppression import SUPPRESSED
from generator.model import Edition, Publisher, Release

STATUS = attrgetter("value_status")
WITH_STATUS = frozenset(name for name, table in tables().items() if "value_status" in table.header)
"""Tables whose figures may be suppressed."""


@dataclass(frozen=True, slots=True)
class Count:
    """The rows of one table of one release, or the papers of a publisher ("" as the release).

    A version that was corrected since is named after the release and itself.

    Of those published, `suppressed` stand there without their figure. Of those withheld, `waiting` are so only until
    an election is over.
    """

    publisher: str
    release: str
    table: str
    read: int
    published: int
    withheld: int
    suppressed: int = 0
    waiting: int = 0


def summary(counts: Iterable[Count]) -> Iterator[str]:
    """One line for each publisher."""
    of_publisher: dict[str, list[Count]] = {}
    for count in counts:
        of_publisher.setdefault(count.publisher, []).append(count)
    for publisher, own in of_publisher.items():
        read, published, withheld = (
            sum(getattr(each, part) for each in own) for part in ("read", "published", "withheld")
        )
        suppressed = sum(each.suppressed for each in own)
        without = f" ({suppressed:,} without the figure, which is suppressed)" if suppressed else ""
        waiting = sum(each.waiting for each in own)
        wait = f" ({waiting:,} until the pre-election period is over)" if waiting else ""
        told = f"{read:,} rows and papers read, {published:,} published{without}"
        yield f"{publisher}: {told}, {withheld:,} withheld{wait}."


def count_rows(
    publisher: str, intakes: Iterable[Intake], withheld: Iterable[Record], public: Publisher | None
) -> list[Count]:
    """A count for each table that has rows. `withheld` are the records that did not pass."""
    gone: Counter[str] = Counter()
    waiting: Counter[str] = Counter()
    for record in withheld:
        gone[record.file] += 1
        waiting[record.file] += record.waits
    shown = (*public.releases, *public.superseded) if public is not None else ()
    releases = {release.edition: release for release in shown}
    return [count for intake in intakes for count in _of_release(publisher, intake, gone, waiting, releases)]


def _of_release(
    publisher: str,
    intake: Intake,
    gone: Counter[str],
    waiting: Counter[str],
    releases: Mapping[Edition, Release],
) -> Iterator[Count]:
    version = intake.descriptor.version if intake.descriptor is not None else ""
    release = releases.get((intake.release, version))
    name = intake.release if intake.home is None else f"{intake.release} {version}"
    for table in tables():
        if read := len(intake.records.get(table, ())):
            rows = getattr(release, table) if release is not None else ()
            suppressed = list(map(STATUS, rows)).count(SUPPRESSED) if table in WITH_STATUS else 0
            file, of_table = f"{intake.file}/{table}.csv", (publisher, name, table)
            yield _sound(Count(*of_table, read, len(rows), gone[file], suppressed, waiting[file]))


def count_papers(publisher: str, papers: Papers, withheld: Iterable[str], public: Publisher | None) -> list[Count]:
    """One count of the publisher's papers, if there are any."""
    shown = len(public.papers) if public is not None else 0
    read = len(papers.files)
    return [_sound(Count(publisher, "", "papers", read, shown, len(set(withheld))))] if read else []


def _sound(count: Count) -> Count:
    if count.read != count.published + count.withheld:
        place = "/".join(part for part in (count.publisher, count.release, count.table) if part)
        raise BuildError(
            f"{place}: {count.read} rows were read, but {count.published} published and {count.withheld} withheld. "
            "This is a fault of the portal, not of the data. Nothing was published."
        )
    return count
