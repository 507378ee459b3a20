"""What is drawn on a PDF page beside its text: shapes, lines, coloured areas."""
