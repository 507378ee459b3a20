"""Tasks on every core."""

import threading

import pytest
import torch

from index.embedding.cores import on_every_core


def test_each_task_runs_on_one_core_and_results_keep_their_order() -> None:
    """This test ensures that tasks compute on one core each, and that other threads keep all theirs."""
    before = torch.get_num_threads()

    def work(task: int) -> tuple[int, int, str]:
        torch.ones(64, 64) @ torch.ones(64, 64)
        return task, torch.get_num_threads(), threading.current_thread().name

    found = list(on_every_core(work, range(50)))
    assert [task for task, _, _ in found] == list(range(50))
    assert {cores for _, cores, _ in found} == {1}
    assert len({thread for _, _, thread in found}) <= before
    assert torch.get_num_threads() == before
    assert list(on_every_core(work, [])) == []


def test_after_an_error_no_further_task_is_begun() -> None:
    """This test ensures that an error reaches the caller at once, not after all other tasks."""
    begun: list[int] = []
    failed = threading.Event()

    def work(task: int) -> None:
        begun.append(task)
        if task == 0:
            failed.set()
            raise ValueError("the first task fails")
        failed.wait()
        torch.ones(600, 600) @ torch.ones(600, 600)

    with pytest.raises(ValueError, match="the first task fails"):
        list(on_every_core(work, range(5000)))
    assert len(begun) < 5000


def test_where_torch_has_one_core_the_caller_computes() -> None:
    """This test ensures that a server that gives each question one core starts no threads of its own."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        assert set(on_every_core(lambda _task: threading.current_thread(), [1, 2])) == {
            threading.current_thread()
        }
    finally:
        torch.set_num_threads(before)
