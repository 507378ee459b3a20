"""Parts of the page Maintain."""
