"""Charts: plotly accepts every one of them, their colours are known, and no text in them is markup."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import plotly.graph_objects
import pytest

from generator.derive import derive
from generator.load import load_portal
from generator.pages import SitePlan, plan_site
from generator.pages.charts import LABEL_WIDTH, Chart, chart_text
from generator.render import render_pages
from generator.tokens import read_tokens, tokens_css
from tests.conftest import AT, ROOT
from tests.projects import copy_project, load

CHART_TEXTS = [
    # text                             as plotly gets it
    ("Plant trees",                    "Plant trees"),
    ("Dig & plant",                    "Dig &amp; plant"),
    ("<b>bold</b>",                    "&lt;b&gt;bold&lt;/b&gt;"),
    ("a <br> b",                       "a &lt;br&gt; b"),
    ("&lt;",                           "&amp;lt;"),
    ("%{x} of {y}",                    "%&#123;x} of &#123;y}"),
    ("token:grid",                     "token&#58;grid"),
    ("x" * LABEL_WIDTH,                "x" * LABEL_WIDTH),
    ("x" * LABEL_WIDTH + " y",         "x" * LABEL_WIDTH + "<br>y"),
    ("",                               ""),
]  # fmt: skip


@pytest.fixture(scope="module", params=["smallshire", "the repository's data"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> SitePlan:
    if request.param == "smallshire":
        portal = load(copy_project(tmp_path_factory.mktemp("charts")))
    else:
        portal = load_portal(ROOT / "data", ROOT / "content", AT).portal
    return plan_site(derive(portal), portal.content)


def charts_in(value: object) -> Iterator[Chart]:
    """Every chart anywhere in a page's content."""
    if isinstance(value, Chart):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from charts_in(getattr(value, field.name))
    elif isinstance(value, tuple):
        for entry in value:
            yield from charts_in(entry)


def with_colours(value: Any) -> Any:
    """The figure with every "token:…" as a colour, as the script does when it draws."""
    if isinstance(value, dict):
        return {key: with_colours(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [with_colours(entry) for entry in value]
    return "#123456" if isinstance(value, str) and value.startswith("token:") else value


def strings_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list):
        for entry in value.values() if isinstance(value, dict) else value:
            yield from strings_in(entry)
    elif isinstance(value, str):
        yield value


def tokens_in(value: Any) -> Iterator[str]:
    for text in strings_in(value):
        if text.startswith("token:"):
            yield text.removeprefix("token:")


def test_plotly_accepts_every_chart(site: SitePlan) -> None:
    charts = [chart for page in site.pages for chart in charts_in(page.content)]
    for kind in ("statuses", "progress", "history", "values", "quartiles", "scores"):
        assert any(kind in chart.id for chart in charts), kind
    for chart in charts:
        figure = with_colours(chart.figure)
        whole = plotly.graph_objects.Figure(data=figure["data"], layout=figure["layout"])
        assert len(whole.data) == len(figure["data"]) > 0
        plotly.graph_objects.Figure(layout=figure["narrow"])
        json.dumps(figure, allow_nan=False)


def test_every_colour_of_a_chart_is_one_of_the_theme(site: SitePlan) -> None:
    css = tokens_css(read_tokens(ROOT / "theme" / "tokens.json"))
    used = {name for page in site.pages for chart in charts_in(page.content) for name in tokens_in(chart.figure)}
    assert used
    for name in used:
        assert f"--{name}:" in css or f"--chart-{name}:" in css, name


def test_every_chart_says_something_and_has_its_figures_as_a_table(site: SitePlan) -> None:
    for page in site.pages:
        charts = list(charts_in(page.content))
        assert len({chart.id for chart in charts}) == len(charts), page.address
        for chart in charts:
            first = chart.message.lstrip("-£")[0]  # a heading may begin with a value
            assert first.isupper() or first.isdigit(), page.address
            assert chart.subtitle
            assert chart.sentence.endswith(".")
            assert chart.table.rows
            for row in chart.table.rows:
                assert len(row) == len(chart.table.header), page.address


def test_the_json_in_a_page_can_be_read_back_and_cannot_end_its_element(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    path = project.data / "smallshire" / "2024-25-q2" / "plan_items.csv"
    hostile = "</script><script>alert(1)</script><!--"
    path.write_text(path.read_text("utf-8").replace("Mark out three cycle lanes", hostile), "utf-8")
    portal = load(project)
    site = plan_site(derive(portal), portal.content)
    pages = render_pages(site, project.templates, read_tokens(project.tokens))
    text = pages["plans/council-plan/index.md"]
    blocks = [block.split("</script>")[0] for block in text.split('class="chart-data">')[1:]]
    assert not set("<>&") & set("".join(blocks))
    assert chart_text(f"1.2 {hostile}") in {text for block in blocks for text in strings_in(json.loads(block))}


@pytest.mark.parametrize(("text", "expected"), CHART_TEXTS)
def test_text_in_a_chart_is_never_markup(text: str, expected: str) -> None:
    assert chart_text(text) == expected


def test_a_long_label_takes_three_lines_at_most() -> None:
    lines = chart_text("word " * 60).split("<br>")
    assert len(lines) == 3
    assert all(len(line) <= LABEL_WIDTH for line in lines)
    assert lines[-1].endswith("…")
