"""Turns lines into headings, paragraphs, list items, rows and footnotes, in reading order."""
