"""Tests what stands beside an article and is not guidance, and what only looks like it."""

import pytest

from ingest.corpus.read_documents import read_document

ARTICLE = (
    "<h1>Pool rules</h1><p>Swimmers keep to the left lane, and wait at its end until the next is free.</p>"
)
BODY = "Swimmers keep to the left lane, and wait at its end until the next is free."


def quoted(body: str) -> list[str]:
    found = read_document("a", "a.html", f"<!doctype html><title>T</title><body>{body}".encode())
    return [found.document.text[p.start : p.end] for p in found.passages]


@pytest.mark.parametrize(
    "furniture",
    [
        "<div>We use cookies to count visits. <button>Accept all</button></div>",
        "<div class=consent><div><p>This site sets cookies.</p></div><p><a href='#'>Got it</a></p></div>",
        "<p>Posted on 3 May 2027 by admin</p>",
        "<p>By A. Swimmer, 3 May 2027</p>",
        "<p>Published 3 May 2027 by the pool team</p>",
        "<div class='entry-meta'><span>3 May 2027</span> <a href=x>News</a></div>",
        "<p><time class=post-date>3 May 2027</time></p>",
        "<div id=comments><h2>2 comments</h2><ol><li><p>A. says: I swim there.</ol></div>",
        "<section class='comments-area'><div class=comment-body><p>I swim there.</div></section>",
        "<h2>Leave a reply</h2><p>Your address is not shown.</p><form><textarea></textarea></form>",
        "<h3>One response to “Pool rules”</h3><ol><li>I swim there.</ol>",
        "<div class=sidebar><h2>Opening hours</h2><p>Nine to five.</div>",
        "<aside><h2>Related articles</h2><ul><li><a href=x>Towels</a></ul></aside>",
        "<div class=share>Share this page: Facebook Twitter</div>",
        "<p>Share this on <a href=x>X</a>, <a href=y>LinkedIn</a> or <a href=z>e-mail</a></p>",
        "<p>Was this page helpful? Yes No</p>",
        "<div><h2>Is this page useful?</h2><span>Yes</span><span>No</span></div>",
        "<div class=pagination>Previous 1 2 3 Next</div>",
        "<ul><li><a href=x>« Prev</a></li><li>1</li><li><a href=y>2</a></li><li>…</li><li>9</li></ul>",
        "<div class='gem-c-single-page-notification-button'><a href=e>Get emails about this page</a></div>",
        "<p><a href='#contents-list'>Back to contents</a></p>",
        "<div id=jp-relatedposts><h3>Related</h3><h4>Towels</h4><p>Dry them.</p></div>",
        "<div class=related-posts><h3>You may also like</h3><p>Towels: dry them.</p></div>",
        "<table><tr><td class=leftmenu><ul><li><a href=x>Towels and caps</a><li>Pool rules</ul></table>",
        "<div id=side-nav><p>Pool <a href=x>Towels</a></div>",
        "<div class=newsletter-signup><h3>Our letter</h3><p>News each month.</p><form><input></form></div>",
        "<div class='author-box'><h3>About Sam Oak</h3><p>Sam has swum for ten years.</p></div>",
        "<div class=page-metadata>Created by <span>Sam Oak</span>, last modified on May 03, 2027</div>",
        "<sup><a href='#cmnt1' id=cmnt_ref1>[a]</a></sup>"
        "<div><p><a href='#cmnt_ref1' id=cmnt1>[a]</a> So?</div>",
        "<p class=MsoToc1><a href='#a'>Towels 2</a></p>",
        "<p class=ez-toc-title>Table of Contents</p>",
        "<div class='widget recent'><h3>Recent posts</h3><a href=x>Towels</a></div>",
    ],
)
@pytest.mark.parametrize("shape", ["<main>{0}{1}</main>", "{0}{1}", "<article>{1}{0}</article>"])
def test_what_stands_beside_an_article_is_not_quoted(furniture: str, shape: str) -> None:
    """This test ensures that banners, dates, comments and sidebars are recognised anywhere on the page."""
    assert quoted(shape.format(ARTICLE, furniture)) == [BODY]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<section id=comments><h2>Comments and complaints</h2><p>Write to the pool.</section>",
         ["Write to the pool."]),
        ("<h2>Comments</h2><p>Ask the guard.", ["Ask the guard."]),
        ("<h2>Cookies</h2><p>The kiosk sells cookies. Accept no others.",
         ["The kiosk sells cookies. Accept no others."]),
        ("<p>The lanes were marked on 3 May 2027.", ["The lanes were marked on 3 May 2027."]),
        ("<p>By Friday 3 May 2027", ["By Friday 3 May 2027"]),
        ("<p>By Friday, 3 May 2027 the form is back.", ["By Friday, 3 May 2027 the form is back."]),
        ("<p>Written requests of 3 May 2027 are answered.", ["Written requests of 3 May 2027 are answered."]),
        ("<p>Towels came <time class=entry-date>3 May 2027</time> and stay.",
         ["Towels came 3 May 2027 and stay."]),
        ("<aside><p>Never dive here.</p></aside>", ["Never dive here."]),
        ("<h2>2 Responses to letters</h2><p>Within ten days.", ["Within ten days."]),
        ("<h2>3 Comments and complaints</h2><p>Write to the pool.", ["Write to the pool."]),
        ("<h2>4 Replies</h2><p>Kept for a year.", ["Kept for a year."]),
        ("<h2>One response was received</h2><p>From a club.", ["From a club."]),
        ("<h2>No comments</h2><p>Nobody objected.", ["Nobody objected."]),
        ("<p>We sell tea and cookies. <a href=/pool>Close to the pool</a> stand chairs.",
         ["We sell tea and cookies. Close to the pool stand chairs."]),
        ("<p>We sell tea and cookies, and are open. <a href=/pool>Close</a>",
         ["We sell tea and cookies, and are open. Close"]),
        ("<ul><li>By Lady Day, 25 March 2027</li></ul>", ["By Lady Day, 25 March 2027"]),
        ("<p>By Lady Day, 25 March 2027.", ["By Lady Day, 25 March 2027."]),
        ("<p>Updated 3 May 2027 at the request of the pool: it costs £4.",
         ["Updated 3 May 2027 at the request of the pool: it costs £4."]),
        ("<p>Published 4 May 2027 in the book, the fee is £4.",
         ["Published 4 May 2027 in the book, the fee is £4."]),
        ("<div class=entry-footer>Leave by noon.</div>", ["Leave by noon."]),
        ("<p>Share this with the guard: e-mail is best.", ["Share this with the guard: e-mail is best."]),
        ("<p>Was this lane free? Yes No", ["Was this lane free? Yes No"]),
        ("<p>Next 2 lanes: 3 and 4", ["Next 2 lanes: 3 and 4"]),
        ("<p>Lanes 1 2 3", ["Lanes 1 2 3"]),
        ("<div class=widget><p>Ring for help.</p></div>", ["Ring for help."]),
        ("<p><a href=e>Get emails about this page</a>, and be first.",
         ["Get emails about this page, and be first."]),
        ("<table><tr><td class=leftmenu>Never dive.</table>", ["Never dive."]),
        ("<table><tr><td class=menu><a href=x>Tea</a></table>", ["Tea"]),
        ("<div><h2>Related</h2><p>Dry the towels.</div>", ["Dry the towels."]),
        ("<div class=related><h2>Towels</h2><p>Dry them.</div>", ["Dry them."]),
        ("<div class=unrelated><h2>Related</h2><p>Dry them.</div>", ["Dry them."]),
        ("<p><a href=towels.html>Back to contents</a>", ["Back to contents"]),
        ("<div class=newsletter><p>Read the pool's letter first.</div>", ["Read the pool's letter first."]),
        ("<p><b>In this section</b>, a child is anyone under 18.",
         ["In this section, a child is anyone under 18."]),
        ("<p>Do this in order:<ol><li><a href=#a>Ring</a><li><a href=#b>Wait</a></ol>"
         "<h2 id=a>Ring</h2><p>Twice.</p><h2 id=b>Wait</h2><p>Here.",
         ["Do this in order:", "Ring", "Wait", "Twice.", "Here."]),
        ("<p><b>In this section:</b></p><ul><li>a child is anyone under 18</ul>",
         ["In this section:", "a child is anyone under 18"]),
        ("<section class=subscription><p>Pay for the pool in May.<form><input></form></section>",
         ["Pay for the pool in May."]),
        ("<div class=mailing-list><p>Tell us by e-mail if a child is hurt.</p><input></div>",
         ["Tell us by e-mail if a child is hurt."]),
        ("<div id=author-info><p>Write the author's name here.</div>", ["Write the author's name here."]),
        ("<div class=author-info><p>The guard must write it.</div>", ["The guard must write it."]),
        ("<section id=authorised><p>Ask an author.</section>", ["Ask an author."]),
        ("<p>Contents</p><p>Of the box: two bandages.", ["Contents", "Of the box: two bandages."]),
        ("<div class=notification-button>Get emails to the guard by noon.</div>",
         ["Get emails to the guard by noon."]),
    ],
)  # fmt: skip
def test_guidance_that_looks_like_it_is_quoted(body: str, expected: list[str]) -> None:
    """This test ensures that one sign alone removes nothing."""
    assert quoted(f"<main>{ARTICLE}{body}</main>") == [BODY, *expected]


