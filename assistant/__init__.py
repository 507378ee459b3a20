"""A question in, quotes out: verbatim slices of the indexed documents, or an honest silence."""
