"""Parts of the pages for safeguarding leads."""
