"""What publishers said: frozen records, one class a table, exactly as the contract's columns.

Text that is absent is "". A number, date or period that is absent is None: 0 is a value. Withheld rows are not here:
`load` drops them. A test holds each class to its table's columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from generator.periods import Deadline, Period


@dataclass(frozen=True, slots=True)
class Unit:
    unit: str
    name: str
    kind: str
    parent: str
    gss_code: str
    note: str


@dataclass(frozen=True, slots=True)
class Post:
    post: str
    title: str
    unit: str
    note: str


@dataclass(frozen=True, slots=True)
class FrameworkItem:
    item: str
    framework: str
    parent: str
    order: int
    reference: str
    title: str
    note: str


@dataclass(frozen=True, slots=True)
class Plan:
    plan: str
    title: str
    kind: str
    unit: str
    start: date | None
    end: date | None
    note: str


@dataclass(frozen=True, slots=True)
class PlanItem:
    item: str
    plan: str
    parent: str
    kind: str
    order: int
    weight: Decimal | None
    reference: str
    reference_status: str
    title: str
    outcome: str
    measure: str
    due: Deadline | None
    due_text: str
    recurrence: str
    equality: str
    risks: str
    evidence: str
    note: str


@dataclass(frozen=True, slots=True)
class Responsibility:
    thing_kind: str
    thing: str
    role: str
    holder_kind: str
    holder: str
    order: int
    note: str


@dataclass(frozen=True, slots=True)
class PlanUpdate:
    """What was reported of one plan item for one period. `percent_complete` runs from 0 to 100."""

    item: str
    period: Period
    status: str
    status_as_reported: str
    percent_complete: Decimal | None
    percent_status: str
    confidence: str
    progress: str
    issues: str
    note: str


@dataclass(frozen=True, slots=True)
class Body:
    body: str
    name: str
    kind: str
    remit: str
    note: str


@dataclass(frozen=True, slots=True)
class Meeting:
    meeting: str
    body: str
    date: date
    time: str
    venue: str
    note: str


@dataclass(frozen=True, slots=True)
class AgendaItem:
    agenda_item: str
    meeting: str
    order: int
    number: str
    number_status: str
    title: str
    kind: str
    paper: str
    pages: str
    note: str


@dataclass(frozen=True, slots=True)
class Impact:
    thing_kind: str
    thing: str
    framework_item: str
    impact: str
    note: str


@dataclass(frozen=True, slots=True)
class Link:
    from_kind: str
    from_id: str
    relation: str
    to_kind: str
    to_id: str
    note: str


@dataclass(frozen=True, slots=True)
class DataSource:
    source: str
    theme: str
    title: str
    custodian: str
    geography: str
    refreshed: str
    note: str


@dataclass(frozen=True, slots=True)
class Term:
    term: str
    expansion: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Area:
    area: str
    name: str
    kind: str
    gss_code: str
    parent: str
    note: str


@dataclass(frozen=True, slots=True)
class Breakdown:
    breakdown: str
    name: str
    kind: str
    parent: str
    note: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """A measured quantity. `tolerance` is in the unit of measure, or per cent of the target."""

    indicator: str
    reference: str
    framework: str
    designation: str
    title: str
    definition: str
    value_type: str
    scale: str
    unit_of_measure: str
    decimals: int | None
    polarity: str
    frequency: str
    accumulation: str
    numerator: str
    denominator: str
    minimum: Decimal | None
    maximum: Decimal | None
    suppress_below: int | None
    tolerance: Decimal | None
    tolerance_kind: str
    source: str
    quality_grade: str
    note: str

    @property
    def is_count(self) -> bool:
        """Whether its values count, so that those of its parts add up; rates and percentages do not."""
        return self.unit_of_measure in ("", "number")


@dataclass(frozen=True, slots=True)
class Observation:
    """One value: plain digits or a point of the scale, as text.

    It is "" where there is none, and `value_status` then says why.
    """

    indicator: str
    period: Period
    area: str
    breakdown: str
    value: str
    value_status: str
    numerator: Decimal | None
    denominator: Decimal | None
    confirmed: str
    series_break: str
    note: str


@dataclass(frozen=True, slots=True)
class Target:
    """What is aimed for in one period; bounds are written like values."""

    indicator: str
    period: Period
    area: str
    kind: str
    comparison: str
    lower: str
    upper: str
    text: str
    note: str


@dataclass(frozen=True, slots=True)
class Benchmark:
    indicator: str
    period: Period
    comparator: str
    statistic: str
    value: str
    note: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """An outside judgement of one line of a framework."""

    assessment: str
    item: str
    period: Period
    assessor: str
    score: int | None
    score_status: str
    scale: str
    strength: str
    flag: str
    judgement: str
    reference: str
    note: str


@dataclass(frozen=True, slots=True)
class Clinic:
    """A performance clinic: a meeting about something that performs poorly."""

    clinic: str
    title: str
    kind: str
    dates: tuple[date, ...]
    dates_text: str
    reason: str
    actions: str
    effect: str
    note: str


@dataclass(frozen=True, slots=True)
class Minute:
    minute: str
    meeting: str
    order: int
    number: str
    title: str
    text: str
    note: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """Something resolved; `text` is our summary."""

    resolution: str
    minute: str
    order: int
    number: str
    text: str
    due: Deadline | None
    outcome_status: str
    outcome: str
    note: str


@dataclass(frozen=True, slots=True)
class QualityCheck:
    check: str
    indicator: str
    subject: str
    period: Period | None
    kind: str
    by: str
    on: Deadline | None
    on_text: str
    result: str
    reservation: str
    note: str


@dataclass(frozen=True, slots=True)
class Risk:
    """An uncertain event in the register. `steps` is how many steps its scales of likelihood and impact have."""

    risk: str
    order: int
    reference: str
    title: str
    description: str
    category: str
    steps: int | None
    timescale: str
    monitoring: str
    note: str


@dataclass(frozen=True, slots=True)
class RiskScore:
    """How the publisher scored a risk for a period. A score is never worked out from likelihood and impact."""

    risk: str
    period: Period
    score: int | None
    likelihood: int | None
    impact: int | None
    target_score: int | None
    target_likelihood: int | None
    target_impact: int | None
    score_status: str
    target_reason: str
    commentary: str
    note: str


@dataclass(frozen=True, slots=True)
class RiskAction:
    risk_action: str
    risk: str
    kind: str
    order: int
    text: str
    due: Deadline | None
    due_text: str
    note: str


@dataclass(frozen=True, slots=True)
class Budget:
    """One line of a budget; amounts are in pounds, income is negative."""

    budget: str
    unit: str
    period: Period
    kind: str
    order: int
    title: str
    division: str
    posts: Decimal | None
    net_revenue: Decimal | None
    forecast: Decimal | None
    value_status: str
    note: str


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
class Release:
    """One publisher's full snapshot for one quarter; only its public rows.

    `as_at` is the date that "overdue" is judged by, never the day of the build.
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


