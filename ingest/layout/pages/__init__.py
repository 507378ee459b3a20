"""Whole pages: laid out, and written down as canonical text."""
