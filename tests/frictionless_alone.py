"""What frictionless makes of a release by itself, foreign keys and all."""

from __future__ import annotations

from pathlib import Path

import frictionless

from generator.load.descriptor import FILE


def is_refused(folder: Path) -> bool:
    """Whether frictionless finds anything wrong with the package in `folder`, or can't read it at all."""
    try:
        return not frictionless.Package(str(folder / FILE)).validate().valid
    except frictionless.FrictionlessException:
        return True
