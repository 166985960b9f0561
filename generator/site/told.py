"""How the portal tells the engine what settings can't: see `hook`, which runs inside the engine."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

HOOK = Path(__file__).with_name("hook.py")
ASIDE = Path(__file__).with_name("aside.py")
"""Named, not imported: they bring the whole engine in."""


@dataclass(frozen=True, slots=True)
class Told:
    """What one engine is told: the navigation, the pages that it builds, by path, and those that send readers on.

    The first engine also makes what belongs to all pages.
    """

    nav: list[dict[str, Any]]
    pages: list[str]
    moved: list[str]
    is_first: bool


def write_told(told: Told, settings: Path) -> None:
    """Beside the engine's settings, under the same name."""
    settings.with_suffix(".json").write_text(json.dumps(asdict(told), ensure_ascii=False), "utf-8")


def read_told(settings: Path) -> Told:
    return Told(**json.loads(settings.with_suffix(".json").read_text("utf-8")))
