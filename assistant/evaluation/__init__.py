"""Measuring answers against known right ones, and fitting the confidence to them."""
