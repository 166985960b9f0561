"""Commands as an officer types them, in this process."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from generator.cli import app

FINE, PROBLEMS, USAGE = 0, 1, 2


@dataclass(frozen=True)
class Done:
    """What a command printed, and its exit status."""

    status: int
    out: str
    err: str


def portal(folder: Path, *words: str) -> Done:
    """Runs `portal WORDS` in the folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        result = CliRunner(env={"NO_COLOR": "1", "TERM": "dumb"}).invoke(app, list(words))
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Done(result.exit_code, result.stdout, result.stderr)
