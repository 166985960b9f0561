"""The archive over twelve quarters: what was published once stays, byte for byte, whatever is published after it."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import frictionless
import pytest

from bench.make import Change, Maker, Row, Size, period, publish, release_name
from bench.project import made_project
from generator.derive import derive
from generator.errors import DataProblems
from generator.load import load_portal
from generator.pages import SitePlan, plan_site
from generator.pages.archive import MEANINGS
from generator.pages.quarters import QuarterContent
from generator.project import Project

AT = datetime(2040, 1, 1, tzinfo=UTC)
SIZE = Size(indicators=5, items=6, meetings=1, risks=1, areas=2, history=5)
MAKER = Maker("madeshire", SIZE)
FIRST, QUARTERS = 30, 12
NONE: Mapping[str, Change] = {}
CORRECTED = 32
"""The quarter that was wrong, and was published anew some quarters later."""


def changed(table: str, where: Mapping[str, object], **cells: object) -> dict[str, Change]:
    """A change of the rows that hold all of `where`."""

    def change(rows: list[Row]) -> list[Row]:
        return [{**row, **cells} if where.items() <= row.items() else row for row in rows]

    return {table: change}


def correction(id: str, quarter: int, day: str, thing: str = "measure-1", kind: str = "indicator") -> Row:
    """What was wrong in the first version of the quarter's release."""
    return {
        "correction": id,
        "thing_kind": kind,
        "thing": thing,
        "period": period(quarter).token,
        "release": release_name(quarter),
        "version": "1.0.0",
        "what": "What was reported",
        "reason": "Counted twice.",
        "date": day,
        "post": "head-unit-1",
    }


def with_rows(*rows: Row) -> dict[str, Change]:
    return {"corrections": lambda before: [*before, *rows]}


def write(project: Project, quarter: int, changes: Mapping[str, Change] = NONE, version: str = "1.0.0") -> Path:
    return MAKER.write(project.data, project.content, quarter, version, **changes)


def righted(quarter: int) -> dict[str, Change]:
    """What is put right of a quarter."""
    at = {"period": period(quarter).token}
    return {
        **changed("observations", {**at, "indicator": "measure-1", "area": "whole"}, value="12.3"),
        **changed("plan_updates", {**at, "item": "item-2"}, status="on hold"),
    }


def correct(project: Project, quarter: int, **properties: str) -> None:
    """A new version of what was published, as `portal correct` makes it: the one before is kept."""
    folder = project.data / MAKER.id / release_name(quarter)
    kept = folder.parent / "versions" / folder.name / "1.0.0"
    kept.parent.mkdir(parents=True)
    shutil.copytree(folder, kept)
    day = json.loads((folder / "datapackage.json").read_text("utf-8"))["released"]
    rows = with_rows(correction("own", quarter, day), correction("status", quarter, day, "item-2", "plan item"))
    changes = {**righted(quarter), **rows}
    write(project, quarter, changes, "1.1.0")
    path = folder / "datapackage.json"
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **properties}), "utf-8")
    publish(folder)


def planned(project: Project) -> SitePlan:
    try:
        portal = load_portal(project.data, project.content, AT).portal
    except DataProblems as found:
        print("\n".join(problem.line for problem in found.problems))
        raise
    return plan_site(derive(portal), portal.content)


def zips(site: SitePlan) -> dict[str, bytes]:
    return {path: content for path, content in site.files.items() if path.endswith(".zip")}


def reports(site: SitePlan) -> dict[str, QuarterContent]:
    """What each report shows, by release and version, but for what is said of its corrections."""
    found: dict[str, QuarterContent] = {}
    for page in site.pages:
        if isinstance(page.content, QuarterContent):
            name = page.address.strip("/").split("/")[1]
            found[f"{name} {page.content.version}"] = replace(
                page.content, corrections=(), corrected=(), versions=(), replaced_by=None
            )
    return found


