"""Answers: quotes and their citations, as text, JSON and Markdown."""
