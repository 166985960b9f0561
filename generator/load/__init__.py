"""Files to model: everything under `data/` and `content/`, checked, and only what the public may see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from generator.errors import DataProblems, Problem, UsageError, errors_in
from generator.load.contacts import CONTACTS, read_contacts
from generator.load.continuity import check_continuity
from generator.load.corrected import check_versions
from generator.load.counts import Count, count_papers, count_rows
from generator.load.descriptor import FILE
from generator.load.discretion import Seen, discreet
from generator.load.folders import PUBLISHED, WITHDRAWN, check_content, check_data
from generator.load.order import check_order
from generator.load.packages import Made, Reading, read_release, release_of
from generator.load.papers import Papers, read_content, read_papers
from generator.load.published import Published, check_papers, check_published, hashes_of, read_published
from generator.load.records import Memory, Record
from generator.load.references import Key, public_part
from generator.load.resolving import check_figures, names_in, settled
from generator.load.secrets import Text, secrets_of, texts_of_papers, texts_of_rows, whole_rows
from generator.load.settings import PreElection, check_settings, pre_election_at, pre_elections
from generator.load.signatures import SignOff, check_signatures, sign_off_of, sign_off_of_version, unsigned
from generator.load.suppression import suppress
from generator.load.synonyms import SYNONYMS, read_synonyms
from generator.load.unfilled import UNFILLED, check_filled
from generator.load.versions import (
    check_kept,
    find_versions,
    read_withdrawn,
    standing,
    stood_before,
    without_gone,
    without_withdrawn,
)
from generator.load.withholding import Moment
from generator.model import Paper, Portal, Publisher, Release


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was read, what an officer is asked to confirm in it, and how many rows came of it.

    `secrets` are the texts of what is withheld and where each stands: the build looks for them in what it made, and
    nothing else ever sees them. `unsigned` is why this is not ready to be published, and empty when it is; `sign_offs`
    say how far each release has come. `pre_election` is the time before an election that holds, None where none does.
    `moments` are those at which the public may see something else than before.
    """

    portal: Portal
    warnings: tuple[Problem, ...]
    counts: tuple[Count, ...] = ()
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)
    unsigned: tuple[Problem, ...] = ()
    sign_offs: tuple[SignOff, ...] = ()
    pre_election: PreElection | None = None
    moments: frozenset[datetime] = frozenset()


def find_releases(data: Path) -> tuple[Path, ...]:
    """Every release folder under `data`, as data/<publisher>/<release>."""
    return tuple(sorted(path.parent for path in data.glob(f"*/*/{FILE}")))


def choose_releases(data: Path, wanted: Sequence[str]) -> tuple[Path, ...]:
    """The release folders that `wanted` names ("sefton/2009-10-q2", or a path to one); all of them when it is empty.

    Raises `UsageError` for a name that finds none.
    """
    found = find_releases(data)
    if not wanted:
        return found
    return tuple(dict.fromkeys(_one_release(name, found) for name in wanted))


def load_portal(
    data: Path,
    content: Path,
    at: datetime,
    releases: Iterable[Path] | None = None,
    settings: Path | None = None,
    trusting: bool = False,
) -> Loaded:
    """The portal as the public may see it at the moment `at`. Raises `DataProblems` with everything that is wrong.

    `settings` is the file of the site's settings, which is judged with the rest. `trusting` spares the time of judging
    again, by the rules between rows, what is file for file as it was when it was signed for publication.
    """
    problems = [] if settings is None else check_settings(settings, settings.name)
    pre_election = None if settings is None else pre_election_at(settings, at)
    moment = Moment(at, pre_election is not None)
    folders = find_releases(data) if releases is None else tuple(releases)
    if not folders:
        problems.append(Problem(data.name, "there is no release", "Add data/<publisher>/<release>/datapackage.json."))
    contacts = read_contacts(content / CONTACTS, f"{content.name}/{CONTACTS}", problems)
    if releases is None or set(folders) == set(find_releases(data)):
        problems.extend(check_data(data))
        problems.extend(check_content(content, frozenset(folder.parent.name for folder in folders)))
    publishers = [
        _publisher(
            folder, [each for each in folders if each.parent == folder], content, moment, problems, contacts, trusting
        )
        for folder in sorted({folder.parent for folder in folders})
    ]
    pages = read_content(content / "pages", f"{content.name}/pages", problems, contacts)
    pages += read_content(content / "guides", f"{content.name}/guides", problems, contacts, guides=True)
    own = [(path, f"{content.name}/pages/{path.name}") for path in sorted((content / "pages").glob("*.md"))]
    packages = [(path / FILE, f"{data.name}/{path.parent.name}/{path.name}/{FILE}") for path in folders]
    problems.extend(check_filled([*own, *packages]))
    synonyms = read_synonyms(content / SYNONYMS, f"{content.name}/{SYNONYMS}", problems)
    told = discreet(problems, [publisher.seen for publisher in publishers])
    told += [problem for publisher in publishers for problem in publisher.of_files]
    if errors_in(told):
        raise DataProblems(told)
    public = tuple(publisher.public for publisher in publishers if publisher.public is not None)
    counts = tuple(count for publisher in publishers for count in publisher.counts)
    texts = [text for page in pages for text in (page.title, page.description, page.body)]
    sign_offs = tuple(sign_off for publisher in publishers for sign_off in publisher.sign_offs.values())
    late = tuple(problem for sign_off in sign_offs for problem in unsigned(sign_off))
    late += tuple(problem for problem in told if problem.rule == UNFILLED)
    portal, secrets = Portal(public, pages, synonyms), _secrets(publishers, texts)
    moments = moment.met.union(*((each.start, each.until) for each in pre_elections(settings)) if settings else ())
    return Loaded(portal, tuple(told), counts, secrets, late, sign_offs, pre_election, frozenset(moments))


