"""Prints how well the readers read each real and each made document: the tables of docs/documents.md.

Run: .venv/bin/python -m benchmarks.documents
"""

import tomllib
from collections.abc import Sequence
from typing import Any

from benchmarks.material import BENCH, ROOT
from index.errors import UnreadableDocument
from ingest.corpus.read_documents import ReadDocument, read_document
from tests.helpers.made.fidelity import cells, folded, found_whole, notes, words_in_order
from tests.helpers.made.made import Made
from tests.helpers.made.office_files import made_odt, made_rtf
from tests.helpers.made.partnership import made_partnership
from tests.helpers.made.pdf import LAYOUTS, made_pdf
from tests.helpers.made.web_page import made_html
from tests.helpers.made.word_file import made_docx

MADE_SHOWS = {
    "one-column.pdf": "the briefing in one column, with outline, footnotes, links and line-end hyphens",
    "two-columns.pdf": "two justified columns, ligatures, no spaces in the file",
    "two-columns-stored-across.pdf": "the same, stored line by line across the columns",
    "briefing.docx": "Word styles, hyperlinks, footnotes",
    "briefing.html": "ids, nested lists, notes at the end of the page",
    "briefing.odt": "OpenDocument headings, lists, hyperlinks, footnotes",
    "briefing.rtf": "rich text: styles, items, hyperlinks, footnotes",
    "partnership.pdf": "version control, boxes, levels of need, clauses, tables, a turned page",
}
REAL_SHOWS = {
    "arabic-rtl-rotated.pdf": "right-to-left, turned four ways",
    "corrupt-streams-wikipedia.pdf": "damaged beyond use",
    "encrypted-user-password.pdf": "opens with a password only",
    "geotopo-german-117-pages.pdf": "ligatures, outline, index, mathematics",
    "image-only-ccitt-1-page.pdf": "a picture without text",
    "latex-multicolumn.pdf": "two columns, line-end hyphens",
    "ofsted-derby-2017-footnotes-contents.pdf": "contents, footnotes, summary table",
    "ofsted-derby-2022.pdf": "tags, judgement table, running header of two lines",
    "ofsted-derbyshire-2024-broken-xref.pdf": "a wrong cross-reference: the text of the sound file",
    "ofsted-derbyshire-2024.pdf": "tags, symbol bullets, numbered paragraphs",
    "scanned-no-text-3-pages.pdf": "a scan",
    "us-copyright-office-dmca-1998-old-pdf.pdf": "a footnote mark inside a sentence, no tags",
    "us-fbi-nics-rotated-table.pdf": "a turned page, a wide table",
    "us-federal-register-three-column.pdf": "three columns, footnotes stored before the body",
    "us-irs-i1040nr-50-pages-columns-tables.pdf": "three columns stored across",
}
ROUND_TRIP, PARTNERSHIP, REAL = "test_round_trip.py", "test_partnership.py", "test_real_documents.py"
HEADER = (
    "file", "what it exercises", "pages", "words in order", "headings", "table rows", "footnotes", "boxes",
    "oddities", "shown by",
)  # fmt: skip


def made_rows() -> list[tuple[str, ...]]:
    """Returns a row for each made document: how much of what it contains was found."""
    made = [made_pdf(file) for file in LAYOUTS] + [
        made_docx(),
        made_html(),
        made_odt(),
        made_rtf(),
        made_partnership(),
    ]
    return [_made_row(one) for one in made]


def _made_row(made: Made) -> tuple[str, ...]:
    found = read_document("made", made.file, made.data)
    paths = [section.path for section in found.document.sections]
    headings = sum(path in paths for path in made.headings)
    rows = [row.text for table in made.tables for row in (table.columns, *table.rows)]
    read = [folded(found, block) for block in found.blocks if block.kind in {"row", "columns"}]
    kept = sum(note.text in notes(made, found) for note in made.notes)
    return (
        made.file,
        MADE_SHOWS[made.file],
        str(len(made.labels) or "–"),
        f"{100 * words_in_order(made, found):.2f} %",
        f"{headings} of {len(made.headings)}",
        f"{sum(row in read for row in rows)} of {len(rows)}" if rows else "–",
        f"{kept} of {len(made.notes)}" if made.notes else "–",
        str(len(found.boxes)),
        _oddities(found),
        PARTNERSHIP if made.tables else ROUND_TRIP,
    )


def real_rows() -> list[tuple[str, ...]]:
    """Returns a row for each real document: how many of its hand-recorded sentences and rows were found."""
    recorded = tomllib.loads((ROOT / "tests/data/real_documents.toml").read_text(encoding="utf-8"))
    by_file = {entry["file"]: entry for entry in recorded["document"]}
    return [
        _real_row(path.name, path.read_bytes(), by_file.get(path.name, {}))
        for path in sorted((BENCH / "documents").glob("*.pdf"))
    ]


def _real_row(file: str, data: bytes, recorded: dict[str, Any]) -> tuple[str, ...]:
    try:
        found = read_document("real", file, data)
    except UnreadableDocument as error:
        return (
            file,
            REAL_SHOWS[file],
            *("–" for _ in range(6)),
            f"refused: {error.reason}",
            "test_shared_documents.py",
        )
    sentences = recorded.get("sentences", [])
    whole = sum(tuple(s["pages"]) in found_whole(found, s["text"]) for s in sentences)
    kinds = [block.kind for block in found.blocks]
    read = [cells(folded(found, block)) for block in found.blocks if block.kind == "row"]
    rows = [cells(row) for row in recorded.get("rows", [])]
    notes = recorded.get("footnotes", [])
    kept = sum(tuple(n["pages"]) in found_whole(found, n["text"], "footnote") for n in notes)
    return (
        file,
        REAL_SHOWS[file],
        str(len({page.number for page in found.document.pages})),
        f"{whole} of {len(sentences)} sentences" if sentences else "–",
        str(kinds.count("heading")),
        f"{sum(row in read for row in rows)} of {len(rows)}" if rows else str(kinds.count("row")),
        f"{kept} of {len(notes)}" if notes else str(kinds.count("footnote")),
        str(len(found.boxes)),
        _oddities(found),
        REAL,
    )


def _oddities(found: ReadDocument) -> str:
    return "; ".join(found.oddities[:3]) + (" …" if len(found.oddities) > 3 else "") or "–"


def print_table(rows: Sequence[tuple[str, ...]]) -> None:
    """Prints rows as a Markdown table."""
    for row in (HEADER, ("---",) * len(HEADER), *rows):
        print("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |")


def main() -> None:
    """Prints the table of the made documents, then that of the real ones."""
    print("### Made documents\n")
    print_table(made_rows())
    if not BENCH.is_dir():
        print(f"\nskipped: the real documents, which are not in {BENCH}")
        return
    print("\n### Real documents\n")
    print_table(real_rows())


if __name__ == "__main__":
    main()
