"""The theme's style sheets and scripts as readers get them: one file of each kind, so that a page asks for two."""

from __future__ import annotations

from collections.abc import Mapping

from generator.errors import BuildError

COLOURS = "council.css"
"""A council's own colours, where it has chosen one (`portal init`). They stand after the theme's."""

STYLES = ("tokens.css", "base.css", "components.css", "home.css", "sharing.css", "print.css", COLOURS)
"""In the order in which they apply."""

SCRIPTS = ("page.js", "search.js", "charts.js", "chart-images.js", "tables.js")
"""They are loaded before anything is painted. The first does its work at once; the others wait until the page is there,
each with a listener of its own, so that one that fails there stops no other."""

JOINED: Mapping[str, tuple[str, ...]] = {"portal.css": STYLES, "portal.js": SCRIPTS}
"""What pages load, with what it is made of. All other files of theme/assets are published as they are."""

PARTS = frozenset(part for parts in JOINED.values() for part in parts)


def joined(assets: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of theme/assets by name, with the parts of each joined file in one. Raises `BuildError` without one."""
    if missing := sorted(PARTS - assets.keys() - {COLOURS}):
        raise BuildError(f"theme/assets has no {missing[0]}, which is a part of every page.")
    whole = {name: b"\n".join(assets[part] for part in parts if part in assets) for name, parts in JOINED.items()}
    return {**{name: content for name, content in assets.items() if name not in PARTS}, **whole}
