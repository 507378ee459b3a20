"""Gathers characters into words and lines."""
