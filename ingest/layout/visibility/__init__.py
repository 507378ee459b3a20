"""Finds which words can be seen on the page, and which are hidden, covered or struck through."""
