"""Runs one ingestion or withdrawal with the tests' own embedder, as a process that can be killed.

Run: CORPUS INDEX [SOURCE_ID]: with an id, that source is withdrawn.
"""

import sys
from pathlib import Path

from parts import publish, take_out

from index.errors import SignpostError

if __name__ == "__main__":
    corpus, index, *source_ids = sys.argv[1:]
    try:
        for source_id in source_ids:
            take_out(Path(index), Path(corpus), source_id, keep=2)
        if not source_ids:
            publish(Path(corpus), Path(index), keep=1)
    except SignpostError as error:
        sys.exit(f"signpost: {error}")
