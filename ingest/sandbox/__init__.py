"""Opening files in a process of its own, with limits: reading, drawing pages, OCR."""
