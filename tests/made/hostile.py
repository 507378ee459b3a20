"""Files made to do harm to whoever opens them. Each function gives the bytes of one."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

MEBIBYTE = 2**20
WORDS = "The made-up swimming pool opens at nine."
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PRIVATE = "What stands in this file is nobody's business."


def pdf(objects: Mapping[int, bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects; number 1 is its catalogue."""
    out = b"%PDF-1.7\n"
    offsets = {}
    for number, body in objects.items():
        offsets[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    size = max(objects) + 1
    rows = [
        b"%010d 00000 n \n" % offsets[n] if n in offsets else b"0000000000 65535 f \n" for n in range(size)
    ]
    table = b"xref\n0 %d\n%b" % (size, b"".join(rows))
    return out + table + b"trailer << /Size %d /Root 1 0 R %b >>\nstartxref\n%d\n%%%%EOF\n" % (
        size, trailer, len(out),
    )  # fmt: skip


def pdf_page(content: bytes, *, stream: bytes = b"", catalogue: bytes = b"", **more: bytes) -> bytes:
    """A PDF of one page. content: its stream's bytes. stream, catalogue: more entries of theirs."""
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R %b >>" % catalogue,
        2: b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R "
        b"/Resources << /Font << /F 5 0 R >> /XObject << /X 6 0 R >> >> >>",
        4: b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(content), stream, content),
        5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        6: more.get("picture", b"null"),
        7: more.get("further", b"null"),
    }
    return pdf(objects)


def shown(words: str = WORDS) -> bytes:
    """A page's content that shows these words."""
    return b"BT /F 12 Tf 20 200 Td (%b) Tj ET" % words.encode("latin-1")


def zeros(gibibytes: int) -> bytes:
    """So many gibibytes of spaces, compressed: a thousandth of it, without ever having been there whole."""
    packer = zlib.compressobj(9)
    once = packer.compress(b" " * MEBIBYTE) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(b" " * MEBIBYTE) + packer.flush(zlib.Z_FULL_FLUSH)
    return once + again * (gibibytes * 1024 - 1)


def pdf_of_gibibytes() -> bytes:
    """A page whose content is eight gibibytes long when it is unpacked."""
    return pdf_page(zeros(8), stream=b"/Filter /FlateDecode")


def pdf_packed_twice() -> bytes:
    """The same, packed twice: a few kilobytes."""
    return pdf_page(zlib.compress(zeros(8), 9), stream=b"/Filter [/FlateDecode /FlateDecode]")


def pdf_of_many_filters() -> bytes:
    """A content that is to be unpacked a hundred thousand times."""
    return pdf_page(shown(), stream=b"/Filter [%b]" % (b"/ASCIIHexDecode " * 100_000))


def pdf_of_run_lengths() -> bytes:
    """Runs of 128 bytes from two, packed: the unpacked content is gibibytes long."""
    runs = zlib.compress(b"\x81 " * (8 * MEBIBYTE), 9)
    return pdf_page(runs, stream=b"/Filter [/FlateDecode /RunLengthDecode]")


def pdf_of_a_million_pages() -> bytes:
    """A page tree of six levels whose nodes have the same child ten times."""
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>"}
    for level in range(6):
        kids = b"%d 0 R " % (3 + level) * 10
        objects[2 + level] = b"<< /Type /Pages /Count %d /Kids [%b] >>" % (10 ** (6 - level), kids)
    return pdf(objects | {8: b"<< /Type /Page /Parent 7 0 R /MediaBox [0 0 9 9] >>"})


