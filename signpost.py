"""The command `signpost`, and the only name that Signpost takes at the top of an installation.

Importing it makes Signpost's modules (`cli`, `index`, …) importable, before any others with the same names.
They lie beside this file: in a checkout at its top, in a wheel in the package `signpost`, of which this file
is the `__init__.py` (setup.py). Read only here: decision 17 says why.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))


def main() -> None:
    """Runs the command line."""
    from cli import main as run

    run()
