"""Tests Markdown with HTML, with front matter, and in GOV.UK's dialect."""

import pytest

from ingest.corpus.read_documents import ReadDocument, read_document


def found(text: str) -> ReadDocument:
    return read_document("a", "a.md", text.encode())


def sections(text: str) -> list[tuple[str, str]]:
    """Returns the words of each passage, below its path of headings."""
    document = found(text)
    words = document.document.text
    return [
        (" > ".join(document.document.section_at(p.start).path), words[p.start : p.end])
        for p in document.passages
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# R\n\nMist them.<br>Wipe <br/> it.", [("", "Mist them.\nWipe\nit.")]),
        ("# R\n\n| P | W |\n|-|-|\n| Fern | daily<br>never |", [("", "Fern | daily\nnever")]),
        (
            "# R\n\n<table><tr><th>M</th><th>T</th></tr>\n\n<tr><td>May</td><td>Sow</td></tr></table>",
            [("", "May | Sow")],
        ),
        (
            "# R\n\n## A\n\n<h2>B</h2>\n<p>One.</p><p>Two.</p>\n\nThree.",
            [("B", "One."), ("B", "Two."), ("B", "Three.")],
        ),
        (
            "# R\n\n## A\n\n<details>\n<summary>Winter</summary>\n\nRarely.\n\n<details><summary>Snow"
            "</summary>\n\nNever.\n\n</details>\n\nOr so.\n\n</details>\n\nElse often.",
            [("A > Winter", "Rarely."), ("A > Winter > Snow", "Never."), ("A > Winter", "Or so."),
             ("A", "Else often.")],
        ),
        (
            "# R\n\n<div hidden>\n\nNo.\n\n</div>\n\nYes <span style='display:none'>no</span>it is.",
            [("", "Yes it is.")],
        ),
        ("# R\n\n<ul><li>a<ul><li>b</ul></ul>\n\n</p>\n\nc", [("", "a"), ("", "b"), ("", "c")]),
        ("# R\n\n<!-- <s> old -->\n\na <!-- <div hidden> -->b\n\n<!--\n<div hidden>\n-->\n\nc",
         [("", "a b"), ("", "c")]),
        ("# R\n\n3. c\n4. d\n\n- e\n\n1. f", [("", "3. c"), ("", "4. d"), ("", "e"), ("", "f")]),
    ],
)  # fmt: skip
def test_html_in_markdown_is_read_as_it_is_shown(text: str, expected: list[tuple[str, str]]) -> None:
    """This test ensures that tags are not words, join none, and build sections, tables and lists."""
    assert sections(text) == expected


@pytest.mark.parametrize(
    "hidden",
    [
        "<span style='display:none'>Cats sleep.</span>",
        "<font color=white>Cats sleep.</font>",
        "<span style='font-size:0'>Cats <b>sleep.</b></span>",
        "\n\n<div style='color:#fff'>\n\nCats sleep.\n\n</div>\n\n",
        "\n\n<div hidden>\n<p>Cats sleep.</p>\n</div>\n\n",
        "\n\n<div hidden>\n\n<p>Cats sleep.</p>\n\n</div>\n\n",
        "\n\n<div hidden>\n\n<script>'</div>'</script>\n\nCats sleep.\n\n</div>\n\n",
    ],
)
def test_hidden_words_of_markdown_are_told(hidden: str) -> None:
    """This test ensures that HTML cannot hide words from a reader and still get them quoted."""
    document = found(f"Dogs wait.{hidden}")
    assert document.document.text == "Dogs wait."
    assert document.oddities == (
        "2 words are not visible on the page and are not quoted, beginning with “Cats sleep.”",
    )


def test_a_bar_stands_for_words_of_markdown_on_black() -> None:
    """This test ensures that a redaction by colour leaves a bar, and that no report says what is under it."""
    black = "style='background:#000;color:#000'"
    document = found(f"Mr <span {black}>Mole</span>, may ring.\n\n<div {black}>\n\nPeregrine\n\n</div>")
    assert (document.document.text, document.covered) == ("Mr █, may ring.", 2)
    assert "2 words in the colour of their ground" in str(document.oddities)
    assert not any(name in str(document.oddities) for name in ("Mole", "Peregrine"))


