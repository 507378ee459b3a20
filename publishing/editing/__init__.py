"""Maintenance in the browser: people, drafts, uploads, jobs and reported problems."""
