"""Texts, Markdown and web pages built from pieces of their format, in any order."""

from hypothesis import strategies as st

TEXT = st.text(st.characters(codec="utf-8"), max_size=40) | st.sampled_from(
    ["pool", "\u0301", "\u2028", "\u00ad", "\u1161", "\u202e", "\x1b[2J", " ", "1.", "•", "a\u0301b"]
)
LINE_STARTS = [
    "", "# ", "## ", "- ", "  - ", "1. ", "> ", "    ", "|", "[^1]: ", "```\n", "<div>", "***", "7. ", "s1. ",
    "$CTA\n", "---\ntitle: ", "<del>\n\n", "</del>\n\n", "<details><summary>a</summary>\n\n", "</details>\n",
    "<table><tr><td>", "<div hidden>\n\n", "</div>\n\n",
]  # fmt: skip
INLINE = [
    "[^1]", "[a](b)", "**", "`", "|", "<b>", "&amp;", "![x](y)", "\n", "~~", "<s>", "</s>", "<br>", "%", "^",
    "{::x}", "x[a](b)x", "<i hidden>", "</i>", "<h2>", "â€™", "\ufeff",
]  # fmt: skip
MARKDOWN = st.lists(
    st.tuples(
        st.sampled_from(LINE_STARTS),
        st.lists(TEXT | st.sampled_from(INLINE), max_size=5),
        st.sampled_from(["\n", "\n\n", "\\\n", "  \n", "\r\n", "|\n|-|\n"]),
    ).map(lambda line: line[0] + "".join(line[1]) + line[2]),
    max_size=12,
).map("".join)
TEXT_FILE = st.builds(
    lambda text, encoding: text.encode(encoding, "replace"),
    MARKDOWN,
    st.sampled_from(["utf-8", "utf-16-le", "utf-16-be", "windows-1252"]),
)
TAGS = [
    "p", "div", "h1", "h2", "ul", "li", "table", "tr", "td", "th", "a", "b", "sup", "pre", "br", "dl", "dd",
    "main", "nav", "details", "summary", "button", "caption", "script", "svg", "s", "del", "ol", "dt", "span",
    "style", "aside", "font", "label", "time",
]  # fmt: skip
ATTRIBUTES = [
    "", " href='#x'", " href=''", " id=x", " role=main", " aria-hidden=true", " start=5", " class=a",
    " for=x", " style='text-decoration:line-through'", " style='color:#fff'", " style='display:none'",
    " style='font:0/0 a;mso-list:level2'", " role=doc-endnotes", " class='comments'",
]  # fmt: skip
BODY = st.recursive(
    TEXT,
    lambda inner: st.builds(
        lambda tag, more, children: f"<{tag}{more}>{''.join(children)}</{tag}>",
        st.sampled_from(TAGS),
        st.sampled_from(ATTRIBUTES),
        st.lists(inner, max_size=4),
    ),
    max_leaves=25,
)
RULES = st.lists(
    st.sampled_from(
        [".a", "p", "#x", "*", ">", "{", "}", ",", " ", ":hover", "@media print", "/*", "*/", "color:",
         "white;", "background:url(x)", "rgb(", "display:none;", "font-size:1e9em", "opacity:0", "!important"]
    ),
    max_size=20,
).map("".join)  # fmt: skip
WEB_PAGE = st.builds(
    lambda rules, body: f"<meta charset=utf-8><style>{rules}</style>{body}".encode(), RULES, BODY
)
