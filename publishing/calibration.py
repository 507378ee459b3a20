"""Keeps a lead's own calibration beside the builds."""

from pathlib import Path

from assistant.calibration import OWN, Calibration, write_calibrations
from index.builds import open_current
from index.errors import Outdated
from index.lock import exclusive


def keep_calibration(index: Path, calibration: Calibration) -> Path:
    """Write it into the folder of the builds, in place of the one that is there; returned: its file.

    Outdated: another build was published since it was fitted. BusyIndex, UnwritableIndex: see `exclusive`.
    """
    with exclusive(index, "signpost calibrate"):
        now = open_current(index).meta.build
        if now != calibration.build:
            raise Outdated(f"the build {now} was published meanwhile: run `signpost calibrate` again")
        write_calibrations(index / OWN, [calibration])
    return index / OWN
