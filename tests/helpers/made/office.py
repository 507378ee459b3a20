"""Builds OpenDocument texts, slides and rich text from markup, so that a test controls every detail."""

import io
import zipfile
from collections.abc import Mapping, Sequence

NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
ODF_SPACES = " ".join(
    f'xmlns:{short}="{NAMES}{name}:1.0"'
    for short, name in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"), ("meta", "meta"),
    )
) + (
    ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0" '
    'xmlns:field="urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0"'
)  # fmt: skip
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SLIDE_SPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    f'xmlns:r="{OFFICE}"'
)


def packed(files: Mapping[str, str | bytes]) -> bytes:
    """Returns a zip archive of these texts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name, text in files.items():
            target.writestr(name, text)
    return stream.getvalue()


def odt_document(
    body: str, *, automatic: str = "", styles: str = "", title: str = "", doctype: str = "",
    files: Mapping[str, str] | None = None,
) -> bytes:  # fmt: skip
    """Returns an OpenDocument text. automatic, styles: markup of the styles in the text and beside it.

    files: what else is in it, such as a formula.
    """
    return packed(
        {
            **(files or {}),
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<?xml version='1.0'?>{doctype}<office:document-content {ODF_SPACES}>"
            f"<office:automatic-styles>{automatic}</office:automatic-styles><office:body><office:text>{body}"
            "</office:text></office:body></office:document-content>",
            "styles.xml": f"<office:document-styles {ODF_SPACES}>{styles}</office:document-styles>",
            "meta.xml": f"<office:document-meta {ODF_SPACES}><office:meta><dc:title>{title}</dc:title>"
            "</office:meta></office:document-meta>",
        }
    )


def odt_look(name: str, properties: str, family: str = "text") -> str:
    """Returns a style. properties: the attributes of its letters."""
    return (
        f'<style:style style:name="{name}" style:family="{family}"><style:text-properties {properties}/>'
        "</style:style>"
    )


def related(links: Mapping[str, tuple[str, str]], outside: Sequence[str] = ()) -> str:
    """Returns the relationships of a part: by id, their kind and target. outside: the ids of addresses."""
    entries = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if key in outside else ''}/>"
        for key, (kind, target) in links.items()
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{entries}</Relationships>'


def pptx_document(
    slides: Sequence[str], *, hidden: Sequence[int] = (), notes: Mapping[int, str] | None = None,
    title: str = "", doctype: str = "", times: int = 1, layout: str = "", background: str = "",
    master: str = "", picture: bytes = b"",
) -> bytes:  # fmt: skip
    """Returns slides from the markup of their shapes. hidden: numbers of hidden slides. notes: by number.

    times: how often the list of slides names each of them. layout: the shapes behind each slide.
    background: the markup of its background. master: what is in the master of the layout.
    picture: what the relation "picture" of each slide leads to.
    """
    numbers = range(1, len(slides) + 1)
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": related({"r1": ("officeDocument", "ppt/presentation.xml")}),
        "ppt/presentation.xml": f"<p:presentation {SLIDE_SPACES}><p:sldIdLst>"
        + "".join(f'<p:sldId id="{255 + i}" r:id="s{i}"/>' for i in numbers) * times
        + '</p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/></p:presentation>',
        "ppt/_rels/presentation.xml.rels": related(
            {f"s{i}": ("slide", f"slides/slide{i}.xml") for i in numbers}
        ),
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></cp:coreProperties>',
    }
    for i, shapes in zip(numbers, slides, strict=True):
        shown = ' show="0"' if i in hidden else ""
        files[f"ppt/slides/slide{i}.xml"] = (
            f"<?xml version='1.0'?>{doctype}<p:sld {SLIDE_SPACES}{shown}>{_tree(shapes)}</p:sld>"
        )
        if layout or background:
            files["ppt/slideLayouts/slideLayout1.xml"] = (
                f"<p:sldLayout {SLIDE_SPACES}>{_tree(layout, background)}</p:sldLayout>"
            )
        if master:
            files["ppt/slideMasters/slideMaster1.xml"] = f"<p:sldMaster {SLIDE_SPACES}>{master}</p:sldMaster>"
            files["ppt/slideLayouts/_rels/slideLayout1.xml.rels"] = related(
                {"master": ("slideMaster", "../slideMasters/slideMaster1.xml")}
            )
        files["ppt/media/picture.png"] = picture
        links = {"out": ("hyperlink", "https://shed.example/"), "picture": ("image", "../media/picture.png")}
        if layout or background:
            links["layout"] = ("slideLayout", "../slideLayouts/slideLayout1.xml")
        if notes and i in notes:
            links["notes"] = ("notesSlide", f"../notesSlides/notesSlide{i}.xml")
            files[f"ppt/notesSlides/notesSlide{i}.xml"] = (
                f"<p:notes {SLIDE_SPACES}>{_tree(shape(notes[i], 'body'))}</p:notes>"
            )
        files[f"ppt/slides/_rels/slide{i}.xml.rels"] = related(links, ["out"])
    return packed(files)


def _tree(shapes: str, background: str = "") -> str:
    paper = f"<p:bg>{background}</p:bg>" if background else ""
    return f"<p:cSld>{paper}<p:spTree>{shapes}</p:spTree></p:cSld>"


def shape(
    words: str,
    kind: str | None = None,
    place: tuple[int, int] | None = None,
    *,
    about: str = "",
    looks: str = "",
) -> str:
    """Returns a shape with a paragraph for each line. kind: of a placeholder. place: left and top, in EMU.

    about: further attributes of the shape. looks: of the letters.
    """
    mark = "" if kind is None else f'<p:ph type="{kind}"/>' if kind else '<p:ph idx="1"/>'
    where = (
        f'<a:xfrm><a:off x="{place[0]}" y="{place[1]}"/><a:ext cx="900000" cy="300000"/></a:xfrm>'
        if place
        else ""
    )
    lines = "".join(f"<a:p><a:r><a:rPr {looks}/><a:t>{line}</a:t></a:r></a:p>" for line in words.split("\n"))
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="2" name="x" {about}/><p:cNvSpPr/><p:nvPr>{mark}</p:nvPr></p:nvSpPr>'
        f"<p:spPr>{where}</p:spPr><p:txBody>{lines}</p:txBody></p:sp>"
    )


def rtf_document(body: str, head: str = "") -> bytes:
    """Returns a rich text file. head: further tables before the text."""
    fonts = r"{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fcharset2 Wingdings;}{\f2\fcharset204 Arial Cyr;}}"
    colours = r"{\colortbl;\red0\green0\blue0;\red255\green255\blue255;\red31\green56\blue100;}"
    return rf"{{\rtf1\ansi\ansicpg1252\deff0{fonts}{colours}{head}{body}}}".encode("ascii")
