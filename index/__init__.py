"""The shared core: the types for sources, documents and passages, and the index that stores them on disk."""

import os

# OpenMP reads this when the first multi-threaded library loads, which is after this line. Without it, waiting
# threads spin and take cores from other processes: two processes on two cores then run at half speed.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")
