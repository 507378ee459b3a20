"""Files with a few bytes changed: input that a reader may meet although nobody wrote it."""

import io
import random
import zipfile


def parts(name: str, data: bytes) -> list[tuple[str, bytes]]:
    """Returns what to mutate: the parts of an office file, because packing hides them; else the whole."""
    if not name.endswith((".docx", ".odt", ".pptx")):
        return [("", data)]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [
            (entry, archive.read(entry)) for entry in archive.namelist() if entry.endswith((".xml", ".rels"))
        ]


def with_part(data: bytes, entry: str, part: bytes) -> bytes:
    """Returns the file with one of its parts replaced."""
    if not entry:
        return part
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, part if name == entry else old.read(name))
    return out.getvalue()


# Bytes with a meaning in one format or another.
TOKENS = [
    b"<", b">", b"&", b"</p>", b"<table><tr>", b"<li>", b"<a href=x>", b"<sup>1</sup>", b"<!--",
    b"&#0;", b"&#xd800;", b"<h1>", b"<pre>", b"\x00", b"\xff", b"\xe2\x80\xa8", b"\xcc\x81",
    b"\xef\xbb\xbf", b"\xc2\xad", b"\r", b"\t", b"[^1]", b"[^1]: ", b"](#)", b"| ", b"---\n", b"> ",
    b"  - ", b"```", b"# ", b"\\", b"*", b"_", b"`", b" 0 R", b"obj", b"endobj", b"stream",
    b"endstream", b"<<", b">>", b"[", b"]", b"(", b")", b"/Kids", b"/Parent", b"-1", b"0",
    b"<s>", b"<del>", b"<ol start=9>", b" style='color:#fff'", b" style='display:none'", b"<style>p{",
    b"</style>", b"~~", b"$CTA\n", b"<br>", b"</details>", b"\xc3\xa2\xe2\x82\xac\xe2\x84\xa2", b"\x92",
    b"99999999999999999999", b"1e309", b"nan", b"/Rotate 90", b" Tf", b" Td", b" Tm", b" cm", b" Tj",
    b"<w:p>", b"</w:p>", b"<w:tbl>", b"<w:tr>", b"<w:tc>", b"<w:del>",
    b"<w:footnoteReference w:id='1'/>", b"<w:numPr><w:ilvl w:val='99'/><w:numId w:val='1'/></w:numPr>",
    b"w:val=''", b"w:val='x'", b"<w:strike/>", b"<w:color w:val='FFFFFF'/>", b"<w:sz w:val='x'/>",
    b"<text:p>", b"</text:p>", b"<text:list>", b"<table:table>", b"<table:table-cell>", b"<text:note/>",
    b"<a:p>", b"</a:p>", b"<p:sp>", b"</p:sp>", b"<p:grpSp>", b"<a:tbl>", b"{", b"}", b"\\par ", b"\\cell ",
    b"\\row ", b"\\trowd ", b"\\intbl ", b"\\u-1 ", b"\\'e9", b"\\footnote ", b"\\bin9 ", b"\\*",
]  # fmt: skip


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Returns the bytes with a few of them changed, removed, doubled or moved, or with a token inserted."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(changed) + 1)
        length = min(len(changed) - at, chance.choice([1, 1, 2, 8, 40, 400]))
        match chance.randrange(6):
            case 0:
                changed[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del changed[at : at + length]
            case 2:
                changed[at:at] = changed[at : at + length] * chance.choice([1, 2, 30])
            case 3:
                to = chance.randrange(len(changed) + 1)
                changed[to:to] = changed[at : at + length]
            case 4:
                changed[at:at] = chance.choice(TOKENS) * chance.choice([1, 1, 1, 3, 60])
            case 5:
                changed[at : at + length] = chance.choice(TOKENS)
    return bytes(changed)


def mutated_file(name: str, data: bytes, chance: random.Random) -> bytes:
    """Returns a file with one of its parts, or sometimes the whole, mutated."""
    entry, part = chance.choice(parts(name, data))
    if chance.random() < 0.1:
        return mutated(data, chance)
    return with_part(data, entry, mutated(part, chance))