WIKI = f"<div id=content>{{}}<div id=mw-content-text>{ARTICLE}{{}}</div>{{}}</div>"


@pytest.mark.parametrize(
    ("above", "inside", "below"),
    [
        ("<div id=siteNotice>Swim on Friday!</div>", "", "<div id=catlinks>Category: <a>Places</a></div>"),
        ("<div id=siteSub>From Pool Wiki</div>", "", "<div id=footer><ul><li>Edited in May.</ul></div>"),
        ("<div id=contentSub>(Redirected from <a>Baths</a>)</div>", "", ""),
        ("<div id=jump-to-nav>Jump to: <a>search</a></div>", "", "<div id=mw-navigation><li>Main</div>"),
        ("", "<div class=printfooter>Retrieved from “x”</div>", ""),
        ("", "<div class=navbox><table><tr><th>More places<td><a>Barn</a> <a>Pond</a></table></div>", ""),
        ("", "<h2>Contents</h2><p><a href='#k'>1 Kiosk</a></p><h2 id=k>Kiosk</h2>", ""),
    ],
)  # fmt: skip
def test_what_a_wiki_puts_around_its_article_is_not_quoted(above: str, inside: str, below: str) -> None:
    """This test ensures that its notices, lists of links and footers are not read as guidance."""
    assert quoted(WIKI.format(above, inside, below)) == [BODY]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (f"<div id=siteNotice><p>Swim on Friday!</div>{ARTICLE}", ["Swim on Friday!", BODY]),
        (WIKI.format("", "<p id=footer>Wash your feet.", ""), [BODY, "Wash your feet."]),
        (WIKI.format("<p id=rules>Wash first.", "", ""), ["Wash first.", BODY]),
        (WIKI.format("", "<p class=printfooter>Wash your feet.", ""), [BODY, "Wash your feet."]),
        (WIKI.format("", "<div class=navbox>Go <a>left</a> here.</div>", ""), [BODY, "Go left here."]),
        (f"<div id=footer><div id=mw-content-text>{ARTICLE}</div></div>", [BODY]),
    ],
)  # fmt: skip
def test_only_around_an_article_of_a_wiki_these_names_leave_words_out(page: str, expected: list[str]) -> None:
    """This test ensures that neither a name nor a place alone removes anything."""
    assert quoted(page) == expected


