"""Signing a release as officers do: who is to sign, what is signed, and what becomes of it when something changes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from generator.cli import app
from generator.errors import DataProblems
from generator.keeping.signing import withdraw
from generator.load.descriptor import FILE
from generator.load.raw import file_hashes
from generator.project import Project
from tests.projects import change_rows, copy_project, load_whole, sign_all

FIRST, LATEST = "smallshire/2024-25-q1", "smallshire/2024-25-q2"
FINE, PROBLEMS, USAGE = 0, 1, 2
UNITS = ("place", "green-spaces", "housing", "customer-services")

Portal = Callable[..., Result]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return copy_project(tmp_path)


@pytest.fixture(scope="module")
def all_signed(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = copy_project(tmp_path_factory.mktemp("signed"))
    sign_all(project)
    return project


@pytest.fixture
def signed(project: Project, all_signed: Project) -> Project:
    """Smallshire, signed by everybody."""
    shutil.rmtree(project.data)
    shutil.copytree(all_signed.data, project.data)
    return project


@pytest.fixture
def portal(project: Project, monkeypatch: pytest.MonkeyPatch) -> Portal:
    monkeypatch.chdir(project.root)
    return lambda *words: CliRunner().invoke(app, words)


def rules(project: Project) -> list[str]:
    """What the check refuses."""
    with pytest.raises(DataProblems) as caught:
        load_whole(project)
    return [problem.rule for problem in caught.value.problems if not problem.warning]


def descriptor(project: Project, release: str = LATEST) -> dict[str, Any]:
    raw: dict[str, Any] = json.loads((project.data / release / FILE).read_text("utf-8"))
    return raw


def published(project: Project) -> list[dict[str, Any]]:
    raw = json.loads((project.data / "smallshire" / "published.json").read_text("utf-8"))
    listed: list[dict[str, Any]] = raw["releases"]
    return listed


def sign(portal: Portal, *words: str, release: str = LATEST) -> Result:
    return portal("sign", release, *words, "--post", "head-of-housing", "--date", "2024-10-30")


def test_what_is_not_signed_yet_is_told_part_by_part_and_as_a_whole(project: Project) -> None:
    told = [(problem.file.rpartition("/")[0], problem.rule) for problem in load_whole(project).unsigned]
    parts = ("Place Directorate", "Green Spaces", "Housing", "Customer Services")
    assert told == [
        (f"data/{FIRST}", "nobody has signed the whole"),
        *((f"data/{LATEST}", f"nobody has signed the part of {part}") for part in parts),
        (f"data/{LATEST}", "the whole can't be signed yet"),
    ]


def test_signing_from_the_first_unit_to_the_whole(project: Project, portal: Portal) -> None:
    done = portal("sign", LATEST)
    assert done.exit_code == FINE
    assert "smallshire/2024-25-q2, version 1.0.0: a draft." in done.stdout
    for unit in UNITS:
        assert f"portal sign {LATEST} --unit {unit} --post POST" in done.stdout
    refused = sign(portal, "--whole")
    assert refused.exit_code == USAGE
    assert f"portal sign {LATEST} --unit housing --post POST" in refused.stderr
    for unit, following in pairwise(UNITS):
        assert sign(portal, "--unit", unit).stdout.endswith(
            f"Then the whole.\nNext: portal sign {LATEST} --unit {following} --post POST\n"
        )
    assert f"Next: portal sign {LATEST} --whole" in sign(portal, "--unit", UNITS[-1]).stdout
    assert not (project.data / "smallshire" / "published.json").exists()
    done = sign(portal, "--whole")
    assert done.exit_code == FINE
    assert "signed by Head of Housing on 30 October 2024" in done.stdout
    (entry,) = published(project)
    assert (entry["release"], entry["version"], entry["post"]) == ("2024-25-q2", "1.0.0", "head-of-housing")
    assert set(entry["files"]) == {path.name for path in (project.data / LATEST).iterdir()}
    assert list(entry["papers"]) == ["climate-committee-2024-11-14/performance-2024-25-q2.md"]
    assert [each.get("unit") for each in descriptor(project)["signatures"]] == [*UNITS, None]
    assert "signed off for publication" in portal("sign", LATEST).stdout
    assert "was signed as a whole on 30 October 2024" in sign(portal, "--unit", "place").stderr
    assert portal("check").exit_code == FINE


def test_the_whole_is_not_signed_before_it_is_filled_in(project: Project, portal: Portal) -> None:
    """Once signed it could not be, and it is not published before it is."""
    package = project.data / LATEST / FILE
    package.write_text(package.read_text("utf-8").replace("Smallshire", "[fill in: the council]", 1), "utf-8")
    for unit in UNITS:
        assert sign(portal, "--unit", unit).exit_code == FINE
    refused = sign(portal, "--whole")
    assert (refused.exit_code, "Nothing was signed." in refused.stderr) == (USAGE, True)
    assert not (project.data / "smallshire" / "published.json").exists()


def test_a_draft_is_called_one(portal: Portal) -> None:
    assert f"Not signed off yet: {FIRST}, {LATEST}." in portal("check").stdout


def test_a_portal_is_ready_to_be_published_once_all_is_signed(signed: Project, portal: Portal) -> None:
    assert load_whole(signed).unsigned == ()
    assert "Not signed off" not in portal("check").stdout


# fmt: off
REFUSED = [
    # what is typed                                             what the officer is told
    (("--unit", "plaice", "--post", "head-of-housing"),         "Those that do: place, green-spaces, housing, "),
    (("--unit", "housing"),                                     "head-of-housing  (Head of Housing)"),
    (("--unit", "housing", "--post", "mayor"),                  "It has: director-of-place, head-of-green-spaces"),
    (("--unit", "housing", "--whole"),                          "one signature at a time"),
    (("--unit", "housing", "--post", "head-of-housing", "--date", "30/10/2024"), "--date 30/10/2024:"),
    (("--unit", "housing", "--post", "head-of-housing", "--date", "2024-09-29"), "as things stood on 2024-09-30"),
    (("--withdraw",),                                           "--unit UNIT or --whole"),
    (("--withdraw", "--unit", "housing"),                       "Nobody has signed the part of housing"),
]
# fmt: on


@pytest.mark.parametrize(("words", "told"), REFUSED)
def test_what_can_not_be_signed(project: Project, portal: Portal, words: tuple[str, ...], told: str) -> None:
    before = (project.data / LATEST / FILE).read_bytes()
    refused = portal("sign", LATEST, *words)
    assert refused.exit_code == USAGE
    assert told in refused.stderr
    assert (project.data / LATEST / FILE).read_bytes() == before


def test_nothing_is_signed_while_there_are_problems(project: Project, portal: Portal) -> None:
    change_rows(project, "2024-25-q2/plan_updates.csv", {"percent_complete": "45"}, percent_complete="145")
    refused = sign(portal, "--unit", "place")
    assert refused.exit_code == PROBLEMS
    assert "this is above 100" in refused.stderr
    assert "signatures" not in descriptor(project)


# fmt: off
CHANGES = [
    # file                 row                                    cell                        whose part it is
    ("plan_updates.csv",   {"item": "insulation-grants"},         {"progress": "More grants"}, ["housing"]),
    ("plan_items.csv",     {"item": "insulation-grants"},         {"outcome": "Warmth"},       ["housing"]),
    ("observations.csv",   {"period": "2022/23 FY", "value": "80"}, {"note": "Counted."},      ["green-spaces"]),
    ("targets.csv",        {"kind": "stretch"},                   {"lower": "91"},             ["green-spaces"]),
    ("risk_scores.csv",    {"risk": "lobby-flood"},               {"note": "Dry."},            ["customer-services"]),
    ("terms.csv",          {},                                    {"note": "A word."},         []),
]
# fmt: on


@pytest.mark.parametrize(("file", "row", "cell", "whose"), CHANGES)
def test_a_change_is_signed_again_by_those_whose_part_it_is(
    signed: Project, file: str, row: dict[str, str], cell: dict[str, str], whose: list[str]
) -> None:
    withdraw(signed.data / LATEST, "")
    change_rows(signed, f"2024-25-q2/{file}", row, **cell)
    loaded = load_whole(signed)
    stale = [part.unit for each in loaded.sign_offs if each.name == LATEST for part in each.unsigned]
    assert stale == whose
    told = [warning.remedy for warning in loaded.warnings]
    assert told == [f"Run `portal sign {LATEST} --unit {unit} --post POST`." for unit in whose]
    assert [problem.rule for problem in loaded.unsigned][: len(whose)] == [warning.rule for warning in loaded.warnings]


def test_what_was_signed_and_published_stays_as_it_was(signed: Project, portal: Portal) -> None:
    change_rows(signed, "2024-25-q2/terms.csv", {}, note="A word.")
    refused = portal("check")
    assert refused.exit_code == PROBLEMS
    (line, _) = refused.stderr.splitlines()
    assert line.startswith("data/smallshire/2024-25-q2/terms.csv: version 1.0.0 was signed and published on 2024-09-30")
    assert f"`portal correct {LATEST}`" in line


def test_a_signature_is_taken_back_before_anything_is_published(signed: Project, portal: Portal) -> None:
    untouched = {path: path.read_bytes() for path in signed.data.rglob("*") if path.is_file()}
    assert "was signed after smallshire/2024-25-q1" in portal("sign", FIRST, "--withdraw", "--whole").stderr
    assert "--withdraw --whole` first" in portal("sign", LATEST, "--withdraw", "--unit", "place").stderr
    assert {path: path.read_bytes() for path in untouched} == untouched
    done = portal("sign", LATEST, "--withdraw", "--whole")
    assert done.exit_code == FINE
    assert "only if it was never published" in done.stdout
    assert [entry["release"] for entry in published(signed)] == ["2024-25-q1"]
    assert portal("sign", LATEST, "--withdraw", "--unit", "place").exit_code == FINE
    assert [each["unit"] for each in descriptor(signed)["signatures"]] == list(UNITS[1:])
    sign_all(signed)
    assert load_whole(signed).unsigned == ()


def edit_descriptor(project: Project, **changes: Any) -> None:
    path = project.data / LATEST / FILE
    path.write_text(json.dumps({**descriptor(project), **changes}, indent=2) + "\n", "utf-8")


def tamper_release(project: Project) -> None:
    shutil.rmtree(project.data / FIRST)


def tamper_version(project: Project) -> None:
    edit_descriptor(project, version="1.1.0")


def tamper_back(project: Project) -> None:
    edit_descriptor(project, version="0.9.0")


def tamper_entry(project: Project) -> None:
    (project.data / "smallshire" / "published.json").unlink()


def tamper_list(project: Project) -> None:
    (project.data / "smallshire" / "published.json").write_text('{"releases": [{"release": "2024-25-q2"}]}', "utf-8")


def tamper_order(project: Project) -> None:
    path = project.data / "smallshire" / "published.json"
    listed = published(project)
    path.write_text(json.dumps({"releases": [*listed, listed[0]]}), "utf-8")


def tamper_stray(project: Project) -> None:
    shutil.copytree(project.data / FIRST, project.data / "smallshire" / "versions" / "2024-25-q1" / "0.9.0")


# fmt: off
TAMPERED = [
    # what was done     the rule that it breaks
    (tamper_release,    "version 1.0.0 of this release was published, and its folder is gone"),
    (tamper_version,    "this version was published, and its files are not kept"),
    (tamper_back,       "version 1.0.0 was published, which is later than this one"),
    (tamper_entry,      "the whole is signed, and published.json does not have version 1.0.0 so"),
    (tamper_list,       "an entry has exactly release, version, date, post, files, papers"),
    (tamper_order,      "2024-25-q1 stands here before with version 1.0.0"),
    (tamper_stray,      "published.json has no such version: only what was published is kept here"),
]
# fmt: on


@pytest.mark.parametrize(("tamper", "rule"), TAMPERED)
def test_what_is_recorded_can_not_be_changed_by_hand(
    signed: Project, tamper: Callable[[Project], None], rule: str
) -> None:
    tamper(signed)
    assert rule in rules(signed)


def test_the_schemas_of_the_contract_are_no_part_of_what_is_signed(signed: Project) -> None:
    raw = descriptor(signed)
    for resource in raw["resources"]:
        resource["schema"] = {}
    edit_descriptor(signed, resources=raw["resources"])
    assert file_hashes(signed.data / LATEST, LATEST) == published(signed)[-1]["files"]
