"""What the tests of the made-up councils share: the councils written once for each worker, as rows and as loaded."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from generator.derive import derive_publisher
from generator.derive.results import ReleaseResult
from generator.load import Loaded, choose_releases, load_portal
from tests.conftest import AT
from tests.example.made import LATEST, NEW_PLAN, Releases, Tables, made


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project's data and content with nothing but the made-up councils."""
    return made(tmp_path_factory.mktemp("example"))


@pytest.fixture(scope="session")
def releases(example: Path) -> Releases:
    """Every row of every release of Exampleshire, withheld ones too, the oldest release first."""
    found: dict[str, Tables] = {}
    for folder in sorted(path for path in (example / "data" / "exampleshire").iterdir() if path.is_dir()):
        tables = {}
        for path in folder.glob("*.csv"):
            with path.open(encoding="utf-8", newline="") as source:
                tables[path.stem] = list(csv.DictReader(source))
        found[folder.name] = tables
    return found


@pytest.fixture(scope="session")
def latest(releases: Releases) -> Tables:
    return releases[LATEST]


@pytest.fixture(scope="session")
def loaded(example: Path) -> Loaded:
    """The last two releases and the city's, checked as `portal check` does."""
    names = [f"exampleshire/{NEW_PLAN}", f"exampleshire/{LATEST}", f"sampleford/{LATEST}"]
    data, content = example / "data", example / "content"
    return load_portal(data, content, AT, choose_releases(data, names))


@pytest.fixture(scope="session")
def result(loaded: Loaded) -> ReleaseResult:
    """The county's latest release with all that is worked out from it."""
    return derive_publisher(loaded.portal.publishers[0]).latest
