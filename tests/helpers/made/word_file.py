"""The briefing as a Word file: heading and list styles, hyperlinks, footnotes in their own part."""

import io
import zipfile
from collections.abc import Iterator
from itertools import groupby
from xml.sax.saxutils import escape

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from .briefing import Piece, Source, Word, briefing, plain
from .lines import SUPERSCRIPTS
from .made import Made, unpaged

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
HEADER = "Learning from Case Reviews"
SEPARATOR = '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'


def made_docx() -> Made:
    """Returns the file and the expected results, without pages, because a Word file has none."""
    source = briefing()
    notes = tuple(f"{mark} {plain(words)}" for mark, words in source.notes.items())
    return unpaged(source, "briefing.docx", _file(source), notes, (HEADER,))


def _file(source: Source) -> bytes:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = HEADER
    notes = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE, package=document.part.package)
    for piece in source.pieces:
        paragraph = document.add_paragraph(style=_style(piece))
        for run in _runs(piece.words, document.part, piece.lines):
            paragraph._p.append(parse_xml(run))
    written = "".join(
        f'<w:footnote w:id="{SUPERSCRIPTS.index(mark)}"><w:p><w:r>{RAISED}<w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> </w:t></w:r>{"".join(_runs(words, notes))}</w:p></w:footnote>'
        for mark, words in source.notes.items()
    )
    notes._blob = f"<w:footnotes {nsdecls('w', 'r')}>{SEPARATOR}{written}</w:footnotes>".encode()
    document.part.relate_to(notes, RELATIONSHIP_TYPE.FOOTNOTES)
    buffer = io.BytesIO()
    document.save(buffer)
    return _dateless(buffer.getvalue())


def _style(piece: Piece) -> str:
    match piece.kind:
        case "heading":
            return "Title" if piece.depth == 1 else f"Heading {piece.depth - 1}"
        case "item":
            return "List Bullet" if piece.depth == 1 else f"List Bullet {piece.depth}"
        case _:
            return "Normal"


def styled(words: tuple[Word, ...], lines: tuple[int, ...] = ()) -> Iterator[tuple[str, str | None, bool]]:
    """Returns the words in stretches of one style: text (a line break is a new line), link, bold or not.

    lines: how many words come before each line break.
    """
    characters: list[tuple[str, tuple[str | None, bool]]] = []
    breaks = {sum(lines[: i + 1]) for i in range(len(lines))}
    for i, word in enumerate(words):
        if i:
            previous = words[i - 1]
            joined = word.link if word.link == previous.link else None
            characters.append(("\n" if i in breaks else " ", (joined, word.bold and previous.bold)))
        for at, character in enumerate(word.text):
            characters.append((character, (word.link if at < word.linked else None, word.bold)))
    for (link, bold), group in groupby(characters, key=lambda character: character[1]):
        yield "".join(character for character, _ in group), link, bold


def _runs(words: tuple[Word, ...], part: Part, lines: tuple[int, ...] = ()) -> list[str]:
    """Returns the words as runs of one style each."""
    runs = []
    for text, link, bold in styled(words, lines):
        run = _run(text, bold=bold)
        if link:
            relation = part.relate_to(link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            run = f'<w:hyperlink {nsdecls("w", "r")} r:id="{relation}">{run}</w:hyperlink>'
        runs.append(run)
    return runs


def _run(text: str, *, bold: bool) -> str:
    inner = ""
    for character in text:
        if character in SUPERSCRIPTS:
            inner += f'<w:footnoteReference w:id="{SUPERSCRIPTS.index(character)}"/>'
        elif character == "\n":
            inner += "<w:br/>"
        else:
            inner += f'<w:t xml:space="preserve">{escape(character)}</w:t>'
    return f"<w:r {nsdecls('w')}>{'<w:rPr><w:b/></w:rPr>' if bold else ''}{inner}</w:r>".replace(
        '</w:t><w:t xml:space="preserve">', ""
    )


def _dateless(data: bytes) -> bytes:
    """Returns the same package without its creation time, so that two of them are equal."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name), old.read(name), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
