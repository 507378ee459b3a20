"""The parts of the page Maintain."""
