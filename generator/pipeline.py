"""The story on one screen: load, derive, plan the pages, render, write, run the engine, finish, switch."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from generator.derive import derive, derive_last
from generator.derive.results import PublisherResult, Results
from generator.errors import DataProblems
from generator.load import Loaded, choose_releases, load_portal
from generator.load.counts import summary
from generator.making import make_docs
from generator.packs.make import kept_packs, make_packs
from generator.packs.store import has_packs, pack_files, place_packs
from generator.pages import SitePlan
from generator.pages.made_packs import MadePack
from generator.pages.packs import plan_packs
from generator.pages.quarter_check import QuarterCheck, check_quarter
from generator.periods import format_date
from generator.project import SETTINGS, Project
from generator.render import render_nav, render_packs
from generator.reports import write_reports
from generator.site.checks import check_site
from generator.site.engine import run_engine
from generator.site.leaks import check_leaks
from generator.site.links import check_links
from generator.site.lock import undisturbed
from generator.site.manifest import write_manifest
from generator.site.policy import write_headers
from generator.site.redirects import write_redirects
from generator.site.search import index_site
from generator.site.switch import clear, make_ready, switch
from generator.tokens import Tokens, read_tokens, tokens_css
from generator.unchanged import LastBuild, forget, inputs_of, next_of, remember
from generator.words import counted
from generator.workers import both, cores

Tell = Callable[[str], None]
"""How the pipeline says what it is doing; the command line prints it."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made. `sha256` is its manifest's, which stands for the whole site."""

    pages: int
    links: int
    releases: int
    packs: int = 0
    sha256: str = ""


def check(project: Project, wanted: Sequence[str], at: datetime, tell: Tell) -> Loaded:
    """Reads the wanted releases (all, when none is named) and writes what is wrong to build/problems.json.

    All that an officer looks at before a quarter is published goes to build/check.html; how many rows were read,
    published and withheld to build/counts.json, too. Raises `DataProblems` when anything is wrong.
    """
    with undisturbed((project.build,), tell), _keeping_all():
        loaded = _read(wanted, project, at, tell)
        for quarter in _report(loaded, map(derive_last, loaded.portal.publishers), project):
            tell(quarter.sentence)
        return loaded


def check_again(project: Project, wanted: Sequence[str], tell: Tell) -> None:
    """Has frictionless judge the wanted releases, which `check` found sound. Raises `DataProblems`."""
    from generator.load.second_opinion import second_opinion

    folders = choose_releases(project.data, wanted)
    tell(f"Asking frictionless about {counted(len(folders), 'release')}")
    problems = [
        problem for folder in folders for problem in second_opinion(folder, folder.relative_to(project.root).as_posix())
    ]
    if problems:
        raise DataProblems(problems)


def build(
    project: Project,
    at: datetime,
    tell: Tell,
    with_packs: bool = False,
    signed: bool = False,
    *,
    workers: int | None = None,
    plain: bool = False,
) -> Built:
    """The whole site, as the public may see it at the moment `at`, into `project.out`.

    Packs that were made from the same content are in it; `with_packs` makes those that are missing first. With
    `signed`, only what was signed for publication is built. `workers` is how many processes share the work, as many as
    there are cores unless it is given; with `plain`, one engine reads and makes every page.
    Raises `DataProblems` or another `PortalError`; the site that stood there before is then untouched.
    """
    with undisturbed((project.build, project.out.parent), tell), _keeping_all():
        inputs = inputs_of(project)
        stage = make_ready(project.out)
        loaded = _read((), project, at, tell, trusting=not signed)
        if signed and loaded.unsigned:
            # Of a draft this is something to confirm. Of what the public would read it is a refusal.
            missing = [replace(problem, warning=False) for problem in loaded.unsigned]
            forget(project)
            write_reports([*loaded.warnings, *missing], loaded.counts, project)
            raise DataProblems(missing)
        portal = loaded.portal
        tell("Working out results")
        results = derive(portal)
        _report(loaded, results.publishers, project)
        tokens = read_tokens(project.tokens)
        packs = _packs(results, project, tokens, tell, with_packs)
        tell("Planning and writing pages")
        workers = cores() if workers is None else workers
        site = make_docs(results, portal.content, portal.synonyms, packs, project, tokens, workers)
        try:
            links = _make_site(site, packs.values(), loaded, project, stage, tell, workers, plain)
            sha256 = write_manifest(stage, portal.publishers, at)
            switch(stage, project.out)
        finally:
            clear(stage)
        releases = sum(len(publisher.releases) for publisher in portal.publishers)
        # Not of files that somebody changed meanwhile, lest they change them back.
        if inputs is not None and inputs == inputs_of(project) and not (with_packs or plain):
            remember(project, LastBuild(inputs, at, next_of(loaded.moments, at), sha256))
    return Built(len(site.pages), links, releases, len(packs), sha256)


