"""The reader of OpenDocument texts (.odt)."""
