"""Test documents, made up and neutral: look-alikes of what partnerships publish."""
