"""Keeps two builds that share a folder from running at once: the second waits for the first.

The folders themselves are locked, so no lock file is left behind. The kernel frees them when the last process that
holds them is gone. The tools that a build starts hold them too: of a build that was killed, a site engine may run on,
and nobody may clear its folder away while it writes.
"""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from generator.errors import told_by_the_system

NO_LOCKS = frozenset({errno.EBADF, errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS})
"""What a file system answers that can't lock a folder, as some on a network can't."""


@contextmanager
def alone(folders: Iterable[Path], tell: Callable[[str], None]) -> Iterator[None]:
    """Nobody else who asks for one of these folders has it meanwhile. Folders that are not there are made.

    Each is locked once, and all in one order, so that two builds never wait for one another.
    """
    with ExitStack() as held:
        for folder in sorted({_made(folder) for folder in folders}):
            held.callback(os.close, _locked(folder, tell))
        yield


@contextmanager
def undisturbed(folders: Iterable[Path], tell: Callable[[str], None]) -> Iterator[None]:
    """The same, and what the system refuses is told as a `BuildError`."""
    try:
        with alone(folders, tell):
            yield
    except OSError as error:
        raise told_by_the_system(error) from error


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder.resolve()


def _locked(folder: Path, tell: Callable[[str], None]) -> int:
    """A descriptor that holds the lock of the folder that stands there once the lock is had."""
    while True:
        descriptor = os.open(_made(folder), os.O_RDONLY | os.O_DIRECTORY)
        try:
            _wait_for(descriptor, folder, tell)
            if _is_still(descriptor, folder):
                os.set_inheritable(descriptor, True)
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)


def _wait_for(descriptor: int, folder: Path, tell: Callable[[str], None]) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        tell("Another build is running here; waiting for it to end")
        fcntl.flock(descriptor, fcntl.LOCK_EX)
    except OSError as error:
        if error.errno not in NO_LOCKS:
            raise
        tell(f"The file system of {folder} can't keep two builds apart: see to it that only one runs.")


def _is_still(descriptor: int, folder: Path) -> bool:
    """Whether the folder was not removed, or made anew, while we waited for it."""
    try:
        return os.path.samestat(os.fstat(descriptor), folder.stat())
    except FileNotFoundError:
        return False
