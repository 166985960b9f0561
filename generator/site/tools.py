"""Runs the programs that a build needs. The only place where one is started, and where their words are judged."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
from collections.abc import Collection, Sequence

from generator.errors import NO_ROOM, BuildError, refused

REFUSALS = (*NO_ROOM, errno.EACCES, errno.EPERM, errno.EROFS, errno.EIO, errno.EMFILE, errno.ENOMEM)
"""What may stop a tool that is no fault of the tool's: told in a sentence, without where in the tool it was."""


def run_tool(name: str, command: Sequence[str], **environment: str) -> None:
    """Runs it to its end. Raises `BuildError` when it fails: in a sentence, if it was for want of room or rights."""
    # What Python opens is closed to children unless it was meant for them: the locks were (see `lock`).
    done = subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, **environment}, check=False, close_fds=False
    )
    if done.returncode != 0:
        killed = f"\n{signal.strsignal(-done.returncode)}" if done.returncode < 0 else ""
        raise BuildError(_said(name, f"{done.stdout}{done.stderr}{killed}".strip()))


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
