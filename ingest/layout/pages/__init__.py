"""Lays out whole pages and writes them as canonical text."""
