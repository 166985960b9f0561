"""Runs the programs that a build needs. The only place where one is started, and where their words are judged."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from generator.errors import NO_ROOM, BuildError, refused

REFUSALS = (*NO_ROOM, errno.EACCES, errno.EPERM, errno.EROFS, errno.EIO, errno.EMFILE, errno.ENOMEM)
"""What may stop a tool that is no fault of the tool's: told in a sentence, without where in the tool it was."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a tool, and what it is told in the environment."""

    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)


def run_tool(name: str, command: Sequence[str], **environment: str) -> None:
    """Runs it to its end. Raises `BuildError` when it fails: in a sentence, if it was for want of room or rights."""
    run_tools(name, [Run(command, environment)])


def run_tools(name: str, runs: Sequence[Run]) -> None:
    """Several at once, each to its end, and none beyond the end of this. Raises `BuildError` as `run_tool` does."""
    started: list[subprocess.Popen[str]] = []
    try:
        for run in runs:
            # What Python opens is closed to children unless it was meant for them: the locks were (see `lock`).
            process = subprocess.Popen(
                run.command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                env={**os.environ, **run.environment},
                close_fds=False,
            )
            started.append(process)
        ended = [(process.communicate()[0], process.returncode) for process in started]
    finally:
        for process in started:
            if process.poll() is None:
                process.kill()
                process.wait()
    for said, status in ended:
        if status != 0:
            killed = f"\n{signal.strsignal(-status)}" if status < 0 else ""
            raise BuildError(_said(name, f"{said}{killed}".strip()))


def output_of(
    name: str, command: Sequence[str], given: bytes = b"", without: Collection[str] = (), **more: str
) -> bytes:
    """What it writes, `given` being what it reads. Of the environment it is not told `without`, and told `more`.

    Raises `BuildError` as `run_tool` does.
    """
    environment = {name: value for name, value in os.environ.items() if name not in without}
    done = subprocess.run(
        command, capture_output=True, input=given, env={**environment, **more}, check=False, close_fds=False
    )
    if done.returncode != 0:
        raise BuildError(_said(name, done.stderr.decode("utf-8", "replace").strip()))
    return done.stdout


def _said(name: str, words: str) -> str:
    number = next((number for number in REFUSALS if os.strerror(number) in words), None)
    return f"{name} stopped:\n{words}" if number is None else refused(name, number)
