"""Live figures on a page: each a link to what it names, which says the period and the release that it is of."""

from __future__ import annotations

from dataclasses import dataclass

from generator.derive.results import ReleaseResult
from generator.live_figures import COUNT, INDICATORS, LIVE, RISKS, Figure, split
from generator.model import Paper
from generator.pages import addresses
from generator.pages.live_words import figure_text
from generator.pages.lookup import Lookup, Named
from generator.periods import Period, format_date

KINDS = {"item": "plan item"}
"""Kinds of thing that a figure names in fewer words."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text: words as they were written, or a live figure, which alone has `of`: what it is a figure of."""

    text: str
    of: str = ""
    address: str = ""


Pieces = tuple[Piece, ...]


def has_figures(paper: Paper) -> bool:
    """Whether any live figure stands in the paper."""
    texts = (paper.body, paper.purpose, paper.reason, paper.consultation)
    lists = (*paper.recommendations, *(text for _, text in paper.implications))
    return any(LIVE.search(text) for text in (*texts, *lists))


def pieces(text: str, result: ReleaseResult, lookup: Lookup) -> Pieces:
    """The text with each live figure as it stood in the release."""
    return tuple(
        Piece(each) if isinstance(each, str) else _piece(each, result, lookup) for each in split(text) if each != ""
    )


def _piece(figure: Figure, result: ReleaseResult, lookup: Lookup) -> Piece:
    period = _period(figure, result).token
    of = f"Figure of {period}, version {result.release.version}"
    return Piece(figure_text(figure, result), of, _address(figure, lookup))


def _period(figure: Figure, result: ReleaseResult) -> Period:
    if figure.period is not None:
        return figure.period
    if figure.kind == "indicator" and result.indicators[figure.id].points:
        return result.indicators[figure.id].points[-1].observation.period
    return result.release.period


def _address(figure: Figure, lookup: Lookup) -> str:
    if figure.kind != COUNT:
        return lookup.name(KINDS.get(figure.kind, figure.kind), figure.id).address
    if figure.within is not None:
        kind, id = figure.within
        return lookup.name(KINDS.get(kind, kind), id).address
    lists = {INDICATORS: addresses.indicators, RISKS: addresses.risks}
    return lists.get(figure.id, addresses.plans)(lookup.publisher)


def source_of(result: ReleaseResult, publisher: str) -> Named:
    """The release that a paper's figures come from, to stand at its foot."""
    release = result.release
    note = f"version {release.version}, published on {format_date(release.released)}"
    return Named(release.period.name, addresses.quarter(publisher, release.id), note)
