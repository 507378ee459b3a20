"""The memory of a process and of those that it starts, read from /proc (Linux alone)."""

import threading
from pathlib import Path
from types import TracebackType

KIBIBYTE = 1024
# Seconds between two looks.
PAUSE = 0.5


class Watch:
    """Looks at a session's processes while a `with` statement runs, and keeps the most that they used.

    The most is the larger of two figures in bytes: the peak that the kernel keeps of the session's first
    process, and the largest sum over all its processes at one look, shared pages divided among their users.
    """

    def __init__(self, session: int) -> None:
        self._session = session
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self.most = 0

    def __enter__(self) -> "Watch":
        self._thread.start()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._over.set()
        self._thread.join()
        self.most = max(self.most, _kibibytes(Path(f"/proc/{self._session}/status"), "VmHWM:"))

    def _look(self) -> None:
        while not self._over.wait(PAUSE):
            used = (_kibibytes(folder / "smaps_rollup", "Pss:") for folder in _processes(self._session))
            self.most = max(self.most, sum(used))


def _processes(session: int) -> list[Path]:
    """Returns the folders of a session's processes."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            # After the name in brackets: state, parent, group, session.
            fields = (folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue  # It has ended.
        if int(fields[3]) == session:
            found.append(folder)
    return found


def _kibibytes(file: Path, field: str) -> int:
    """Returns a field of a file of /proc in bytes; 0 if the process has ended."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * KIBIBYTE for line in lines if line.startswith(field))
