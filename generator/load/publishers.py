"""One publisher: all its releases and papers read and checked, and what the public may see of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.errors import Problem, errors_in
from generator.load.continuity import check_continuity
from generator.load.corrected import check_versions
from generator.load.counts import Count, count_papers, count_rows
from generator.load.descriptor import FILE
from generator.load.discretion import Seen
from generator.load.folders import PUBLISHED, WITHDRAWN
from generator.load.order import check_order
from generator.load.packages import Reading, read_release
from generator.load.papers import Papers, read_papers
from generator.load.public import by_period, public_releases
from generator.load.published import Published, check_papers, check_published, hashes_of, read_published
from generator.load.records import Record, Records, every
from generator.load.resolving import check_figures, names_in, settled
from generator.load.secrets import Text, secrets_of, texts_of_papers, texts_of_rows, whole_rows
from generator.load.sheets import Memory
from generator.load.signatures import SignOff, check_signatures, sign_off_of, sign_off_of_version
from generator.load.versions import (
    check_kept,
    find_versions,
    read_withdrawn,
    stood_before,
    without_gone,
    without_withdrawn,
)
from generator.load.withholding import Moment
from generator.model import Paper, Publisher, Release


@dataclass(frozen=True, slots=True)
class OnePublisher:
    """One publisher as the public may see it, None where there is nothing to see; and what stays here.

    `of_files` are problems that tell of files as a whole and quote nothing in them.
    """

    public: Publisher | None
    seen: Seen
    shown: tuple[Records, ...]
    hidden: tuple[Record, ...]
    of_files: tuple[Problem, ...]
    sign_offs: Mapping[str, SignOff]

    @property
    def releases(self) -> tuple[Release, ...]:
        return self.public.releases if self.public is not None else ()

    @property
    def superseded(self) -> tuple[Release, ...]:
        return self.public.superseded if self.public is not None else ()

    @property
    def hidden_papers(self) -> list[str]:
        shown = {paper.paper for paper in self.public.papers} if self.public is not None else set()
        return [id for id in self.seen.papers.files if id not in shown]

    @property
    def counts(self) -> list[Count]:
        id = self.seen.intakes[0].publisher
        rows = count_rows(id, self.seen.intakes, self.hidden, self.public)
        return [*rows, *count_papers(id, self.seen.papers, self.hidden_papers, self.public)]


def read_publisher(
    folder: Path,
    releases: Sequence[Path],
    here: Collection[Path],
    content: Path,
    at: Moment,
    problems: list[Problem],
    contacts: frozenset[str],
    trusting: bool,
) -> OnePublisher:
    """The publisher in `folder`, by some of its `releases` that are `here`, or all. Adds to `problems`."""
    before = errors_in(problems)
    place, own = f"{content.name}/papers/{folder.name}", f"{folder.parent.name}/{folder.name}"
    papers = read_papers(content / "papers" / folder.name, place, at, problems, contacts)
    withdrawn = read_withdrawn(folder, f"{own}/{WITHDRAWN}", problems)
    of_files: list[Problem] = []
    published = read_published(folder, f"{own}/{PUBLISHED}", of_files)
    sealed = hashes_of(published if trusting else ())
    homes = [*((path, path) for path in releases), *((each, path) for path in releases for each in find_versions(path))]
    memory = Memory(dict) if len(homes) > 1 else None  # of one release, no row is read again
    read = [
        read_release(
            *(path, f"{own}/{path.relative_to(folder).as_posix()}", papers, at, problems, contacts),
            sealed=sealed,
            home=home if home != path else None,
            memory=memory,
        )
        for path, home in homes
    ]
    intakes = without_withdrawn(read, withdrawn)
    problems.extend(check_kept(intakes))
    readings = sorted((each.reading for each in intakes if each.reading and each.home is None), key=by_period)
    whole = set(releases) == set(here)
    if whole and errors_in(problems) == before:  # what could not be read is not held against papers
        problems.extend(_check_places(papers, readings, place))
    problems.extend(check_order(readings, own, whole=whole))
    known = frozenset(path.name for path in here)
    known |= {each.release for each in withdrawn}
    order = tuple((each.release, each.version) for each in published)
    older = [each.reading for each in intakes if each.reading and each.home is not None]
    problems.extend(check_continuity(readings, known, stood_before(readings, older, order)))
    of_files.extend(check_versions(readings, folder, own, published))
    standing_yet = without_gone(folder, published, withdrawn)
    sign_offs = _signed(folder, own, readings, of_files, standing_yet)
    of_files.extend(check_papers(content / "papers" / folder.name, place, standing_yet))
    all_read = [each.reading for each in intakes if each.reading]
    signed: dict[Reading, SignOff | None] = {each: sign_offs.get(each.id) for each in readings}
    for each in intakes:
        if each.reading is not None and each.home is not None:
            name = f"{each.publisher}/{each.release}"
            signed[each.reading] = sign_off_of_version(each.folder, name, each.reading.descriptor)
    part = public_releases(all_read, papers, signed)
    loaded, superseded = part.releases, part.superseded
    public = tuple(paper for paper in papers.public if _is_on_agenda(paper, loaded))
    seen = names_in(readings, part.told)
    if whole and len(readings) == len(releases):
        problems.extend(check_figures(papers, (paper.paper for paper in public), names_in(readings), seen))
    publisher = None
    if loaded:
        editions = {each.edition for each in (*loaded, *superseded)}
        told_of = tuple(each for each in order if each in editions)
        public = settled(public, seen)
        publisher = Publisher(loaded[-1].publisher, loaded, public, superseded, told_of, withdrawn)
    own_view = Seen(intakes, papers, known, contacts, order)
    return OnePublisher(publisher, own_view, tuple(part.told.values()), part.hidden, tuple(of_files), sign_offs)


def _signed(
    folder: Path, place: str, readings: Sequence[Reading], problems: list[Problem], published: Sequence[Published]
) -> Mapping[str, SignOff]:
    """How far each release has come. Adds to `problems` what is wrong with what was signed and published."""
    problems.extend(check_published(folder, place, published))
    sign_offs: dict[str, SignOff] = {}
    for each in readings:
        sign_off = sign_off_of(folder / each.id, each.descriptor, each.records, published)
        problems.extend(check_signatures(each.descriptor, each.records, sign_off, published))
        sign_offs[each.id] = sign_off
    return sign_offs


def secrets_among(publishers: Sequence[OnePublisher], own: Iterable[str]) -> Mapping[str, str]:
    """What is withheld of any publisher and stands in no text that is public, `own` being those of the site."""
    hidden = [text for publisher in publishers for text in _hidden_texts(publisher)]
    if not hidden:
        return {}
    return secrets_of(hidden, [*own, *(text for publisher in publishers for text in _public_texts(publisher))])


def _hidden_texts(publisher: OnePublisher) -> Iterator[Text]:
    yield from texts_of_rows(publisher.hidden)
    yield from texts_of_papers(publisher.seen.papers, publisher.hidden_papers)
    for intake in publisher.seen.intakes:
        if intake.package.withheld and intake.descriptor is not None:
            yield f"{intake.file}/{FILE}", intake.descriptor.description


def _public_texts(publisher: OnePublisher) -> Iterator[str]:
    papers, gone = publisher.seen.papers, publisher.hidden_papers
    shown = (record for records in publisher.shown for record in every(records))
    rows = {id(record.cells): record for record in shown}.values()  # most stand in many releases
    yield from (text for _, text in texts_of_rows(rows))
    yield from (text for _, text in texts_of_papers(papers, papers.files.keys() - gone))
    yield from whole_rows(rows)
    for release in (*publisher.releases, *publisher.superseded):
        yield from _texts_of_package(release)


def _texts_of_package(release: Release) -> list[str]:
    name = release.publisher
    sources = [citation.title for citation in (release.licence, *release.citations)]
    return [release.title, release.description, name.name, name.demonstration, *release.contributors, *sources]


def _is_on_agenda(paper: Paper, releases: Sequence[Release]) -> bool:
    """Whether the newest release that has the paper's meeting has it on the agenda, among what is public."""
    for release in reversed(releases):
        if any(meeting.meeting == paper.meeting for meeting in release.meetings):
            return any(entry.paper == paper.paper for entry in release.agenda_items)
    return False


def _check_places(papers: Papers, readings: Iterable[Reading], place: str) -> Iterator[Problem]:
    """A paper that no agenda item names would stay unpublished without a word."""
    tables = [reading.records for reading in readings]
    meetings = {record.text("meeting") for records in tables for record in records.get("meetings", ())}
    agenda = [record for records in tables for record in records.get("agenda_items", ())]
    items = {record.text("agenda_item"): record.text("paper") for record in agenda}
    for paper, (meeting, agenda_item) in papers.places.items():
        file = f"{place}/{meeting}/{paper}.md"
        if meeting not in meetings:
            remedy = "Add the meeting to meetings.csv, or rename the paper's folder."
            yield Problem(file, "no release has a meeting of this id", remedy, found=meeting)
        elif agenda_item and agenda_item not in items:
            remedy = "Add it to agenda_items.csv, or correct it."
            yield Problem(file, "no release has an agenda item of this id", remedy, None, "agenda_item", agenda_item)
        elif paper not in items.values():
            remedy = "Write its name, without .md, into the column paper of agenda_items.csv."
            yield Problem(file, "no agenda item names this paper", remedy)
