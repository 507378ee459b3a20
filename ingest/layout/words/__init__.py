"""Characters into words and lines."""
