"""A release whose every text is nasty, built whole: pages show exactly that text, and nothing of it is markup."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from zlib import crc32

import pytest

from generator.contract import tables
from generator.load.descriptor import FILE
from generator.pipeline import build
from generator.project import Project
from tests.conftest import AT, quiet
from tests.projects import copy_project
from tests.sites import ReadPage, read_page

NASTY = (
    "<script>alert(1)</script> & \"quotes\" 'single' *bold* _under_ [x](javascript:alert(1)) ![i](y) {: onclick=x } "
    "--- # | ` \\` ~~ &amp; &#60;b&#62; <!-- --> ]]> {{ x }} {% if %} https://example.org/ a@example.org 1. $x$"
)
CONTACT = "- {text: a@example.org, why: It stands in every text., reviewed_by: A test, reviewed_on: 2026-11-28}\n"
STARTS = ("---", "# ", "    ", "* ", "1. ", "> ", "| ", "!!! ", "{{ 7 }} ", "<b>", "[a]: b ", "'", '"', "&", "%TAG ! ")
"""Beginnings that mean something to YAML or Markdown at the start of a line or a value."""

OF_ITS_OWN = {"plant-trees": "---", "council-plan": "# ", "climate-committee": "{{ 7 }} "}
"""Rows whose pages are looked at closely, with the beginning of their texts."""

HARMLESS = "Zebra"
"""Stands at the same places in the release that the nasty one is compared with."""

TEXT_COLUMNS = {
    table.name: [column.name for column in table.columns if column.kind in ("text", "prose") and not column.pattern]
    for table in tables().values()
}


FIGURES = {"observations": ["value"], "targets": ["lower", "upper"], "indicators": ["scale"], "benchmarks": ["value"]}
"""Columns of text whose cells are figures or points of a scale, where not any text is right."""

WORDED = "eco-award"
"""The indicator whose values are in words."""


def start_for(id: str, starts: tuple[str, ...] = STARTS) -> str:
    """The beginning that the row of this id gets, the same in every release."""
    turn = STARTS.index(OF_ITS_OWN[id]) if id in OF_ITS_OWN else crc32(id.encode())
    return starts[turn % len(starts)]


def fill(project: Project, text: str, starts: tuple[str, ...]) -> None:
    """Writes `text` into every text cell of both releases that holds something, with turns of `starts` before it."""
    for path in sorted(project.data.glob("*/*/*.csv")):
        with path.open(encoding="utf-8", newline="") as source:
            reader = csv.DictReader(source)
            header, rows = list(reader.fieldnames or ()), list(reader)
        for number, row in enumerate(rows):
            start = start_for(row[header[0]], starts)
            if "suppress_below" in row:  # a unit that is no word for a count can't be suppressed
                row["suppress_below"] = ""
            for column in TEXT_COLUMNS[path.stem]:
                if row[column] and (column not in FIGURES.get(path.stem, ()) or row[header[0]] == WORDED):
                    unique = f" {number}" if (path.stem, column) in UNIQUE else ""
                    row[column] = f"{start}{text}{unique}".strip()
        with path.open("w", encoding="utf-8", newline="") as target:
            writer = csv.DictWriter(target, header, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    for path in sorted(project.data.glob(f"*/*/{FILE}")):
        raw = json.loads(path.read_text("utf-8"))
        raw.update(title=text, description=text)
        raw["publisher"].update(name=text, short_name=text, demonstration=text)
        raw["contributors"] = [{"title": text}]
        raw["sources"] = [{"title": text}]
        raw["licenses"] = [{"title": text, "path": "https://www.example.org/"}]
        path.write_text(json.dumps(raw), "utf-8")


UNIQUE = {("terms", "term"), ("risks", "title"), ("corrections", "after")}
"""Columns whose text must not stand twice, or beside the same."""


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The finished nasty site and the finished harmless one."""
    finished = []
    for text, starts in ((NASTY, STARTS), (HARMLESS, ("",))):
        project = copy_project(tmp_path_factory.mktemp("hostile"))
        fill(project, text, starts)
        (project.content / "contacts.yml").write_text(CONTACT, "utf-8")
        build(project, AT, quiet)
        finished.append(project.out)
    return finished[0], finished[1]


