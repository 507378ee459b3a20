"""Parts that all pages share: HTML, styles, notices, faults, links."""
