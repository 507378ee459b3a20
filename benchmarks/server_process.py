"""A real `signpost serve` in a process of its own, and what it takes of the machine (Linux only)."""

import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.material import ROOT

KIBIBYTES = 1024


@dataclass(frozen=True, slots=True)
class Serving:
    """A running server. address: where it listens, without a trailing slash."""

    address: str
    process: int

    def processor_seconds(self) -> float:
        """Returns the processor time that all its threads have taken so far."""
        fields = Path(f"/proc/{self.process}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def resident_mebibytes(self) -> float:
        """Returns how much of its memory is resident."""
        lines = Path(f"/proc/{self.process}/status").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) / KIBIBYTES


@contextmanager
def served(index: Path, *, ready: bool = True) -> Iterator[Serving]:
    """Runs `signpost serve` over an index until the end of the block. ready: wait until it can answer."""
    command = [sys.executable, "-m", "cli", "serve", "--port", "0", "--index", str(index)]
    with subprocess.Popen([*command, "--corpus", str(ROOT / "corpus")], cwd=ROOT, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:  # fmt: skip
        try:
            assert process.stdout is not None
            line = next(line for line in process.stdout if "running on" in line)
            address = next(word for word in line.split() if word.startswith("http://"))
            if ready:
                with urllib.request.urlopen(f"{address}/ready", timeout=120):  # noqa: S310
                    pass
            yield Serving(address, process.pid)
        finally:
            process.kill()