@dataclass(frozen=True, slots=True)
class Paper:
    """A committee paper: header facts and a body in the officers' Markdown subset, already checked."""

    paper: str
    meeting: str
    title: str
    date: date
    report_of: str
    contact: str
    wards: str
    exempt: str
    purpose: str
    reason: str
    recommendations: tuple[str, ...]
    key_decision: str
    forward_plan: str
    implementation: str
    alternatives: str
    implications: tuple[tuple[str, str], ...]
    consultation: str
    background_papers: tuple[str, ...]
    body: str


@dataclass(frozen=True, slots=True)
class ContentPage:
    """A page that people write, such as the privacy notice: a title and a checked Markdown body."""

    name: str
    title: str
    description: str
    body: str


@dataclass(frozen=True, slots=True)
class Publisher:
    """A publisher with its releases, the oldest first, and the papers of its meetings."""

    name: PublisherName
    releases: tuple[Release, ...]
    papers: tuple[Paper, ...]

    @property
    def latest(self) -> Release:
        return self.releases[-1]


@dataclass(frozen=True, slots=True)
class Portal:
    """Everything that the public may see, as the publishers said it."""

    publishers: tuple[Publisher, ...]
    content: tuple[ContentPage, ...]


ROW_TYPES: dict[str, type] = {
    "units": Unit,
    "posts": Post,
    "frameworks": FrameworkItem,
    "plans": Plan,
    "plan_items": PlanItem,
    "responsibilities": Responsibility,
    "plan_updates": PlanUpdate,
    "bodies": Body,
    "meetings": Meeting,
    "agenda_items": AgendaItem,
    "impacts": Impact,
    "links": Link,
    "areas": Area,
    "breakdowns": Breakdown,
    "indicators": Indicator,
    "observations": Observation,
    "targets": Target,
    "benchmarks": Benchmark,
    "assessments": Assessment,
    "clinics": Clinic,
    "minutes": Minute,
    "resolutions": Resolution,
    "quality_checks": QualityCheck,
    "risks": Risk,
    "risk_scores": RiskScore,
    "risk_actions": RiskAction,
    "budgets": Budget,
    "corrections": Correction,
    "sources": DataSource,
    "terms": Term,
}
