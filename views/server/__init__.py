"""The web server: security headers, the page's shell, sessions."""
