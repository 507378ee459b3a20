"""Restores a backup, as a process that a test can kill: archive, index folder, corpus folder."""

import sys
from pathlib import Path

from publishing.backups.restore import restore

if __name__ == "__main__":
    restore(*map(Path, sys.argv[1:]))
