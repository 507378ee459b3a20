"""The shared core: what a source, a document and a passage are, and one index of them on disk."""

import os

# Read when the first library with threads of its own is loaded, which is after this. Threads that wait
# busily take the cores from whoever else answers: two processes on two cores are twice as fast without.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")
