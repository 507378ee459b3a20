"""Finds tables and flow charts on a PDF page."""
