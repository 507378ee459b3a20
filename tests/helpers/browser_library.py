"""A made-up library's rules as a corpus for browser tests: local and national; web page, Markdown and PDF."""

import json
import shutil
from pathlib import Path

from parts import DATA, ROOT
from reportlab.pdfgen.canvas import Canvas

# None of this may take effect: not as HTML, Markdown, mathematics or text direction.
HOSTILE = (
    "<script>document.title='gone'</script><img src=https://evil.example/x onerror=alert(1)> "
    "$$x^2$$ [a link](javascript:alert(2)) ![a picture](https://evil.example/y) `code` **bold** "
    ":red[colour] :material/home: \u202egnihtyna\u202c"
)
HOSTILE_RULE = f"The parrot of the library says {HOSTILE} and nothing else."
ATLAS = "Where may an atlas of the stars be read?"
# Its subject is in the rules, with a link to a document without a copy; its fact is nowhere.
TORN = "How many days is a torn book with the binder, as the repair manual says?"
SIDES = "How many books may a reader borrow at a time?"
PAGES = (
    (
        "1 Rooms",
        "The tower room is open to every reader.",
        "A reader may borrow four books at a time from a council library.",
    ),
    (
        "2 Atlases",
        "An atlas of the stars must be read in the tower room.",
        "It should not be taken into the garden.",
    ),
)
QUESTIONS = (
    {"id": "atlas", "question": ATLAS, "answerable": True, "quotes": ["An atlas of the stars must be read"]},
    {"id": "parrot", "question": "Who feeds the parrot?", "answerable": True, "quotes": ["Nobody does."]},
)
ENTRIES = """
[[source]]
id = "reading-rooms"
title = "Reading rooms"
publisher = "Example Council"
kind = "guidance"
scope = "national"
file = "documents/reading-rooms.pdf"
url = "https://library.example/rooms.pdf"
published = 2020-02-01
review_by = 2022-02-01

[[source]]
id = "parrot"
title = "Parrot <b>rules</b> $x$ [here](javascript:alert(3))"
publisher = "Example Library"
scope = "local"
file = "documents/parrot.txt"
"""


def write_library(folder: Path) -> Path:
    """Writes the corpus below this folder."""
    corpus = folder / "corpus"
    shutil.copytree(DATA / "corpus", corpus)
    shutil.copy(ROOT / "corpus/notices.toml", corpus)
    (corpus / "sources.toml").write_text((corpus / "sources.toml").read_text() + ENTRIES)
    (corpus / "documents/parrot.txt").write_text(f"{HOSTILE_RULE}\n", encoding="utf-8")
    (corpus / "questions.jsonl").write_text("\n".join(map(json.dumps, QUESTIONS)))
    canvas = Canvas(str(corpus / "documents/reading-rooms.pdf"), pagesize=(400, 400), invariant=1)
    for heading, *lines in PAGES:
        canvas.setFont("Helvetica-Bold", 16)
        canvas.drawString(40, 340, heading)
        canvas.setFont("Helvetica", 11)
        for row, line in enumerate(lines):
            canvas.drawString(40, 300 - 40 * row, line)
        canvas.showPage()
    canvas.save()
    return corpus
