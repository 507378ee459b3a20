"""Checks whether a passage gives the fact that a question asks for."""
