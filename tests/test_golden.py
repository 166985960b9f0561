"""The golden site: every page of Smallshire as Markdown, and every chart as JSON, compared with what was reviewed.

`make golden` writes what is rendered now over tests/golden; read the difference before committing it.
"""

from __future__ import annotations

import difflib
import json
import os
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.projects import copy_project, render

GOLDEN = ROOT / "tests" / "golden"
UPDATE = "PORTAL_UPDATE_GOLDEN"
HOW_TO_UPDATE = "If this is what you want, run `make golden`, read the difference and commit it."
SHOWN_LINES = 40

CHART = re.compile(
    r'(<figure class="chart" id="(?P<id>[^"]+)">.*?<script type="application/json" class="chart-data">)'
    r"(?P<json>.*?)(</script>)",
    re.DOTALL,
)


def golden_files(pages: Mapping[str, str]) -> dict[str, str]:
    """Each page's Markdown with its charts taken out, and each chart as readable JSON, by file name."""
    files: dict[str, str] = {}
    for path, text in pages.items():
        page = path.removesuffix(".md")
        charts = {match["id"]: match["json"] for match in CHART.finditer(text)}
        assert text.count('class="chart-data"') == len(charts), f"{path}: a chart was not understood"
        files[path] = normal(CHART.sub(r"\1\4", text))
        for id, chart in charts.items():
            pretty = json.dumps(json.loads(chart), ensure_ascii=False, indent=1, sort_keys=True)
            files[f"{page}.{id}.json"] = normal(pretty)
    return files


def normal(text: str) -> str:
    """Line ends as on every machine, one at the end."""
    return "\n".join(line.rstrip() for line in text.splitlines()).rstrip("\n") + "\n"


def update(files: Mapping[str, str]) -> None:
    for stale in sorted(GOLDEN.rglob("*"), reverse=True):
        if stale.is_dir():
            if not any(stale.iterdir()):
                stale.rmdir()
        elif stale.relative_to(GOLDEN).as_posix() not in files:
            stale.unlink()
    for name, text in files.items():
        (GOLDEN / name).parent.mkdir(parents=True, exist_ok=True)
        (GOLDEN / name).write_text(text, "utf-8", newline="\n")


def difference(name: str, golden: str, now: str) -> str:
    lines = list(difflib.unified_diff(golden.splitlines(), now.splitlines(), f"golden/{name}", "now", n=1, lineterm=""))
    cut = [f"… and {len(lines) - SHOWN_LINES} lines more"] if len(lines) > SHOWN_LINES else []
    return "\n".join(line[:200] for line in [*lines[:SHOWN_LINES], *cut])


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    files = golden_files(render(copy_project(tmp_path_factory.mktemp("golden"))))
    if os.environ.get(UPDATE) == "1":
        update(files)
    return files


def test_the_same_pages_and_charts(rendered: dict[str, str]) -> None:
    golden = {path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*") if path.is_file()}
    missing, new = sorted(golden - rendered.keys()), sorted(rendered.keys() - golden)
    assert not missing, f"no longer made: {', '.join(missing)}. {HOW_TO_UPDATE}"
    assert not new, f"not in tests/golden: {', '.join(new)}. {HOW_TO_UPDATE}"
    assert any(name.endswith(".json") for name in golden)
    assert any(name.endswith(".md") for name in golden)


def test_every_page_and_chart_reads_as_it_was_reviewed(rendered: dict[str, str]) -> None:
    differences = [
        difference(name, golden, text)
        for name, text in sorted(rendered.items())
        if (GOLDEN / name).is_file() and (golden := (GOLDEN / name).read_text("utf-8")) != text
    ]
    if differences:
        shown = "\n\n".join(differences[:5])
        pytest.fail(f"{len(differences)} golden files differ.\n{shown}\n\n{HOW_TO_UPDATE}", pytrace=False)


def test_nothing_in_it_depends_on_the_machine_or_the_day(rendered: dict[str, str], tmp_path: Path) -> None:
    assert golden_files(render(copy_project(tmp_path))) == rendered
    for name, text in rendered.items():
        assert str(ROOT) not in text, name
        assert "/tmp/" not in text, name
        assert "\r" not in text, name
