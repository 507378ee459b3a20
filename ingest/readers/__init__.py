"""Readers: one format each, from a file's bytes to its canonical text."""
