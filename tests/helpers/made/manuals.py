"""Look-alikes of chapters from procedure manuals on the web. They are made up and about lending bicycles.

Each imitates the layout of one family of manuals but uses none of its words.
"""

UNDER_REVIEW = "This chapter is currently under review."

MADE = "Made up for the tests"

OLD_STATIC = f"""<!doctype html>
<html lang="en"><head><title>5.42 Lending a Bicycle - Example Cycle Shed Manual</title>
<script>var size = 1;</script></head>
<body id="top">
<a href="#content">Skip to main content</a>
<table summary="layout"><caption>main heading</caption><tr>
<td><img src="logo.gif" alt="Example Cycle Shed logo"></td></tr></table>
<div id="size">Size: <a href="javascript:size(1)" title="View this website with small text">A</a>
<a href="javascript:size(2)" title="View this website with medium text">A</a></div>
<p class="breadcrumb"><a href="contents.html">Contents</a> &gt; Lending</p>
<p>Example Cycle Shed Manual. {MADE}.</p>
<div id="content"><h1><a name="lending"></a>5.42 Lending a Bicycle</h1>
<table class="box"><tr><td><p><strong>SCOPE OF THIS CHAPTER</strong></p>
<p>This chapter describes how bicycles are lent. This chapter is currently under review.</p></td></tr></table>
<table class="box"><tr><td><p><strong>RELATED CHAPTERS</strong></p>
<ul><li><a href="p_helmets.html">Helmets and Lights</a></li>
<li><a href="p_locks.html">Locks</a>, which also tells what a second lock is for</li></ul></td></tr></table>
<table class="box"><tr><td><p><strong>AMENDMENT</strong></p>
<p>In July 2017, Section 2, Returning was updated to include the bell. A link to Locks was added.</p>
</td></tr></table>
<table><caption>contents table</caption><tr><td><h2>Contents</h2><ol>
<li><a href="#lend">Before a Bicycle is Lent</a></li>
<li><a href="#return">Returning</a><ul><li><a href="#late">Late Returns</a></li></ul></li>
<li><a href="#tag">Appendix 1: The Tag</a></li></ol></td></tr></table>
<h2><a name="lend"></a>1. Before a Bicycle is Lent</h2>
<p>The warden checks the brakes and writes the number of the tag down. The
<a href="g_tag.html">tag</a> stays on the frame.</p>
<p>Before the ride the warden must ask about:</p><ul><li>lights;</li><li>a helmet.</li></ul>
<p><a href="#top">Top of page</a></p>
<h2 id="return">2. Returning</h2>
<p>A bicycle comes back to the shed by six. The rider rings the bell.</p>
<h3><a name="late"></a>2.1 Late Returns</h3>
<p>The riding guidance of the town is under review whenever a road is closed.</p>
<table><tr><th>Days late</th><th>What the warden does</th></tr>
<tr><td rowspan="2">One</td><td>telephones the rider</td></tr><tr><td>notes it on the tag</td></tr></table>
<p><a href="#top">Top of page</a></p>
<h2><a name="tag"></a>Appendix 1: The Tag</h2>
<p>The tag is yellow.</p>
<table summary="layout"><caption>floating buttons</caption><tr>
<td><a href="javascript:window.print()">Print this chapter</a></td>
<td><a href="#top">Top</a></td></tr></table></div>
</body></html>"""

UNLABELLED = OLD_STATIC
for _label in ("SCOPE OF THIS CHAPTER", "RELATED CHAPTERS", "AMENDMENT"):
    UNLABELLED = UNLABELLED.replace(f"<p><strong>{_label}</strong></p>", '<img src="label.gif" alt="">')

