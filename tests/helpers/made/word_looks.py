"""Builds Word styles, paragraphs and shapes whose words are struck, hidden or coloured."""

from .word import run, word_document

PLAIN = "<w:p><w:r><w:t>The shed is open.</w:t></w:r></w:p>"


STYLES = (
    '<w:style w:type="paragraph" w:styleId="Old"><w:name w:val="Old"/><w:rPr><w:strike/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Older"><w:name w:val="Older"/><w:basedOn w:val="Old"/></w:style>'
    '<w:style w:type="character" w:styleId="Gone"><w:name w:val="Gone"/><w:rPr><w:strike/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Pale"><w:name w:val="Pale"/><w:rPr><w:color w:val="FFFFFF"/>'
    "</w:rPr></w:style>"
    '<w:style w:type="paragraph" w:styleId="Dark"><w:name w:val="Dark"/><w:pPr><w:shd w:val="clear" '
    'w:fill="1F3864"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Off"><w:name w:val="Off"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="On"><w:name w:val="On"/><w:basedOn w:val="Off"/><w:rPr>'
    '<w:vanish w:val="0"/></w:rPr></w:style>'
    '<w:style w:type="table" w:styleId="Void"><w:name w:val="Void"/><w:rPr><w:strike/></w:rPr></w:style>'
    '<w:style w:type="table" w:styleId="Snow"><w:name w:val="Snow"/><w:rPr><w:color w:val="FFFFFF"/></w:rPr>'
    '</w:style><w:style w:type="table" w:styleId="Head"><w:name w:val="Head"/>'
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:tcPr>'
    '<w:shd w:val="clear" w:fill="1F3864"/></w:tcPr></w:tblStylePr>'
    '<w:tblStylePr w:type="band2Horz"><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:tblStylePr></w:style>'
    '<w:style w:type="table" w:styleId="Bands"><w:name w:val="Bands"/><w:tblPr>'
    '<w:tblStyleRowBandSize w:val="2"/></w:tblPr><w:tblStylePr w:type="band2Horz"><w:rPr><w:strike/></w:rPr>'
    '</w:tblStylePr><w:tblStylePr w:type="lastRow"><w:rPr><w:strike w:val="0"/></w:rPr></w:tblStylePr>'
    "</w:style>"
    '<w:style w:type="table" w:styleId="Blue"><w:name w:val="Blue"/><w:tblStylePr w:type="firstRow"><w:tcPr>'
    '<w:shd w:val="clear" w:fill="4472C4"/></w:tcPr></w:tblStylePr></w:style>'
)


def styled(body: str) -> bytes:
    """Makes a Word file with these styles, from a body and the plain paragraph below it."""
    return word_document(body + PLAIN, styles=STYLES)


def para(*runs: str, properties: str = "") -> str:
    """Returns a paragraph of these runs. properties: the markup inside w:pPr."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def boxed(words: str) -> str:
    return f"<w:txbxContent>{words}</w:txbxContent>"


EMPTY = "<w14:textFill><w14:noFill/></w14:textFill>"


WHITE = boxed(para(run("Ring twice.", '<w:color w:val="FFFFFF"/>')))


def old_shape(about: str, more: str = "", words: str = WHITE) -> str:
    """Returns a shape in VML."""
    return (
        f"<w:p><w:r><w:pict><v:shape {about}>{more}<v:textbox>{words}</v:textbox></v:shape></w:pict></w:r>"
        "</w:p>"
    )


def shape(fill: str, about: str = "", words: str = WHITE) -> str:
    """Returns a shape in DrawingML."""
    return (
        f"<w:p><w:r><w:drawing><wp:anchor><wp:docPr {about}/><a:graphic><a:graphicData><wps:wsp><wps:spPr>"
        f"{fill}</wps:spPr><wps:txbx>{words}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
        "</w:drawing></w:r></w:p>"
    )
