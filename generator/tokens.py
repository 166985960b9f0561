"""The words, shapes and colours of each status, from `theme/tokens.json`: read by the pages and turned into CSS."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SCHEMES = ("light", "dark")


@dataclass(frozen=True, slots=True)
class Token:
    """One status or mark. `path` is an SVG path in a box of 16 by 16; colours are by scheme and use."""

    word: str
    label: str
    slug: str
    path: str
    colours: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Tokens:
    """All tokens by word; `chart` holds the colours of charts by name and scheme."""

    by_word: Mapping[str, Token]
    chart: Mapping[str, Mapping[str, str]]
    font: str


NO_UPDATE = "no update"
"""The attention rule that has the look of the status "not reported"."""


def read_tokens(path: Path) -> Tokens:
    raw: dict[str, Any] = json.loads(path.read_text("utf-8"))
    by_word = {
        entry["word"]: Token(
            entry["word"],
            entry["label"],
            entry["slug"],
            entry["path"],
            {scheme: entry[scheme] for scheme in SCHEMES},
        )
        for entry in (*raw["statuses"], *raw["marks"])
    }
    silent = by_word["not reported"]
    by_word[NO_UPDATE] = Token(NO_UPDATE, "No update", silent.slug, silent.path, silent.colours)
    return Tokens(by_word, raw["chart"], raw["font"])


def tokens_css(tokens: Tokens) -> str:
    """Custom properties for both schemes, and a class for each status. The print style is that of the light scheme.

    A status has its shape here too, for what scripts write (search.js): pages draw theirs as SVG.
    """
    distinct = {token.slug: token for token in tokens.by_word.values()}.values()
    light = f"{_properties(distinct, tokens, 'light')};--chart-font:{tokens.font}"
    rules = [
        f":root{{{light}}}",
        f'@media screen{{[data-md-color-scheme="slate"]{{{_properties(distinct, tokens, "dark")}}}}}',
        *(
            f".status-{token.slug}{{--s:var(--status-{token.slug});--s-ink:var(--status-{token.slug}-ink);"
            f"--s-soft:var(--status-{token.slug}-soft);--s-shape:path('{token.path}')}}"
            for token in distinct
        ),
    ]
    return "\n".join(rules) + "\n"


def _properties(distinct: Any, tokens: Tokens, scheme: str) -> str:
    lines = []
    for token in distinct:
        colours = token.colours[scheme]
        name = f"--status-{token.slug}"
        lines += [f"{name}:{colours['chart']}", f"{name}-ink:{colours['ink']}", f"{name}-soft:{colours['soft']}"]
    lines += [f"--chart-{name}:{pair[scheme]}" for name, pair in tokens.chart.items()]
    return ";".join(lines)