@pytest.mark.parametrize(
    "text",
    [
        "<div style='background:navy'>\n\n<span style='color:white'>Dogs wait.</span>\n\n</div>",
        "<div style='background:navy'>\n\n<p style='color:white'>Dogs wait.</p>\n\n</div>",
        "<div style='background:navy'>\n\n<div style='color:white'>\n\nDogs wait.\n\n</div>\n\n</div>",
    ],
)
def test_white_words_on_a_dark_box_are_read(text: str) -> None:
    """This test ensures that the background of an outer element counts, and ends with it."""
    document = found(f"{text}\n\n<span style='color:white'>Cats sleep.</span>")
    assert document.document.text == "Dogs wait."


@pytest.mark.parametrize(
    "text",
    [
        "Dogs wait. <span class=old>Cats run.</span>\n\n{sheet}",
        "{sheet}\n\nDogs wait.\n\n<p class=old>Cats run.</p>",
        "<p class=old>Cats run.</p>\n\nDogs wait.\n\n{sheet}",
        "<div>\n{sheet}\n</div>\n\n<div class=old>\n\nCats run.\n\n</div>\n\nDogs wait.",
        "{sheet}\n\nDogs wait. <cite>Cats run.</cite>",
        "{sheet}\n\nDogs wait.[^1]\n\n[^1]: <cite>Cats run.</cite> Gate.",
    ],
)
@pytest.mark.parametrize("style", ["text-decoration: line-through", "display: none"])
def test_a_style_sheet_in_markdown_applies_to_all_its_html(text: str, style: str) -> None:
    """This test ensures that words are withdrawn or hidden wherever the style sheet stands."""
    sheet = f"<!-- <style>.x {{}}</style> -->\n\n<style>.old, cite {{{style}}}</style>"
    document = found(text.format(sheet=sheet))
    assert document.document.text in {"Dogs wait.", "Dogs wait.¹\n\n¹ Gate."}
    assert "2 words are" in document.oddities[0]


def test_a_style_sheet_for_paper_hides_nothing_in_markdown() -> None:
    """This test ensures that a style sheet in Markdown counts only if a page would follow it on a screen."""
    text = "<style media=print>.a {display: none}</style>\n\nDogs <b class=a>wait.</b>"
    assert found(text).document.text == "Dogs wait."


@pytest.mark.parametrize("tag", ["<body>", "<html>", "<tr>", "<frameset>", "<p", "</x></y>"])
def test_a_tag_that_belongs_nowhere_does_no_harm(tag: str) -> None:
    """This test ensures that nonsensical markup loses no word."""
    assert "Dogs wait." in found(f"Pool.\n\n{tag}Dogs wait.\n\n{tag}\n\nCats sleep.\n").document.text
    assert "Cats sleep." in found(f"a {tag} Dogs wait.\n\n{tag}\n\nCats sleep.\n").document.text


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: Pool rules\nversion: 3\n---\n\n## A\n\na", "Pool rules"),
        ("---\nversion: 3\nTitle:  'Pool: rules'  \n---\n\n## A\n\na", "Pool: rules"),
        ("---\ntitle: Old name\n---\n\n# Pool rules\n\na", "Pool rules"),
        ('+++\ntitle = "Pool rules"\nversion = 3\n+++\n\n## A\n\na', "Pool rules"),
        ("---\nsubtitle: x\ntitle:\n---\n\n## A\n\na\n\n## B\n\nb", None),
    ],
)
def test_front_matter_names_a_document_without_a_heading_of_its_own(text: str, title: str | None) -> None:
    """This test ensures that the title in front matter is used, and none of it is quoted."""
    document = found(text)
    assert document.title == title
    assert "version" not in document.document.text


def test_text_between_lines_of_plus_signs_is_read() -> None:
    """This test ensures that only front matter is left out, not a section between two lines of +++."""
    text = found("+++\n\n# Pool\n\nDogs wait.\n\n+++\n\nCats sleep.").document.text
    assert text == "+++\n\nPool\n\nDogs wait.\n\n+++\n\nCats sleep."


def test_a_box_without_room_hides_its_words_only_if_it_is_a_block() -> None:
    """This test ensures that an element that cuts off its words is judged as the element that it is."""
    cut = "style='height:0; overflow:hidden'"
    text = found(f"Dogs <span {cut}>wait.</span>\n\n<div {cut}>\n\nCats sleep.\n\n</div>").document.text
    assert text == "Dogs wait."


