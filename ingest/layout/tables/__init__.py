"""Tables and flow charts on a PDF page."""
