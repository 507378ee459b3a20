"""OpenDocument texts, slides and rich text to change at random or to build from pieces in any order."""

from hypothesis import strategies as st

from .office import odt_document, odt_look, pptx_document, rtf_document, shape


def small_odt() -> bytes:
    """Returns a text with a heading, a list, a note, a table and styles."""
    note = "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Ring.</text:p>"
    return odt_document(
        '<text:h text:outline-level="1">Pool rules</text:h><text:p text:style-name="S">Dogs wait'
        f'{note}</text:note-body></text:note>.</text:p><text:list text:style-name="L"><text:list-item>'
        "<text:p>on a <text:span text:style-name='S'>lead</text:span></text:p></text:list-item></text:list>"
        '<table:table><table:table-row><table:table-cell table:number-columns-spanned="2">'
        "<text:p>Day</text:p></table:table-cell><table:table-cell><text:p>one penny</text:p>"
        "</table:table-cell></table:table-row>"
        "</table:table>",
        automatic=odt_look("S", 'fo:font-size="80%" fo:color="#fefefe" fo:font-weight="700"'),
    )


def small_pptx() -> bytes:
    """Returns two slides with a title, two lists side by side, and a table."""
    cells = "<a:tc gridSpan='2'><a:p><a:r><a:t>Day</a:t></a:r></a:p></a:tc>" * 2
    rows = f"<a:tr>{cells}</a:tr>" * 2
    table = f"<p:graphicFrame><a:tbl><a:tblPr firstRow='1'/>{rows}</a:tbl></p:graphicFrame>"
    first = (
        shape("Pool rules", "ctrTitle")
        + shape("Dogs wait\non a lead", "", (9, 90))
        + shape("x", None, (9, 8))
    )
    return pptx_document([first, shape("Prices", "title") + table], notes={1: "Say it."}, hidden=[2])


def small_rtf() -> bytes:
    """Returns a text with a heading, a note, an item, a link, a table and styles."""
    return rtf_document(
        r"\pard\s1 Pool rules\par\pard Dogs {\strike never} wait"
        r"{\super\chftn{\footnote\pard\chftn Ring.}}.\par"
        r"{\listtext\'95\tab}on a lead\par{\field{\*\fldinst{HYPERLINK x}}{\fldrslt{\cf2 plan}}}\u8217'\par"
        r"\trowd\clvmrg\cellx9\clcbpat3\cellx99\pard\intbl Day\cell\cf2 one penny\cell\row\pard",
        r"{\stylesheet{\s1 heading 1;}}",
    )


RTF = st.recursive(
    st.text(st.characters(codec="ascii", categories=["L", "N", "P", "Zs"]), max_size=20)
    | st.sampled_from(
        [r"\par ", r"\cell ", r"\row ", r"\trowd\cellx9 ", r"\intbl ", r"\pard ", r"\u8217 ?", r"\'e9",
         r"\chftn ", r"\s1 ", r"\f2 ", r"\cf2 ", r"\b ", r"\fs1 ", r"\bin3 ", r"\nestcell ",
         r"\outlinelevel0 "]
    ),
    lambda inner: st.builds(
        lambda begin, children: f"{{{begin} {''.join(children)}}}",
        st.sampled_from(["", r"\footnote", r"\*\shpinst{\shptxt", r"\field{\*\fldinst x}", r"\listtext",
                         r"\pict"]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=25,
).map(rtf_document)  # fmt: skip
ODT = st.recursive(
    st.sampled_from(["pool", " ", "<text:s/>", "<text:tab/>"]),
    lambda inner: st.builds(
        lambda tag, more, children: f"<{tag}{more}>{''.join(children)}</{tag}>",
        st.sampled_from(
            ["text:p", "text:h", "text:span", "text:list", "text:list-item", "text:section", "text:note",
             "text:note-body", "text:a", "table:table", "table:table-row", "table:table-cell",
             "table:table-header-rows", "draw:frame", "draw:text-box", "draw:image", "office:annotation"]
        ),
        st.sampled_from(["", " text:style-name='S'", " text:outline-level='2'", " xlink:href='x'",
                         " table:number-columns-repeated='9'", " table:number-rows-spanned='3'"]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=25,
).map(lambda body: odt_document(body, automatic=odt_look("S", 'fo:color="#ffffff"')))  # fmt: skip
SLIDES = st.lists(
    st.recursive(
        st.builds(
            shape,
            st.sampled_from(["pool", "a\nb", "", " "]),
            st.sampled_from([None, "", "title", "ctrTitle", "body", "ftr"]),
            st.sampled_from([None, (0, 0), (-9_999_999, 5), (9, 99_999_999), (300_000, 9)]),
        ),
        lambda inner: st.builds(
            lambda tag, children: f"<{tag}>{''.join(children)}</{tag}>",
            st.sampled_from(["p:grpSp", "p:graphicFrame", "p:pic", "a:tbl", "a:tr", "a:tc", "p:txBody",
                             "a:p"]),
            st.lists(inner, max_size=4),
        ),
        max_leaves=12,
    ),
    min_size=1,
    max_size=4,
).map(pptx_document)  # fmt: skip
