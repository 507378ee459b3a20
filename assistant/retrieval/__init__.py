"""Finding: the retriever, the reader, the ranking they make together, and how sure it is."""
