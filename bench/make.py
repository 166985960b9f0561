"""Publishers of any size, made from a seed: what to measure with, and what tests grow archives from.

The same seed and size give the same files. A publisher is one long history, of which each release shows the last
quarters up to its own: so what two releases say of the same quarter agrees, and the later may correct the earlier.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from random import Random

from generator import contract
from generator.errors import Problem
from generator.load.folders import PUBLISHED
from generator.load.published import Published, read_published, write_published
from generator.load.raw import file_hashes
from generator.periods import Period
from generator.seals import whole_sha256

Row = Mapping[str, object]

FIRST = Period.parse("2000/01 Q1")
"""The quarter in which every history begins."""

LAST = 99
"""The number of the last quarter that any history has."""

HISTORY = 24
"""Quarters of figures in each release."""

WEEKS_TO_RELEASE = timedelta(weeks=8)
ACTIONS_EACH = 9
"""Below each objective."""

THINGS = (
    "homes libraries roads parks schools tenants carers journeys repairs visits licences complaints volunteers "
    "apprentices streets bins buses trees benefits grants meals nurseries museums playgrounds"
).split()
DEEDS = "inspected repaired opened answered visited improved cleaned renewed reached supported trained planted".split()
SENTENCES = (
    "We met people in every ward.",
    "More is now done right the first time.",
    "Some teams were short of staff this quarter.",
    "Fewer people had to wait.",
    "Parts for the older sites came late.",
    "Cold weather held up the work for two weeks.",
    "A new firm starts in the spring.",
    "The next step is to look at what each visit costs.",
)
STATUSES = ("on target", "on target", "on target", "delayed", "on target", "not started")


@dataclass(frozen=True, slots=True)
class Size:
    """How much a publisher has: each indicator, plan item, meeting and risk is a page, or nearly."""

    indicators: int
    items: int = 0
    meetings: int = 0
    risks: int = 0
    areas: int = 0
    history: int = HISTORY

    @classmethod
    def of_pages(cls, pages: int) -> Size:
        """A portal of about so many pages, in the proportions of a council."""
        return cls(pages * 60 // 100, pages * 18 // 100, pages * 4 // 100, pages * 6 // 100, pages * 4 // 100)


@dataclass(frozen=True)
class Maker:
    """One made-up publisher. `quarter` numbers count from `FIRST`."""

    id: str
    size: Size
    seed: int = 2009

    def write(self, data: Path, content: Path, quarter: int, version: str = "1.0.0", **changed: Change) -> Path:
        """Writes the release of a quarter and the papers of its meetings. Returns its folder.

        `changed` are functions from a table's rows to those that stand in their place, by the name of the table.
        """
        folder = data / self.id / release_name(quarter)
        folder.mkdir(parents=True, exist_ok=True)
        tables = self._tables(quarter)
        for name, change in changed.items():
            tables[name] = change(tables.get(name, []))
        tables = {name: rows for name, rows in tables.items() if rows}
        for name, rows in tables.items():
            (folder / f"{name}.csv").write_bytes(_csv(name, rows))
        descriptor = json.dumps(self._descriptor(quarter, version, list(tables)), indent=2) + "\n"
        (folder / "datapackage.json").write_text(descriptor, "utf-8")
        for row in tables.get("meetings", []):
            paper = content / "papers" / self.id / str(row["meeting"]) / f"report-{row['meeting']}.md"
            paper.parent.mkdir(parents=True, exist_ok=True)
            paper.write_text(self._paper(str(row["meeting"])), "utf-8")
        return folder

    def _descriptor(self, quarter: int, version: str, listed: list[str]) -> Mapping[str, object]:
        at = period(quarter)
        name = self.id.replace("-", " ").title()
        return {
            "name": f"{self.id}-{release_name(quarter)}",
            "version": version,
            "contract_version": contract.VERSION,
            "title": f"{name}: {at.name}",
            "description": "Made up from a seed, to measure with.",
            "publisher": {
                "id": self.id,
                "name": f"{name} Council",
                "short_name": name,
                "demonstration": "Every figure is made up.",
                "fictional": True,
            },
            "period": at.token,
            "as_at": at.end.isoformat(),
            "released": (at.end + WEEKS_TO_RELEASE).isoformat(),
            "licenses": [
                {"title": "Creative Commons Zero", "path": "https://creativecommons.org/publicdomain/zero/1.0/"}
            ],
            "contributors": [{"title": "Head of Performance"}],
            "sources": [{"title": "A seed"}],
            "resources": [
                {"name": each, "path": f"{each}.csv", "schema": contract.schema_for(each, listed)} for each in listed
            ],
        }

    def _tables(self, quarter: int) -> dict[str, list[Row]]:
        of_tables: Mapping[str, Callable[[int], Iterator[Row]]] = {
            "units": self._units,
            "posts": self._posts,
            "plans": self._plans,
            "plan_items": self._items,
            "plan_updates": self._updates,
            "responsibilities": self._responsibilities,
            "areas": self._areas,
            "breakdowns": self._breakdowns,
            "indicators": self._indicators,
            "observations": self._observations,
            "targets": self._targets,
            "benchmarks": self._benchmarks,
            "risks": self._risks,
            "risk_scores": self._scores,
            "bodies": self._bodies,
            "meetings": self._meetings,
            "agenda_items": self._agenda,
            "minutes": self._minutes,
            "resolutions": self._resolutions,
            "links": self._links,
        }
        return {name: list(rows(quarter)) for name, rows in of_tables.items()}

    def chance(self, *what: object) -> Random:
        """One for each purpose, so that a larger publisher has the same things as a smaller one, and more."""
        return Random("/".join(map(str, (self.seed, self.id, *what))))

    def prose(self, *what: object, most: int = 4) -> str:
        """Up to so many sentences, which name what they are about, so that no two texts are the same."""
        random = self.chance("prose", *what)
        about = f"This is about {random.choice(THINGS)} in street {random.randrange(10_000)}."
        return " ".join([about, *random.sample(SENTENCES, random.randint(1, most))])

    @cached_property
    def units(self) -> list[str]:
        return [f"unit-{number}" for number in range(1, 7)]

    def _units(self, quarter: int) -> Iterator[Row]:
        for unit in self.units:
            yield {"unit": unit, "name": f"Service {unit[-1]}", "kind": "service"}

    def _posts(self, quarter: int) -> Iterator[Row]:
        for unit in self.units:
            yield {"post": f"head-{unit}", "title": f"Head of Service {unit[-1]}", "unit": unit}

    def _areas(self, quarter: int) -> Iterator[Row]:
        yield {"area": "whole", "name": self.id.replace("-", " ").title(), "kind": "whole"}
        for number in range(1, self.size.areas + 1):
            yield {"area": f"ward-{number}", "name": f"Ward {number}", "kind": "ward", "parent": "whole"}

    def _breakdowns(self, quarter: int) -> Iterator[Row]:
        yield {"breakdown": "all", "name": "Everyone", "kind": "everyone"}

    def _indicators(self, quarter: int) -> Iterator[Row]:
        for number in range(1, self.size.indicators + 1):
            random = self.chance("indicator", number)
            yield {
                "indicator": f"measure-{number}",
                "reference": f"M {number}",
                "title": f"Percentage of {random.choice(THINGS)} {random.choice(DEEDS)} within {number + 4} days",
                "definition": self.prose("definition", number),
                "value_type": "number",
                "unit_of_measure": "%",
                "decimals": 1,
                "polarity": random.choice(("higher", "higher", "lower")),
                "frequency": "quarterly",
                "accumulation": "in period",
                "minimum": 0,
                "maximum": 100,
                "tolerance": 2,
                "tolerance_kind": "absolute",
            }

    def value(self, number: int, quarter: int, area: str = "whole") -> str:
        """One decimal place, between 20 and 80, moving slowly."""
        if (number, area) not in self._series:
            random, now = self.chance("value", number, area), 50.0
            series = self._series[number, area] = []
            for _ in range(LAST + 1):
                now = min(max(now + random.uniform(-1.5, 1.5), 20), 80)
                series.append(f"{now:.1f}")
        return self._series[number, area][quarter]

    @cached_property
    def _series(self) -> dict[tuple[int, str], list[str]]:
        return {}

    def _shown(self, quarter: int) -> range:
        return range(max(0, quarter - self.size.history + 1), quarter + 1)

    def _observations(self, quarter: int) -> Iterator[Row]:
        for number in range(1, self.size.indicators + 1):
            about = {"indicator": f"measure-{number}", "breakdown": "all", "value_status": "final"}
            for each in self._shown(quarter):
                note = self.prose("note", number, each) if (number + each) % 6 == 0 else ""
                yield {
                    **about,
                    "period": period(each).token,
                    "area": "whole",
                    "value": self.value(number, each),
                    "note": note,
                }
            for area in range(1, self.size.areas + 1) if number % 5 == 0 else ():
                name = f"ward-{area}"
                yield {
                    **about,
                    "period": period(quarter).token,
                    "area": name,
                    "value": self.value(number, quarter, name),
                }

    def _targets(self, quarter: int) -> Iterator[Row]:
        for number in range(1, self.size.indicators + 1):
            comparison = "at most" if self._is_lower(number) else "at least"
            bound = "upper" if comparison == "at most" else "lower"
            for each in (*self._shown(quarter), quarter + 1):
                aim = self.chance("target", number, each // 4).randint(40, 60)
                yield {
                    "indicator": f"measure-{number}",
                    "period": period(each).token,
                    "area": "whole",
                    "kind": "target",
                    "comparison": comparison,
                    bound: aim,
                }

    def _is_lower(self, number: int) -> bool:
        random = self.chance("indicator", number)
        random.choice(THINGS)
        random.choice(DEEDS)
        return random.choice(("higher", "higher", "lower")) == "lower"

    def _benchmarks(self, quarter: int) -> Iterator[Row]:
        for number in range(1, self.size.indicators + 1):
            for each in self._shown(quarter):
                value = self.value(number, each, "elsewhere")
                about = {"indicator": f"measure-{number}", "comparator": "Shires", "statistic": "median"}
                yield {**about, "period": period(each).token, "value": value}

    def _plans(self, quarter: int) -> Iterator[Row]:
        if self.size.items:
            days = {"start": FIRST.start.isoformat(), "end": period(400).end.isoformat()}
            yield {"plan": "council-plan", "title": "The Council Plan", "kind": "corporate", "unit": "unit-1", **days}

    def _items(self, quarter: int) -> Iterator[Row]:
        objective = ""
        for number in range(1, self.size.items + 1):
            place = (number - 1) % (ACTIONS_EACH + 1)
            random = self.chance("item", number)
            title = f"{random.choice(DEEDS).title()}: {random.choice(THINGS)} of district {number}"
            about = {"item": f"item-{number}", "plan": "council-plan", "order": place or number, "title": title}
            if not place:
                objective = f"item-{number}"
                yield {**about, "kind": "objective", "outcome": self.prose("outcome", number)}
            else:
                due = period(quarter + 1 + number % 20).end.isoformat()
                yield {
                    **about,
                    "kind": "action",
                    "parent": objective,
                    "due": due,
                    "measure": self.prose("measure", number, most=1),
                }

    def _updates(self, quarter: int) -> Iterator[Row]:
        for number in (each for each in range(1, self.size.items + 1) if (each - 1) % (ACTIONS_EACH + 1)):
            for each in self._shown(quarter)[-8:]:
                status = self.chance("status", number, each).choice(STATUSES)
                yield {
                    "item": f"item-{number}",
                    "period": period(each).token,
                    "status": status,
                    "percent_complete": 0 if status == "not started" else (number * 7 + each) % 90 + 1,
                    "progress": self.prose("progress", number, each),
                }

    def _responsibilities(self, quarter: int) -> Iterator[Row]:
        things = [("plan item", "item", self.size.items), ("indicator", "measure", self.size.indicators)]
        for kind, name, count in (*things, ("risk", "risk", self.size.risks)):
            for number in range(1, count + 1):
                holder = f"head-{self.units[number % len(self.units)]}"
                lead = {"role": "lead", "holder_kind": "post", "holder": holder, "order": 1}
                yield {"thing_kind": kind, "thing": f"{name}-{number}", **lead}

    def _risks(self, quarter: int) -> Iterator[Row]:
        for number in range(1, self.size.risks + 1):
            title = f"Too few {self.chance('risk', number).choice(THINGS)} in district {number}"
            about = {"description": self.prose("risk", number), "category": "Services", "steps": 5}
            yield {"risk": f"risk-{number}", "order": number, "reference": f"R{number}", "title": title, **about}

    def _scores(self, quarter: int) -> Iterator[Row]:
        for number in range(1, self.size.risks + 1):
            for each in self._shown(quarter)[-8:]:
                likelihood = self.chance("score", number, each).randint(2, 5)
                yield {
                    "risk": f"risk-{number}",
                    "period": period(each).token,
                    "score": likelihood * 4,
                    "likelihood": likelihood,
                    "impact": 4,
                    "target_score": 8,
                    "target_likelihood": 2,
                    "target_impact": 4,
                    "commentary": self.prose("risk", number, each),
                }

    def _days(self, quarter: int) -> list[date]:
        """Of the last meetings before the release comes out, three a quarter."""
        size = self.size.meetings
        quarters = range(max(0, quarter - (size + 2) // 3 + 1), quarter + 1)
        return (
            [period(each).start + timedelta(days=28 * month) for each in quarters for month in range(3)][-size:]
            if size
            else []
        )

    def _bodies(self, quarter: int) -> Iterator[Row]:
        if self.size.meetings:
            yield {"body": "cabinet", "name": "Cabinet", "kind": "committee", "remit": "Watches over the Council Plan."}

    def _meetings(self, quarter: int) -> Iterator[Row]:
        for day in self._days(quarter):
            yield {
                "meeting": f"cabinet-{day}",
                "body": "cabinet",
                "date": day.isoformat(),
                "time": "10:00",
                "venue": "Town Hall",
            }

    def _agenda(self, quarter: int) -> Iterator[Row]:
        for day in self._days(quarter):
            about = {"meeting": f"cabinet-{day}", "kind": "report"}
            paper = {"title": "Performance", "paper": f"report-cabinet-{day}"}
            yield {**about, "agenda_item": f"performance-{day}", "order": 1, "number": 1, **paper}
            yield {**about, "agenda_item": f"budget-{day}", "order": 2, "number": 2, "title": "The budget"}

    def _minutes(self, quarter: int) -> Iterator[Row]:
        for day in self._days(quarter):
            about = {"order": 1, "number": 1, "title": "Performance", "text": self.prose("minute", day)}
            yield {"minute": f"minute-{day}", "meeting": f"cabinet-{day}", **about}

    def _resolutions(self, quarter: int) -> Iterator[Row]:
        for day in self._days(quarter):
            about = {"order": 1, "number": "(1)", "text": f"That {self.prose('resolved', day).lower()}"}
            outcome = {"outcome_status": "done", "outcome": self.prose("outcome", day, most=1)}
            yield {"resolution": f"resolution-{day}", "minute": f"minute-{day}", **about, **outcome}

    def _links(self, quarter: int) -> Iterator[Row]:
        objectives = range(1, self.size.items + 1, ACTIONS_EACH + 1)
        for number in range(1, self.size.indicators + 1) if objectives else ():
            ends = {"to_kind": "plan item", "to_id": f"item-{objectives[number % len(objectives)]}"}
            yield {"from_kind": "indicator", "from_id": f"measure-{number}", "relation": "measures", **ends}

    def _paper(self, meeting: str) -> str:
        paragraphs = "\n\n".join(f"{number}.1 {self.prose('paper', meeting, number, most=8)}" for number in range(1, 6))
        day = meeting.partition("-")[2]
        head = {
            "title": f"Performance, {day}",
            "agenda_item": f"performance-{day}",
            "date": day,
            "report_of": "Head of Service 1",
        }
        asked = {"purpose": self.prose("purpose", meeting, most=1), "recommendations": ["That the report is noted."]}
        lines = "\n".join(f"{key}: {json.dumps(value)}" for key, value in {**head, **asked}.items())
        return f"---\n{lines}\n---\n\n## How it went\n\n{paragraphs}\n"


Change = Callable[[list[Row]], list[Row]]


def period(quarter: int) -> Period:
    """The quarter of this number: 0 is `FIRST`."""
    return FIRST.step(quarter)


def release_name(quarter: int) -> str:
    return period(quarter).token.replace("/", "-").replace(" ", "-").lower()


def _csv(name: str, rows: list[Row]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, contract.tables()[name].header, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")


def publish(folder: Path) -> None:
    """Signs a release as it lies in `folder`, and adds its version to its publisher's `published.json`."""
    descriptor = folder / "datapackage.json"
    raw, hashes = json.loads(descriptor.read_text("utf-8")), file_hashes(folder, folder.name)
    signature = {"post": "head-unit-1", "date": raw["released"], "sha256": whole_sha256(hashes)}
    descriptor.write_text(json.dumps({**raw, "signatures": [signature]}, indent=2) + "\n", "utf-8")
    published = read_published(folder.parent, PUBLISHED, list[Problem]())
    day = date.fromisoformat(raw["released"])
    entry = Published(folder.name, raw["version"], day, "head-unit-1", hashes, {})
    write_published(folder.parent, (*published, entry))
