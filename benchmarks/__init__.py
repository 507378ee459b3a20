"""Measurement; never imported by the product."""
