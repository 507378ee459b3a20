"""The reader of rich text (.rtf)."""
