"""Pages that come in place of a document: sign-in forms, error pages, what is left of a longer text."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import lxml.html

from index.errors import RefusedDownload

# A text that shrank below this share of its former length is another text, or a part of it.
SHRUNK = 0.5
# On a page with fewer words, a title that guidance could bear as well is that of an error page.
FEW_WORDS = 150
CHROME = ("header", "nav", "footer", "aside")
SEPARATORS = re.compile(r"\s+[|–—:·»-]\s+|\s*\|\s*")
SIGN_IN_PATH = re.compile(
    r"/(log-?in|log-?on|sign-?in|sign-?on|sso|saml2?|oauth2?|authenticate|authorize|wp-login\.php)(?=[/.]|$)",
    re.IGNORECASE,
)
STATUS = r"(error:? )?(40\d|410|429|50[0-4])( error)?"
# Whole titles that no guidance bears …
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
# … and ones that it might.
DOUBTFUL_TITLES = (
    r"(please )?(log|sign)[ -]?(in|on)( to .*| required)?|login( page| required)?|authentication required",
    r"access (denied|forbidden)|forbidden|unauthori[sz]ed|not found|session (expired|timed out)",
    r"error|sorry.*|something went wrong.*|(an )?error (has )?occurred.*",
)
# What an error page says in its text where its title is the site's.
ERROR_TEXT = re.compile(
    r"\b(page|file|document) (that )?you( are| were| have|['’]re|['’]ve)? (looking for|requested|asked for)"
    r"[^.]{0,60}?\b(not|cannot|can['’]t|couldn['’]t|doesn['’]t|isn['’]t|no longer|moved|removed|deleted)\b",
    re.IGNORECASE,
)


def check_page(data: bytes, text: str, asked: str, answered: str) -> None:
    """RefusedDownload: a page is a sign-in form or an error page, its status 200 notwithstanding.

    text: what there is to read on it. asked, answered: its address before and after redirects.
    """
    short = len(text.split()) < FEW_WORDS
    page = lxml.html.document_fromstring(data)
    if SIGN_IN_PATH.search(urlsplit(answered).path) and not SIGN_IN_PATH.search(urlsplit(asked).path):
        raise RefusedDownload(f"it leads to a page to sign in at ({answered}): get the document by hand")
    if any(field.get("type", "").strip().lower() == "password" for field in _fields(page)):
        raise RefusedDownload("it is a sign-in form (it asks for a password): get the document by hand")
    for title in _titles(page):
        patterns = ERROR_TITLES + (DOUBTFUL_TITLES if short else ())
        if any(re.fullmatch(pattern, title, re.IGNORECASE) for pattern in patterns):
            raise RefusedDownload(f"it is no document but a page that says “{title}”: check the address")
    if short and (found := ERROR_TEXT.search(" ".join(text.split()))):
        raise RefusedDownload(f"it is no document but a page that says “{found.group()}”: check the address")


def check_length(text: str, before: str, file: str) -> None:
    """RefusedDownload: a text is a fraction of what it was before. file: what holds the text before."""
    if len(text) < SHRUNK * len(before):
        raise RefusedDownload(
            f"it shrank from {len(before):,} to {len(text):,} characters: read it, and where it is right, "
            f"remove {file} and fetch again"
        )


def _fields(page: lxml.html.HtmlElement) -> Iterator[lxml.html.HtmlElement]:
    """The input fields of the page itself; many a site has a small form for its staff at the edge."""
    for field in page.iter("input"):
        if not any(parent.tag in CHROME for parent in field.iterancestors()):
            yield field


def _titles(page: lxml.html.HtmlElement) -> Iterator[str]:
    """The parts of the title, between its separators, and the first heading."""
    heading = next(page.iter("h1"), None)
    for title in (page.findtext(".//title"), heading.text_content() if heading is not None else None):
        whole = " ".join((title or "").split())
        yield from (part.strip(" .!") for part in [whole, *SEPARATORS.split(whole)] if part)
