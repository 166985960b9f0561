"""Outside judgements: scores by line of enquiry, flags, and what was said of each line with its place in the report."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.derive.results import PublisherResult
from generator.model import Assessment, FrameworkItem, Release
from generator.pages import addresses
from generator.pages.charts import Chart
from generator.pages.lookup import Lookup, TieGroup
from generator.pages.messages import assessments_sentence
from generator.pages.page import Page
from generator.pages.reports import paragraphs
from generator.pages.standing_charts import scores_chart
from generator.words import sentence_case

FLAGS = ("red", "green")
"""Flags in the order in which they are shown: concerns first."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One judgement. `meaning` is what its score means on its scale, "" where the scale does not say."""

    id: str
    line: str
    period: str
    score: str
    meaning: str
    strength: str
    flag: str
    text: tuple[str, ...]
    assessor: str
    reference: str
    ties: tuple[TieGroup, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Group:
    """The judgements of one framework, with a chart where several lines have scores."""

    heading: str
    chart: Chart | None
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class AssessmentsContent:
    sentence: str
    flags: tuple[Judgement, ...]
    groups: tuple[Group, ...]


def assessment_pages(result: PublisherResult, lookup: Lookup) -> tuple[Page, ...]:
    release = result.latest.release
    if not release.assessments:
        return ()
    name = result.publisher.name
    frameworks = {item.item: item for item in release.frameworks}
    judgements = {each.assessment: _judgement(each, frameworks, lookup) for each in release.assessments}
    content = AssessmentsContent(
        sentence=assessments_sentence(release) or "Judgements without scores.",
        flags=tuple(
            judgements[each.assessment] for colour in FLAGS for each in release.assessments if each.flag == colour
        ),
        groups=_groups(release, frameworks, judgements),
    )
    return (
        Page(
            address=addresses.assessments(name.id),
            title=f"{name.short_name}: what outside assessors judged",
            nav_title="Assessments",
            description=content.sentence,
            template="assessments.md.jinja",
            content=content,
            kind="Assessments",
            publisher=name.short_name,
            period=release.period.name,
        ),
    )


def line_name(item: FrameworkItem) -> str:
    return f"{item.reference} {item.title}" if item.reference else item.title


def _groups(
    release: Release, frameworks: dict[str, FrameworkItem], judgements: dict[str, Judgement]
) -> tuple[Group, ...]:
    by_framework: dict[str, list[Assessment]] = {}
    for each in release.assessments:
        by_framework.setdefault(frameworks[each.item].framework, []).append(each)
    groups = []
    for framework, own in by_framework.items():
        own.sort(key=lambda each: _place(frameworks[each.item]))
        scored = [each for each in own if each.score is not None]
        highest = max((len(_meanings(each)) for each in scored), default=0) or max(
            (each.score or 0 for each in scored), default=0
        )
        rows = [
            (line_name(frameworks[each.item]), each)
            for each in own
            if each.score is not None or each.score_status == "not assessed"
        ]
        chart = (
            scores_chart(f"scores-{framework}", frameworks[framework].title, rows, highest) if len(scored) > 1 else None
        )
        groups.append(Group(frameworks[framework].title, chart, tuple(judgements[each.assessment] for each in own)))
    return tuple(groups)


def _merged(first: tuple[TieGroup, ...], second: tuple[TieGroup, ...]) -> tuple[TieGroup, ...]:
    """The ties of a judgement and of its line, each thing once."""
    seen = {(group.relation, thing.address or thing.name) for group in first for thing in group.things}
    rest = (
        TieGroup(
            group.relation,
            tuple(thing for thing in group.things if (group.relation, thing.address or thing.name) not in seen),
        )
        for group in second
    )
    return (*first, *(group for group in rest if group.things))


def _place(item: FrameworkItem) -> tuple[tuple[int, ...], int]:
    """Lines stand by their numbers (1.2 before 1.10, both before 2.1), those without by their order."""
    return tuple(int(part) for part in re.findall(r"[0-9]+", item.reference)), item.order


def _meanings(assessment: Assessment) -> list[str]:
    return [part.strip() for part in assessment.scale.split(";") if part.strip()]


def _judgement(assessment: Assessment, frameworks: dict[str, FrameworkItem], lookup: Lookup) -> Judgement:
    meanings = _meanings(assessment)
    place = (assessment.score or 0) - 1
    return Judgement(
        id=assessment.assessment,
        line=line_name(frameworks[assessment.item]),
        period=assessment.period.label,
        score=sentence_case(assessment.score_status) if assessment.score is None else str(assessment.score),
        meaning=meanings[place] if assessment.score is not None and 0 <= place < len(meanings) else "",
        strength=assessment.strength,
        flag=assessment.flag,
        text=paragraphs(assessment.judgement),
        assessor=assessment.assessor,
        reference=assessment.reference,
        ties=_merged(lookup.ties("assessment", assessment.assessment), lookup.ties("framework item", assessment.item)),
        note=assessment.note,
    )
