"""Canonical text: repair, sections, sentences, passages."""