def pdf_with_a_page_tree_in_a_circle() -> bytes:
    """A page tree whose root is its own child."""
    return pdf(
        {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Count 9 /Kids [2 0 R 2 0 R] >>"}
    )


def pdf_with_an_outline_in_a_circle() -> bytes:
    """A sound page beside an outline whose entries follow and hold each other without end."""
    entry = b"<< /Title (Pool) /First 7 0 R /Next 7 0 R /Parent 7 0 R /Dest [3 0 R /Fit] >>"
    return pdf_page(shown(), catalogue=b"/Outlines 7 0 R", further=entry)


def pdf_with_labels_in_a_circle() -> bytes:
    """A sound page beside page labels whose tree is its own child."""
    return pdf_page(
        shown(), catalogue=b"/PageLabels 7 0 R", further=b"<< /Kids [7 0 R 7 0 R] /Limits [0 9] >>"
    )


def pdf_with_a_form_in_itself() -> bytes:
    """A page that draws a form that draws itself, twice."""
    inside = b"/Resources << /XObject << /X 6 0 R >> >>"
    form = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] %b /Length 11 >>" % inside
    return pdf_page(shown() + b" /X Do", picture=form + b"\nstream\n/X Do /X Do\nendstream")


def pdf_with_tables_in_a_circle() -> bytes:
    """A cross-reference table whose previous one is itself."""
    whole = pdf({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Count 0 /Kids [] >>"})
    at = whole.index(b"xref\n")
    return pdf(
        {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Count 0 /Kids [] >>"},
        b"/Prev %d" % at,
    )


def pdf_with_a_length_in_itself() -> bytes:
    """A stream whose length is the stream itself."""
    content = shown()
    body = b"<< /Length 4 0 R >>\nstream\n%b\nendstream" % content
    return pdf_page(content).replace(
        b"<< /Length %d  >>\nstream\n%b\nendstream" % (len(content), content), body
    )


def pdf_with_an_object_stream_in_itself() -> bytes:
    """An object stream that its own table looks for inside itself."""
    head = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    packed = b"5 0 2 40 << /Type /ObjStm >>                      << /Type /Pages /Count 1 /Kids [3 0 R] >>"
    about = b"<< /Type /ObjStm /N 2 /First 9 /Extends 5 0 R /Length %d >>" % len(packed)
    body = b"5 0 obj\n%b\nstream\n%b\nendstream\nendobj\n" % (about, packed)
    rows = [(0, 0, 255), (1, 9, 0), (2, 5, 1), (2, 5, 0), (2, 5, 0), (2, 5, 0), (1, len(head + body), 0)]
    table = b"".join(struct.pack(">BIB", *row) for row in rows)
    about = b"<< /Type /XRef /W [1 4 1] /Size 7 /Root 1 0 R /Length %d >>" % len(table)
    xref = b"6 0 obj\n%b\nstream\n%b\nendstream\nendobj\n" % (about, table)
    return head + body + xref + b"startxref\n%d\n%%%%EOF" % len(head + body)


def pdf_nested_deeply() -> bytes:
    """A page whose dictionary holds an array of a hundred thousand levels."""
    deep = b"[" * 100_000 + b"]" * 100_000
    return pdf_page(shown(), catalogue=b"/Deep %b" % deep)


def docx_of(document: str, *, doctype: str = "", extra: Mapping[str, bytes] | None = None) -> bytes:
    """A Word file with this in its body."""
    rels = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    parts = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{kind}.document.main+xml"/>'
            f'<Override PartName="/word/styles.xml" ContentType="{kind}.styles+xml"/></Types>'
        ).encode(),
        "_rels/.rels": (
            f'<Relationships xmlns="{rels}"><Relationship Id="r1" Type="{office}/officeDocument" '
            'Target="word/document.xml"/></Relationships>'
        ).encode(),
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{rels}"><Relationship Id="r1" Type="{office}/styles" '
            'Target="styles.xml"/></Relationships>'
        ).encode(),
        "word/styles.xml": f'<w:styles xmlns:w="{W}"/>'.encode(),
        "word/document.xml": (
            f'<?xml version="1.0"?>{doctype}<w:document xmlns:w="{W}">'
            f"<w:body>{document}</w:body></w:document>"
        ).encode(),
    } | dict(extra or {})
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def paragraph(words: str = WORDS) -> str:
    """A paragraph of a Word file."""
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def laughs() -> str:
    """Entities that double ten times ten: a thousand million words from a few lines."""
    lines = ['<!ENTITY a0 "pool ">']
    lines += [f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10)]
    return f"<!DOCTYPE w [{''.join(lines)}]>"


