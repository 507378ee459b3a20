"""Files to take along: web pages that stand alone, spreadsheets."""
