"""Runs axe-core on a page: WCAG 2.2 AA, as far as a machine can check it."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Faults in Streamlit itself: rule and part of the element, with the day on which each was last seen.
ALLOWED = {("presentation-role-conflict", "stFileUploaderDropzone"): "26 November 2026"}
# A colour that is still changing has no contrast yet. A spinner never ends, so it is not waited for.
STILL = """() => document.getAnimations().every(a =>
  a.playState !== "running" || a.effect.getTiming().iterations === Infinity)"""


def violations(page: Page) -> list[str]:
    """Returns what axe finds, except for what is allowed: the rule and the element."""
    page.wait_for_function(STILL)
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}}).response
    return [
        f"{violation['id']}: {node['html'][:200]}"
        for violation in found["violations"]
        for node in violation["nodes"]
        if not any(rule == violation["id"] and part in node["html"] for rule, part in ALLOWED)
    ]