def catalogue(site: SitePlan) -> Any:
    return json.loads(site.files["data/catalogue.json"])


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, list[SitePlan]]:
    """A publisher that publishes twelve quarters, corrects one of them as a later release says and one in a new
    version, and its site after each."""
    project = made_project(tmp_path_factory.mktemp("grown") / "project")
    sites = []
    for quarter in range(FIRST, FIRST + QUARTERS):
        changes: dict[str, Change] = {}
        if quarter >= FIRST + 3:  # a later release corrects what an earlier one said, and those after it say the same
            released = period(FIRST + 3).end.isoformat()
            wrong = {"indicator": "measure-2", "period": period(FIRST + 1).token, "area": "whole"}
            changes = {
                **changed("observations", wrong, value="33.3"),
                **with_rows(correction("later", FIRST + 1, released, "measure-2")),
            }
        publish(write(project, quarter, changes))
        if quarter == FIRST + 8:
            correct(project, CORRECTED)
        sites.append(planned(project))
    return project, sites


def test_a_zip_never_changes(grown: tuple[Project, list[SitePlan]]) -> None:
    _, sites = grown
    first: dict[str, bytes] = {}
    for site in sites:
        now = zips(site)
        assert first.items() <= now.items()
        first = now
    assert len(first) == QUARTERS + 1
    assert f"data/{release_name(CORRECTED)}-1.0.0.zip" in first
    assert f"data/{release_name(CORRECTED)}-1.1.0.zip" in first


def test_the_figures_of_a_report_never_change(grown: tuple[Project, list[SitePlan]]) -> None:
    """Nor what it says of changes since the quarter before, whatever was corrected there afterwards."""
    _, sites = grown
    first: dict[str, QuarterContent] = {}
    for site in sites:
        now = reports(site)
        for name, report in first.items():
            assert now[name] == report, name
        first = now
    assert len(first) == QUARTERS + 1
    before, after = (first[f"{release_name(CORRECTED)} {version}"] for version in ("1.0.0", "1.1.0"))
    assert before.bars != after.bars
    assert before.released == after.released


def test_what_is_trusted_comes_to_the_same(grown: tuple[Project, list[SitePlan]]) -> None:
    """A build does not judge again what was published; a check does."""
    project, sites = grown
    portal = load_portal(project.data, project.content, AT, trusting=True).portal
    assert zips(plan_site(derive(portal), portal.content)) == zips(sites[-1])


def test_an_old_report_tells_what_was_corrected_since(grown: tuple[Project, list[SitePlan]]) -> None:
    _, sites = grown
    pages = {page.address: page for page in sites[-1].pages}

    def content(address: str) -> QuarterContent:
        found = pages[f"quarters/{address}/"].content
        assert isinstance(found, QuarterContent)
        return found

    assert [row.id for row in content(release_name(FIRST + 1)).corrections] == ["later"]
    now, before = content(release_name(CORRECTED)), content(f"{release_name(CORRECTED)}/1.0.0")
    assert ([row.id for row in now.corrected], now.corrections) == (["own", "status"], ())
    assert ([row.id for row in before.corrections], before.corrected) == (["own", "status"], ())
    assert before.replaced_by is not None
    assert before.replaced_by.address == f"madeshire/quarters/{release_name(CORRECTED)}/"
    assert [each.address for each in now.versions] == [f"madeshire/quarters/{release_name(CORRECTED)}/1.0.0/"]
    assert not pages[f"quarters/{release_name(CORRECTED)}/1.0.0/"].searchable


def test_the_catalogue_has_every_version_with_what_was_corrected(grown: tuple[Project, list[SitePlan]]) -> None:
    _, sites = grown
    listed, files = catalogue(sites[-1])["releases"], zips(sites[-1])
    assert [entry["released"] for entry in listed] == sorted((entry["released"] for entry in listed), reverse=True)
    assert {f"data/{entry['zip']}" for entry in listed} == files.keys()
    for entry in listed:
        content = files[f"data/{entry['zip']}"]
        assert (entry["bytes"], entry["sha256"]) == (len(content), sha256(content).hexdigest())
        assert entry.keys() <= MEANINGS.keys()
    told = {f"{entry['release']} {entry['version']}": entry for entry in listed}
    assert told[f"{release_name(CORRECTED)} 1.0.0"]["superseded_by"] == "1.1.0"
    assert [each["correction"] for each in told[f"{release_name(CORRECTED)} 1.0.0"]["corrections"]] == ["own", "status"]
    assert [each["correction"] for each in told[f"{release_name(FIRST + 1)} 1.0.0"]["corrections"]] == ["later"]
    assert "superseded_by" not in told[f"{release_name(CORRECTED)} 1.1.0"]


