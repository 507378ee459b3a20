"""Detects pages that come in place of a document: sign-in forms, error pages, truncated texts."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import lxml.html

from index.errors import RefusedDownload

# A text that shrank below this share of its former length is another text, or part of it.
SHRUNK = 0.5
# On a page with fewer words, a title that guidance could also have is that of an error page.
FEW_WORDS = 150
CHROME = ("header", "nav", "footer", "aside")
SEPARATORS = re.compile(r"\s+[|–—:·»-]\s+|\s*\|\s*")
SIGN_IN_PATH = re.compile(
    r"/(log-?in|log-?on|sign-?in|sign-?on|sso|saml2?|oauth2?|authenticate|authorize|wp-login\.php)(?=[/.]|$)",
    re.IGNORECASE,
)
STATUS = r"(error:? )?(40\d|410|429|50[0-4])( error)?"
# Whole titles that guidance never has …
ERROR_TITLES = (
    rf"{STATUS}([ :–-]+(page )?(not found|forbidden|gone|bad request))?",
    rf"({STATUS}[ :–-]+)?((internal )?server error|bad gateway|gateway timeout"
    r"|service (temporarily )?unavailable)",
    r"(sorry,? |oops[!,.]? |error:? )*(the |this |that )?(page|file|document) "
    r"((was |is |could |can ?)?(not|n['’]t|no longer)( be)? (found|available)|does(n['’]t| not) exist)",
    r"we (can['’]t|cannot|could(n['’]t| not)) find (the |that |this )?page.*",
    r"(site |website )?(is )?(under|down for) maintenance",
    r"just a moment( ?\.\.\.|…)?|attention required!?|(please )?verify (that )?you are (a )?human",
)
# … and some that it might.
DOUBTFUL_TITLES = (
    r"(please )?(log|sign)[ -]?(in|on)( to .*| required)?|login( page| required)?|authentication required",
    r"access (denied|forbidden)|forbidden|unauthori[sz]ed|not found|session (expired|timed out)",
    r"error|sorry.*|something went wrong.*|(an )?error (has )?occurred.*",
)
# What the text of an error page says if its title is the site's.
ERROR_TEXT = re.compile(
    r"\b(page|file|document) (that )?you( are| were| have|['’]re|['’]ve)? (looking for|requested|asked for)"
    r"[^.]{0,60}?\b(not|cannot|can['’]t|couldn['’]t|doesn['’]t|isn['’]t|no longer|moved|removed|deleted)\b",
    re.IGNORECASE,
)


def check_page(data: bytes, text: str, asked: str, answered: str) -> None:
    """Raises RefusedDownload if a page is a sign-in form or an error page despite its status 200.

    text: its readable text. asked, answered: its address before and after redirects.
    """
    short = len(text.split()) < FEW_WORDS
    page = lxml.html.document_fromstring(data)
    if SIGN_IN_PATH.search(urlsplit(answered).path) and not SIGN_IN_PATH.search(urlsplit(asked).path):
        raise RefusedDownload(f"it leads to a sign-in page ({answered}): download the document by hand")
    if any(field.get("type", "").strip().lower() == "password" for field in _fields(page)):
        raise RefusedDownload("it is a sign-in form that asks for a password: download the document by hand")
    for title in _titles(page):
        patterns = ERROR_TITLES + (DOUBTFUL_TITLES if short else ())
        if any(re.fullmatch(pattern, title, re.IGNORECASE) for pattern in patterns):
            raise RefusedDownload(f"it is a page that says “{title}”, not a document: check the address")
    if short and (found := ERROR_TEXT.search(" ".join(text.split()))):
        raise RefusedDownload(f"it is a page that says “{found.group()}”, not a document: check the address")


def check_length(text: str, before: str, file: str) -> None:
    """Raises RefusedDownload if a text is a fraction of its former length. file: where the old text is."""
    if len(text) < SHRUNK * len(before):
        raise RefusedDownload(
            f"it shrank from {len(before):,} to {len(text):,} characters: read it, and if it is right, "
            f"remove {file} and fetch again"
        )


def _fields(page: lxml.html.HtmlElement) -> Iterator[lxml.html.HtmlElement]:
    """Yields the input fields of the page itself; many sites have a small staff form at the edge."""
    for field in page.iter("input"):
        if not any(parent.tag in CHROME for parent in field.iterancestors()):
            yield field


def _titles(page: lxml.html.HtmlElement) -> Iterator[str]:
    """Yields the parts of the title, split at separators, and the first heading."""
    heading = next(page.iter("h1"), None)
    for title in (page.findtext(".//title"), heading.text_content() if heading is not None else None):
        whole = " ".join((title or "").split())
        yield from (part.strip(" .!") for part in [whole, *SEPARATORS.split(whole)] if part)
