"""Downloads registered sources, politely and only from allowed addresses."""
