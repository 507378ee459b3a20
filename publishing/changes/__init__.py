"""The changes between two builds, as text and as a web page."""
