"""The web server: security headers, the HTML shell, sessions."""