@dataclass(frozen=True, slots=True)
class _Publisher:
    """One publisher as the public may see it, None where there is nothing to see; and what stays here.

    `of_files` are problems that tell of files as a whole and quote nothing in them.
    """

    public: Publisher | None
    seen: Seen
    shown: tuple[Record, ...]
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


def _publisher(
    folder: Path,
    releases: Sequence[Path],
    content: Path,
    at: Moment,
    problems: list[Problem],
    contacts: frozenset[str],
    trusting: bool,
) -> _Publisher:
    before = errors_in(problems)
    place, own = f"{content.name}/papers/{folder.name}", f"{folder.parent.name}/{folder.name}"
    papers = read_papers(content / "papers" / folder.name, place, at, problems, contacts)
    withdrawn = read_withdrawn(folder, f"{own}/{WITHDRAWN}", problems)
    of_files: list[Problem] = []
    published = read_published(folder, f"{own}/{PUBLISHED}", of_files)
    sealed, memory = hashes_of(published if trusting else ()), Memory(dict)
    homes = [*((path, path) for path in releases), *((each, path) for path in releases for each in find_versions(path))]
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
    readings = sorted((each.reading for each in intakes if each.reading and each.home is None), key=_when)
    whole = set(releases) == {path for path in find_releases(folder.parent) if path.parent == folder}
    if whole and errors_in(problems) == before:  # what could not be read is not held against papers
        problems.extend(_check_places(papers, readings, place))
    problems.extend(check_order(readings, own, whole=whole))
    known = frozenset(path.name for path in find_releases(folder.parent) if path.parent == folder)
    known |= {each.release for each in withdrawn}
    order = tuple((each.release, each.version) for each in published)
    older = [each.reading for each in intakes if each.reading and each.home is not None]
    problems.extend(check_continuity(readings, known, stood_before(readings, older, order)))
    of_files.extend(check_versions(readings, folder, own, published))
    standing_yet = without_gone(folder, published, withdrawn)
    sign_offs = _signed(folder, own, readings, of_files, standing_yet)
    of_files.extend(check_papers(content / "papers" / folder.name, place, standing_yet))
    every = [each.reading for each in intakes if each.reading]
    signed: dict[Reading, SignOff | None] = {each: sign_offs.get(each.id) for each in readings}
    for each in intakes:
        if each.reading is not None and each.home is not None:
            name = f"{each.publisher}/{each.release}"
            signed[each.reading] = sign_off_of_version(each.folder, name, each.reading.descriptor)
    told, hidden, loaded, superseded = _public_releases(every, papers, signed)
    shown = tuple(record for records in told.values() for record in records)
    public = tuple(paper for paper in papers.public if _is_on_agenda(paper, loaded))
    seen = names_in(readings, told)
    if whole and len(readings) == len(releases):
        problems.extend(check_figures(papers, (paper.paper for paper in public), names_in(readings), seen))
    publisher = None
    if loaded:
        editions = {each.edition for each in (*loaded, *superseded)}
        told_of = tuple(each for each in order if each in editions)
        public = settled(public, seen)
        publisher = Publisher(loaded[-1].publisher, loaded, public, superseded, told_of, withdrawn)
    return _Publisher(
        publisher, Seen(intakes, papers, known, contacts, order), shown, hidden, tuple(of_files), sign_offs
    )


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


