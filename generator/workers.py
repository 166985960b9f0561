"""Work that is shared out among processes, each a copy of this one with all that it knows.

A result comes back as if the work had been done here, and so does an error. Results do not depend on how many processes
there are, nor on which ends first. With one worker, or where processes can't be copied, all is done here.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import traceback
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from typing import Any, TypeVar

from generator.errors import BuildError, PortalError

Result = TypeVar("Result")
Other = TypeVar("Other")
Job = Callable[[], Result]

CAN_COPY = "fork" in get_all_start_methods() and sys.platform != "darwin"
"""Apple's own libraries do not survive a copy."""

STOPPING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


def cores() -> int:
    """How many processes can run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_parallel(jobs: Sequence[Job[Result]], workers: int) -> list[Result]:
    """The result of each job, in their order. Raises what one of them raised: of several, any.

    The first job, and every so many after it, is done in this process: one that starts a tool and clears up after it.
    """
    workers = min(workers, len(jobs)) if CAN_COPY else 1
    copies: list[tuple[ForkProcess, Connection]] = []
    results: dict[int, Result] = {}
    try:
        copies += (_copy(jobs[first::workers]) for first in range(1, workers))
        results.update((number, jobs[number]()) for number in range(0, len(jobs), max(workers, 1)))
        for first, (_, end) in enumerate(copies, start=1):
            results.update(zip(range(first, len(jobs), workers), _received(end), strict=True))
    finally:
        for process, end in copies:
            end.close()
            process.terminate()
            process.join()
    return [results[number] for number in range(len(jobs))]


def both(first: Job[Result], second: Job[Other], workers: int) -> tuple[Result, Other]:
    """Two jobs of different kinds; the first is the one that is done in this process."""
    jobs: list[Job[Any]] = [first, second]
    one, other = in_parallel(jobs, workers)
    return one, other


def _copy(jobs: Sequence[Job[Any]]) -> tuple[ForkProcess, Connection]:
    """Begins the jobs in a copy of this process. What they come to can be read from the other end."""
    context = get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(jobs, ours, theirs), daemon=True)
    # A signal that came while this process is copied would be lost.
    signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
    try:
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
    theirs.close()
    return process, ours


def _work(jobs: Iterable[Job[Any]], ours: Connection, theirs: Connection) -> None:
    ours.close()  # so that what is sent fails, and this ends, once the process that began it is gone
    for number in STOPPING:
        if signal.getsignal(number) is not signal.SIG_IGN:  # nohup has it ignored
            signal.signal(number, signal.SIG_DFL)  # to clear away what was begun is for the process that began it
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
    try:
        done = pickle.dumps([job() for job in jobs])
    except (PortalError, OSError) as error:
        done = pickle.dumps(error)
    except Exception:
        done = pickle.dumps(BuildError(f"A part of the build failed:\n{traceback.format_exc()}"))
    with suppress(BrokenPipeError):
        theirs.send_bytes(done)
    theirs.close()


def _received(end: Connection) -> list[Any]:
    """The results of a copy. Raises its error."""
    try:
        done = pickle.loads(end.recv_bytes())
    except EOFError:
        raise BuildError("A part of the build was killed before it ended. Is there too little memory?") from None
    if isinstance(done, BaseException):
        raise done
    return list(done)
