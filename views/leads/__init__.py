"""The parts of the pages for safeguarding leads."""
