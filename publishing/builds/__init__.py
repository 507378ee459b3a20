"""Builds: publication, history, verification and withdrawal."""
