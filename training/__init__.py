"""Training of the evidence reader (docs/reader.md). Answering needs none of it."""
