"""Who there is: units, posts, areas, groups of people, and the terms that a publisher explains."""

from __future__ import annotations

from dataclasses import dataclass


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
class Term:
    term: str
    expansion: str
    meaning: str
