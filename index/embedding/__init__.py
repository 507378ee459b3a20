"""Turns text into vectors: the embedder, its models and their number formats."""
