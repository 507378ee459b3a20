"""Measures answers against known right ones, and fits the confidence to them."""
