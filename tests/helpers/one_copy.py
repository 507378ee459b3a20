"""Brings a copy in line with shared storage, as a process that a test can kill: place, index folder."""

import sys
from pathlib import Path

from publishing.replicas.copying import bring_in_line
from publishing.replicas.stores import open_store

if __name__ == "__main__":
    bring_in_line(open_store(sys.argv[1]), Path(sys.argv[2]), 5)
