"""One ingestion with the tests' own embedder, as a process that can be killed: CORPUS INDEX."""

import sys
from pathlib import Path

from conftest import publish

from index.errors import SignpostError

if __name__ == "__main__":
    try:
        publish(Path(sys.argv[1]), Path(sys.argv[2]), keep=1)
    except SignpostError as error:
        sys.exit(f"signpost: {error}")
