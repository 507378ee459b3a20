"""How a page is laid out: words with their places in, lines, tables and footnotes in reading order out."""
