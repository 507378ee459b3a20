"""Builds Word files from the markup of their parts, so that a test controls every detail."""

import io
import zipfile
from collections.abc import Mapping
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml"
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def word_document(
    body: str, *, links: str = "", background: str = "", core: str = "", related: str = "",
    files: Mapping[str, str] | None = None, **parts: str,
) -> bytes:  # fmt: skip
    """Returns a Word file with this body. parts: markup in numbering, styles, footnotes, endnotes, settings.

    links: targets of the relationship rLink, from the body and from the notes. background: the colour of the
    paper. core: the title among the properties. related: further relationships of the body, to files.
    """
    link = f'<Relationship Id="rLink" Type="{OFFICE}/hyperlink" Target="{links}" TargetMode="External"/>'
    paper = f'<w:background w:color="{background}"/>' if background else ""
    names = {"document": f"{paper}<w:body>{body}</w:body>", **parts}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{MEDIA}.{kind}+xml"/>'
        for name, kind in {**{name: name for name in parts}, "document": "document.main"}.items()
    )
    related += "".join(f'<Relationship Id="r{n}" Type="{OFFICE}/{n}" Target="{n}.xml"/>' for n in parts)
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    package = "http://schemas.openxmlformats.org/package/2006"
    kept = "application/vnd.openxmlformats-package.core-properties+xml"
    if core:
        overrides += f'<Override PartName="/docProps/core.xml" ContentType="{kept}"/>'
    properties = (
        f'<Relationship Id="r2" Type="{package}/relationships/metadata/core-properties" '
        'Target="docProps/core.xml"/>'
        if core
        else ""
    )
    files = {
        "[Content_Types].xml": f'{head}<Types xmlns="{package}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        "_rels/.rels": f'{head}<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/>{properties}</Relationships>',
        **(files or {}),
    }
    if core:
        files["docProps/core.xml"] = (
            f'{head}<cp:coreProperties xmlns:cp="{package}/metadata/core-properties" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{core}</dc:title></cp:coreProperties>'
        )
    for name, markup in names.items():
        files[f"word/{name}.xml"] = f"{head}<w:{name} {SPACES}>{markup}</w:{name}>"
        held = (related if name == "document" else "") + (link if links else "")
        files[f"word/_rels/{name}.xml.rels"] = (
            f'{head}<Relationships xmlns="{package}/relationships">{held}</Relationships>'
        )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for name, text in files.items():
            target.writestr(name, text)
    return stream.getvalue()


def paragraph(words: str, properties: str = "") -> str:
    """Returns a paragraph of one run. properties: the markup inside w:pPr."""
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'


def listed(words: str, level: int = 0, num: int = 1) -> str:
    """Returns a paragraph of a list. level: from 0."""
    return paragraph(words, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


def level(depth: int, text: str, kind: str = "decimal", more: str = "", start: int = 1) -> str:
    """Returns one level of a list definition, from 0. more: further markup of the level."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def definition(number: int, levels: str) -> str:
    """Returns a list definition."""
    return f'<w:abstractNum w:abstractNumId="{number}">{levels}</w:abstractNum>'


def instance(number: int, of: int, overrides: str = "") -> str:
    """Returns a list that uses a definition."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def cell(words: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(words)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


LEVEL_2 = '<w:outlineLvl w:val="1"/>'


def word_file(change: Any = None) -> bytes:  # noqa: ANN401
    document = docx.Document()
    if change:
        change(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def word_paragraph(markup: str) -> bytes:
    """Returns a Word file that contains this paragraph's markup."""
    element = parse_xml(f"<w:p {nsdecls('w')}>{markup}</w:p>")
    return word_file(lambda document: document.element.body.insert(0, element))


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'
