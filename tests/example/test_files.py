"""The files of the made-up councils: the same seed makes the same bytes, and nothing real is written over."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path

import pytest

from generator import contract
from generator.errors import UsageError
from generator.example import SEED
from generator.load import Loaded
from tests.conftest import ROOT
from tests.example.made import FIRST, LATEST, Releases, Tables, made

KEPT_SIZE = 8 * 1024 * 1024
MOST_ROWS = 5500


def hashes(folder: Path) -> dict[str, str]:
    """Every file of publishers by its path, hashed; but for the record of what was published."""
    found = [path for place in ("data", "content/papers") for path in folder.glob(f"{place}/*/**/*") if path.is_file()]
    places = [path for path in found if path.name != "published.json"]
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in places}


def test_the_same_seed_makes_the_same_bytes(example: Path, tmp_path: Path) -> None:
    assert hashes(made(tmp_path)) == hashes(example)


def test_another_seed_makes_other_figures_of_the_same_shape(example: Path, tmp_path: Path) -> None:
    one, other = hashes(example), hashes(made(tmp_path, SEED + 1))
    assert one.keys() == other.keys()
    changed = {path.split("/")[-1] for path in one if one[path] != other[path]}
    assert {"observations.csv", "budgets.csv"} <= changed
    assert not {"plan_items.csv", "posts.csv", "links.csv"} & changed


def test_the_repository_holds_what_the_command_writes(example: Path) -> None:
    written = hashes(example)
    names = ("exampleshire", "sampleford")
    kept = {path: hash for path, hash in hashes(ROOT).items() if any(f"/{name}/" in path for name in names)}
    assert written == kept, "run `portal example` and look at the difference"


def test_nothing_real_is_written_over(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "sampleford" / "2009-10-q2"
    folder.mkdir(parents=True)
    (folder / "datapackage.json").write_text(json.dumps({"publisher": {"id": "sampleford"}}), "utf-8")
    with pytest.raises(UsageError, match="not fictional"):
        made(tmp_path)
    assert not (tmp_path / "data" / "exampleshire").exists()
    assert [path.name for path in folder.iterdir()] == ["datapackage.json"]


def test_papers_of_nobody_known_to_be_made_up_stay(tmp_path: Path) -> None:
    paper = tmp_path / "content" / "papers" / "exampleshire" / "meeting" / "paper.md"
    paper.parent.mkdir(parents=True)
    paper.write_text("---\n", "utf-8")
    with pytest.raises(UsageError, match="holds papers"):
        made(tmp_path)
    assert paper.exists()


def test_the_check_finds_nothing_to_mend_or_confirm(loaded: Loaded) -> None:
    assert not loaded.warnings
    assert all(publisher.name.fictional for publisher in loaded.portal.publishers)


def test_every_table_of_the_contract_has_rows(latest: Tables) -> None:
    assert latest.keys() == contract.tables().keys()
    assert all(latest.values())


def test_counts(releases: Releases, latest: Tables) -> None:
    areas = Counter(row["kind"] for row in latest["areas"])
    assert len(releases) == 12
    assert (min(releases), max(releases)) == (FIRST, LATEST)
    assert areas == {"whole": 1, "district": 4, "ward": 12}
    assert 55 <= len(latest["indicators"]) <= 65
    assert sum(1 for row in latest["indicators"] if row["frequency"] == "annual") >= 12
    assert 28 <= len(latest["posts"]) <= 34
    assert 14 <= len(latest["risks"]) <= 18
    assert 35 <= len(latest["resolutions"]) <= 45
    assert len(latest["terms"]) >= 30
    assert sum(map(len, latest.values())) <= MOST_ROWS


def test_it_stays_small(example: Path) -> None:
    assert sum(path.stat().st_size for path in example.glob("data/exampleshire/*/*.csv")) <= KEPT_SIZE
