"""The briefing as an OpenDocument text and as rich text: headings, lists, hyperlinks, footnotes."""

import re
from xml.sax.saxutils import escape

from .briefing import Piece, Source, Word, briefing, plain
from .lines import SUPERSCRIPTS
from .made import Made, unpaged
from .office import odt_document, odt_look, rtf_document
from .word_file import HEADER, styled

MARKS = re.compile(f"[{SUPERSCRIPTS}]")


def made_odt() -> Made:
    """Returns the file and the expected results, without pages, because such a text has none."""
    source = briefing()
    body, depth = "", 0
    for piece in source.pieces:
        wanted = piece.depth if piece.kind == "item" else 0
        body += "</text:list-item></text:list>" * (depth - wanted)
        body += "</text:list-item>" if 0 < wanted <= depth else ""
        body += "<text:list><text:list-item>" * (wanted - depth) if wanted > depth else ""
        body += "<text:list-item>" if 0 < wanted <= depth else ""
        depth = wanted
        body += _odt_block(piece, source)
    body += "</text:list-item></text:list>" * depth
    header = (
        f"<office:master-styles><style:master-page><style:header><text:p>{HEADER}</text:p></style:header>"
        "</style:master-page></office:master-styles>"
    )
    look = odt_look("Bold", 'fo:font-weight="bold"')
    return _made(source, "briefing.odt", odt_document(body, automatic=look, styles=header))


def made_rtf() -> Made:
    """Returns the file and the expected results, without pages, because rich text has none."""
    source = briefing()
    names = "".join(rf"{{\s{i} heading {i};}}" for i in range(1, 6))
    head = rf"{{\stylesheet{{\s0 Normal;}}{names}{{\s9 Title;}}}}{{\header {HEADER}\par}}"
    return _made(
        source, "briefing.rtf", rtf_document("".join(_rtf_block(p, source) for p in source.pieces), head)
    )


def _made(source: Source, file: str, data: bytes) -> Made:
    notes = tuple(f"{mark} {plain(words)}" for mark, words in source.notes.items())
    return unpaged(source, file, data, notes, (HEADER,))


def _odt_block(piece: Piece, source: Source) -> str:
    words = _odt_words(piece.words, piece.lines)
    words = MARKS.sub(lambda found: _odt_note(found.group(), source.notes[found.group()]), words)
    if piece.kind == "heading" and piece.depth > 1:
        return f'<text:h text:outline-level="{piece.depth - 1}">{words}</text:h>'
    style = "Title" if piece.kind == "heading" else ""
    return f'<text:p text:style-name="{style}">{words}</text:p>'


def _odt_note(mark: str, words: tuple[Word, ...]) -> str:
    return (
        '<text:note text:note-class="footnote">'
        f"<text:note-citation>{SUPERSCRIPTS.index(mark)}</text:note-citation>"
        f"<text:note-body><text:p>{_odt_words(words)}</text:p></text:note-body></text:note>"
    )


def _odt_words(words: tuple[Word, ...], lines: tuple[int, ...] = ()) -> str:
    markup = ""
    for text, link, bold in styled(words, lines):
        part = escape(text).replace("\n", "<text:line-break/>")
        part = f'<text:span text:style-name="Bold">{part}</text:span>' if bold else part
        markup += f'<text:a xlink:href="{escape(link)}">{part}</text:a>' if link else part
    return markup


def _rtf_block(piece: Piece, source: Source) -> str:
    words = _rtf_words(piece.words, source, piece.lines)
    match piece.kind:
        case "heading":
            return rf"\pard\s{piece.depth - 1 or 9} {words}\par" + "\n"
        case "item":
            return rf"\pard{{\listtext\'95\tab}}\ls1\ilvl{piece.depth - 1} {words}\par" + "\n"
        case _:
            return rf"\pard\s0 {words}\par" + "\n"


def _rtf_words(words: tuple[Word, ...], source: Source, lines: tuple[int, ...] = ()) -> str:
    markup = ""
    for text, link, bold in styled(words, lines):
        part = "".join(_rtf_character(character, source) for character in text)
        part = rf"{{\b {part}}}" if bold else part
        field = rf'{{\field{{\*\fldinst HYPERLINK "{link}"}}{{\fldrslt {part}}}}}'
        markup += field if link else part
    return markup


def _rtf_character(character: str, source: Source) -> str:
    if character in source.notes:
        note = _rtf_words(source.notes[character], source)
        return rf"{{\super\chftn{{\footnote\pard {{\super\chftn}} {note}}}}}"
    if character == "\n":
        return r"\line "
    return character if character.isascii() and character not in "{}\\" else rf"\u{ord(character)}?"
