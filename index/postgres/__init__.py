"""The second store of an index: one PostgreSQL database, with pgvector, for any number of readers."""