ANSWERS = "<dl><dt>Lane<dd>Three{}</dl>"


def test_what_a_form_does_to_an_answer_is_no_answer() -> None:
    """This test ensures that "Change" beside an answer is left out, and an answer in that place is not."""
    change = "<dd class='govuk-summary-list__actions'><a href=x>Change<span> the lane</span></a>"
    assert quoted(ANSWERS.format(change)) == ["Lane", "Three"]
    told = "<dd class='govuk-summary-list__actions'>Change in May"
    assert quoted(ANSWERS.format(told)) == ["Lane", "Three", "Change in May"]


@pytest.mark.parametrize("box", ["<div class=sidebar>{}</div>", "<aside>{}</aside>"])
def test_what_is_left_out_is_told(box: str) -> None:
    """This test ensures that words beside the text, which may be guidance, are not lost in silence."""
    body = ARTICLE + box.format("<p>Never dive here.</p>")
    found = read_document("a", "a.html", f"<!doctype html><title>T</title><body>{body}".encode())
    assert found.oddities == (
        "3 words are beside the text and are not quoted, beginning with “Never dive here.”",
    )


def test_boxes_never_take_most_of_a_page() -> None:
    """This test ensures that several boxes together take no more than half of a page's words."""
    boxes = "".join(
        f"<div class=sidebar><p>Lane {i} is closed in the winter months.</p></div>" for i in "123"
    )
    assert quoted(f"<h1>Pool</h1>{boxes}") == [f"Lane {i} is closed in the winter months." for i in "23"]


def test_the_kind_of_page_above_its_title_is_no_guidance() -> None:
    """This test ensures that a word above the title is neither quoted nor part of it."""
    above = "<span class='govuk-caption-xl'>Guidance</span>"
    assert quoted(f"<main>{above}{ARTICLE}</main>") == [BODY]
    inside = ARTICLE.replace("<h1>", f"<h1>{above}")
    found = read_document("a", "a.html", f"<main>{inside}</main>".encode())
    assert found.title == "Pool rules"
