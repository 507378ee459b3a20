"""Limits on reading one document, because a stranger's file may be made to do harm.

A report of 120 pages takes seconds, some tens of megabytes of memory and a few megabytes of answer. No
guidance that anybody could read exceeds these limits. They are enforced where a document is read, in
`ingest/sandbox/worker.py`, and by the process that waits for it, in `ingest/sandbox/process.py`.
"""

import math
import os
import resource
import sys
from dataclasses import dataclass

# A page of A2 as it is drawn. A larger picture is drawn at a lower resolution and is still legible.
MOST_DOTS = 5_000_000
MEBIBYTE = 2**20
# Larger than any illustrated report; checked before a byte is read, because all bytes are kept in memory.
LARGEST_FILE = 100 * MEBIBYTE
# The priority of ingestion, as `nice` counts it: where people wait for answers, it gets a tenth of a core.
NICENESS = 10


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits for one document.

    wall_seconds: until its reader is killed, whatever it waits for.
    cpu_seconds: of computing, so that a busy machine alone makes no document unreadable.
    memory_bytes: of address space, including Python and its libraries. Linux enforces it; macOS does not, so
    there the wall time stops a file that swallows memory.
    answer_bytes: of the result, counted while it is received.
    """

    wall_seconds: float = 600
    cpu_seconds: int = 120
    memory_bytes: int = 2048 * MEBIBYTE
    answer_bytes: int = 64 * MEBIBYTE


def drawing_scale(width: float, height: float, wanted: float) -> float:
    """Returns the scale at which to draw a part of a page: as wanted, or lower for at most MOST_DOTS dots.

    width, height: in points. The dots of a side are rounded up, so even the narrowest part has one column.
    """
    # The positive solution of (width * scale + 1) * (height * scale + 1) = MOST_DOTS, in a form that loses
    # no precision when a side is next to nothing.
    both = width + height
    most = 2 * (MOST_DOTS - 1) / (both + math.sqrt(both**2 + 4 * width * height * (MOST_DOTS - 1)))
    return min(wanted, most)


def forbid_for_good() -> None:
    """Takes from this process what no reader needs: writing files, starting processes, dumping core.

    A core dump would contain the text that was read. Processes run by root may still start others, because
    the system does not count root's processes.
    """
    for kind in (resource.RLIMIT_CORE, resource.RLIMIT_FSIZE, resource.RLIMIT_NPROC):
        resource.setrlimit(kind, (0, 0))


def limit_memory(size: int) -> None:
    """Limits the address space of this process for good; does nothing where the system cannot."""
    try:
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
    except (ValueError, OSError):  # macOS refuses: it does not count address space
        return


def give_way() -> None:
    """Lets people who wait for an answer go first: lowers the priority of ingestion for good.

    On Linux, of this thread and of all that it starts. Elsewhere a thread has no priority of its own, so
    nothing is done.
    """
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, 0, max(NICENESS, os.getpriority(os.PRIO_PROCESS, 0)))


def allow_computing(seconds: int) -> None:
    """Lets this process compute for this many more seconds, after which the system ends it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = math.ceil(used.ru_utime + used.ru_stime) + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (until, resource.getrlimit(resource.RLIMIT_CPU)[1]))
