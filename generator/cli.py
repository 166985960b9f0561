"""The `portal` command: every command by its name, in the order in which `portal --help` lists them."""

from __future__ import annotations

import signal
import sys
from types import FrameType

import typer

from generator.commands import (
    building,
    comparing,
    correcting,
    data,
    publishing,
    quarter,
    signing,
    starting,
)

app = typer.Typer(
    help="Publishes a council's performance, each quarter, as a searchable site.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
)
for command in (
    starting.init,
    quarter.new_quarter,
    quarter.workbook,
    quarter.read_workbook,
    building.check,
    comparing.diff,
    signing.sign,
    publishing.publish,
    building.verify,
    publishing.rollback,
    correcting.correct,
    publishing.take_down,
    building.serve,
    building.build,
    building.packs,
    data.schemas,
    data.example,
):
    app.command()(command)


def main() -> None:
    """Runs the command that was typed. Told to stop, it clears away what it was making, as after Ctrl+C."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:  # nohup has it ignored
            signal.signal(number, _stop)
    app()


def _stop(number: int, frame: FrameType | None) -> None:
    sys.exit(128 + number)
