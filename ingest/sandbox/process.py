"""Runs tasks on strangers' files in a separate process, killed and replaced if it exceeds a limit."""

import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self, TypeVar

from index.serialization import NotTheRecord, from_json, to_json
from ingest.limits import MEBIBYTE, Limits
from ingest.sandbox.worker import LENGTH, frame

PIECE = 2**16
# How long a process may take to end after closing its output.
ENDING_SECONDS = 10
ASK_FOR_ANOTHER = "ask the publisher for another copy, or save its text in another format"
FAULT = "Signpost, not the file, is at fault ({what}): please report it"

T = TypeVar("T")


class Refused(Exception):
    """The task failed on this file. reason: why, and what a person can do about it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class BrokenPromise(ValueError):
    """An answer of the process is not what it should be."""


class _Lost(Refused):
    """The process is useless now. again: a fresh process may succeed, because this one was used before."""

    def __init__(self, reason: str, *, again: bool = False) -> None:
        super().__init__(reason)
        self.again = again


class Isolated:
    """Does one task on one file at a time; use it in a `with` statement, which ends its process.

    The process starts with the first file and is used for the next ones, because Python and its libraries
    take a second to start.
    """

    def __init__(self, task: Literal["document", "picture", "scans"], limits: Limits) -> None:
        self.task = task
        self.limits = limits
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def done(self, asked: list[Any], data: bytes, checked: Callable[[Any], T]) -> T:
        """Returns the result of the task for a file, as `checked` restores it from JSON.

        checked may raise NotTheRecord or BrokenPromise. Raises Refused if the file cannot be read, a limit
        is exceeded, the process dies, or Signpost has a fault.
        """
        used = self._process is not None
        try:
            return self._done(asked, data, checked)
        except _Lost as lost:
            self._end()
            if not (lost.again and used):
                raise
        # Leftovers of earlier files may have been too much; in a fresh process this file may succeed.
        try:
            return self._done(asked, data, checked)
        except _Lost:
            self._end()
            raise

    def _done(self, asked: list[Any], data: bytes, checked: Callable[[Any], T]) -> T:
        reply = self._exchange(frame(to_json(asked)) + frame(data))
        try:
            answer = from_json(reply)
            kind, value = next(iter(answer.items())) if isinstance(answer, dict) and answer else ("", "")
            if kind == self.task:
                return checked(value)
        except NotTheRecord as error:
            raise _Lost(FAULT.format(what=f"its reader answered with {error}")) from error
        except BrokenPromise as error:
            raise _Lost(FAULT.format(what=error)) from error
        if kind == "unreadable":
            raise Refused(str(value))
        if kind == "memory":
            raise _Lost(f"it {self._too_much_memory()}", again=True)
        raise _Lost(FAULT.format(what=value if kind == "fault" else f"its reader answered {kind!r}"))

    def _exchange(self, request: bytes) -> bytes:
        """Sends a request and receives the answer, each as fast as the other side allows."""
        process = self._process = self._process or self._started()
        assert process.stdin is not None and process.stdout is not None  # noqa: S101, PT018
        deadline = time.monotonic() + self.limits.wall_seconds
        pending, received = memoryview(request), bytearray()
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdin, selectors.EVENT_WRITE)
            selector.register(process.stdout, selectors.EVENT_READ)
            while (left := deadline - time.monotonic()) > 0:
                for key, _ in selector.select(left):
                    if key.fileobj is process.stdin:
                        try:
                            pending = pending[os.write(key.fd, pending[:PIECE]) :]
                        except BrokenPipeError:  # it has ended; reading its output tells how
                            pending = pending[:0]
                        if not pending:
                            selector.unregister(process.stdin)
                        continue
                    piece = os.read(key.fd, PIECE)
                    if not piece:
                        raise self._died(process)
                    received += piece
                    if self._is_whole(received):
                        return bytes(received[LENGTH.size :])
        raise _Lost(
            f"reading it took longer than {self.limits.wall_seconds:g} seconds and was stopped: "
            f"{ASK_FOR_ANOTHER}"
        )

    def _is_whole(self, received: bytearray) -> bool:
        if len(received) < LENGTH.size:
            return False
        size: int = LENGTH.unpack(received[: LENGTH.size])[0]
        if size > self.limits.answer_bytes:
            raise _Lost(
                f"its content is larger than {self.limits.answer_bytes / MEBIBYTE:g} MiB: split it into parts"
            )
        return len(received) >= LENGTH.size + size

    def _died(self, process: "subprocess.Popen[bytes]") -> _Lost:
        try:
            code = process.wait(ENDING_SECONDS)
        except subprocess.TimeoutExpired:
            return _Lost(FAULT.format(what="its reader fell silent"), again=True)
        if code == -signal.SIGXCPU:
            return _Lost(
                f"reading it takes more than {self.limits.cpu_seconds} seconds of computing: "
                f"{ASK_FOR_ANOTHER}"
            )
        if code == -signal.SIGKILL:
            return _Lost(f"it {self._too_much_memory()}", again=True)
        if code == -signal.SIGABRT:  # how pdfium ends if it gets no more memory
            return _Lost(f"it is damaged, or {self._too_much_memory()}", again=True)
        how = f"by signal {-code}, {signal.strsignal(-code)}" if code < 0 else f"with exit code {code}"
        return _Lost(
            f"it is damaged, and the process that read it crashed ({how}): {ASK_FOR_ANOTHER}",
            again=True,
        )

    def _too_much_memory(self) -> str:
        return (
            f"takes more than {self.limits.memory_bytes / MEBIBYTE:g} MiB of memory to read: "
            f"{ASK_FOR_ANOTHER}"
        )

    def _started(self) -> "subprocess.Popen[bytes]":
        """Starts a new process, out of reach of Ctrl+C, so that only its parent ends it."""
        arguments = [self.task, str(self.limits.memory_bytes), str(self.limits.cpu_seconds)]
        process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-P", "-B", "-m", "ingest.sandbox.worker", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PYTHONPATH": str(Path(__file__).parents[2])},
            start_new_session=True,
        )
        assert process.stdin is not None  # noqa: S101
        os.set_blocking(process.stdin.fileno(), False)
        return process

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None
