"""What was published before and is no longer a release's own: versions that were corrected, and what was taken down.

The files of a corrected version lie in data/<publisher>/versions/<release>/<version>/. They pass the same gate as any
release, and what is withheld in the version that stands is withheld in them too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from generator.errors import Problem
from generator.load.contacts import NO_CONTACTS
from generator.load.descriptor import FILE, object_in
from generator.load.folders import VERSIONS, WITHDRAWN, entries
from generator.load.packages import Intake, Reading
from generator.load.personal import problems_in
from generator.load.properties import is_release, version_numbers
from generator.load.published import Published, kept
from generator.load.withholding import WITHHELD
from generator.model import Edition, Withdrawal
from generator.periods import Period, PeriodError, parse_date

OF_A_WITHDRAWAL = ("release", "period", "date", "post", "reason")
REMEDY = "Give release, period, date, post and reason, each as text, and version where it is one version only."


def find_versions(release: Path) -> tuple[Path, ...]:
    """The folders of the versions of a release that were corrected since, the oldest first."""
    folder = release.parent / VERSIONS / release.name
    if folder.is_symlink():
        return ()
    found = [each for each in entries(folder) if (each / FILE).is_file() and not each.is_symlink()]
    return tuple(sorted(found, key=lambda path: (version_numbers(path.name), path.name)))


def check_kept(intakes: Iterable[Intake]) -> Iterator[Problem]:
    """A version lies in a folder of its name, and a later one stands."""
    intakes = list(intakes)
    now = {each.release: each for each in intakes if each.home is None}
    for each in intakes:
        if each.home is None or each.descriptor is None:
            continue
        file, own = f"{each.file}/{FILE}", each.descriptor.version
        standing = now[each.release].descriptor if each.release in now else None
        if own != each.folder.name:
            rule, remedy = "the folder of a version is named after it", f"Rename the folder to {own}."
            yield Problem(file, rule, remedy, None, "version", own)
        elif standing is not None and version_numbers(own) >= version_numbers(standing.version):
            rule = f"a version that was corrected is earlier than the one that stands, which is {standing.version}"
            yield Problem(file, rule, "Raise the version of the release.", None, "version", own)


def standing(readings: Iterable[Reading]) -> tuple[list[Reading], list[Reading], list[Reading]]:
    """Of all versions of all releases: those that stand, those that were corrected, and those still under embargo.

    A version that is embargoed as a whole leaves the one before it standing until then. One that is withheld in any
    other way takes those before it with it.
    """
    versions: dict[str, list[Reading]] = {}
    for reading in sorted(readings, key=lambda each: version_numbers(each.descriptor.version)):
        versions.setdefault(reading.id, []).append(reading)
    ahead: list[Reading] = []
    for each in versions.values():
        while len(each) > 1 and each[-1].descriptor.withheld and each[-1].descriptor.access == "embargoed":
            ahead.append(each.pop())
    now = [each[-1] for each in versions.values()]
    return now, [old for each in versions.values() for old in each[:-1]], ahead


def stood_before(
    readings: Sequence[Reading], older: Sequence[Reading], order: Sequence[Edition]
) -> Mapping[Edition, Reading]:
    """The version of the release before that stood when each of these was published.

    The readings stand in the order of their periods, those of `older` versions and `order`, what was published, in that
    of their publication. What is not published yet is seen against what stands now, and has no entry.
    """
    found: dict[Edition, Reading] = {}
    for before, after in pairwise(readings):
        if after.edition in order:
            until = order[: order.index(after.edition)]
            stood = [each for each in (*older, before) if each.id == before.id and each.edition in until]
            found[after.edition] = stood[-1] if stood else before
    return found


def read_withdrawn(publisher: Path, file: str, problems: list[Problem]) -> tuple[Withdrawal, ...]:
    """What `withdrawn.json` says was taken down, by date. Adds to `problems`."""
    path = publisher / WITHDRAWN
    if not path.exists() and not path.is_symlink():
        return ()
    raw = object_in(path, file, problems)
    if raw is None:
        return ()
    listed = raw.get("withdrawn")
    if raw.keys() != {"withdrawn"} or not isinstance(listed, list):
        rule = "this holds a list of what was taken down, and nothing else"
        problems.append(Problem(file, rule, 'Write {"withdrawn": […]}.', column="withdrawn"))
        return ()
    found = []
    for number, entry in enumerate(listed, 1):
        if (fault := _fault(entry)) is not None:
            problems.append(Problem(file, *fault, column=f"withdrawn.{number}"))
        else:
            found.append(_withdrawal(entry))
            for key in ("post", "reason"):
                problems.extend(problems_in(entry[key], NO_CONTACTS, file, column=f"withdrawn.{number}.{key}"))
    return tuple(sorted(found, key=lambda each: each.date))


def _fault(entry: Any) -> tuple[str, str] | None:
    """What is wrong with an entry, and what to do; None where nothing is."""
    needed = set(OF_A_WITHDRAWAL)
    if not isinstance(entry, dict) or not needed <= entry.keys() <= needed | {"version"}:
        return f"an entry has {', '.join(OF_A_WITHDRAWAL)} and, where it is one version only, version", REMEDY
    if any(not isinstance(text, str) or not text or text != " ".join(text.split()) for text in entry.values()):
        return "each part of an entry is one line of text", REMEDY
    if not is_release(entry["release"]):
        return "a release has the name of its folder", "Write it like 2009-10-q2."
    if "version" in entry and not version_numbers(entry["version"]):
        return "a version has three numbers", "Write it like 1.0.0."
    try:
        _withdrawal(entry)
    except PeriodError as error:
        return error.rule, error.remedy
    return None


def _withdrawal(entry: Mapping[str, str]) -> Withdrawal:
    """Raises `PeriodError`."""
    return Withdrawal(
        release=entry["release"],
        version=entry.get("version", ""),
        period=Period.parse(entry["period"]),
        date=parse_date(entry["date"]),
        post=entry["post"],
        reason=entry["reason"],
    )


def without_gone(
    publisher: Path, published: Iterable[Published], withdrawn: Iterable[Withdrawal]
) -> tuple[Published, ...]:
    """What was published but for versions that were taken down with their files."""
    gone = {(each.release, each.version) for each in withdrawn}

    def is_gone(each: Published) -> bool:
        if (each.release, "") in gone:
            return not (publisher / each.release / FILE).is_file()
        return (each.release, each.version) in gone and not kept(publisher, each.release, each.version).is_dir()

    return tuple(each for each in published if not is_gone(each))


def without_withdrawn(intakes: Iterable[Intake], withdrawn: Sequence[Withdrawal]) -> list[Intake]:
    """The same, those that were taken down withheld whole."""
    gone = {(each.release, each.version) for each in withdrawn}
    return [_taken_down(each) if gone & _names(each) else each for each in intakes]


def _names(intake: Intake) -> set[Edition]:
    """How a withdrawal may name what was read: by its release, or by that and its version."""
    version = intake.descriptor.version if intake.descriptor is not None else ""
    return {(intake.release, ""), (intake.release, version)}


def _taken_down(intake: Intake) -> Intake:
    reading = intake.reading
    if reading is not None:
        reading = replace(reading, descriptor=replace(reading.descriptor, access="withdrawn", withheld=True))
    return replace(intake, package=WITHHELD, reading=reading)
