"""The reader of web pages, procedure manuals among them."""