def test_an_unpacked_zip_is_a_sound_package(grown: tuple[Project, list[SitePlan]], tmp_path: Path) -> None:
    _, sites = grown
    for name in [f"{release_name(FIRST + 3)}-1.0.0"]:
        with zipfile.ZipFile(io.BytesIO(zips(sites[-1])[f"data/{name}.zip"])) as archive:
            assert archive.namelist()[:2] == ["README.txt", "datapackage.json"]
            archive.extractall(tmp_path / name)
        assert frictionless.Package(str(tmp_path / name / "datapackage.json")).validate().valid
        with (tmp_path / name / "observations.csv").open("ab") as table:
            table.write(b"measure-1,\r\n")
        assert not frictionless.Package(str(tmp_path / name / "datapackage.json")).validate().valid


def test_nothing_but_public_columns_is_in_a_zip(grown: tuple[Project, list[SitePlan]]) -> None:
    project, sites = grown
    secret = ("access", "publish_at", "exempt_paragraph", "confirmed", "signatures")
    for content in zips(sites[-1]).values():
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            raw = json.loads(archive.read("datapackage.json"))
            heads = [archive.read(each["path"]).split(b"\r\n")[0].decode() for each in raw["resources"]]
        columns = {field["name"] for each in raw["resources"] for field in each["schema"]["fields"]}
        assert {name for head in heads for name in head.split(",")} == columns
        assert not columns & set(secret)
        assert not raw.keys() & set(secret)
    hashes = {entry["files"]["observations.csv"] for entry in published(project)}
    assert not any(each in text for each in hashes for text in unpacked(sites[-1]))


def published(project: Project) -> list[dict[str, Any]]:
    raw: dict[str, Any] = json.loads((project.data / MAKER.id / "published.json").read_text("utf-8"))
    return list(raw["releases"])


def unpacked(site: SitePlan) -> Iterator[str]:
    for content in zips(site).values():
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield from (archive.read(name).decode("utf-8") for name in archive.namelist())


# ---- A publisher of two quarters, the first of which was corrected.


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = made_project(tmp_path / "project")
    for quarter in (CORRECTED, CORRECTED + 1):
        publish(write(made, quarter))
    correct(made, CORRECTED)
    return made


OLD, NEW = release_name(CORRECTED), release_name(CORRECTED + 1)


def withdraw(project: Project, **entry: str) -> None:
    whole = {
        "release": OLD,
        "period": period(CORRECTED).token,
        "date": "2010-03-03",
        "post": "Head of Legal Services",
        "reason": "A court ordered it.",
        **entry,
    }
    (project.data / MAKER.id / "withdrawn.json").write_text(json.dumps({"withdrawn": [whole]}), "utf-8")


def gone(project: Project) -> None:
    """The files of a release, its versions and the papers of its meetings."""
    meetings = (project.data / MAKER.id / NEW / "meetings.csv").read_text("utf-8")
    for papers in (project.content / "papers" / MAKER.id).iterdir():
        if papers.name not in meetings:
            shutil.rmtree(papers)
    shutil.rmtree(project.data / MAKER.id / OLD)
    shutil.rmtree(project.data / MAKER.id / "versions")


@pytest.mark.parametrize("with_its_files", [True, False])
def test_what_was_taken_down_leaves_a_line_and_a_page(with_its_files: bool, project: Project) -> None:
    withdraw(project)
    if with_its_files:
        gone(project)
    site = planned(project)
    assert list(zips(site)) == [f"data/{NEW}-1.0.0.zip"]
    (page,) = [page for page in site.pages if page.address == f"quarters/{OLD}/"]
    said = "Every version was taken down on 3 March 2010 by the Head of Legal Services: A court ordered it."
    assert page.description == said
    assert not [page for page in site.pages if page.address == f"quarters/{OLD}/1.0.0/"]
    last = catalogue(site)["releases"][-1]
    assert (last["release"], last["withdrawn"]["reason"]) == (OLD, "A court ordered it.")
    assert "zip" not in last


