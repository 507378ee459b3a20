"""Parts of the page Ask."""
