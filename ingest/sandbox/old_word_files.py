"""Turns Word files from before 2007 into .docx with LibreOffice, a separate program."""

import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from index.errors import UnreadableDocument, UnsuitableProgram
from ingest.limits import Limits
from ingest.readers.file_kinds import OLD_OFFICE, SAVE, kind_of, kind_of_name

PROGRAM = "soffice"
FORMAT = "docx:MS Word 2007 XML"
# How to read it: by its content LibreOffice would take a damaged file for plain text.
BINARY, XML = "MS Word 97", "MS Word 2003 XML"
VERSION_SECONDS = 60
ARCHIVE = b"PK"
# What LibreOffice must not do with a stranger's file: run its macros, or ask for what it links to. Where it
# asks all the same, it asks a proxy that nobody runs.
FORBIDDEN = {
    "Office.Common/Security/Scripting": {
        "DisableMacrosExecution": "true",
        "BlockUntrustedRefererLinks": "true",
    },
    "Office.Writer/Content/Update": {"Link": "2"},
    "Inet/Settings": {
        "ooInetProxyType": "2",
        "ooInetNoProxy": "",
        **{f"ooInet{kind}ProxyName": "127.0.0.1" for kind in ("HTTP", "HTTPS", "FTP")},
        **{f"ooInet{kind}ProxyPort": "1" for kind in ("HTTP", "HTTPS", "FTP")},
    },
}


def is_old_word(file: str, data: bytes) -> bool:
    """Returns whether a file is a Word file from before 2007, by its content and by its name.

    It unpacks nothing, because this is not the process with the limits.
    """
    return not data.startswith(ARCHIVE) and kind_of(data) == ".doc" and is_called_old_word(file)


def is_called_old_word(file: str) -> bool:
    """Returns whether a file's name is that of a Word file from before 2007."""
    return kind_of_name(PurePath(file).suffix.lower()) == ".doc"


@dataclass(frozen=True, slots=True)
class LibreOffice:
    """LibreOffice as it is installed here. name: its name and version."""

    program: str
    name: str

    @classmethod
    def installed(cls) -> "LibreOffice | None":
        """Returns None if it is not installed. Raises UnsuitableProgram if it does not start."""
        program = shutil.which(PROGRAM)
        if program is None:
            return None
        try:
            said = subprocess.run(  # noqa: S603
                [program, "--version"], capture_output=True, text=True, timeout=VERSION_SECONDS, check=True
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise UnsuitableProgram(
                f"LibreOffice ({program}) does not start ({error}): install it again, or remove it and save "
                "old Word files as .docx"
            ) from error
        return cls(program, said.stdout.strip())

    def as_docx(self, file: str, data: bytes, limits: Limits) -> bytes:
        """Returns an old Word file as LibreOffice saves it as .docx.

        LibreOffice gets a folder and settings of its own, which are removed afterwards. Raises
        UnreadableDocument if it cannot open the file, or exceeds a limit.
        """
        with TemporaryDirectory(prefix="signpost-") as name:
            folder = Path(name)
            settings = folder / "profile" / "user"
            settings.mkdir(parents=True)
            (settings / "registrymodifications.xcu").write_text(_registry(), encoding="utf-8")
            (folder / "old.doc").write_bytes(data)
            _run(
                [
                    self.program,
                    f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                    *("--headless", "--norestore", "--nolockcheck"),
                    f"--infilter={BINARY if data.startswith(OLD_OFFICE) else XML}",
                    *("--convert-to", FORMAT),
                    *("--outdir", str(folder / "made"), str(folder / "old.doc")),
                ],
                folder,
                file,
                limits,
            )
            made = folder / "made" / "old.docx"
            if not made.is_file():
                raise UnreadableDocument(
                    file,
                    "LibreOffice cannot open it: it is damaged, takes too much time or memory, or opens only "
                    f"with a password: {SAVE}",
                )
            return made.read_bytes()


def _registry() -> str:
    """Returns FORBIDDEN as LibreOffice stores settings."""
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}">'
        f'<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, values in FORBIDDEN.items()
        for name, value in values.items()
    )
    return f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'


def _run(command: list[str], folder: Path, file: str, limits: Limits) -> None:
    """Runs a program in a folder, and ends it with all that it started."""
    limited = [sys.executable, "-P", "-B", "-m", "ingest.sandbox.limited_program"]
    process = subprocess.Popen(  # noqa: S603
        [*limited, str(limits.memory_bytes), str(limits.cpu_seconds), *command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env={
            "PATH": os.environ.get("PATH", os.defpath),
            "PYTHONPATH": str(Path(__file__).parents[2]),
            "HOME": str(folder),
            "TMPDIR": str(folder),
            "LC_ALL": "C.UTF-8",
        },
        start_new_session=True,
    )
    try:
        process.wait(limits.wall_seconds)
    except subprocess.TimeoutExpired as error:
        raise UnreadableDocument(
            file, f"LibreOffice took longer than {limits.wall_seconds:g} seconds to open it: {SAVE}"
        ) from error
    finally:
        with suppress(ProcessLookupError):  # nothing is left of it
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
