"""Starts another program within limits: `python -m ingest.sandbox.limited_program MEMORY CPU PROGRAM …`.

MEMORY in bytes, CPU in seconds, then the program with its arguments. The limits of this process stay when it
becomes the program, and hold for every process that this starts.
"""

import os
import resource
import sys

from ingest.limits import LARGEST_FILE, allow_computing, give_way, limit_memory


def main() -> None:
    """Sets the limits, then becomes the program."""
    memory, cpu_seconds, program = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
    give_way()
    limit_memory(memory)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))
    allow_computing(cpu_seconds)
    os.execv(program[0], program)  # noqa: S606


if __name__ == "__main__":
    main()