def _secrets(publishers: Sequence[_Publisher], own: Iterable[str]) -> Mapping[str, str]:
    """What is withheld of any publisher and stands in no text that is public, `own` being those of the site."""
    hidden = [text for publisher in publishers for text in _hidden_texts(publisher)]
    if not hidden:
        return {}
    return secrets_of(hidden, [*own, *(text for publisher in publishers for text in _public_texts(publisher))])


def _hidden_texts(publisher: _Publisher) -> Iterator[Text]:
    yield from texts_of_rows(publisher.hidden)
    yield from texts_of_papers(publisher.seen.papers, publisher.hidden_papers)
    for intake in publisher.seen.intakes:
        if intake.package.withheld and intake.descriptor is not None:
            yield f"{intake.file}/{FILE}", intake.descriptor.description


def _public_texts(publisher: _Publisher) -> Iterator[str]:
    papers, gone = publisher.seen.papers, publisher.hidden_papers
    rows = {id(record.values): record for record in publisher.shown}.values()  # most stand in many releases
    yield from (text for _, text in texts_of_rows(rows))
    yield from (text for _, text in texts_of_papers(papers, papers.files.keys() - gone))
    yield from whole_rows(rows)
    for release in (*publisher.releases, *publisher.superseded):
        yield from _texts_of_package(release)


def _texts_of_package(release: Release) -> list[str]:
    name = release.publisher
    sources = [citation.title for citation in (release.licence, *release.citations)]
    return [release.title, release.description, name.name, name.demonstration, *release.contributors, *sources]


def _when(reading: Reading) -> tuple[date, date]:
    """Releases stand in the order in which their periods end."""
    return reading.descriptor.period.end, reading.descriptor.as_at


def _public_releases(
    readings: Iterable[Reading], papers: Papers, signed: Mapping[Reading, SignOff | None]
) -> tuple[Mapping[Reading, Sequence[Record]], tuple[Record, ...], tuple[Release, ...], tuple[Release, ...]]:
    """The public records of each reading, the withheld ones, and the public part of what is public, the oldest first.

    Of that the releases as they stand, then the versions that were corrected since. What a release withholds is gone
    from those before it and from its own versions; what one suppresses, from all.
    """
    now, corrected, ahead = standing(readings)
    hidden = [record for reading in ahead for record in reading.records]
    public: dict[Reading, list[Record]] = {}
    taken_down: frozenset[Key] = frozenset()
    for reading in sorted(now, key=_when, reverse=True):
        versions = [each for each in corrected if each.id == reading.id]
        if reading.descriptor.withheld:
            hidden += [record for each in (reading, *versions) for record in each.records]
            continue
        public[reading], taken_down = public_part(reading.records, papers, taken_down)
        gone = taken_down
        for each in reversed(versions):
            if each.descriptor.withheld:
                hidden += each.records
            else:
                public[each], gone = public_part(each.records, papers, gone)
    for reading, records in public.items():
        if len(records) < len(reading.records):
            rows = {(record.table, record.row) for record in records}
            hidden += [record for record in reading.records if (record.table, record.row) not in rows]
    told = dict(zip(public, suppress(list(public.values())), strict=True))
    made: Made = {}
    releases, superseded = (
        tuple(release_of(each, told[each], signed[each], made) for each in sorted(some, key=_when) if each in told)
        for some in (now, corrected)
    )
    return told, tuple(hidden), releases, superseded


def _is_on_agenda(paper: Paper, releases: Sequence[Release]) -> bool:
    """Whether the newest release that has the paper's meeting has it on the agenda, among what is public."""
    for release in reversed(releases):
        if any(meeting.meeting == paper.meeting for meeting in release.meetings):
            return any(entry.paper == paper.paper for entry in release.agenda_items)
    return False


def _check_places(papers: Papers, readings: Iterable[Reading], place: str) -> Iterator[Problem]:
    """A paper that no agenda item names would stay unpublished without a word."""
    records = [record for reading in readings for record in reading.records]
    meetings = {record.text("meeting") for record in records if record.table == "meetings"}
    items = {record.text("agenda_item"): record.text("paper") for record in records if record.table == "agenda_items"}
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


def _one_release(name: str, found: Sequence[Path]) -> Path:
    wanted = Path(name.removesuffix(f"/{FILE}").rstrip("/"))
    for folder in found:
        if folder.parts[-2:] == wanted.parts[-2:]:
            return folder
    known = ", ".join("/".join(folder.parts[-2:]) for folder in found) or "none"
    raise UsageError(f"There is no release {name}. The releases are: {known}.")
