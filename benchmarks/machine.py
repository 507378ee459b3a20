"""The machine that a benchmark runs on, and figures over its runs."""

import platform
from collections.abc import Sequence
from pathlib import Path


def processor() -> str:
    """Returns the processor's name."""
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def percentile(values: Sequence[float], share: float) -> float:
    """Returns the smallest of the values that at least this share (0 to 1) of them does not exceed."""
    ordered = sorted(values)
    rank = -int(-share * len(ordered) // 1)
    return ordered[max(rank, 1) - 1]
