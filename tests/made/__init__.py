"""Files made for the tests: made up, neutral, and written by code."""
