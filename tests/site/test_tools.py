"""A tool that fails is told of in its own words; what the system refused it, in a sentence."""

from __future__ import annotations

import errno
import os
import sys

import pytest

from generator.errors import BuildError, told_by_the_system
from generator.site.tools import run_tool

TOLD = [
    ("raise OSError(28, os.strerror(28), '/srv/site/a.html')", "A tool could not write: no space left on device."),
    ("raise OSError(122, os.strerror(122))",                   "A tool could not write: disk quota exceeded."),
    ("raise PermissionError(13, os.strerror(13), 'a')",        "A tool could not use a file: permission denied."),
    ("os.kill(os.getpid(), 9)",                                "A tool stopped:\nKilled"),
    ("print('no such page'); sys.exit(3)",                     "A tool stopped:\nno such page"),
]  # fmt: skip


@pytest.mark.parametrize(("program", "told"), TOLD)
def test_what_is_told_when_a_tool_fails(program: str, told: str) -> None:
    with pytest.raises(BuildError) as stopped:
        run_tool("A tool", [sys.executable, "-c", f"import os, sys; {program}"])
    assert str(stopped.value).startswith(told)
    assert "Traceback" not in str(stopped.value)
    assert len(str(stopped.value).splitlines()) <= 2


def test_a_tool_is_given_what_the_portal_was_given_and_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIVEN", "1")
    run_tool(
        "A tool", [sys.executable, "-c", "import os; assert os.environ['GIVEN'] + os.environ['MORE'] == '12'"], MORE="2"
    )


ERRORS = [
    (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/a"), "The build could not write /a: no space left on device."),
    (OSError(errno.EACCES, os.strerror(errno.EACCES), "/a"), "The build could not use /a: permission denied."),
    (OSError(errno.EIO, os.strerror(errno.EIO)),             "The build could not use a file: input/output error."),
]  # fmt: skip


@pytest.mark.parametrize(("error", "told"), ERRORS)
def test_what_the_system_refuses_the_portal_is_told_too(error: OSError, told: str) -> None:
    assert str(told_by_the_system(error)).startswith(told)
    assert str(told_by_the_system(error)).endswith("The last good site is untouched.")
