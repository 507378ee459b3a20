"""Lays out a page: takes words with their places, gives lines, tables and footnotes in reading order."""