def test_one_version_can_be_taken_down(project: Project) -> None:
    withdraw(project, version="1.0.0")
    site = planned(project)
    assert sorted(zips(site)) == [f"data/{OLD}-1.1.0.zip", f"data/{NEW}-1.0.0.zip"]
    assert {f"quarters/{OLD}/", f"quarters/{OLD}/1.0.0/"} <= {page.address for page in site.pages}


def test_what_was_published_can_not_go_without_a_word(project: Project) -> None:
    gone(project)
    with pytest.raises(DataProblems):
        planned(project)


WITHDRAWN = [
    # what is wrong with withdrawn.json, and the rule that is told
    ({"release": "../x"}, "a release has the name of its folder"),
    ({"version": "1"}, "a version has three numbers"),
    ({"reason": ""}, "each part of an entry is one line of text"),
    ({"date": "3 March 2010"}, "here dates are digits"),
    ({"period": "2010"}, "a year needs its kind"),
    ({"who": "me"}, "an entry has release, period"),
    ({"reason": "Ask someone@example.org."}, "email"),
]


@pytest.mark.parametrize(("entry", "rule"), WITHDRAWN)
def test_a_withdrawal_is_judged(entry: dict[str, str], rule: str, project: Project) -> None:
    withdraw(project, **entry)
    with pytest.raises(DataProblems) as raised:
        planned(project)
    assert [problem for problem in raised.value.problems if rule.lower() in problem.rule.lower()], raised.value.problems


# ---- Withholding reaches into what was published before.


def test_what_a_later_release_withholds_is_in_no_zip(tmp_path: Path) -> None:
    project = made_project(tmp_path / "project")
    publish(write(project, CORRECTED))
    correct(project, CORRECTED)
    exempt = {"access": "exempt", "exempt_paragraph": "3"}
    hidden = changed("indicators", {"indicator": "measure-3"}, **exempt)
    write(project, CORRECTED + 1, {**righted(CORRECTED), **hidden})
    texts = list(unpacked(planned(project)))
    assert len(texts) > 40
    assert not [text for text in texts if "measure-3," in text]


def test_a_version_under_embargo_leaves_the_one_before_it_standing(tmp_path: Path) -> None:
    project = made_project(tmp_path / "project")
    publish(write(project, CORRECTED))
    before = planned(project)
    correct(project, CORRECTED, access="embargoed", publish_at="2050-01-01T09:30:00+00:00")
    assert zips(planned(project)) == zips(before)
    assert reports(planned(project)) == reports(before)


def test_a_figure_that_is_suppressed_is_so_in_every_zip(tmp_path: Path) -> None:
    """A small number in a later release takes what was published of that cell with it."""
    project = made_project(tmp_path / "project")
    people: dict[str, object] = {"unit_of_measure": "number", "decimals": 0, "maximum": "", "suppress_below": 5}
    counted = changed("indicators", {"indicator": "measure-5"}, **people)

    def values(small: str) -> Mapping[str, Change]:
        def change(rows: list[Row]) -> list[Row]:
            wards = {"ward-1": small, "ward-2": "20", "whole": "60"}
            mine = [{**row, "value": wards[str(row["area"])]} for row in rows if row["indicator"] == "measure-5"]
            return [*(row for row in rows if row["indicator"] != "measure-5"), *mine]

        return {**counted, "observations": change}

    publish(write(project, CORRECTED, values("40")))
    again = {"indicator": "measure-5", "period": period(CORRECTED).token, "area": "ward-1", "breakdown": "all"}
    late: Row = {**again, "value": "3", "value_status": "final"}
    later = values("40")["observations"]
    right = with_rows(correction("small", CORRECTED, period(CORRECTED + 1).end.isoformat(), "measure-5"))
    write(project, CORRECTED + 1, {**counted, **right, "observations": lambda rows: [*later(rows), late]})
    cells = [line.split(",") for text in unpacked(planned(project)) for line in text.splitlines()]
    told = [cell[4:6] for cell in cells if cell[:3] == ["measure-5", period(CORRECTED).token, "ward-1"]]
    assert told == [["", "suppressed"], ["", "suppressed"]]
