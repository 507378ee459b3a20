"""Training of the evidence reader (docs/reader.md). Nothing of it is needed to answer."""
