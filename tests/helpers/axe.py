"""What axe-core finds on a page: WCAG 2.2 AA, as far as a machine can tell."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Faults of Streamlit itself, each with the day on which it was last seen: rule and a part of the element.
ALLOWED = {("presentation-role-conflict", "stFileUploaderDropzone"): "26 November 2026"}


def violations(page: Page) -> list[str]:
    """What axe finds, but for what is allowed: the rule and the element."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}}).response
    return [
        f"{violation['id']}: {node['html'][:200]}"
        for violation in found["violations"]
        for node in violation["nodes"]
        if not any(rule == violation["id"] and part in node["html"] for rule, part in ALLOWED)
    ]
