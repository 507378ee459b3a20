"""One round of one tool: its adapter's processes, measured from outside."""

import json
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.material import ROOT
from benchmarks.peers.adapters.wire import MODEL
from benchmarks.peers.environments import Peer, last_line
from benchmarks.peers.memory import Watch
from index.embedding.embedding_models import SMALL, model_folder

# Questions asked before the timed ones, and how many are timed. Answers are scored on all of them.
WARMING = 10
TIMED = 100
# Seconds that a process is given to end by itself.
ENDING = 20


class PeerFailed(Exception):
    """A tool ended in the middle of a round. The message is the last line that it wrote."""


@dataclass(frozen=True, slots=True)
class Round:
    """What one round of one tool measured. Times in seconds, sizes in bytes.

    passages: after the first ingestion; again: the second ingestion, of the same files in a new process.
    cold: from the start of a process to its first answer. questions: of the first 100 warm ones.
    answers: to the questions, in order; unrefused: with nothing refused, None if not asked for.
    """

    passages: int
    ingest: float
    again: float
    cold: float
    questions: tuple[float, ...]
    ingest_memory: int
    question_memory: int
    disk: int
    answers: tuple[dict[str, Any], ...]
    unrefused: tuple[dict[str, Any], ...] | None


class Process:
    """A running adapter."""

    def __init__(self, running: "subprocess.Popen[str]", log: Path) -> None:
        self._running = running
        self._log = log
        self.session = running.pid

    def do(self, what: str, **given: object) -> tuple[dict[str, Any], float]:
        """Sends a command; returns the reply and the seconds until it came. Raises PeerFailed."""
        assert self._running.stdin is not None
        assert self._running.stdout is not None
        started = time.perf_counter()
        try:
            self._running.stdin.write(json.dumps({"do": what, **given}) + "\n")
            self._running.stdin.flush()
            line = self._running.stdout.readline()
        except BrokenPipeError:
            line = ""
        seconds = time.perf_counter() - started
        if not line:
            self._running.wait()
            said = self._log.read_text(encoding="utf-8", errors="replace").splitlines()
            raise PeerFailed(last_line(said) or f"it ended with exit code {self._running.returncode}")
        reply: dict[str, Any] = json.loads(line)
        return reply, seconds


@contextmanager
def process(peer: Peer, python: Path, threads: int) -> Iterator[Process]:
    """Starts a tool's adapter in a session of its own, and ends whatever is left of it."""
    with (
        tempfile.NamedTemporaryFile("w", suffix=".log") as log,
        subprocess.Popen(
            [python, "-m", f"benchmarks.peers.adapters.{peer.module}"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            cwd=ROOT,
            env={**os.environ, **environment(threads)},
            start_new_session=True,
        ) as running,
    ):
        try:
            yield Process(running, Path(log.name))
        finally:
            assert running.stdin is not None
            with suppress(BrokenPipeError):
                running.stdin.close()
            with suppress(subprocess.TimeoutExpired):
                running.wait(ENDING)
            _end_session(running.pid)


def environment(threads: int) -> Mapping[str, str]:
    """Returns the variables that every adapter gets: the model, no network, the number of threads."""
    count = str(threads)
    return {
        MODEL: str(model_folder(SMALL)),
        "HF_HUB_OFFLINE": "1",
        "TRANSFORMERS_OFFLINE": "1",
        "PYTHONPATH": "",
        **dict.fromkeys(
            ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "RAYON_NUM_THREADS"), count
        ),
    }


def measured(
    peer: Peer, python: Path, material: Path, questions: Sequence[str], threads: int, *, unrefused: bool
) -> Round:
    """Ingests, asks and ingests again in three processes. Raises PeerFailed.

    unrefused: whether to ask everything a second time with nothing refused, outside the timing.
    """
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder)
        given = {"material": str(material), "store": folder}
        with process(peer, python, threads) as running, Watch(running.session) as ingesting:
            running.do("load")
            ingested, ingest = running.do("ingest", **given)
        disk = sum(file.lstat().st_size for file in store.rglob("*") if file.is_file())
        started = time.perf_counter()
        with process(peer, python, threads) as running, Watch(running.session) as asking:
            running.do("open", store=folder)
            running.do("ask", question=questions[0], refuse=True)
            cold = time.perf_counter() - started
            for question in questions[:WARMING]:
                running.do("ask", question=question, refuse=True)
            asked = [running.do("ask", question=question, refuse=True) for question in questions]
            if unrefused:
                again = [running.do("ask", question=question, refuse=False)[0] for question in questions]
        with process(peer, python, threads) as running:
            running.do("load")
            _, second = running.do("ingest", **given)
    return Round(
        passages=ingested["passages"],
        ingest=ingest,
        again=second,
        cold=cold,
        questions=tuple(seconds for _reply, seconds in asked[:TIMED]),
        ingest_memory=ingesting.most,
        question_memory=asking.most,
        disk=disk,
        answers=tuple(reply for reply, _seconds in asked),
        unrefused=tuple(again) if unrefused else None,
    )


def _end_session(session: int) -> None:
    """Ends what is still running of an adapter's session."""
    with suppress(ProcessLookupError):
        os.killpg(session, signal.SIGKILL)
