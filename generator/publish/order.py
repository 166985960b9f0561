"""What publishing is asked for and what it answers, whichever kind of target it is for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from generator.errors import BuildError, UsageError
from generator.pipeline import Built
from generator.site.manifest import Manifest

Tell = Callable[[str], None]

KEEP = 10
"""Versions of a folder that can be gone back to, the one that is served among them, unless another number is given."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be published: the public view of the moment `at`, with packs made first or not.

    A `scheduled` one is nobody's decision, so it doesn't undo a rollback. One to `prepare` is not served yet.
    """

    at: datetime
    packs: bool = False
    scheduled: bool = False
    prepare: bool = False
    keep: int = KEEP

    def refuse(self, served: Manifest | None, held: str) -> None:
        """Raises where this may not take the place of what is served, or `held` says that it was rolled back."""
        if self.scheduled and held:
            raise BuildError(
                f"{held}, and a scheduled build does not undo that. Nothing was published. "
                "Publish by hand, or push a mended quarter, and scheduled builds go on."
            )
        if served is not None and served.at > self.at:
            raise UsageError(
                f"What is served shows what was public at {served.moment}, and --at {told(self.at)} is before that: "
                "what was published since would vanish. `portal rollback` goes back to an earlier version."
            )


@dataclass(frozen=True, slots=True)
class Published:
    """The version that is there now, and the one that was served before, "" if none was.

    `built` is None when nothing was, and `new` false when what would have been published is served already.
    """

    version: str
    before: str
    manifest: Manifest | None
    built: Built | None
    new: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """A version that can be gone back to; `note` says that it is served, was rolled back, or waits."""

    version: str
    moment: str
    what: str
    note: str


def told(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
