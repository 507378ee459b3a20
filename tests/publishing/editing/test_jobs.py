"""Jobs in a thread: one at a time, with progress, kept until seen."""

import os
import sys
import threading

import pytest

from index.errors import BusyIndex, RefusedUpload
from ingest.limits import NICENESS
from publishing.editing.jobs import Jobs
from publishing.progress import Bars


def test_one_job_at_a_time_and_how_far_it_is() -> None:
    """This test ensures that a second job is refused, progress is reported, and results stay until seen."""
    jobs: Jobs[str] = Jobs()
    assert jobs.state() is None
    half, go_on = threading.Event(), threading.Event()

    def work(bars: Bars) -> str:
        with bars("Reading", 4) as bar:
            bar.update(1)
            bar.update(1)
            half.set()
            assert go_on.wait(30)
        return "done"

    thread = jobs.start("Publishing", "Ann", work)
    assert half.wait(30)
    state = jobs.state()
    assert state
    assert (state.running, state.what, state.step, state.share) == (True, "Publishing", "Reading", 0.5)
    with pytest.raises(BusyIndex, match="Ann started “Publishing”: wait until it has finished"):
        jobs.start("Publishing", "Bob", work)
    jobs.seen(state)
    assert jobs.state() == state
    go_on.set()
    thread.join(30)
    ended = jobs.state()
    assert ended
    assert (ended.running, ended.result, ended.error) == (False, "done", None)
    jobs.seen(state)
    assert jobs.state() is ended
    jobs.seen(ended)
    assert jobs.state() is None


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux gives a thread a priority of its own")
def test_a_job_gives_way_to_answers() -> None:
    """This test ensures that a job has a low priority, and all else in the process keeps its own."""
    jobs: Jobs[int] = Jobs()
    before = os.getpriority(os.PRIO_PROCESS, 0)
    jobs.start("Reading", "Ann", lambda _bars: os.getpriority(os.PRIO_PROCESS, 0)).join(30)
    state = jobs.state()
    assert state
    assert state.result == max(NICENESS, before)
    assert os.getpriority(os.PRIO_PROCESS, 0) == before


def test_an_error_is_what_became_of_a_job() -> None:
    """This test ensures that a refusal is kept unchanged, and another job can start."""
    jobs: Jobs[str] = Jobs()

    def refuse(_bars: Bars) -> str:
        raise RefusedUpload("it is empty")

    jobs.start("Reading", "Ann", refuse).join(30)
    state = jobs.state()
    assert state
    assert str(state.error) == "it is empty"
    jobs.start("Reading", "Ann", lambda _bars: "read").join(30)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_fault_of_ours_ends_a_job_as_well() -> None:
    """This test ensures that an unexpected error ends the job, and the page calls it a fault."""
    jobs: Jobs[float] = Jobs()
    jobs.start("Dividing", "Ann", lambda _bars: 1 / 0).join(30)
    state = jobs.state()
    assert state
    assert not state.running
    assert "a fault in Signpost" in str(state.error)
