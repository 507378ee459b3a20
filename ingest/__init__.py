"""Reads a corpus folder: takes register and files, gives documents, passages and vectors."""
