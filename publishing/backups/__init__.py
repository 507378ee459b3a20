"""Backups: one archive with the index folder and the corpus folder, and its proven return."""
