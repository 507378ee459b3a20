"""Reading a corpus folder: register and files in, documents, passages and vectors out."""
