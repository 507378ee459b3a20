"""The style sheet of every page."""

from pathlib import Path

STYLES = f"<style>\n{Path(__file__).with_suffix('.css').read_text(encoding='utf-8')}</style>"