def pages_of(site: Path) -> dict[str, ReadPage]:
    return {
        path.parent.relative_to(site).as_posix(): ReadPage(path.read_text("utf-8")) for path in site.rglob("index.html")
    }


def shown(id: str) -> str:
    """The text of the row of this id, white space made single as on a page."""
    return " ".join(f"{start_for(id)}{NASTY}".split())


def test_every_kind_of_text_cell_is_nasty() -> None:
    assert {"title", "note"} <= set(TEXT_COLUMNS["plan_items"])
    assert {"progress", "issues", "status_as_reported"} <= set(TEXT_COLUMNS["plan_updates"])


def test_a_page_shows_the_text_as_it_was_written(sites: tuple[Path, Path]) -> None:
    page, title = read_page(sites[0], "items/plant-trees"), shown("plant-trees")
    assert [text.removesuffix("¶") for text in page.texts["h1"]] == [title]
    assert page.texts["title"][0].startswith(title[:50])  # long titles are shortened in tabs
    assert title in page.texts["p"]  # what was reported
    assert title in page.texts["dd"]  # how success is judged
    assert shown("head-of-green-spaces") in page.texts["dd"]  # who leads
    overdue = shown("plant-trees-m1")
    assert any(overdue in cell for cell in read_page(sites[0], "quarters/2024-25-q2").texts["th"])


def test_the_navigation_and_the_lists_show_the_text(sites: tuple[Path, Path]) -> None:
    page, publisher = read_page(sites[0], ""), " ".join(NASTY.split())
    assert [text.removesuffix("¶") for text in page.texts["h1"]] == [publisher]
    assert any(publisher in text for text in page.texts["nav"])
    plan = shown("council-plan")
    assert (plan, "council-plan/index.html") in read_page(sites[0], "plans").links
    assert any(plan in text for text in read_page(sites[0], "plans/council-plan").texts["nav"])


def test_descriptions_are_the_text(sites: tuple[Path, Path]) -> None:
    page = read_page(sites[0], "committees/climate-committee")
    assert page.metas["description"] == shown("climate-committee")


def markup(page: ReadPage) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """The page's elements and attributes, without the meta elements that only some texts have: words for search."""
    own = {name for name in ("portal-also", "portal-codes") if name in page.metas}
    extra = Counter({("meta", name): len(own) for name in ("name", "content", "data-pagefind-meta")})
    return page.tags - Counter(meta=len(own)), page.attributes - extra


def test_no_element_and_no_attribute_that_the_harmless_site_does_not_have(sites: tuple[Path, Path]) -> None:
    nasty, harmless = (pages_of(site) for site in sites)
    assert nasty.keys() == harmless.keys()
    assert any("portal-also" in page.metas for page in nasty.values())
    for address, page in nasty.items():
        assert markup(page) == markup(harmless[address]), address
        assert page.comments == harmless[address].comments, address


def test_every_link_leads_where_the_harmless_one_does(sites: tuple[Path, Path]) -> None:
    nasty, harmless = (pages_of(site) for site in sites)
    for address, page in nasty.items():
        targets = leading(page)
        assert targets == leading(harmless[address]), address
        assert not [href for href in targets if "javascript" in href], address


def test_the_text_stays_in_the_message_that_reports_a_page(sites: tuple[Path, Path]) -> None:
    written = [href for page in pages_of(sites[0]).values() for _, href in page.links if href.startswith("mailto:")]
    assert len(written) > 30
    for href in written:
        parts = urlsplit(href)
        assert parts.path == "performance@example.org"
        assert list(parse_qs(parts.query, strict_parsing=True)) == ["subject", "body"]


def leading(page: ReadPage) -> list[str]:
    """Where the links of a page lead, those that write a message apart."""
    return [href for _, href in page.links if not href.startswith(("#", "mailto:"))]
