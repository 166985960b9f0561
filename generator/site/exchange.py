"""Exchanges two folders in one step of the file system, so that whoever looks sees either the one or the other.

Python offers renaming only; the system's own calls are asked for through ctypes.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path

HERE = -100
"""Linux's AT_FDCWD. Our paths are absolute, so it stands for nothing."""
EXCHANGE = 2
"""Linux's RENAME_EXCHANGE and macOS's RENAME_SWAP."""
NOT_HERE = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP})
"""What a system or a file system answers that knows no exchange."""


def exchange(one: Path, other: Path) -> bool:
    """Puts each in the place of the other. False, with nothing changed, where this can't be done in one step.

    Raises `OSError` when it can be done but not with these two.
    """
    library = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(one.absolute()), os.fsencode(other.absolute())
    if sys.platform == "linux" and hasattr(library, "renameat2"):
        failed = library.renameat2(HERE, first, HERE, second, EXCHANGE)
    elif sys.platform == "darwin" and hasattr(library, "renamex_np"):
        failed = library.renamex_np(first, second, EXCHANGE)
    else:
        return False
    if not failed:
        return True
    number = ctypes.get_errno()
    if number in NOT_HERE:
        return False
    raise OSError(number, os.strerror(number), str(one), None, str(other))
