"""Finds the edition in force of a GOV.UK publication, through the content API.

Reads these fields of the schema "publication" of GOV.UK's content items: `schema_name`, `title`,
`public_updated_at`, `first_published_at`, `withdrawn_notice`, and in each of `details.attachments` its
`attachment_type`, `content_type`, `title` and `url`.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urljoin, urlsplit
from zoneinfo import ZoneInfo

import lxml.html

from index.errors import RefusedDownload

GOVUK = "https://www.gov.uk"
LARGEST_ITEM = 10_000_000
PUBLICATION = re.compile(r"/government/publications/[\w-]+(\.\w+)?/?")
YEAR = re.compile(r"\(?\b20\d\d\b\)?")
LONGEST_NOTICE = 300
# A page published at midnight in London was published the day before by the API's clock (UTC).
LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a publication, or a page of it. pdf: False for a web page."""

    title: str
    address: str
    pdf: bool


@dataclass(frozen=True, slots=True)
class Publication:
    """What GOV.UK says about a publication. edition: the day of its last announced change."""

    title: str
    edition: date
    first_published: date | None
    attachments: tuple[Attachment, ...]


def content_address(download: str, govuk: str = GOVUK) -> str | None:
    """Returns the content API's address for a GOV.UK publication page; None for any other address."""
    parts = urlsplit(download)
    if f"{parts.scheme}://{parts.netloc}" != GOVUK or not PUBLICATION.fullmatch(parts.path):
        return None
    return f"{govuk}/api/content{parts.path.rstrip('/')}"


def read_publication(data: bytes, govuk: str = GOVUK) -> Publication:
    """Parses the content API's answer. Raises RefusedDownload if withdrawn or not as the schema says."""
    try:
        item = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise RefusedDownload(f"GOV.UK's content API did not send JSON ({error}): try again later") from error
    if not isinstance(item, dict) or item.get("schema_name") != "publication":
        kind = item.get("schema_name") if isinstance(item, dict) else None
        raise RefusedDownload(
            f"GOV.UK has no publication at this address (schema_name is {kind!r}): check `download`"
        )
    notice = item.get("withdrawn_notice")
    if notice:
        raise RefusedDownload(
            f"GOV.UK has withdrawn the publication{_notice(notice)}: decide what replaces it"
        )
    edition = _date(item, "public_updated_at")
    if edition is None:
        raise _unexpected("public_updated_at", None)
    return Publication(
        _text(item, "title"),
        edition,
        _date(item, "first_published_at"),
        tuple(_attachments(item, govuk)),
    )


def attachment_of(publication: Publication, wanted: str | None) -> Attachment:
    """Returns the attachment that is meant; a PDF is preferred to a web page.

    wanted: its title or words of it; a year counts only if the words contain one. None: the publication's
    own title, or the only attachment of its format. Raises RefusedDownload, listing the attachments, if none
    fits or several do.
    """
    for pdf in (True, False):
        found = [attachment for attachment in publication.attachments if attachment.pdf is pdf]
        if wanted is None and len(found) == 1:
            return found[0]
        fitting = _titled(found, wanted or publication.title)
        if wanted and not fitting:
            words = _plain(wanted, wanted)
            fitting = [attachment for attachment in found if words in _plain(attachment.title, wanted)]
        if len(fitting) == 1:
            return fitting[0]
        if fitting or (found and wanted is None):
            break
    there = "; ".join(f"“{a.title}” ({'PDF' if a.pdf else 'page'})" for a in publication.attachments)
    raise RefusedDownload(
        f"it is unclear which attachment of “{publication.title}” is meant: add the title of one, or words "
        f'of it, to the entry (attachment = "…"); there are: {there or "none"}'
    )


def _titled(attachments: Sequence[Attachment], title: str) -> list[Attachment]:
    return [found for found in attachments if _plain(found.title, title) == _plain(title, title)]


def _plain(title: str, wanted: str) -> str:
    """Returns a title for comparison: without its year if `wanted` has none."""
    title = title if YEAR.search(wanted) else YEAR.sub(" ", title)
    return " ".join(title.split()).casefold()


def _attachments(item: dict[str, Any], govuk: str) -> list[Attachment]:
    details = item.get("details")
    entries = details.get("attachments") if isinstance(details, dict) else None
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise _unexpected("details.attachments", entries)
    found = []
    for entry in entries:
        kind = _text(entry, "attachment_type")
        pdf = kind == "file" and _text(entry, "content_type") == "application/pdf"
        if pdf or kind == "html":
            # The schema makes the title optional; the address of a page has no host.
            title = _text(entry, "title") if entry.get("title") else "untitled"
            found.append(Attachment(title, _address(entry, govuk), pdf))
    return found


def _text(values: dict[str, Any], key: str) -> str:
    value = values.get(key)
    if not isinstance(value, str) or not value.strip():
        raise _unexpected(key, value)
    return value.strip()


def _address(entry: dict[str, Any], govuk: str) -> str:
    url = _text(entry, "url")
    try:
        return urljoin(f"{govuk}/", url)
    except ValueError as error:
        raise _unexpected("url", url) from error


def _date(values: dict[str, Any], key: str) -> date | None:
    """Returns the day in London; None if there is no date."""
    if values.get(key) is None:
        return None
    try:
        moment = datetime.fromisoformat(_text(values, key))
        return moment.astimezone(LONDON).date() if moment.tzinfo else moment.date()
    except (ValueError, OverflowError) as error:
        raise _unexpected(key, values[key]) from error


def _notice(notice: object) -> str:
    """Returns why it was withdrawn, in words."""
    markup = notice.get("explanation") if isinstance(notice, dict) else None
    if not isinstance(markup, str) or not markup.strip():
        return ""
    words = " ".join(lxml.html.fromstring(f"<div>{markup}</div>").text_content().split())
    return f" (“{words[:LONGEST_NOTICE]}”)"


def _unexpected(key: str, value: object) -> RefusedDownload:
    return RefusedDownload(
        f"GOV.UK's content API gave an unexpected answer: {key} is {str(value)[:80]!r}; download the "
        "file by hand, and report this"
    )
