"""Publishes a corpus as a build, and proves that the build matches its originals."""
