"""The corpus folder: its register, files and glossary, and the documents read from them."""
