"""Makes canonical text: repair, sections, sentences, passages."""
