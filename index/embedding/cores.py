"""Work that is spread over the processor's cores: each task runs on one core.

A model computes a batch that fits a core's cache fastest, and cores that share a batch wait for one another.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TypeVar

from threadpoolctl import ThreadpoolController

Task = TypeVar("Task")
Result = TypeVar("Result")


def on_every_core(work: Callable[[Task], Result], tasks: Sequence[Task]) -> Iterator[Result]:
    """Yields the result of each task, in order. Uses as many cores as torch may use.

    `work` runs in several threads, or in the caller's if torch may use one core only. After an error, or if
    the caller stops, no further task is begun.
    """
    import torch

    cores = torch.get_num_threads()
    if cores == 1:
        yield from map(work, tasks)
        return
    # Made after torch is loaded: it limits only libraries that are there.
    libraries = ThreadpoolController()

    def use_one_core() -> None:
        # The first call sets the number of torch's threads for this thread, and would undo the limit later.
        torch.get_num_threads()
        libraries.limit(limits=1, user_api="openmp")

    with (
        ThreadPoolExecutor(max(1, min(cores, len(tasks))), "embedding", use_one_core) as pool,
        closing(pool.map(work, tasks)) as results,  # type: ignore[type-var]
    ):
        yield from results


def one_core_each() -> None:
    """Lets each thread of this process compute on one core only.

    Small batches gain nothing from a second core, and threads that each take all cores wait for one another.
    """
    # Imported here because it takes seconds.
    import torch

    torch.set_num_threads(1)


def cores() -> int:
    """Returns how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
