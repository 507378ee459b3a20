"""The shared core: what a source, a document and a passage are, and one index of them on disk."""
