"""How the portal tells the engine what settings can't: see `hook`, which runs inside the engine."""

from __future__ import annotations

from pathlib import Path

HOOK = Path(__file__).with_name("hook.py")
ASIDE = Path(__file__).with_name("aside.py")
"""Named, not imported: they bring the whole engine in."""

TOLD = "engine.json"
"""Beside the settings: `nav`, `shares` (the pages of each, by path), `moved` (pages that send readers on)."""

SHARE = "PORTAL_SHARE"
"""The number of the share, from 0, in the environment."""