def test_a_withdrawn_row_leaves_nothing_behind() -> None:
    """This test ensures that the marks between struck or empty cells are no words."""
    document = found("| | |\n|-|-|\n| ~~Tent~~ | ~~£9~~ |\n| Shed | £2 |")
    assert document.document.text == "Shed | £2"
    assert [struck.words for struck in document.document.struck] == ["Tent | £9"]


def test_a_picture_alone_is_a_picture() -> None:
    """This test ensures that the description of a picture is not quoted as if it were a sentence."""
    document = found("# Pool\n\n![Map of the lanes](a.png)\n\nKeep left.")
    assert [block.kind for block in document.blocks] == ["heading", "picture", "paragraph"]


def test_pictures_of_markdown_without_a_description_are_told() -> None:
    """This test ensures that each picture of which nothing can be quoted is counted, wherever it stands."""
    document = found(
        "Keep ![](a.png) left. ![Gate](b.png) <img src=c.png><img src=d.png alt=''>\n\n![e.png](e.png)\n\n"
        "<p><img src=f.png></p>\n\n<p><img src=g.png></p>\n"
    )
    assert document.document.text == "Keep left."
    assert document.oddities == (
        "5 pictures without a description are not read",
        "1 word is in pictures and is not quoted, beginning with “Gate”",
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$CTA\nRing the *bell*.\n$CTA\nWait.", ["Ring the bell.", "Wait."]),
        ("$C\n$A\nPool Lane\n$A\n$C", ["Pool Lane"]),
        ("%Never run.%\n\n^Walk\nslowly.^\n\n@Wait.@", ["Never run.", "Walk slowly.", "Wait."]),
        ("s1. Undress.\ns2. Shower.", ["Undress.", "Shower."]),
        ("{::highlight-answer}\nThe rate is *20%*.\n{:/highlight-answer}", ["The rate is 20%."]),
        ("*[PT]: pool team\n\nAsk the PT. {:.x}", ["Ask the PT."]),
        ("See x[the rules](http://a.example/)x.", ["See the rules."]),
        ("Ring {::comment}never{:/comment} twice. {::comment} x {:/}", ["Ring twice."]),
        ("{::comment}\nNever\n\nring.\n{:/comment}\n\nWait.\n\n{::comment}\nKnock.", ["Wait.", "Knock."]),
        ("{button start}[Start](x){/button}\n{:#id}", ["Start"]),
        ("[Image: pool.png]\n\nWait. [Contact:7]\n\n!!1\n\n[Contact:7](x)", ["Wait.", "Contact:7"]),
        ("```\n$CTA\n%no%\n```", ["$CTA\n%no%"]),
        ("It costs 5% or 6% and $C is a price.", ["It costs 5% or 6% and $C is a price."]),
    ],
)
def test_the_marks_of_govspeak_are_no_words(text: str, expected: list[str]) -> None:
    """This test ensures that boxes, callouts and steps are read as GOV.UK shows them."""
    assert [words for _, words in sections(f"# Pool\n\n{text}\n")] == expected


def test_a_raised_figure_joins_no_number_of_markdown() -> None:
    """This test ensures that a mark above its line is no figure of the number before it."""
    text = (
        "Within 5<sup>1</sup> days, on the 1<sup>st</sup>, at **5<SUP class=x>2</SUP>** and H<sub>2</sub>O."
    )
    assert found(text).document.text == "Within 5¹ days, on the 1st, at 5² and H2O."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<s>Dogs run.\n\nDogs swim.</s> Cats sleep.\n\nOwls wake.", "Cats sleep.\n\nOwls wake."),
        ("<strike>Dogs run.\n\n- Dogs swim.\n- Dogs</strike> Cats sleep.", "Cats sleep."),
        ("<s>Dogs run.\n\nDogs swim.\n\n</s>\n\nCats sleep.", "Cats sleep."),
        ("<s>Dogs run.\n\n| A | B |\n|---|---|\n| Cats | sleep |\n\nOwls wake.",
         "A | B\n\nCats | sleep\n\nOwls wake."),
        ("<del>Dogs run.\n\nCats sleep.", "Cats sleep."),
        ("<s>Dogs run.</s> Cats sleep.\n\nOwls wake.", "Cats sleep.\n\nOwls wake."),
        ("Write `<s>` here.\n\nCats sleep.", "Write <s> here.\n\nCats sleep."),
    ],
)  # fmt: skip
def test_a_strike_left_open_goes_on(text: str, expected: str) -> None:
    """This test ensures that words are struck until their strike ends, in whatever paragraph that is."""
    assert found(text).document.text == expected
