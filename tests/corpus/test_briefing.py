"""The briefing of the corpus: every word of it, its levels and links, and its place in the register."""

import hashlib
import json
import re
import tomllib
from pathlib import Path

import pytest
from parts import ROOT

from assistant.library.links import links_of
from index.documents import Document
from index.storage.builds import open_current
from ingest.corpus.read_documents import ReadDocument, read_document
from ingest.text.passages import cut_passages

FILE = "documents/learning-from-case-reviews.md"
# Two footnotes stood at the foot of a page, in the middle of the text.
FOOTNOTES = (
    "¹ Professionals is a collective term used in the briefing to include practitioners and managers",
    "² Wellbeing: Why it Matters to health policy DOH",
)
# All words of the briefing as it was supplied, footnotes at the end, joined by single spaces.
WORDS_SHA256 = "6f6f37df8b1217258ba1462148f9c1c6ce551095fb9d8b7f764ac3293ae01092"


@pytest.fixture(scope="module")
def read() -> ReadDocument:
    return read_document("learning-from-case-reviews", FILE, (ROOT / "corpus" / FILE).read_bytes())


def words_with_footnotes_last(text: str) -> list[str]:
    """The words of a rendering of the briefing, without list marks, the footnotes behind the rest."""
    text = " ".join(text.split())
    for footnote in FOOTNOTES:
        assert text.count(footnote) == 1
        text = text.replace(footnote, " ")
    return f"{text} {' '.join(FOOTNOTES)}".split()


def rendered(markdown: str) -> str:
    """The supplied text without its marks: links, bold and bullets."""
    text = re.sub(r"\[([^\]]+)\]\(#\)", r"\1", markdown)
    return re.sub(r"^ *- ", "", text.replace("**", ""), flags=re.MULTILINE)


@pytest.mark.shared
def test_no_word_was_added_lost_or_changed(shared: Path, read: ReadDocument) -> None:
    """This test ensures that the corpus holds the supplied briefing, word for word, footnotes aside."""
    supplied = (shared / "seed/learning-from-case-reviews.txt").read_text(encoding="utf-8")
    assert words_with_footnotes_last(read.document.text) == words_with_footnotes_last(rendered(supplied))


def test_the_words_are_those_that_were_supplied(read: ReadDocument) -> None:
    """This test ensures the same where the supplied text is not at hand, by its fingerprint."""
    words = " ".join(words_with_footnotes_last(read.document.text))
    assert hashlib.sha256(words.encode()).hexdigest() == WORDS_SHA256


@pytest.mark.parametrize(
    "sentence",
    [
        "that impacts on their individual physical and emotional development and welfare.",
        "or you need to help other professionals understand the seriousness of your concern.",
        "This briefing aims to help all professionals¹ coming into contact with school age children",
        "behaviours which may put their health at risk². Improving mental wellbeing",
        "there are benefits for the child to be supported a member of staff they trust",
    ],
)
def test_cut_sentences_are_whole_and_printed_ones_unrepaired(read: ReadDocument, sentence: str) -> None:
    """This test ensures that a page foot cuts no sentence, and a missing word stays missing."""
    assert sentence in read.document.text


def test_headings_are_headings(read: ReadDocument) -> None:
    """This test ensures that each section has its path, the four equal headings among them."""
    learning = "Key learning for professionals"
    assert [section.path for section in read.document.sections] == [
        (),
        ("Introduction",),
        ("1 Understanding the child's lived experience",),
        ("1 Understanding the child's lived experience", learning),
        ("2 Effective use of safeguarding processes",),
        ("2 Effective use of safeguarding processes", f"{learning} includes"),
        ("3 Emotional Wellbeing and Self Harm",),
        ("3 Emotional Wellbeing and Self Harm", f"{learning} includes"),
        ("4 Vulnerability of children not in school",),
        ("4 Vulnerability of children not in school", f"{learning} includes"),
    ]


def item(document: ReadDocument, beginning: str) -> tuple[int, str]:
    found = [b for b in document.blocks if document.document.text[b.start :].startswith(beginning)]
    assert len(found) == 1
    return found[0].depth, found[0].kind


