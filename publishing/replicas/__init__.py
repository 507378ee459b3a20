"""Replicas: a build in shared storage, and the servers that answer from a copy of it."""
