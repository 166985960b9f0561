"""Files to model: everything under `data/` and `content/`, checked, and only what the public may see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from generator.errors import DataProblems, Problem, UsageError, errors_in
from generator.load.contacts import CONTACTS, read_contacts
from generator.load.counts import Count
from generator.load.descriptor import FILE
from generator.load.discretion import discreet
from generator.load.folders import check_content, check_data
from generator.load.papers import read_content
from generator.load.publishers import read_publisher, secrets_among
from generator.load.settings import PreElection, check_settings, pre_election_at, pre_elections
from generator.load.signatures import SignOff, unsigned
from generator.load.synonyms import SYNONYMS, read_synonyms
from generator.load.unfilled import UNFILLED, check_filled
from generator.load.withholding import Moment
from generator.model import Portal


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
    found = find_releases(data)
    folders = found if releases is None else tuple(releases)
    if not folders:
        problems.append(Problem(data.name, "there is no release", "Add data/<publisher>/<release>/datapackage.json."))
    contacts = read_contacts(content / CONTACTS, f"{content.name}/{CONTACTS}", problems)
    if set(folders) == set(found):
        problems.extend(check_data(data))
        problems.extend(check_content(content, frozenset(folder.parent.name for folder in folders)))
    publishers = []
    for folder in sorted({folder.parent for folder in folders}):
        own, here = ([each for each in some if each.parent == folder] for some in (folders, found))
        publishers.append(read_publisher(folder, own, here, content, moment, problems, contacts, trusting))
    pages = read_content(content / "pages", f"{content.name}/pages", problems, contacts)
    pages += read_content(content / "guides", f"{content.name}/guides", problems, contacts, guides=True)
    own_pages = [(path, f"{content.name}/pages/{path.name}") for path in sorted((content / "pages").glob("*.md"))]
    packages = [(path / FILE, f"{data.name}/{path.parent.name}/{path.name}/{FILE}") for path in folders]
    problems.extend(check_filled([*own_pages, *packages]))
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
    portal, secrets = Portal(public, pages, synonyms), secrets_among(publishers, texts)
    moments = moment.met.union(*((each.start, each.until) for each in pre_elections(settings)) if settings else ())
    return Loaded(portal, tuple(told), counts, secrets, late, sign_offs, pre_election, frozenset(moments))


def _one_release(name: str, found: Sequence[Path]) -> Path:
    wanted = Path(name.removesuffix(f"/{FILE}").rstrip("/"))
    for folder in found:
        if folder.parts[-2:] == wanted.parts[-2:]:
            return folder
    known = ", ".join("/".join(folder.parts[-2:]) for folder in found) or "none"
    raise UsageError(f"There is no release {name}. The releases are: {known}.")
