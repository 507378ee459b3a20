"""What the reading of one document may cost. A file is somebody else's: it may be made to do harm.

A report of 120 pages takes seconds, some tens of megabytes and an answer of a few; what goes over
these numbers is no guidance that anybody could read. They are held where a document is read, in
`ingest/sandbox/worker.py`, and by who waits for it, in `ingest/sandbox/process.py`.
"""

import math
import resource
from dataclasses import dataclass

# Of a picture: a page of A2 as it is drawn. A larger one is drawn with fewer dots an inch, and can be read.
MOST_DOTS = 5_000_000
MEBIBYTE = 2**20
# Larger than any illustrated report; checked before a byte is read, for all the bytes are kept in memory.
LARGEST_FILE = 100 * MEBIBYTE


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits for one document.

    wall_seconds: until its reader is ended, whatever it waits for. cpu_seconds: of computing, so that a
    busy machine alone makes no document unreadable. memory_bytes: of address space, Python and its
    libraries among them (Linux holds to it; macOS does not, and there the wall time ends what swallows
    memory). answer_bytes: of what is made of it, counted while it is received.
    """

    wall_seconds: float = 600
    cpu_seconds: int = 120
    memory_bytes: int = 2048 * MEBIBYTE
    answer_bytes: int = 64 * MEBIBYTE


def forbid_for_good() -> None:
    """Take from this process what no reader needs: writing files, starting processes, leaving a core.

    A core would hold the text that was read. An administrator's processes may start others all the
    same: there the system counts none of them.
    """
    for kind in (resource.RLIMIT_CORE, resource.RLIMIT_FSIZE, resource.RLIMIT_NPROC):
        resource.setrlimit(kind, (0, 0))


def limit_memory(size: int) -> None:
    """Give this process so much address space, for good. Where the system cannot, it has no limit."""
    try:
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
    except (ValueError, OSError):  # macOS refuses: it does not count address space
        return


def allow_computing(seconds: int) -> None:
    """Let this process compute so many seconds from now on; then the system ends it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = math.ceil(used.ru_utime + used.ru_stime) + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (until, resource.getrlimit(resource.RLIMIT_CPU)[1]))
