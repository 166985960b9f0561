"""Committee papers and the pages that people write, from `content/`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from generator.contract import WITHHOLDING_COLUMNS
from generator.errors import Problem
from generator.load.contacts import NO_CONTACTS
from generator.load.convert import is_id
from generator.load.folders import entries
from generator.load.live import Reporting, read_figures
from generator.load.markdown import read_markdown
from generator.load.numbering import check_numbering
from generator.load.properties import RESERVED_PUBLISHERS as RESERVED
from generator.load.withholding import Moment, any_text, decide_raw, may_restrict
from generator.model import ContentPage, Paper
from generator.periods import PeriodError, parse_date

NOT_AN_ID = "the names of a paper and of its folder are ids, since they become addresses"
OWN_PAGES = frozenset({"about", "accessibility", "privacy", "safeguards"})
"""Reserved addresses that are meant for pages that people write."""

LISTS = frozenset({"recommendations", "background_papers"})
MAPS = frozenset({"implications"})
_FROM_PLACE = frozenset({"paper", "meeting", "body"})
"""Fields of a paper that its place and its text give, not its front matter."""

TEXTS = frozenset(field.name for field in fields(Paper)) - LISTS - MAPS - _FROM_PLACE
DECISIONS = ("for decision", "for information")
"""What a paper may be put to its meeting for."""

NEEDED = frozenset({"title", "date", "report_of", "purpose", "recommendations"})
"""What every paper says; its other header facts are there where the paper has them."""


@dataclass(frozen=True, slots=True)
class Papers:
    """A publisher's papers that are public, the ids of those that are not, and where each of both belongs.

    `restricted` are those of the latter that say so, or may: the others are not public because of what is wrong in
    them. `places` holds each paper's meeting and agenda item ("" where it names none): what a withheld one takes along.
    `files` holds each paper's file and its name in messages, `reports` the live figures of each that could be read.
    """

    public: tuple[Paper, ...]
    withheld: frozenset[str]
    restricted: frozenset[str]
    places: Mapping[str, tuple[str, str]]
    files: Mapping[str, tuple[Path, str]]
    reports: Mapping[str, Reporting]

    @property
    def ids(self) -> frozenset[str]:
        return self.withheld | {paper.paper for paper in self.public}


def read_papers(
    folder: Path, file: str, at: Moment, problems: list[Problem], contacts: frozenset[str] = NO_CONTACTS
) -> Papers:
    """Every paper under `folder` (content/papers/<publisher>). Adds to `problems`."""
    public: list[Paper] = []
    withheld: set[str] = set()
    restricted: set[str] = set()
    places: dict[str, tuple[str, str]] = {}
    files: dict[str, tuple[Path, str]] = {}
    reports: dict[str, Reporting] = {}
    for path in (path for meeting in entries(folder) for path in entries(meeting)):
        name = f"{file}/{path.parent.name}/{path.name}"
        if path.suffix != ".md":
            problems.append(Problem(name, "a paper is a Markdown file", "Take the file away, or save it as .md."))
            continue
        if not is_id(path.stem) or not is_id(path.parent.name):
            problems.append(Problem(name, NOT_AN_ID, "Use small letters, digits and hyphens, a letter first."))
            continue
        if path.stem in files:
            problems.append(Problem(name, "another paper has this file name", "Give each paper its own."))
            continue
        before = len(problems)
        read = read_markdown(path, name, problems, contacts)
        if read is not None:
            reports[path.stem] = _reporting(path, *read, name, problems)
        doubtful = len(problems) > before and may_restrict(any_text(path))
        places[path.stem] = (path.parent.name, "" if read is None else str(read[0].get("agenda_item", "")))
        files[path.stem] = (path, name)
        if (read is not None and _is_withheld(read[0], name, at, problems)) or doubtful:
            restricted.add(path.stem)
        elif read is None:
            withheld.add(path.stem)
        elif (paper := _paper(path, *read, name, problems)) is not None:
            public.append(paper)
        else:
            withheld.add(path.stem)  # it is there, so nothing that names it is wrong
    return Papers(tuple(public), frozenset(withheld | restricted), frozenset(restricted), places, files, reports)


def read_content(
    folder: Path, file: str, problems: list[Problem], contacts: frozenset[str] = NO_CONTACTS, guides: bool = False
) -> tuple[ContentPage, ...]:
    """The pages of content/pages: each a title, a description and a body. `guides` are those of content/guides.

    Guides stand in the order that they give. A page may link those beside it, as ../<name>/index.html.
    """
    needed = frozenset({"title", "description"} | ({"order"} if guides else set()))
    beside = frozenset(f"../{path.stem}/index.html" for path in folder.glob("*.md"))
    pages = []
    for path in sorted(folder.glob("*.md")) if folder.is_dir() else ():
        name = f"{file}/{path.name}"
        if not is_id(path.stem):
            problems.append(Problem(name, NOT_AN_ID, "Use small letters, digits and hyphens, a letter first."))
            continue
        if not guides and path.stem in RESERVED - OWN_PAGES:
            problems.append(Problem(name, "this word is an address of the site itself", "Choose another name."))
            continue
        read = read_markdown(path, name, problems, contacts, beside)
        if read is None:
            continue
        front, body = read
        before = len(problems)
        _check_front(front, needed, name, problems)
        order = str(front.get("order", "0" if not guides else ""))
        if guides and not re.fullmatch("[1-9][0-9]?", order):
            rule, remedy = "this is the guide's place among the guides", 'Write a whole number from "1" to "99".'
            problems.append(Problem(name, rule, remedy, column="order", found=order))
        if len(problems) == before:
            pages.append(ContentPage(path.stem, str(front["title"]), str(front["description"]), body, int(order)))
    return tuple(sorted(pages, key=lambda page: (page.order, page.name)))


def _is_withheld(front: Mapping[str, object], file: str, at: Moment, problems: list[Problem]) -> bool:
    decision = decide_raw(front, at)
    if (problem := decision.problem(file, "paper")) is not None:
        problems.append(problem)
    return decision.withheld


def _reporting(path: Path, front: Mapping[str, object], body: str, file: str, problems: list[Problem]) -> Reporting:
    """What the paper reports on; its figures and the numbers of its paragraphs are checked by the way."""
    text = any_text(path).replace("\r\n", "\n")
    problems.extend(check_numbering(body, file, text.count("\n", 0, max(text.find(body.rstrip()), 0))))
    return Reporting(read_figures(text, front, body, file, problems), str(front.get("release", "")))


def _paper(path: Path, front: Mapping[str, object], body: str, file: str, problems: list[Problem]) -> Paper | None:
    before = len(problems)
    optional = (TEXTS | LISTS | MAPS | frozenset(WITHHOLDING_COLUMNS) | {"agenda_item"}) - NEEDED
    _check_front(front, NEEDED, file, problems, optional)
    for key in sorted(LISTS & front.keys()):
        if not _is_texts(front[key]):
            problems.append(
                Problem(file, "this is a list of texts", "Write each on its own line after - .", column=key)
            )
    decision = front.get("decision", "")
    if decision and decision not in DECISIONS:
        remedy = f"Use one of: {', '.join(DECISIONS)}."
        problems.append(Problem(file, "this is not known", remedy, None, "decision", str(decision)))
    implications = front.get("implications", {})
    if not isinstance(implications, dict) or not _is_texts(list(implications.values())):
        rule, remedy = "this is a list of headings with a text each", "Write each as Heading: text."
        problems.append(Problem(file, rule, remedy, column="implications"))
        return None
    day = _date(str(front.get("date", "")), file, problems)
    if len(problems) > before:
        return None
    given: dict[str, Any] = {key: str(front.get(key, "")) for key in TEXTS}
    given.update({key: tuple(_texts(front.get(key))) for key in LISTS})
    given["date"] = day
    given["implications"] = tuple((str(heading), str(text)) for heading, text in implications.items())
    return Paper(paper=path.stem, meeting=path.parent.name, body=body, **given)


def _date(text: str, file: str, problems: list[Problem]) -> date | None:
    try:
        return parse_date(text)
    except PeriodError as error:
        problems.append(Problem(file, error.rule, error.remedy, column="date", found=text))
        return None


def _check_front(
    front: Mapping[str, object],
    needed: frozenset[str],
    file: str,
    problems: list[Problem],
    optional: frozenset[str] = frozenset(),
) -> None:
    for key in sorted(needed - front.keys()):
        problems.append(Problem(file, "the front matter lacks this key", "Add it.", column=key))
    for key in sorted(front.keys() - needed - optional):
        problems.append(Problem(file, "the front matter does not know this key", "Delete or rename it.", column=key))
    for key in sorted(((needed | optional) - LISTS - MAPS) & front.keys()):
        if not isinstance(front[key], str):
            problems.append(Problem(file, "this is one text", "Write it after the colon.", column=key))


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(entry, str) for entry in value)


def _texts(value: object) -> list[str]:
    return [str(entry) for entry in value] if isinstance(value, list) else []
