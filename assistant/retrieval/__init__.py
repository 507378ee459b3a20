"""Retrieval: the retriever, the reader, their joint ranking, and the confidence in it."""