@contextmanager
def _keeping_all() -> Iterator[None]:
    """What a build reads and works out is needed to its end: to look through it for what is not takes a third as long
    again with forty quarters in memory."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _read(wanted: Sequence[str], project: Project, at: datetime, tell: Tell, trusting: bool = False) -> Loaded:
    folders = choose_releases(project.data, wanted)
    tell(f"Reading {counted(len(folders), 'release')} and the content")
    try:
        loaded = load_portal(project.data, project.content, at, folders, project.root / SETTINGS, trusting)
    except DataProblems as found:
        forget(project)
        write_reports(found.problems, (), project)
        raise
    for warning in loaded.warnings:
        tell(warning.line)
    drafts = [each.name for each in loaded.sign_offs if not (each.is_signed and each.is_published)]
    if drafts:
        tell(f"Not signed off yet: {', '.join(drafts)}. `portal sign {drafts[-1]}` says who is still to sign.")
    for line in summary(loaded.counts):
        tell(line)
    return loaded


def _report(loaded: Loaded, results: Iterable[PublisherResult], project: Project) -> Sequence[QuarterCheck]:
    """Writes what the check found in sound data. Returns what it found in the last release of each publisher."""
    quarters = tuple(map(check_quarter, results))
    latest = {f"{project.data.name}/{quarter.publisher}/{quarter.release}" for quarter in quarters}
    unsigned = [problem for problem in loaded.unsigned if problem.file.rpartition("/")[0] in latest]
    write_reports(loaded.warnings, loaded.counts, project, quarters, unsigned)
    return quarters


def _packs(results: Results, project: Project, tokens: Tokens, tell: Tell, make: bool) -> Mapping[str, MadePack]:
    """The packs of the site by the address of their meeting; none where none was ever made."""
    if not (make or has_packs(project)):
        return {}
    packs = plan_packs(results)
    html = render_packs(packs, project.templates, tokens)
    files = pack_files(project, tokens_css(tokens))
    if make:
        return make_packs(packs, html, files, project, tell)
    kept = kept_packs(packs, html, files, project)
    if len(kept) < len(packs):
        late = len(packs) - len(kept)
        tell(f"{late} of {counted(len(packs), 'pack')} are out of date and left out: make packs renews them")
    return kept


def _make_site(
    site: SitePlan,
    packs: Iterable[MadePack],
    loaded: Loaded,
    project: Project,
    stage: Path,
    tell: Tell,
    workers: int,
    plain: bool,
) -> int:
    """The finished and checked site in `stage`, with no secret in it. Returns how many links were followed."""
    tell(f"Building the site from {len(site.pages)} pages")
    moved = [page.path for page in site.pages if page.moved_to]
    run_engine(render_nav(site.nav), project, stage, _waiting(loaded), moved, workers=workers, plain=plain)
    place_packs(packs, site.above, project, stage)
    tell("Indexing for search, and following every link")
    _, links = both(partial(index_site, stage), partial(check_links, stage), workers)
    write_headers(stage, project.build)
    write_redirects(stage, project.build, site.moved)
    tell("Checking every file, and looking for what is withheld" if loaded.secrets else "Checking every file")
    both(
        partial(check_leaks, stage, loaded.secrets, project),
        partial(check_site, stage, _here(project, stage)),
        workers,
    )
    return links


def _waiting(loaded: Loaded) -> str:
    """What every page says before an election. It depends on the settings and the moment, never on what waits."""
    if loaded.pre_election is None:
        return ""
    day = format_date(loaded.pre_election.until.date())
    return f"An election is near. What may bear on it is left out of these pages, and comes back on {day}."


def _here(project: Project, stage: Path) -> list[Path]:
    """The folders of this machine that no file of a site may tell of."""
    folders = [project.root, project.build, project.out, stage]
    with suppress(RuntimeError):  # where nobody has a home
        folders.append(Path.home())
    return folders
