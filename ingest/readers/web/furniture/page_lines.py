"""Recognises the lines that a site puts on every page to work it: sharing, feedback, page numbers."""

import re

SHARING = re.compile(
    r"share this( (web ?)?page| article| post| story| guide| chapter)?( on| via| with)?\W+"
    r"((facebook|twitter|x|linkedin|whatsapp|e-?mail|pinterest|reddit|bluesky|mastodon|telegram|print|"
    r"copy( the)? link)\b( or\b| and\b)?\W*)+",
    re.IGNORECASE,
)
FEEDBACK = re.compile(
    r"(was|is|did you find) this ((web ?)?page|article) (helpful|useful)\?\W*((yes|no|maybe)\b\W*)*",
    re.IGNORECASE,
)
PAGES = {"first", "previous", "prev", "next", "last", "page", "of"}


def works_the_page(words: str) -> bool:
    """Returns whether the words of a line only share the page, ask how it was, or lead to its other pages."""
    if SHARING.fullmatch(words) or FEEDBACK.fullmatch(words):
        return True
    named = re.findall(r"\w+", words.lower())
    numbers = [word for word in named if word.isdecimal()]
    leads_on = not {"previous", "prev", "next"}.isdisjoint(named)
    return leads_on and len(numbers) > 1 and PAGES.issuperset({*named} - {*numbers})
