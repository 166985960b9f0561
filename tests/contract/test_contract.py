"""The contract against the model, the rules and frictionless: what is said in one place is the same in the others."""

from __future__ import annotations

import dataclasses
import re
import subprocess
import sys
from pathlib import Path

import frictionless
import pytest

from generator import contract
from generator.derive.statuses import STATUSES
from generator.load import find_releases
from generator.load.convert import CONVERTERS
from generator.load.descriptor import FILE
from generator.load.observations import WITHOUT_VALUE
from generator.load.references import PAPER_COLUMNS
from generator.load.schemas import inline_schemas
from generator.load.targets import BOUNDS
from generator.load.withholding import ACCESS_KINDS
from generator.model import ROW_TYPES, Release
from generator.pages.measures import POLARITY_WORDS
from generator.pages.relations import BACKWARD, FORWARD
from tests.conftest import ROOT

TABLES = sorted(contract.tables())
RELEASES = [folder.relative_to(ROOT).as_posix() for folder in find_releases(ROOT / "data")]
NEWEST = sorted({release.split("/")[1]: release for release in RELEASES}.values())

KINDS_AND_TYPES = {
    "id": "string",
    "text": "string",
    "prose": "string",
    "code": "string",
    "period": "string",
    "deadline": "string",
    "moment": "string",
    "date": "date",
    "dates": "string",
    "integer": "integer",
    "number": "number",
}
"""The type that frictionless is told for each of the portal's own kinds of column."""

NOT_IN_THE_MODEL = {"terms": {"note"}}
"""Columns that are read and checked, but that no page shows."""


def column(table: str, name: str) -> contract.Column:
    return next(column for column in contract.tables()[table].columns if column.name == name)


def test_there_are_tables() -> None:
    assert {"plans", "plan_items", "plan_updates", "posts", "units", "meetings"} <= set(TABLES)


def test_every_table_has_a_class_of_rows_and_a_place_in_a_release() -> None:
    assert sorted(ROW_TYPES) == TABLES
    assert set(TABLES) <= {field.name for field in dataclasses.fields(Release)}


@pytest.mark.parametrize("table", TABLES)
def test_a_row_has_the_columns_of_its_table_but_those_of_withholding(table: str) -> None:
    fields = [field.name for field in dataclasses.fields(ROW_TYPES[table])]
    header = [name for name in contract.tables()[table].header if name not in NOT_IN_THE_MODEL.get(table, ())]
    assert fields == header[: -len(contract.WITHHOLDING_COLUMNS)]


@pytest.mark.parametrize("table", TABLES)
def test_the_withholding_columns_stand_at_the_end(table: str) -> None:
    assert contract.tables()[table].header[-3:] == contract.WITHHOLDING_COLUMNS


@pytest.mark.parametrize("table", TABLES)
def test_keys_and_references_name_columns_that_are_there(table: str) -> None:
    described = contract.tables()[table]
    assert described.key
    assert set(described.key) <= set(described.header)
    for name in described.key:
        assert column(table, name).required
    for key in described.foreign_keys:
        assert key.column in described.header
        assert contract.tables()[key.table].key == (key.key,)
    for tie in described.ties:
        assert {tie.kind_column, tie.id_column} <= set(described.header)


@pytest.mark.parametrize("table", TABLES)
def test_every_column_says_what_it_holds(table: str) -> None:
    for described in contract.tables()[table].columns:
        assert described.title[0].isupper(), described.name
        assert described.description.endswith("."), described.name
        assert described.kind in CONVERTERS, described.name
        assert bool(described.choices) == (described.kind == "code"), described.name
        re.compile(described.pattern)


@pytest.mark.parametrize("table", TABLES)
def test_frictionless_accepts_the_schema_and_reads_each_kind_as_its_type(table: str) -> None:
    schema = frictionless.Schema.from_descriptor(dict(contract.schemas()[table]))
    types = {field.name: field.type for field in schema.fields}
    assert types == {column.name: KINDS_AND_TYPES[column.kind] for column in contract.tables()[table].columns}


def test_every_kind_of_column_is_used_and_can_be_read() -> None:
    used = {column.kind for table in contract.tables().values() for column in table.columns}
    assert used == set(CONVERTERS) == set(KINDS_AND_TYPES)


@pytest.mark.parametrize("end", ["from_kind", "to_kind"])
def test_links_tie_every_kind_of_thing(end: str) -> None:
    assert set(column("links", end).choices) == set(contract.THING_TABLES) | {"paper"}


def test_every_tie_names_kinds_whose_table_is_known() -> None:
    for name, table in contract.tables().items():
        for tie in table.ties:
            assert set(column(name, tie.kind_column).choices) <= set(contract.THING_TABLES) | {"paper"}


@pytest.mark.parametrize(("kind", "table"), contract.THING_TABLES.items())
def test_a_thing_is_found_by_one_column(kind: str, table: str) -> None:
    assert len(contract.tables()[table].key) == 1
    assert column(table, contract.tables()[table].key[0]).kind == "id"


def test_columns_that_name_a_paper_are_there() -> None:
    for table, name in PAPER_COLUMNS:
        assert column(table, name).kind == "id"


def test_the_statuses_of_an_update_are_the_statuses_that_are_counted() -> None:
    assert set(column("plan_updates", "status").choices) == set(STATUSES)


def test_every_comparison_of_a_target_has_its_bounds() -> None:
    assert set(column("targets", "comparison").choices) == set(BOUNDS)
    for bounds in BOUNDS.values():
        assert bounds <= {"lower", "upper", "text"}


def test_a_status_of_a_value_either_says_how_firm_it_is_or_why_there_is_none() -> None:
    firm = {"final", "provisional", "estimated", "projected"}
    assert set(column("observations", "value_status").choices) == firm | WITHOUT_VALUE
    assert not firm & WITHOUT_VALUE


def test_polarities_and_types_of_value_are_those_that_are_worked_with() -> None:
    assert set(column("indicators", "polarity").choices) == set(POLARITY_WORDS)
    assert column("indicators", "value_type").choices == ("number", "ordinal", "text")


@pytest.mark.parametrize("words", [FORWARD, BACKWARD])
def test_every_relation_reads_from_both_ends(words: dict[str, str]) -> None:
    assert set(column("links", "relation").choices) == set(words)


def test_the_kinds_of_access_are_those_that_are_decided_on() -> None:
    assert column("units", "access").choices == ACCESS_KINDS


def test_there_are_releases_of_every_publisher_to_check() -> None:
    assert len(RELEASES) >= 6
    assert {release.split("/")[1] for release in RELEASES} == {path.name for path in (ROOT / "data").iterdir()}


@pytest.mark.parametrize("release", RELEASES)
def test_portal_schemas_leaves_the_committed_packages_as_they_are(release: str, tmp_path: Path) -> None:
    copy = tmp_path / FILE
    copy.write_bytes((ROOT / release / FILE).read_bytes())
    assert inline_schemas(tmp_path, FILE) is False
    assert copy.read_bytes() == (ROOT / release / FILE).read_bytes()


@pytest.mark.parametrize("release", NEWEST)
def test_plain_frictionless_accepts_the_newest_package_of_each_publisher(release: str) -> None:
    command = [str(Path(sys.executable).with_name("frictionless")), "validate", f"{release}/{FILE}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "INVALID" not in done.stdout
    assert done.stdout.count("VALID") >= len(list((ROOT / release).glob("*.csv")))
