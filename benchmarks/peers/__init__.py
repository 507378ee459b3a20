"""Measures Signpost beside comparable tools: `make bench-peers`.

Each tool runs in its own environment, behind a small adapter that speaks JSON lines (`adapters`). The driver
measures all of them alike, from outside.
"""