def docx_of_laughs() -> bytes:
    """An entity bomb where the text stands."""
    return docx_of(paragraph("&a9;"), doctype=laughs())


def docx_with_laughs_in_its_styles() -> bytes:
    """An entity bomb in another part."""
    styles = f'<?xml version="1.0"?>{laughs()}<w:styles xmlns:w="{W}">&a9;</w:styles>'
    return docx_of(paragraph(), extra={"word/styles.xml": styles.encode()})


def docx_with_an_entity_of(path: str) -> bytes:
    """An entity that stands for the content of a file of this machine."""
    return docx_of(paragraph("Look: &file;"), doctype=f'<!DOCTYPE w [<!ENTITY file SYSTEM "file://{path}">]>')


def html_of_laughs() -> bytes:
    """An entity bomb in a web page."""
    return f"{laughs()}<html><body><p>{WORDS}</p><p>&a9;</p></body></html>".encode()


def html_with_an_entity_of(path: str) -> bytes:
    """A web page with an entity, a frame and an include that stand for a file of this machine."""
    return (
        f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY file SYSTEM "file://{path}">]>'
        f'<html xmlns:xi="http://www.w3.org/2001/XInclude"><body><p>{WORDS} &file;</p>'
        f'<xi:include href="file://{path}" parse="text"/><iframe src="file://{path}"></iframe></body></html>'
    ).encode()


def _packed_again(files: Mapping[str, tuple[bytes, int, int]], more: Mapping[str, str]) -> bytes:
    """A zip archive of packed bytes, sizes and checksums as they are given.

    more: further names, each for the bytes of one that is there.
    """
    body, places, lines = b"", {}, b""
    for name, (packed, size, checksum) in files.items():
        about = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 33, checksum, len(packed), size, len(name), 0)
        places[name] = (about, len(body))
        body += b"PK\x03\x04" + about + name.encode() + packed
    names = {name: name for name in files} | dict(more)
    for name, of in names.items():
        about, place = places[of]
        about = about[:-4] + struct.pack("<HH", len(name), 0)
        lines += b"PK\x01\x02\x14\x00" + about + struct.pack("<HHHII", 0, 0, 0, 0, place) + name.encode()
    end = struct.pack("<HHHHIIH", 0, 0, len(names), len(names), len(lines), len(body), 0)
    return body + lines + b"PK\x05\x06" + end


def _with_text_of_gibibytes(size: int, more: Mapping[str, str]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(docx_of(paragraph()))) as sound:
        parts = {name: sound.read(name) for name in sound.namelist()}
    files = {
        name: (zlib.compress(data, 9)[2:-4], len(data), zlib.crc32(data)) for name, data in parts.items()
    }
    files["word/document.xml"] = (zeros(size)[2:], size * 1024 * MEBIBYTE, 0)
    return _packed_again(files, more)


def docx_of_gibibytes() -> bytes:
    """A Word file whose text is three gibibytes long when it is unpacked."""
    return _with_text_of_gibibytes(3, {})


def docx_of_overlapping_entries() -> bytes:
    """A Word file with a thousand names for the same packed stretch of three gibibytes."""
    return _with_text_of_gibibytes(3, {f"word/{i}.xml": "word/document.xml" for i in range(1000)})


def docx_of_many_entries() -> bytes:
    """A sound Word file beside fifty thousand empty entries."""
    return docx_of(paragraph(), extra={f"word/{i}.xml": b"" for i in range(50_000)})


def docx_with_names_that_lead_out(target: str) -> bytes:
    """Entries whose names would be written elsewhere, by whoever unpacks them, and one that is a link."""
    out = io.BytesIO(
        docx_of(paragraph(), extra={f"../../..{target}": b"x", target: b"x", f"word/..\\..{target}": b"x"})
    )
    with zipfile.ZipFile(out, "a") as archive:
        link = zipfile.ZipInfo("word/link.xml")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, target)
    return out.getvalue()


