"""Reads plain text: paragraphs, lists, tables drawn with characters, printed pages."""
