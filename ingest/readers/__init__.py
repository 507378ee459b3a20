"""Readers, one per format, turn a file's bytes into its canonical text."""
