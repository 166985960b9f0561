"""Where a project's things lie. Everything else is given one of these and asks no environment."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.errors import UsageError

SETTINGS = "mkdocs.yml"
CHART_LIBRARY = Path("plotly.js-basic-dist-min") / "plotly-basic.min.js"


@dataclass(frozen=True, slots=True)
class Project:
    """The folders of a project. The finished site stands in `out`, and everything on the way there in `build`."""

    root: Path
    out: Path
    build: Path

    @classmethod
    def at(cls, root: Path, out: Path | None = None, build: Path | None = None) -> Project:
        """The project in `root`. Raises `UsageError` when that is not one."""
        if not (root / SETTINGS).is_file():
            raise UsageError(
                f"There is no {SETTINGS} here. Run this in the folder that holds {SETTINGS}, data and content."
            )
        return cls(root, root / (out or "site"), root / (build or "build"))

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def content(self) -> Path:
        return self.root / "content"

    @property
    def theme(self) -> Path:
        return self.root / "theme"

    @property
    def templates(self) -> Path:
        return self.theme / "templates"

    @property
    def tokens(self) -> Path:
        return self.theme / "tokens.json"

    @property
    def docs(self) -> Path:
        return self.build / "docs"

    @property
    def annotations(self) -> Path:
        """The problems that the last check found, as GitHub shows them."""
        return self.build / "problems.github.txt"

    @property
    def report(self) -> Path:
        """What the last check found, as a page to read."""
        return self.build / "check.html"

    @property
    def comparison(self) -> Path:
        """What the last comparison of two releases found, as a page to read."""
        return self.build / "diff.html"

    @property
    def packs(self) -> Path:
        return self.build / "packs"

    @property
    def chart_library(self) -> Path:
        """The plotly.js bundle that the site carries. Raises `UsageError` when it is not installed."""
        path = self.root / "node_modules" / CHART_LIBRARY
        if not path.is_file():
            raise UsageError(f"{path.relative_to(self.root)} is missing. Run `make site`, which installs it.")
        return path