def docx_with_a_part_outside(target: str) -> bytes:
    """A Word file whose styles are said to stand in a file of this machine."""
    rels = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = f'<Relationship Id="r1" Type="{office}/styles" Target="../../../../..{target}"/>'
    data = f'<Relationships xmlns="{rels}">{relation}</Relationships>'.encode()
    return docx_of(paragraph(), extra={"word/_rels/document.xml.rels": data})


def docx_nested_deeply() -> bytes:
    """Tables in tables, ten thousand levels."""
    begin, end = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    return docx_of(begin * 10_000 + paragraph() + end * 10_000)


def docx_of_boxes_in_boxes() -> bytes:
    """Tables in tables, a hundred levels: few enough to be parsed, and read again at each level."""
    begin, end = "<w:tbl><w:tr><w:tc>" + paragraph(), "</w:tc></w:tr></w:tbl>"
    return docx_of(begin * 80 + end * 80)


def _nested(begin: str, end: str, levels: int = 100_000) -> Callable[[], bytes]:
    return lambda: (begin * levels + WORDS + end * levels).encode()


# What is nested, repeated or long, in the formats that are text: the file's name and its bytes.
LONG = 4 * MEBIBYTE
TEXTS: dict[str, Callable[[], bytes]] = {
    "divs.html": _nested("<div>", "</div>"),
    "spans.html": _nested("<span>", "</span>"),
    "bold.html": _nested("<b>", "</b>"),
    "open.html": _nested("<div><p>", ""),
    "links.html": _nested("<a href=x>", "</a>"),
    "lists.html": _nested("<ul><li>", "</ul>"),
    "tables.html": _nested("<table><tr><td>", "</table>"),
    "attributes.html": lambda: f"<p {' '.join(f'a{i}=x' for i in range(200_000))}>{WORDS}".encode(),
    "quotes.md": _nested("> ", "", 50_000),
    "angles.md": _nested(">", ""),
    "brackets.md": _nested("[", "](x)"),
    "openbrackets.md": _nested("[", ""),
    "pictures.md": _nested("![", "]"),
    "stars.md": _nested("*a **b ", ""),
    "lists.md": _nested("- ", "", 20_000),
    "ticks.md": lambda: " ".join("`" * i for i in range(1500)).encode(),
    "tags.md": _nested("<b>", "</b>"),
    "cells.md": lambda: f"{'|a' * 50_000}|\n{'|-' * 50_000}|\n{'|b' * 50_000}|\n".encode(),
    "footnotes.md": lambda: "".join(f"[^{i}]: [^{i + 1}]\n\n" for i in range(20_000)).encode(),
    "letters.txt": lambda: b"a" * LONG,
    "letters.md": lambda: b"a" * LONG,
    "letters.html": lambda: b"<p>" + b"a" * LONG,
    "sentences.txt": lambda: WORDS.encode() * (LONG // 40),
    "figures.txt": lambda: b"1. " * 30_000,
    "spaces.txt": lambda: b"a" + b" " * LONG + b"b",
    "combining.txt": lambda: b"a" + "\u0301".encode() * 50_000,
}

PDFS: dict[str, Callable[[], bytes]] = {
    f"{make.__name__}.pdf": make
    for make in (
        pdf_of_gibibytes,
        pdf_packed_twice,
        pdf_of_many_filters,
        pdf_of_run_lengths,
        pdf_of_a_million_pages,
        pdf_with_a_page_tree_in_a_circle,
        pdf_with_an_outline_in_a_circle,
        pdf_with_labels_in_a_circle,
        pdf_with_a_form_in_itself,
        pdf_with_tables_in_a_circle,
        pdf_with_a_length_in_itself,
        pdf_with_an_object_stream_in_itself,
        pdf_nested_deeply,
    )
}

WORD_FILES: dict[str, Callable[[], bytes]] = {
    f"{make.__name__}.docx": make
    for make in (
        docx_of_laughs,
        docx_with_laughs_in_its_styles,
        docx_of_gibibytes,
        docx_of_overlapping_entries,
        docx_of_many_entries,
        docx_nested_deeply,
        docx_of_boxes_in_boxes,
    )
}
