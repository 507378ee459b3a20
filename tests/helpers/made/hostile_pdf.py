"""PDFs made to harm whoever opens them. Each function returns the bytes of one."""

import struct
import zlib
from collections.abc import Callable, Mapping

from .hostile import MEBIBYTE, WORDS, zeros


def pdf(objects: Mapping[int, bytes], trailer: bytes = b"") -> bytes:
    """Returns a PDF of these objects; number 1 is its catalogue."""
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
    """Returns a PDF of one page. content: its stream's bytes. stream, catalogue: further entries in them."""
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
    """Returns page content that shows these words."""
    return b"BT /F 12 Tf 20 200 Td (%b) Tj ET" % words.encode("latin-1")


def pdf_of_gibibytes() -> bytes:
    """Returns a page whose content unpacks to eight gibibytes."""
    return pdf_page(zeros(8), stream=b"/Filter /FlateDecode")


def pdf_packed_twice() -> bytes:
    """Returns the same, packed twice: a few kilobytes."""
    return pdf_page(zlib.compress(zeros(8), 9), stream=b"/Filter [/FlateDecode /FlateDecode]")


def pdf_of_many_filters() -> bytes:
    """Returns content that must be unpacked a hundred thousand times."""
    return pdf_page(shown(), stream=b"/Filter [%b]" % (b"/ASCIIHexDecode " * 100_000))


def pdf_of_run_lengths() -> bytes:
    """Returns packed runs, each 128 bytes from two: the content unpacks to gibibytes."""
    runs = zlib.compress(b"\x81 " * (8 * MEBIBYTE), 9)
    return pdf_page(runs, stream=b"/Filter [/FlateDecode /RunLengthDecode]")


def pdf_of_a_million_pages() -> bytes:
    """Returns a page tree of six levels whose nodes have the same child ten times."""
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>"}
    for level in range(6):
        kids = b"%d 0 R " % (3 + level) * 10
        objects[2 + level] = b"<< /Type /Pages /Count %d /Kids [%b] >>" % (10 ** (6 - level), kids)
    return pdf(objects | {8: b"<< /Type /Page /Parent 7 0 R /MediaBox [0 0 9 9] >>"})


def pdf_with_a_page_tree_in_a_circle() -> bytes:
    """Returns a page tree whose root is its own child."""
    return pdf(
        {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Count 9 /Kids [2 0 R 2 0 R] >>"}
    )


def pdf_with_an_outline_in_a_circle() -> bytes:
    """Returns a sound page and an outline whose entries follow and contain each other endlessly."""
    entry = b"<< /Title (Pool) /First 7 0 R /Next 7 0 R /Parent 7 0 R /Dest [3 0 R /Fit] >>"
    return pdf_page(shown(), catalogue=b"/Outlines 7 0 R", further=entry)


def pdf_with_labels_in_a_circle() -> bytes:
    """Returns a sound page and page labels whose tree is its own child."""
    return pdf_page(
        shown(), catalogue=b"/PageLabels 7 0 R", further=b"<< /Kids [7 0 R 7 0 R] /Limits [0 9] >>"
    )


def pdf_with_a_form_in_itself() -> bytes:
    """Returns a page that draws a form that draws itself, twice."""
    inside = b"/Resources << /XObject << /X 6 0 R >> >>"
    form = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] %b /Length 11 >>" % inside
    return pdf_page(shown() + b" /X Do", picture=form + b"\nstream\n/X Do /X Do\nendstream")


def pdf_with_tables_in_a_circle() -> bytes:
    """Returns a cross-reference table whose previous one is itself."""
    whole = pdf({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Count 0 /Kids [] >>"})
    at = whole.index(b"xref\n")
    return pdf(
        {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Count 0 /Kids [] >>"},
        b"/Prev %d" % at,
    )


def pdf_with_a_length_in_itself() -> bytes:
    """Returns a stream whose length is the stream itself."""
    content = shown()
    body = b"<< /Length 4 0 R >>\nstream\n%b\nendstream" % content
    return pdf_page(content).replace(
        b"<< /Length %d  >>\nstream\n%b\nendstream" % (len(content), content), body
    )


def pdf_with_an_object_stream_in_itself() -> bytes:
    """Returns an object stream whose own table says that it is inside itself."""
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
    """Returns a page whose dictionary contains an array a hundred thousand levels deep."""
    deep = b"[" * 100_000 + b"]" * 100_000
    return pdf_page(shown(), catalogue=b"/Deep %b" % deep)


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
