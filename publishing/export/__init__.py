"""Files to export: self-contained web pages and spreadsheets."""
