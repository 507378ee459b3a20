"""Reads what is drawn on a PDF page apart from its text: shapes, lines, coloured areas."""
