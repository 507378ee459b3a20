"""Builds OpenDocument paragraphs, cells and shapes whose words are struck, hidden or coloured."""

from .office import odt_look

AUTOMATIC = (
    odt_look("Bold", 'fo:font-weight="bold"', "paragraph")
    + odt_look("B", 'fo:font-weight="bold"')
    + odt_look("Struck", 'style:text-line-through-style="solid"')
    + odt_look("Hidden", 'text:display="none"')
    + odt_look("Raised", 'style:text-position="33% 58%"')
    + odt_look("Super", 'style:text-position="super 58%"')
    + odt_look("Sunk", 'style:text-position="-33% 58%"')
    + odt_look("White", 'fo:color="#ffffff"')
    + odt_look("Dark", 'fo:color="#ffffff" fo:background-color="#000000"')
)


def para(words: str, style: str = "") -> str:
    """Returns a paragraph. words: may be markup."""
    return f'<text:p text:style-name="{style}">{words}</text:p>'


def span(words: str, style: str) -> str:
    """Returns words within a paragraph."""
    return f'<text:span text:style-name="{style}">{words}</text:span>'


def box(words: str, style: str = "", shape: str = "custom-shape") -> str:
    """Returns a shape with these words. style: of the shape."""
    inner = f"<draw:text-box>{words}</draw:text-box>" if shape == "frame" else words
    return f'<draw:{shape} draw:style-name="{style}">{inner}</draw:{shape}>'


def rows(*cells: str, style: str = "") -> str:
    """Returns a row with these cells' markup. style: of the cells."""
    inner = "".join(
        f'<table:table-cell table:style-name="{style}">{cell}</table:table-cell>' for cell in cells
    )
    return f"<table:table-row>{inner}</table:table-row>"
