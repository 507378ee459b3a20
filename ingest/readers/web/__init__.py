"""The reader of web pages, including procedure manuals."""
