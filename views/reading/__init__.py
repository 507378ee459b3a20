"""The parts of the page Read: the list of documents, one document, and words found in it."""
