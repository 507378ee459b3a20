"""What stands around the guidance on a web page."""
