"""Releases, who publishes them, what was corrected in them, and the portal that holds them all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.model.committees import AgendaItem, Body, Meeting, Minute, Paper, Resolution
from generator.model.measures import (
    Assessment,
    Benchmark,
    Clinic,
    DataSource,
    Indicator,
    Observation,
    QualityCheck,
    Target,
)
from generator.model.organisation import Area, Breakdown, Post, Term, Unit
from generator.model.plans import Budget, FrameworkItem, Impact, Link, Plan, PlanItem, PlanUpdate, Responsibility
from generator.model.risks import Risk, RiskAction, RiskScore
from generator.periods import Period


@dataclass(frozen=True, slots=True)
class Correction:
    """A published figure or fact that was changed afterwards. `release` and `version` first said what was wrong."""

    correction: str
    thing_kind: str
    thing: str
    period: Period | None
    release: str
    version: str
    what: str
    before: str
    after: str
    reason: str
    date: date
    post: str
    note: str


@dataclass(frozen=True, slots=True)
class PublisherName:
    """Who publishes. `short_name` is what people say ("Sefton").

    `demonstration` says how the data came about when the publisher itself did not publish it. Of a `fictional`
    publisher every figure is made up.
    """

    id: str
    name: str
    short_name: str
    demonstration: str
    fictional: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    title: str
    path: str


@dataclass(frozen=True, slots=True)
class SignedOff:
    """The post (its id) that signed a whole release for publication, and when."""

    post: str
    date: date


@dataclass(frozen=True, slots=True)
class Release:
    """One publisher's full snapshot for one quarter; only its public rows.

    `as_at` is the date that "overdue" is judged by, never the day of the build. `next_release` is the day on which the
    publisher says that the next release will come, None where it does not say. `signed_off` is None for a draft.
    """

    id: str
    publisher: PublisherName
    version: str
    title: str
    description: str
    period: Period
    as_at: date
    released: date
    licence: Citation
    contributors: tuple[str, ...]
    citations: tuple[Citation, ...]
    next_release: date | None = None
    signed_off: SignedOff | None = None
    units: tuple[Unit, ...] = ()
    posts: tuple[Post, ...] = ()
    frameworks: tuple[FrameworkItem, ...] = ()
    plans: tuple[Plan, ...] = ()
    plan_items: tuple[PlanItem, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()
    plan_updates: tuple[PlanUpdate, ...] = ()
    bodies: tuple[Body, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    agenda_items: tuple[AgendaItem, ...] = ()
    impacts: tuple[Impact, ...] = ()
    links: tuple[Link, ...] = ()
    areas: tuple[Area, ...] = ()
    breakdowns: tuple[Breakdown, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    observations: tuple[Observation, ...] = ()
    targets: tuple[Target, ...] = ()
    benchmarks: tuple[Benchmark, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    clinics: tuple[Clinic, ...] = ()
    minutes: tuple[Minute, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    quality_checks: tuple[QualityCheck, ...] = ()
    risks: tuple[Risk, ...] = ()
    risk_scores: tuple[RiskScore, ...] = ()
    risk_actions: tuple[RiskAction, ...] = ()
    budgets: tuple[Budget, ...] = ()
    corrections: tuple[Correction, ...] = ()
    sources: tuple[DataSource, ...] = ()
    terms: tuple[Term, ...] = ()

    @property
    def edition(self) -> Edition:
        return self.id, self.version


@dataclass(frozen=True, slots=True)
class ContentPage:
    """A page that people write, such as the privacy notice: a title and a checked Markdown body.

    `order` is the place of a guide for officers among its like, from 1; 0 for any other page.
    """

    name: str
    title: str
    description: str
    body: str
    order: int = 0

    @property
    def is_guide(self) -> bool:
        return self.order > 0


@dataclass(frozen=True, slots=True)
class Synonyms:
    """What readers type in the search for what councils write.

    `words` are plain words, each with the official ones; `references` the first letters of references, each with
    others that mean the same ("BV" and "BVPI").
    """

    words: tuple[tuple[str, tuple[str, ...]], ...] = ()
    references: tuple[tuple[str, tuple[str, ...]], ...] = ()


Edition = tuple[str, str]
"""A release's id and one of its versions."""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What was published and had to be taken down: a release, or one version of it. All that is still said of it."""

    release: str
    version: str
    """ "" where it is all of them."""
    period: Period
    date: date
    post: str
    reason: str


@dataclass(frozen=True, slots=True)
class Publisher:
    """A publisher with its releases, the oldest first, and the papers of its meetings.

    `superseded` are versions of these releases that a correction has replaced, the oldest first. `order` is that in
    which versions were published, as far as it is known: of two that are not in it nobody knows which was first.
    """

    name: PublisherName
    releases: tuple[Release, ...]
    papers: tuple[Paper, ...]
    superseded: tuple[Release, ...] = ()
    order: tuple[Edition, ...] = ()
    withdrawn: tuple[Withdrawal, ...] = ()

    @property
    def latest(self) -> Release:
        return self.releases[-1]

    def versions(self, release: str) -> tuple[Release, ...]:
        """Every version of a release, the oldest first: the last is the one that stands."""
        return tuple(each for each in (*self.superseded, *self.releases) if each.id == release)

    def stood(self, release: str, when: Release) -> Release:
        """The version of a release that stood when `when` was published; where that is not known, which stands now."""
        *older, now = self.versions(release)
        if when.edition not in self.order:
            return now
        until = self.order.index(when.edition)
        published = [each for each in (*older, now) if each.edition in self.order[:until]]
        return published[-1] if published else now


@dataclass(frozen=True, slots=True)
class Portal:
    """Everything that the public may see, as the publishers said it."""

    publishers: tuple[Publisher, ...]
    content: tuple[ContentPage, ...]
    synonyms: Synonyms = Synonyms()