@pytest.mark.parametrize(
    ("beginning", "depth"),
    [
        ("Might a child living in this situation", 1),
        ("Being aware that research indicates", 1),
        ("Recognising the value of helplines", 2),
        ("Specialist Community Advisors provide support", 2),
        ("Predicting the risk of self-harm", 1),
        ("Strengthen the arrangements in your workplace", 1),
        ("Guidance and training for staff involved", 2),
        ("How health needs are understood", 3),
        ("How attendance processes fit", 3),
        ("Guidance to improve the process for raising", 2),
        ("Reviewing the referral requirements", 2),
    ],
)
def test_list_items_stand_at_their_level(read: ReadDocument, beginning: str, depth: int) -> None:
    """This test ensures that the levels that the conversion flattened are restored."""
    assert item(read, beginning) == (depth, "item")


def footnote_section(document: Document, mark: str) -> tuple[str, ...]:
    return document.section_at(document.text.index(f"\n{mark} ") + 1).path


def test_footnotes_stand_in_the_section_that_refers_to_them(read: ReadDocument) -> None:
    """This test ensures that a footnote is moved to its reference's section, and the move recorded."""
    assert footnote_section(read.document, "¹") == ("Introduction",)
    assert footnote_section(read.document, "²") == ("3 Emotional Wellbeing and Self Harm",)
    moved = [read.document.text[edit.start : edit.end] for edit in read.document.edits]
    assert moved == list(FOOTNOTES)


@pytest.mark.model
def test_every_one_of_the_sixteen_links_is_registered(briefing_index: Path) -> None:
    """This test ensures that each link means one registered source, and two anchors mean one."""
    build = open_current(briefing_index)
    links = links_of(build, build.documents["learning-from-case-reviews"])
    assert len(links) == 16
    assert all(len(link.sources) == 1 for link in links)
    meant = {link.text: link.sources[0].id for link in links}
    assert meant["Threshold Document"] == meant["Thresholds Guidance"] == "thresholds-document"
    assert meant["practice guidance"] == "self-harm-practice-guidance"
    assert len(set(meant.values())) == 15
    registered = {source.id for source in build.corpus.sources if source.download is None}
    assert registered == {"learning-from-case-reviews", *meant.values()}


def test_the_register_invents_nothing() -> None:
    """This test ensures that only the briefing is held, no date is given and no check is claimed in vain."""
    entries = tomllib.loads((ROOT / "corpus/sources.toml").read_text(encoding="utf-8"))["source"]
    assert [entry["id"] for entry in entries if "file" in entry] == ["learning-from-case-reviews"]
    assert not any(key in entry for entry in entries for key in ("published", "in_force", "review_by"))
    assert all("url" in entry for entry in entries if "url_checked" in entry)
    held = [path.name for path in (ROOT / "corpus/documents").iterdir() if path.name != "fetched"]
    assert held == ["learning-from-case-reviews.md"]


@pytest.mark.shared
def test_only_verified_addresses_count_as_checked(shared: Path) -> None:
    """This test ensures that each address stands in the research, and each checked one in a V row of it."""
    research = (shared / "linked-procedures.md").read_text(encoding="utf-8")
    entries = tomllib.loads((ROOT / "corpus/sources.toml").read_text(encoding="utf-8"))["source"]
    addresses = {entry["url"]: "url_checked" in entry for entry in entries if "url" in entry}
    rows = [line for line in research.splitlines() if line.startswith("| ")]
    for address, checked in addresses.items():
        site = address.removeprefix("https://").rstrip("/")
        naming = [row for row in rows if site in row]
        assert naming, address
        if checked:
            assert any(
                re.search(r"\| ((page )?V|V both|(name|page) V[,:;]? [^|]*|V \([^|]*) \|", row)
                for row in naming
            ), address


@pytest.mark.parametrize("name", ["corpus/questions.jsonl", "benchmarks/briefing-held-out.jsonl"])
def test_the_question_sets_gold_is_verbatim(read: ReadDocument, name: str) -> None:
    """This test ensures that what is measured against stands in the briefing, within one passage."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line) for line in lines]
    assert len({question["id"] for question in questions}) == len(questions)
    assert sum(question["answerable"] for question in questions) >= 80
    assert sum(not question["answerable"] for question in questions) >= 60
    text = read.document.text
    passages = [text[p.start : p.end] for p in cut_passages(read.document, read.blocks)]
    for question in questions:
        assert bool(question["quotes"]) == question["answerable"], question["id"]
        for gold in question["quotes"]:
            assert any(gold in passage for passage in passages), question["id"]
