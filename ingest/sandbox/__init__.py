"""Opens files in a separate process with limits: reading, drawing pages, text recognition."""
