"""From a corpus to a published build, and the proof that the build is true to its originals."""