FOLD_OUT = f"""<!doctype html>
<html lang="en"><head><title>Lending a Bicycle</title></head><body>
<a class="skip" href="#main">Skip to content</a>
<header><img alt="Company Logo" src="l.svg"><button aria-expanded="false" aria-controls="menu">Menu</button>
<nav id="menu" hidden><ul><li><a href="/contents/procedures">Procedures</a></li></ul></nav></header>
<form role="search"><input name="q"><button type="submit">Search</button></form>
<main id="main">
<nav aria-label="Breadcrumb"><ol><li><a href="/">Home</a></li><li>Chapters</li></ol></nav>
<h1>Lending a Bicycle</h1>
<div class="tools"><button type="button" onclick="window.print()">Print</button>
<button type="button" aria-haspopup="true" aria-expanded="false" aria-controls="share">Share</button>
<ul id="share" hidden><li><a href="https://www.facebook.com/sharer/share.php?u=x">Facebook</a></li></ul></div>
<div class="panel"><h2>Scope of this chapter</h2><div>
<p>This chapter describes how bicycles are lent. {MADE}.</p>
<p>This chapter is currently under review.</p></div></div>
<div class="panel"><h2>Related guidance</h2><div><ul>
<li><a href="/chapter/helmets">Helmets and Lights</a></li>
<li><a href="/resources/documents-library">Locks</a></li></ul></div></div>
<div class="panel"><h2>Amendment</h2><div><p>Section 2, Returning was refreshed throughout in
July 2024.</p></div><p class="date">July 15, 2024</p></div>
<button type="button" aria-expanded="false" aria-controls="s1 s2 s3">Show all sections</button>
<div class="accordion">
<div class="item" id="before-lending">
<button type="button" aria-expanded="false" aria-controls="s1">1. Before a Bicycle is Lent</button>
<div id="s1" hidden><p>The warden checks the brakes and writes the number of the tag
down.</p><details><summary>What counts as a brake</summary><p>A back-pedal brake counts.</p></details>
<h3>Children's bicycles</h3><p>The saddle is set before the ride.</p></div></div>
<div class="item"><button type="button" aria-expanded="false" aria-controls="s2">2. Returning</button>
<div id="s2" style="display: none"><p>A bicycle comes back to the shed by six. The rider rings the bell.</p>
<p>The warden may ask for help from any of these people:</p>
<ul><li><a href="/chapter/mechanic">the mechanic</a></li>
<li><a href="/chapter/neighbour">the neighbour</a></li></ul>
</div></div>
<div class="item"><button type="button" aria-expanded="false" aria-controls="s3">3. The Tag</button>
<div id="s3" hidden><p>The tag is yellow.</p></div></div></div>
<div hidden><p>Your session has ended.</p></div>
</main>
<div class="cookie-banner"><p>We use cookies.</p><button>Accept all cookies</button></div>
<footer><p>Copyright of nobody</p></footer></body></html>"""

PARTNERS = f"""<!doctype html>
<html lang="en"><head><title>7.5 Lending a Bicycle | Example Cycle Shed Procedures</title></head><body>
<div role="banner"><a href="/">Example Cycle Shed Procedures</a></div>
<div role="navigation"><ul><li><a href="/page/contents">Contents</a></li></ul></div>
<div class="content"><h1>7.5 Lending a Bicycle</h1>
<button type="button" data-toggle="collapse" data-target="#amendments">Show amendments</button>
<div id="amendments" class="collapse" style="display:none"><p>The bell is new in this edition.</p></div>
<p>Last reviewed in Feb 2023</p><p>Date of next review April 2025</p>
<p>{MADE}.</p>
<h2>Contents</h2><ul><li>Before a Bicycle is Lent <a href="#c1">(Jump to)</a></li>
<li>Returning <a href="#c2">(Jump to)</a></li></ul>
<section id="c1"><h2>Before a Bicycle is Lent</h2><p>The warden checks the brakes.</p></section>
<section id="c2"><h2>Returning</h2><p>A bicycle comes back to the shed by six.</p></section>
</div></body></html>"""

PUBLICATION = f"""<!doctype html>
<html lang="en"><head><title>Lending bicycles - EXAMPLE.UK</title></head><body>
<div class="cookie-banner" role="region"><button>Reject</button></div>
<main id="content"><h1>Lending bicycles</h1>
<dl class="metadata"><dt>From:</dt><dd><a href="/shed">Example Cycle Shed</a></dd><dt>Published</dt>
<dd>1 March 2023</dd><dt>Last updated</dt>
<dd>15 December 2023 <a href="#history">See all updates</a></dd></dl>
<nav role="navigation" aria-label="Contents"><h2>Contents</h2><ol>
<li><a href="#who">Who may ride</a></li></ol></nav>
<div class="govspeak"><h2 id="who">Who may ride</h2><p>Anybody may ride. {MADE}.<sup id="fnref:1"><a
href="#fn:1" role="doc-noteref">[footnote 1]</a></sup></p>
<div role="note" aria-label="Warning" class="help"><p>Riders must wear a helmet.</p></div>
<div class="call-to-action"><p>Ask the warden first.</p></div>
<div class="footnotes" role="doc-endnotes"><ol><li id="fn:1"><p>Anybody over four. <a href="#fnref:1"
role="doc-backlink">back</a></p></li></ol></div></div></main></body></html>"""
