"""Documents that cite a replaced edition: by a link, by a title, or by the year of an edition."""

from datetime import date
from pathlib import Path

import pytest
from parts import publish

from assistant.library.as_json import source_record
from assistant.library.as_text import old_citation_line, source_text
from assistant.library.editions import OldCitation, old_citations
from assistant.library.holdings import holdings
from assistant.library.links import all_links
from assistant.library.status import standings
from index.storage.builds import open_current
from views.pages.sources import source_list

TODAY = date(2026, 11, 25)
REGISTER = """
[[source]]
id = "house-rules"
title = "House rules"
file = "documents/house-rules.md"

[[source]]
id = "shelving"
title = "Shelving for small libraries"
publisher = "Example Library"
in_force = 2024-09-01

[[source]]
id = "binding-old"
title = "Binding of torn books"
url = "https://library.example/binding-old"
superseded_by = "binding"

[[source]]
id = "binding"
title = "How books are bound"
file = "documents/binding.md"

[[source]]
id = "fines-2019"
title = "Fines for late books 2019"
superseded_by = "fines-2025"

[[source]]
id = "fines-2025"
title = "Fines for late books 2025"

[[source]]
id = "lamps"
title = "Lamps and reading light"
"""
GLOSSARY = """
[[term]]
words = ["SSL"]
official = ["Shelving for small libraries"]
"""


def cited(tmp_path: Path, rules: str, binding: str = "Glue dries overnight.") -> list[OldCitation]:
    """Returns the replaced editions that the made-up house rules cite."""
    corpus = tmp_path / "corpus"
    (corpus / "documents").mkdir(parents=True)
    (corpus / "sources.toml").write_text(REGISTER)
    (corpus / "glossary.toml").write_text(GLOSSARY)
    (corpus / "documents/house-rules.md").write_text(f"# House rules\n\n## 1 Books\n\n{rules}\n")
    (corpus / "documents/binding.md").write_text(f"# How books are bound\n\n{binding}\n")
    report = publish(corpus, tmp_path / "index")
    build = open_current(tmp_path / "index")
    found = old_citations(build, standings(build.sources, TODAY), all_links(build))
    assert [w for w in report.warnings if "cites a replaced edition" in w] == [
        f"{one.document.file} cites a replaced edition: {old_citation_line(one)}" for one in found
    ]
    return list(found)


@pytest.mark.parametrize(
    ("rules", "text", "said"),
    [
        ("See Shelving for Small Libraries (2019).", "Shelving for Small Libraries (2019",
         "Shelving for small libraries: this cites the 2019 edition; the register has the 2024 edition."),
        ("See *Shelving for small libraries*, statutory guidance, September 2021, part 2.",
         "Shelving for small libraries, statutory guidance, September 2021",
         "Shelving for small libraries: this cites the 2021 edition; the register has the 2024 edition."),
        ("As SSL 2023 says.", "SSL 2023",
         "Shelving for small libraries: this cites the 2023 edition; the register has the 2024 edition."),
        ("See the binding of torn books.", "binding of torn books",
         "Binding of torn books: Superseded by “How books are bound”."),
        ("See [the old way](https://library.example/binding-old).", "the old way",
         "Binding of torn books: Superseded by “How books are bound”."),
        ("Pay the fines for late books (2019).", "fines for late books (2019",
         "Fines for late books 2025: this cites the 2019 edition; the register has the 2025 edition."),
    ],
)  # fmt: skip
def test_a_replaced_edition_is_reported(tmp_path: Path, rules: str, text: str, said: str) -> None:
    """This test ensures that the report has the words, their place, what they cite and what replaced it."""
    (found,) = cited(tmp_path, rules)
    assert (found.document.source_id, found.text) == ("house-rules", text)
    assert old_citation_line(found) == f"“{text}” (1 Books). {said}"


@pytest.mark.parametrize(
    "rules",
    [
        "See Shelving for small libraries (2024).",
        "See Shelving for small libraries (2025).",
        "See Shelving for small libraries. In 2019 there were none.",
        "Shelving for small libraries has been here since 2019.",
        "See Lamps and reading light (1999).",  # nobody wrote down which edition is registered
        "Pay the fines for late books.",  # the name of the newer edition as well
        "House rules 1987 are these.",
        "The ssl 2023 is a cable.",
    ],
)
def test_what_is_no_replaced_edition_is_not(tmp_path: Path, rules: str) -> None:
    """This test ensures that current editions, unrelated years and shared names are not reported."""
    assert cited(tmp_path, rules) == []


def test_what_takes_a_sources_place_may_name_it(tmp_path: Path) -> None:
    """This test ensures that a document that names the one it replaces is not reported for that."""
    assert cited(tmp_path, "Ask.", binding="This replaces the Binding of torn books.") == []


def test_leads_and_programs_see_it(tmp_path: Path) -> None:
    """This test ensures that the page Sources, the command and its JSON all show it with the document."""
    (found,) = cited(tmp_path, "As SSL 2023 says. As SSL 2022 said.")
    build = open_current(tmp_path / "index")
    line = old_citation_line(found)
    rules = next(holding for holding in holdings(build, TODAY) if holding.source.id == "house-rules")
    assert f"cites a replaced edition: {line}" in source_text(rules)
    assert line in source_list(build)
    (record,) = source_record(rules)["old_citations"]
    assert (record["source_id"], record["year"], record["registered"]) == ("shelving", 2023, 2024)
    assert build.documents["house-rules"].text[record["start"] : record["end"]] == "SSL 2023"
