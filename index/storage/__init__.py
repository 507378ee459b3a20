"""Builds on disk: the database, the vectors, the files, the lock and the history."""
