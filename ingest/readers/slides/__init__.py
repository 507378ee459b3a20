"""The reader of slides (.pptx)."""
