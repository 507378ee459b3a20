"""Text into vectors: the embedder, its models and the numbers they compute in."""
