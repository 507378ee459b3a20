"""Facts about a source as HTML: publisher, dates, status and warnings."""

from html import escape

from assistant.library.as_text import MACHINE_READ
from assistant.library.descriptions import address_state, amendment, dates, notice_line, remarks
from assistant.library.status import Standing
from index.documents import Document, Source
from views.elements.markup import outside_link


def particulars(source: Source, standing: Standing, document: Document | None) -> list[str]:
    """Returns one paragraph per fact, the most important first."""
    facts = ", ".join(filter(None, [source.publisher, source.kind, source.scope, dates(source, standing)]))
    lines = [f"<p>{escape(facts)}</p>"]
    notice = notice_line(document) if document else None
    if known := [*remarks(standing), *([notice] if notice else [])]:
        lines.append(f'<p class="standing-notice"><strong>{escape(" ".join(known))}</strong></p>')
    if document and document.machine_read_at(0, len(document.text)):
        lines.append(f'<p class="machine-read">{MACHINE_READ}</p>')
    if document and (changes := amendment(document)):
        lines.append(f'<p class="amendment">Amendment: “{escape(" ".join(changes.split()))}”</p>')
    if source.url:
        lines.append(f"<p>{outside_link(source.url, source.url)} ({escape(address_state(source))})</p>")
    elif not document:
        lines.append("<p>No address known.</p>")
    return lines
