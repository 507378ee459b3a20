"""Parts of a build that are arrays in files: token vectors, postings, and which rows belong together."""
