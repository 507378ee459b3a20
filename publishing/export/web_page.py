"""Self-contained web pages, to open, print or send."""

from html import escape

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
PICTURES = "; img-src data:"


def standalone_page(title: str, style: str, body: str, *, pictures: bool = False) -> str:
    """Returns a whole page. style: CSS rules. body: HTML. pictures: whether body contains pictures."""
    policy = POLICY + PICTURES if pictures else POLICY
    return (
        f'<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f"<style>{style}</style></head>\n<body><main>\n{body}\n</main></body></html>\n"
    )
