"""Maintaining in the browser: people, drafts, uploads, jobs, reported problems."""
