"""Builds: publishing one, the history, verification, withdrawal."""
