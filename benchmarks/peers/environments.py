"""The tools that are compared, and their environments, made on first use.

An environment takes torch, transformers, sentence-transformers, numpy and the rest from the one that runs the
driver, by a .pth line, wherever the versions suit the tool; pip installs only what is missing or must differ.
"""

import shutil
import site
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

# The newest setuptools that still has pkg_resources.
SETUPTOOLS = "setuptools<81"


class NoEnvironment(Exception):
    """A tool's environment cannot be made. The message says why, in one line."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A tool to measure.

    module: its adapter. requirements: what pip installs for it; empty for what runs in the driver's own
    environment. removed: packages that pip is then told to take out. finds: whether it finds passages, so
    that its answers can be scored.
    """

    name: str
    module: str
    requirements: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    finds: bool = True


SIGNPOST = Peer("Signpost", "signpost")
PEERS = (
    SIGNPOST,
    Peer("semantra", "semantra", ("semantra==0.1.12", SETUPTOOLS)),
    Peer("txtai", "txtai", ("txtai==9.14.0",)),
    Peer(
        "verbatim-rag",
        "verbatim_rag",
        ("verbatim-rag==0.2.8", "milvus-lite<3", "pymilvus<3", SETUPTOOLS),
        # The package index's build fails to load beside a CPU build of torch, and only reading PDFs needs it.
        removed=("torchvision",),
    ),
    Peer("haystack", "haystack", ("haystack-ai==3.4.1", "sentence-transformers-haystack==2.0.0")),
    Peer("bare model", "bare_model", finds=False),
)


def interpreter(peer: Peer, environments: Path) -> Path:
    """Returns the Python of a tool's environment, made below the folder on first use.

    Raises NoEnvironment if it cannot be made.
    """
    if not peer.requirements:
        return Path(sys.executable)
    folder = environments / peer.module
    python = folder / "bin/python"
    made = folder / "made-with.txt"
    torch = f"torch=={version('torch')}"
    wanted = "".join(
        f"{line}\n" for line in (*peer.requirements, *peer.removed, torch, *site.getsitepackages())
    )
    if made.is_file() and made.read_text(encoding="utf-8") == wanted:
        return python
    shutil.rmtree(folder, ignore_errors=True)
    try:
        _run(sys.executable, "-m", "venv", str(folder))
        own = Path(_run(str(python), "-c", "import site; print(site.getsitepackages()[0])").strip())
        (own / "shared.pth").write_text("".join(f"{path}\n" for path in site.getsitepackages()), "utf-8")
        # Without this cap, a tool's dependency can pull in a GPU build of several gigabytes.
        (folder / "constraints.txt").write_text(f"{torch}\n", encoding="utf-8")
        _run(
            *(str(python), "-m", "pip", "install", "--quiet", "-c", str(folder / "constraints.txt")),
            *peer.requirements,
        )
        if peer.removed:
            _run(str(python), "-m", "pip", "uninstall", "--quiet", "--yes", *peer.removed)
    except (OSError, subprocess.CalledProcessError) as error:
        raise NoEnvironment(_reason(error)) from error
    made.write_text(wanted, encoding="utf-8")
    return python


def _run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _reason(error: OSError | subprocess.CalledProcessError) -> str:
    if isinstance(error, OSError):
        return str(error)
    return last_line(error.stderr.splitlines()) or str(error)


def last_line(lines: Sequence[str]) -> str:
    """Returns the last line that is not blank, or nothing."""
    return next((line.strip() for line in reversed(lines) if line.strip()), "")
